import { createHash } from 'node:crypto';
import { earlierCard, isAnswerCard, REPLY, REPLY_MAX, unreachedCard } from '../../cards/dialogue';
import type { Payloads } from '../../cards/payloads';
import { STORY_MAX } from '../../domain/forms/report';
import type { Case } from '../../domain/case';
import { asksReporter } from '../../domain/work/reporter';
import { iaOf, messagesOf } from '../../domain/work/views';
import { t } from '../../locales';
import type { Inputs } from '../actions';
import { inPlace, type Context } from '../context';
import type { Reply } from '../turn';
import { heldWords, hold, letGo } from './heldWords';
import { actOnRead } from './meanwhile';
import { ownCase, ownCases } from './own';
import * as report from './report';
import { closedBefore, noSuchCase, showStatus } from './status';

type Answer = { readonly number: string; readonly after: string };

const typedIn = (inputs: Inputs): string => (typeof inputs[REPLY] === 'string' ? inputs[REPLY].trim() : '');

/** The same words under the same message are the same answer, however often they are sent; other words are another. */
const idOf = (after: string, words: string): string => createHash('sha256').update(JSON.stringify([after, words])).digest('hex').slice(0, 32);

/** Sends what was written on the case's card to whoever has the case. */
export async function send(context: Context, data: Answer, inputs: Inputs): Promise<readonly Reply[]> {
  const words = typedIn(inputs);
  const one = await ownCase(context, data.number);
  if (one) return inPlace(await sending(context, one, data.after, words));
  return inPlace(words === '' ? noSuchCase(context) : { card: unreachedCard(context.locale, data.number, data.after, words, context.turn.actor.kind === 'anonymous') });
}

/** Sends words that were typed in the chat, once their writer has said that they are the answer. */
export async function sendHeld(context: Context, data: Answer): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  const { text: words, lost } = heldWords(context);
  if (!one) return inPlace(noSuchCase(context));
  if (words === undefined) return inPlace(showStatus(context, one, { notes: [t(context.locale, 'talk.gone')] }));
  const reply = await sending(context, one, data.after, words, lost ? [t(context.locale, 'talk.lost')] : []);
  letGo(context);
  return inPlace(reply);
}

async function sending(context: Context, one: Case, after: string, words: string, notes: readonly string[] = []): Promise<Reply> {
  const { locale, services } = context;
  const back = (problem: string): Reply => showStatus(context, one, { draft: { words, problem } });
  if (words === '') return back(t(locale, 'dialogue.empty'));
  if (words.length > REPLY_MAX) return back(t(locale, 'error.field.tooLong', { limit: REPLY_MAX }));
  const id = idOf(after, words);
  const messages = messagesOf(one);
  if (messages.some((message) => message.id === id)) return sent(context, one, notes);
  if (one.status === 'closed') return closedBefore(context, one, words);
  // Whoever asked meanwhile is not answered by words that were written before.
  const seen = messages.findLastIndex((message) => message.id === after);
  if (messages.slice(seen + 1).some(({ kind }) => kind === 'question')) return back(t(locale, 'dialogue.newer'));
  const outcome = await services.cases.actAsReporter(one, { command: 'reply', id, text: words });
  if (outcome.ok) return sent(context, outcome.case, notes);
  const now = outcome.case ?? one;
  return now.status === 'closed' ? closedBefore(context, now, words) : showStatus(context, now, { draft: { words, problem: t(locale, 'error.tooLarge') } });
}

function sent(context: Context, one: Case, notes: readonly string[]): Reply {
  return showStatus(context, one, { notes: [t(context.locale, 'dialogue.sent', { number: one.number }), ...notes] });
}

/** What a closed case took no more becomes a report of its own: the words are held as if they had been typed first. */
export async function reportInstead(context: Context, data: { readonly number: string }, inputs: Inputs): Promise<readonly Reply[]> {
  const words = typedIn(inputs);
  if (words === '' || hold(context, words)) return inPlace(...report.start(context));
  const one = await ownCase(context, data.number);
  const problem = t(context.locale, 'talk.tooLong', { limit: STORY_MAX });
  return inPlace(one ? showStatus(context, one, { draft: { words, problem } }) : noSuchCase(context));
}

/** An earlier part of a long dialogue, beside the case. */
export async function showEarlier(context: Context, data: { readonly number: string; readonly before: number }): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  return inPlace(one ? { card: earlierCard(context.locale, one, data.before) } : noSuchCase(context));
}

/** The reporter's yes or no to what IA may hold of a case that hides them. */
export async function answerIa(context: Context, data: Payloads['ia.answer']): Promise<readonly Reply[]> {
  const one = await ownCase(context, data.number);
  if (!one) return inPlace(noSuchCase(context));
  const yes = data.answer === 'yes';
  const note = t(context.locale, yes ? 'status.ia.saidYes' : 'status.ia.saidNo');
  if (iaOf(one).consent === yes) return inPlace(showStatus(context, one, { notes: [note] }));
  const outcome = await actOnRead(context, one, { command: 'consentToIa', yes }, data.version);
  const said = outcome.ok ? note : t(context.locale, outcome.refusal === 'stale' ? 'meanwhile.ia' : 'error.tooLarge');
  return inPlace(showStatus(context, outcome.case ?? one, { notes: [said] }));
}

/** Words typed in the chat while a question waits are held until their writer says whether they answer it. */
export async function maybeAnswer(context: Context, text: string): Promise<readonly Reply[] | undefined> {
  const waiting = (await ownCases(context)).find(asksReporter);
  if (!waiting) return undefined;
  if (!hold(context, text)) return [{ text: t(context.locale, 'talk.tooLong', { limit: STORY_MAX }) }];
  return [{ card: isAnswerCard(context.locale, waiting) }];
}


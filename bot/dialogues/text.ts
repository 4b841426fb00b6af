import { emergencyCard } from '../../cards/emergency';
import { helpCard, noteCard, unhandledCard, welcomeCard, whichCaseCard } from '../../cards/talk';
import { STORY_MAX } from '../../domain/forms/report';
import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import { knownBoard, update, type Context } from '../context';
import { looksLikeQuestion, readIntent, type CommandWord, type Intent } from '../intents';
import type { Reply } from '../turn';
import { ask } from './ask';
import { askBoard } from './board';
import { openByCode } from './code';
import * as follow from './follow';
import { hold } from './heldWords';
import { askWithdraw, mine, openTyped } from './mine';
import { ownCase } from './own';
import { maybeAnswer } from './reply';
import * as report from './report';

type Replies = readonly Reply[] | Promise<readonly Reply[]>;

/** What a person typed in the personal chat, to the dialogue it belongs to. Emergencies first, not understood last. */
export function onText(context: Context, text: string): Replies {
  const intent = readIntent(text);
  switch (intent.kind) {
    case 'emergency':
      return emergency(context, text);
    case 'command':
      return command(context, intent);
    case 'receiptCode':
      return openByCode(context, intent.digits);
    case 'caseNumber':
      return openTyped(context, intent.number).then((reply) => [reply]);
    case 'smalltalk':
      return smalltalk(context, intent.about);
    case 'report':
    case 'question':
      return sentence(context, text, intent.kind);
  }
}

/** 112 at once, in any dialogue. What was under way is kept, and the words are held for the report they may become. */
function emergency(context: Context, text: string): readonly Reply[] {
  const { draft } = context.state;
  report.hear(context, text);
  const after = draft ? ({ kind: 'draft', draft: draft.id } as const) : ({ kind: 'report' } as const);
  return [{ card: emergencyCard(context.locale, knownBoard(context), after, draft !== undefined) }];
}

/** A command word alone tells nothing of anybody, so it may stand in a stored transcript; nothing else that is typed may. */
async function command(context: Context, { word, exact }: Extract<Intent, { kind: 'command' }>): Promise<readonly Reply[]> {
  const replies = await COMMANDS[word](context);
  return exact ? replies.map((reply) => ({ ...reply, keepInput: true })) : replies;
}

const COMMANDS: Readonly<Record<CommandWord, (context: Context) => Replies>> = {
  report: report.start,
  continue: goOn,
  mine,
  cancel,
  restart: (context) => (context.state.draft ? report.cancel(context) : report.start(context)),
  back: (context) => report.resume(context) ?? [{ card: welcomeCard(context.locale) }],
  help: (context) => [{ card: helpCard(context.locale)}],
  sv: (context) => speak(context, 'sv'),
  en: (context) => speak(context, 'en'),
  ask: (context) => [{ text: t(context.locale, 'ask.prompt')}],
  board: (context) => [askBoard(context, context.state.draft?.id)],
  withdraw: async (context) => [await askWithdraw(context, undefined)],
  connect: (context) => [{ text: t(context.locale, 'connect.personal') }],
  disconnect: (context) => [{ text: t(context.locale, 'connect.personal') }],
};

/** "fortsätt": the report under way, else the case being added to. */
async function goOn(context: Context): Promise<readonly Reply[]> {
  return (await underWay(context)) ?? [{ card: noteCard(context.locale, 'nothing', t(context.locale, 'continue.nothing'), ['report', 'mine']) }];
}

/** "avbryt": a draft is asked about; adding is simply left, since everything is saved. */
function cancel(context: Context): readonly Reply[] {
  const { draft, adding } = context.state;
  if (draft || !adding) return report.cancel(context);
  update(context, { adding: undefined });
  return [{ card: noteCard(context.locale, 'done', t(context.locale, 'follow.closedForLater', { number: adding.number }), ['mine', 'ask'])}];
}

/** The language from now on; what was under way is shown again in it. */
async function speak(context: Context, locale: Locale): Promise<readonly Reply[]> {
  update(context, { locale });
  const changed = { ...context, locale };
  const replies: readonly Reply[] = [{ text: t(locale, 'language.set') }, ...((await underWay(changed)) ?? [])];
  return replies.map((reply) => ({ ...reply, locale }));
}

/** The draft's card, or the step of the case being added to, as it stands; undefined when nothing is under way. */
async function underWay(context: Context): Promise<readonly Reply[] | undefined> {
  const draft = report.resume(context);
  if (draft) return draft;
  const { adding } = context.state;
  const one = adding ? await ownCase(context, adding.number) : undefined;
  const step = one && one.status !== 'closed' ? follow.resumeStep(context, one) : undefined;
  return one && step !== undefined ? [follow.showStep(context, one, step)] : undefined;
}

function smalltalk(context: Context, about: Extract<Intent, { kind: 'smalltalk' }>['about']): readonly Reply[] {
  if (about === 'help') return [{ card: helpCard(context.locale) }];
  return [{ text: t(context.locale, about === 'robot' ? 'smalltalk.robot' : 'smalltalk.thanks') }];
}

/** Free words: into the report or case under way, else the start of a report, else a question. */
async function sentence(context: Context, text: string, kind: 'report' | 'question'): Promise<readonly Reply[]> {
  const { draft, adding } = context.state;
  const asks = kind === 'question' && looksLikeQuestion(text);
  if (draft && !asks) return report.typed(context, draft, text);
  const answering = asks ? undefined : await maybeAnswer(context, text);
  if (answering) return answering;
  const one = adding && !asks ? await ownCase(context, adding.number) : undefined;
  if (one && one.status !== 'closed') return whichOne(context, one.number, text);
  if (kind === 'report') {
    if (!hold(context, text)) return [{ text: t(context.locale, 'talk.tooLong', { limit: STORY_MAX }) }];
    return [{ text: t(context.locale, 'talk.held') }, ...report.start(context)];
  }
  if (!/[\p{L}\d]/u.test(text)) return [{ card: unhandledCard(context.locale) }];
  const answer = await ask(context, text);
  return draft ? [...answer, { text: t(context.locale, 'talk.resume') }] : answer;
}

/** Words typed while a case is open may be about something else, or about whoever reads it: held until their writer says. */
function whichOne(context: Context, number: string, text: string): readonly Reply[] {
  if (!hold(context, text)) return [{ text: t(context.locale, 'talk.tooLong', { limit: STORY_MAX }) }];
  return [{ card: whichCaseCard(context.locale, number) }];
}

import type { Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { messagesOf, unanswered, type Message } from '../domain/work/views';
import { t } from '../locales';
import { card, container, inert, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import { dayAndClock } from './time';
import type { AdaptiveCard, Element } from './types';

/** Characters of one answer. */
export const REPLY_MAX = 4_000;
/** The input that answers are typed into. */
export const REPLY = 'reply';

/** What was typed and has not reached the case, and why not. */
export interface Draft {
  readonly words: string;
  /** Said beside the input. */
  readonly problem?: string;
}

/** Bytes of dialogue on one card: Teams takes cards of about 28 kB. */
const SHOWN_BYTES = 12_000;
const bytes = (words: string): number => new TextEncoder().encode(JSON.stringify(words)).length;

/** The newest messages that fit, the last one always, and whether there are earlier ones. */
function thatFit(messages: readonly Message[]): { readonly shown: readonly Message[]; readonly from: number } {
  let left = SHOWN_BYTES;
  let from = messages.length;
  while (from > 0) {
    left -= bytes(messages[from - 1]?.text ?? '') + 300;
    if (left < 0 && from < messages.length) break;
    from -= 1;
  }
  return { shown: messages.slice(from), from };
}

function messageElements(locale: Locale, { from, by, at, kind, text: words }: Message): Element {
  const time = dayAndClock(locale, new Date(at));
  const who = from === 'reporter' ? t(locale, 'dialogue.you', { time }) : by.name ? t(locale, `dialogue.from.${kind === 'question' ? 'question' : 'information'}`, { name: by.name, time }) : time;
  return container([quiet(who), inert(words, { spacing: 'none' })], from === 'reporter' ? { spacing: 'medium' } : { spacing: 'medium', style: 'emphasis' });
}

function earlier(locale: Locale, number: string, before: number): readonly Element[] {
  if (before === 0) return [];
  return [{ type: 'ActionSet', actions: [submit(t(locale, 'dialogue.earlier', { count: before }), pack('dialogue.earlier', { number, before }))] }];
}

/** What has been asked, told and answered, the newest of it; nothing where there is none. */
export function dialogueElements(locale: Locale, one: Case): readonly Element[] {
  const messages = messagesOf(one);
  if (messages.length === 0) return [];
  const { shown, from } = thatFit(messages);
  return [
    text(t(locale, 'dialogue.title'), { weight: 'bolder', size: 'medium', spacing: 'large', separator: true, style: 'heading' }),
    ...earlier(locale, one.number, from),
    container(shown.map((message) => messageElements(locale, message)), { id: 'dialogue' }),
  ];
}

/** The earlier part of a long dialogue, page by page. */
export function earlierCard(locale: Locale, one: Case, before: number): AdaptiveCard {
  const { shown, from } = thatFit(messagesOf(one).slice(0, before));
  const { number } = one;
  const body = [
    title('dialogue', t(locale, 'dialogue.title')),
    quiet(t(locale, 'dialogue.case', { number })),
    ...earlier(locale, number, from),
    container(shown.map((message) => messageElements(locale, message))),
  ];
  return card(locale, t(locale, 'dialogue.title'), body, [submit(t(locale, 'mine.open', { number }), pack('mine.open', { number }))]);
}

/** Id of the newest message, which an answer is an answer to; empty where there is none. */
export const newestOf = (one: Pick<Case, 'events'>): string => messagesOf(one).at(-1)?.id ?? '';

/** Where the reporter writes. In a closed case what was typed stands here still, and may become a new report. */
export function replyElements(locale: Locale, one: Case, draft: Draft | undefined, isAsked: boolean): readonly Element[] {
  const { number } = one;
  const closed = one.status === 'closed';
  const label = closed ? 'dialogue.kept' : isAsked ? 'dialogue.answer' : 'dialogue.write';
  const send = closed
    ? submit(t(locale, 'dialogue.newReport'), pack('dialogue.report', { number }), 'positive')
    : submit(t(locale, isAsked ? 'dialogue.sendAnswer' : 'dialogue.send'), pack('dialogue.reply', { number, after: newestOf(one) }), 'positive');
  return [...input(t(locale, label), draft), { type: 'ActionSet', actions: [send] }];
}

function input(label: string, draft: Draft | undefined): readonly Element[] {
  return [
    { type: 'Input.Text', id: REPLY, label, isMultiline: true, maxLength: Math.max(REPLY_MAX, draft?.words.length ?? 0), ...(draft ? { value: draft.words } : {}) },
    ...(draft?.problem === undefined ? [] : [text(draft.problem, { id: `error:${REPLY}`, color: 'attention', spacing: 'small' })]),
  ];
}

/** An answer to a case that cannot be reached any more from here: its words come back, to be sent when the case is open again. */
export function unreachedCard(locale: Locale, number: string, after: string, words: string, anonymous: boolean): AdaptiveCard {
  const body = [
    title('stale', t(locale, 'dialogue.unreached')),
    text(t(locale, anonymous ? 'dialogue.unreachedCode' : 'dialogue.unreachedBody')),
    ...input(t(locale, 'dialogue.kept'), { words }),
  ];
  return card(locale, t(locale, 'dialogue.unreached'), body, [submit(t(locale, 'dialogue.send'), pack('dialogue.reply', { number, after }), 'positive'), submit(t(locale, 'welcome.mine'), pack('say', { word: 'mine' }))]);
}

/** Words typed in the chat while a question waits: an answer to it, or something else. */
export function isAnswerCard(locale: Locale, one: Case): AdaptiveCard {
  const { number } = one;
  const { shown } = thatFit(unanswered(one));
  const body = [title('which', t(locale, 'dialogue.which')), ...shown.map((message) => messageElements(locale, message)), text(t(locale, 'dialogue.whichBody', { number }))];
  return card(locale, t(locale, 'dialogue.which'), body, [
    submit(t(locale, 'dialogue.sendAnswer'), pack('dialogue.held', { number, after: newestOf(one) }), 'positive'),
    submit(t(locale, 'which.new'), pack('words.new', {})),
    submit(t(locale, 'which.drop'), pack('words.drop', {})),
  ]);
}

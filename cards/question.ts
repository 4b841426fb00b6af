import type { Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { questionState, replyOf } from '../domain/work/question';
import { asksReporter, nextSteps } from '../domain/work/reporter';
import { latest } from '../domain/work/views';
import { t } from '../locales';
import { card, container, facts, inert, quiet, submit, text, title } from './build';
import { dialogueElements, replyElements } from './dialogue';
import { pack } from './payloads';
import { codeElements } from './receipt';
import { takesWords, timeline, type StatusView } from './status';
import { day, dayAndClock } from './time';
import type { AdaptiveCard, Element } from './types';
import { room } from './work/parts';

export interface QuestionSentView {
  /** Who reads it, by name and role. */
  readonly reader: string;
  readonly number: string;
  /** The 16 digits with which somebody whom nobody knows reads the answer, the one time they are shown. */
  readonly code?: string | undefined;
}

/** The question is stored: to whom it went, under which number, and how the answer comes back. */
export function questionSentCard(locale: Locale, { reader, number, code }: QuestionSentView): AdaptiveCard {
  const line = t(locale, 'notFound.sent', { reader, number });
  const back = code === undefined ? [text(t(locale, 'question.answerHere'), { spacing: 'small' })] : codeElements(locale, code, 'question.codeHelp');
  return card(locale, line, [text(line, { id: 'questionSent' }), ...back]);
}

/** Characters of a question and of an answer in the list, and bytes of all of them and of one question alone: the whole stands where the question is opened. */
const SHOWN = { question: 300, reply: 800, bytes: 12_000, alone: 3_000 } as const;
const cut = (words: string, most: number): string => (words.length <= most ? words : `${words.slice(0, most).trimEnd()} …`);

/** The person's questions to the coordinator, each with where it stands and the answer. */
export function questionElements(locale: Locale, cases: readonly Case[], now: Date): readonly Element[] {
  const questions = cases.filter(({ subject }) => subject === 'question');
  if (questions.length === 0) return [];
  const heading = text(t(locale, 'mine.questions'), { id: 'questions', weight: 'bolder', size: 'medium', spacing: 'large', separator: true, style: 'heading' });
  const space = room(SHOWN.bytes);
  return [heading, ...questions.map((one) => questionLine(locale, one, now, space))];
}

function questionLine(locale: Locale, one: Case, now: Date, space: ReturnType<typeof room>): Element {
  const { number, receivedAt, answers } = one;
  const reply = replyOf(one);
  return container([
    ...(space.isFull ? [] : [inert(space.take(cut(answers[0]?.value ?? '', SHOWN.question)))]),
    quiet(t(locale, 'mine.question', { number, time: dayAndClock(locale, new Date(receivedAt)) }), { spacing: 'none' }),
    ...stateLines(locale, one, now),
    ...(reply === undefined || space.isFull ? [] : [container([quiet(t(locale, 'mine.reply', { time: dayAndClock(locale, new Date(reply.at)) })), inert(space.take(cut(reply.text, SHOWN.reply)), { spacing: 'none' })], { style: 'emphasis' })]),
  ]);
}

/** Where the question stands; while it waits, by when there is an answer. */
function stateLines(locale: Locale, one: Case, now: Date): readonly Element[] {
  const state = questionState(one);
  const due = dueLine(locale, one, now);
  return [
    quiet(t(locale, `mine.state.${state}`), { spacing: 'none', ...(state === 'asks' ? { weight: 'bolder', isSubtle: false } : {}) }),
    ...(due === undefined ? [] : [quiet(due.line, { spacing: 'none', ...(due.overdue ? { color: 'attention', isSubtle: false } : {}) })]),
  ];
}

/** By when an answer is promised, or that it is late; undefined where none is waited for. */
function dueLine(locale: Locale, one: Case, now: Date): { readonly line: string; readonly overdue: boolean } | undefined {
  const next = nextSteps(one, now).find(({ what }) => what === 'feedback');
  if (next?.due === undefined || questionState(one) === 'answered') return undefined;
  return { line: t(locale, next.overdue ? 'question.overdue' : 'question.due', { time: day(locale, new Date(next.due)) }), overdue: next.overdue };
}

function dueElements(one: Case, { locale, now, phone }: StatusView): readonly Element[] {
  const due = dueLine(locale, one, now);
  if (due === undefined) return [];
  const help = phone === undefined ? t(locale, 'status.overdue.write') : t(locale, 'status.overdue.call', { phone });
  return [text(due.line, { id: 'next', ...(due.overdue ? { color: 'attention' } : {}) }), ...(due.overdue ? [text(help, { spacing: 'small', weight: 'bolder' })] : [])];
}

/** What was said when the question was closed. */
function closedElements(one: Case, locale: Locale): readonly Element[] {
  const closed = one.status === 'closed' ? latest(one, 'closed') : undefined;
  if (closed === undefined) return [];
  const told = container([quiet(t(locale, 'mine.reply', { time: dayAndClock(locale, new Date(closed.at)) })), inert(closed.told, { spacing: 'none' })], { id: 'outcome', style: 'emphasis', spacing: 'medium' });
  return [told, text(t(locale, 'question.again'), { id: 'stillHeard' })];
}

/** One question as its asker follows it: what was asked, where it stands, what was answered, and room to write. */
export function questionCard(one: Case, view: StatusView): AdaptiveCard {
  const { locale, now, draft, notes = [] } = view;
  const { number } = one;
  const writes = draft !== undefined || takesWords(one, now);
  const head = t(locale, 'question.title');
  const asked = one.answers[0]?.value ?? '';
  const shown = room(SHOWN.alone).take(asked);
  const rows: readonly (readonly [string, string])[] = [
    [t(locale, 'question.number'), number],
    [t(locale, 'notice.received'), dayAndClock(locale, new Date(one.receivedAt))],
    ...(one.status === 'closed' ? [] : [[t(locale, 'question.has'), view.nameOf(one.recipient)] as const]),
  ];
  const body = [
    title('status', head),
    ...notes.map((note, index) => text(note, { id: index === 0 ? 'note' : `note:${index}`, weight: 'bolder' })),
    inert(shown),
    facts(rows),
    text(t(locale, `mine.state.${questionState(one)}`), { id: 'stands', weight: 'bolder' }),
    ...dueElements(one, view),
    ...closedElements(one, locale),
    ...dialogueElements(locale, one),
    ...(writes ? replyElements(locale, one, draft, asksReporter(one)) : []),
    ...timeline(one, view),
  ];
  // What has been answered is not taken back.
  const withdraw = one.status === 'closed' || replyOf(one) !== undefined ? [] : [submit(t(locale, 'receipt.withdraw'), pack('withdraw.ask', { number }))];
  const whole = shown === asked ? [] : [submit(t(locale, 'status.summary'), pack('follow.summary', { number }))];
  return card(locale, head, body, [...whole, ...withdraw]);
}

import type { Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import { questionState, replyOf } from '../domain/work/question';
import { nextSteps } from '../domain/work/reporter';
import { t } from '../locales';
import { card, container, inert, quiet, text } from './build';
import { codeElements } from './receipt';
import { nextLine } from './status';
import { dayAndClock } from './time';
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

/** Characters of a question and of an answer in the list, and bytes of all of them: the whole stands where the question is opened. */
const SHOWN = { question: 300, reply: 800, bytes: 12_000 } as const;
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
  const next = state === 'waiting' ? nextSteps(one, now).find(({ what }) => what === 'feedback') : undefined;
  const look = state === 'asks' ? { weight: 'bolder', isSubtle: false } : {};
  return [
    quiet(t(locale, `mine.state.${state}`), { spacing: 'none', ...look }),
    ...(next === undefined ? [] : [quiet(nextLine(locale, next), { spacing: 'none', ...(next.overdue ? { color: 'attention', isSubtle: false } : {}) })]),
  ];
}

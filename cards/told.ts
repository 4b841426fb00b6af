import { lastEvent, type Case, type CaseEvent } from '../domain/case';
import type { Locale } from '../domain/locale';
import type { CareAnswer } from '../domain/work/types';
import { t, type TextKey } from '../locales';
import { card, submit, text, title } from './build';
import { pack } from './payloads';
import { dayAndClock } from './time';
import type { AdaptiveCard, CardAction } from './types';

/** What each card says by its event, that something has happened and no more: the words are read where the case is opened. */
const TOLD = {
  asked: ['told.asked.title', 'told.asked'],
  informed: ['told.informed.title', 'told.informed'],
  referralAnnounced: ['told.referralAnnounced.title', 'told.referralAnnounced'],
  nameRevealed: ['told.nameRevealed.title', 'told.nameRevealed'],
  dateMoved: ['told.dateMoved.title', 'told.dateMoved'],
  closed: ['told.closed.title', 'told.closed'],
  reopened: ['told.reopened.title', 'told.reopened'],
} as const satisfies Partial<Record<CaseEvent['kind'], readonly [TextKey, TextKey]>>;

/** The same of a question, where it is said otherwise. */
const TOLD_ASKER = {
  acknowledged: ['told.read.title', 'told.read'],
  informed: ['told.answered.title', 'told.answered'],
  closed: ['told.questionClosed.title', 'told.questionClosed'],
} as const satisfies Partial<Record<CaseEvent['kind'], readonly [TextKey, TextKey]>>;

function saidOf(one: Case, kind: CaseEvent['kind']): readonly [TextKey, TextKey] | undefined {
  if (one.subject === 'question' && kind in TOLD_ASKER) return TOLD_ASKER[kind as keyof typeof TOLD_ASKER];
  return kind in TOLD ? TOLD[kind as keyof typeof TOLD] : undefined;
}

const open = (locale: Locale, number: string): CardAction => submit(t(locale, 'mine.open', { number }), pack('mine.open', { number }));

/** Tells the reporter what has happened to the case: never in anybody's words, for the card may be seen by others. */
export function toldCard(locale: Locale, one: Case, kind: CaseEvent['kind'] = 'acknowledged'): AdaptiveCard {
  const { number } = one;
  const [head, line] = saidOf(one, kind) ?? (['told.title', 'told.body'] as const);
  const event = lastEvent(one, 'acknowledged');
  const said = t(locale, line, { name: event?.by.name ?? '', number, time: dayAndClock(locale, new Date(event?.at ?? one.receivedAt)) });
  return card(locale, t(locale, head), [title('told', t(locale, head)), text(said)], [open(locale, number)]);
}

/**
 * Asks on an agreed day whether the reporter wants to be called: three answers, and nothing to write. `again`: other days
 * have been agreed on since it was asked.
 */
export function careCard(locale: Locale, { number, version }: Pick<Case, 'number' | 'version'>, on: string, again = false): AdaptiveCard {
  const head = t(locale, 'told.care.title');
  const answer = (label: TextKey, given: CareAnswer, kind: 'positive' | 'default' = 'default'): CardAction => submit(t(locale, label), pack('care.answer', { number, version, on, answer: given }), kind);
  return card(locale, head, [title('care', head), ...(again ? [text(t(locale, 'meanwhile.care'), { id: 'meanwhile', weight: 'bolder' })] : []), text(t(locale, 'told.care', { number }))], [
    answer('told.care.yes', 'yes', 'positive'),
    answer('told.care.no', 'no'),
    answer('told.care.stop', 'stop'),
  ]);
}

const ANSWERED = { yes: 'told.care.saidYes', no: 'told.care.saidNo', stop: 'told.care.saidStop' } as const satisfies Record<CareAnswer, TextKey>;

/** What follows from the answer. */
export function careAnsweredCard(locale: Locale, number: string, answer: CareAnswer): AdaptiveCard {
  const line = t(locale, ANSWERED[answer]);
  return card(locale, line, [text(line, { id: 'care' })], [open(locale, number)]);
}

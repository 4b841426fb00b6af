import type { Case, Decision } from './case';
import type { Setting } from './clocks';
import { findable } from './findable';
import { eventsOf } from './work/views';
import type { Stamp, WorkCommand } from './work/types';

export const SERIES_REASONS = ['matter', 'place'] as const;
/** Why two cases may belong together. Never how somebody looks, nor how anybody writes. */
export type SeriesReason = (typeof SERIES_REASONS)[number];

/** A part of a linked matter that is a number of its own: `2026-1234` in "tillsyn, dnr 2026-1234". */
const NUMBERED = /\d+(?:[/:.-]\d+)+|\d{5,}/gu;
const SHORTEST = 3;

const said = (one: Pick<Case, 'answers'>, id: string): string => one.answers.find((answer) => answer.id === id)?.value ?? '';
const whole = (text: string): readonly string[] => [findable(text)].filter((phrase) => phrase.length >= SHORTEST);

/** What of a case is compared: the linked matter as it was written and its numbers, and the name of the place. */
export function seriesKeys(one: Pick<Case, 'answers'>): Readonly<Record<SeriesReason, readonly string[]>> {
  const matter = said(one, 'matter');
  return { matter: [...new Set([...whole(matter), ...(matter.match(NUMBERED) ?? []).flatMap(whole)])], place: whole(said(one, 'placeName')) };
}

/** Why the two may belong together; empty where nothing says so. */
export function whyAlike(one: Pick<Case, 'answers'>, other: Pick<Case, 'answers'>): readonly SeriesReason[] {
  const [mine, theirs] = [seriesKeys(one), seriesKeys(other)];
  return SERIES_REASONS.filter((reason) => mine[reason].some((key) => theirs[reason].includes(key)));
}

/** Whether the other came before this one, and no more months before than the board looks back. */
export function isEarlier(one: Pick<Case, 'receivedAt'>, other: Pick<Case, 'receivedAt'>, months: number): boolean {
  const since = new Date(one.receivedAt);
  since.setUTCMonth(since.getUTCMonth() - months);
  return other.receivedAt < one.receivedAt && other.receivedAt >= since.toISOString();
}

/** What somebody said last of each other case: that it belongs to the same series, or not. */
export function linksOf(one: Pick<Case, 'events'>): ReadonlyMap<string, boolean> {
  return new Map(eventsOf(one, 'caseLinked').map(({ number, confirmed }) => [number, confirmed]));
}

/** A person says whether another case belongs to the same series, in a board that has asked for series. */
export function linkCase(current: Case, { number, confirmed }: Extract<WorkCommand, { command: 'linkCase' }>, stamp: Stamp, { board }: Setting): Decision {
  if (board.series === undefined) return { ok: false, refusal: 'notHere' };
  if (number === current.number || !number.startsWith(`${current.board}-`)) return { ok: false, refusal: 'unknown' };
  return linksOf(current).get(number) === confirmed ? { ok: false, refusal: 'unchanged' } : { ok: true, events: [{ ...stamp, kind: 'caseLinked', number, confirmed }] };
}

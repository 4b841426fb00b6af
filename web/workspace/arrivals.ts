import type { LiveCase } from './live';
import type { CaseRow } from './model';
import type { ListName } from './router';

/** A list that cases can be in: one board's reports, or its questions. */
export interface Place {
  readonly board: string;
  readonly subject: ListName;
}

export interface NewCounts {
  /** New cases among the rows that are shown. */
  readonly listed: number;
  /** New cases of the same list that the filter leaves out. */
  readonly hidden: number;
  /** New cases of the person's other lists. */
  readonly elsewhere: readonly (Place & { readonly count: number })[];
}

/**
 * Which cases came while the page stood open. An event says so at once; after an interruption whatever is newer
 * than everything seen before counts as well.
 */
export interface Arrivals {
  heard(event: LiveCase): void;
  /** Takes in a fresh list. `caughtUp`: after an interruption. @returns the new rows that were not told of before */
  listed(rows: readonly CaseRow[], here: Place, caughtUp: boolean): readonly CaseRow[];
  isNew(number: string): boolean;
  /** The case was opened. */
  seen(number: string): void;
  count(rows: readonly CaseRow[], here: Place): NewCounts;
}

/** Whether a case has just come into one of the person's lists: it was received, an exercise became real, or a manager was given it. */
export const isArrival = ({ kind, subject }: Pick<LiveCase, 'kind' | 'subject'>): boolean => (subject === 'referred' ? kind === 'referred' : kind === 'received' || kind === 'madeReal');

/** New cases of one visit; forgotten when the page is left. */
export function createArrivals(): Arrivals {
  const fresh = new Map<string, Place>();
  const told = new Set<string>();
  const opened = new Set<string>();
  /** The latest instant of receipt seen so far, by list. */
  const newest = new Map<string, string>();

  function arrive(number: string, place: Place): void {
    if (!opened.has(number)) fresh.set(number, { board: place.board, subject: place.subject });
  }

  function listed(rows: readonly CaseRow[], here: Place, caughtUp: boolean): readonly CaseRow[] {
    const before = newest.get(keyOf(here));
    for (const row of rows) {
      if (caughtUp && before !== undefined && row.receivedAt > before) arrive(row.number, here);
      if (row.receivedAt > (newest.get(keyOf(here)) ?? '')) newest.set(keyOf(here), row.receivedAt);
      if (here.subject !== 'referred' && row.status !== 'received') fresh.delete(row.number);
    }
    const untold = rows.filter((row) => fresh.has(row.number) && !told.has(row.number));
    for (const row of untold) told.add(row.number);
    return untold;
  }

  function count(rows: readonly CaseRow[], here: Place): NewCounts {
    const elsewhere = new Map<string, Place & { count: number }>();
    let ofHere = 0;
    for (const place of fresh.values()) {
      const key = keyOf(place);
      if (key === keyOf(here)) ofHere += 1;
      else elsewhere.set(key, { ...place, count: (elsewhere.get(key)?.count ?? 0) + 1 });
    }
    const shown = rows.filter((row) => fresh.has(row.number)).length;
    return { listed: shown, hidden: Math.max(0, ofHere - shown), elsewhere: [...elsewhere.values()] };
  }

  return {
    heard(event) {
      if (isArrival(event)) arrive(event.number, event);
      // Somebody has taken care of it: it is nothing new to anybody any more.
      if (event.kind === 'acknowledged' || event.kind === 'withdrawn') fresh.delete(event.number);
    },
    listed,
    isNew: (number) => fresh.has(number),
    seen(number) {
      opened.add(number);
      fresh.delete(number);
    },
    count,
  };
}

function keyOf({ board, subject }: Place): string {
  return `${board} ${subject}`;
}

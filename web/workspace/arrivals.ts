import type { LiveCase } from './live';
import type { CaseRow } from './model';

/**
 * Which cases came while the page stood open. An event says so at once; after an interruption whatever is newer
 * than everything seen before counts as well.
 */
export interface Arrivals {
  heard(event: LiveCase): void;
  /** Takes in a fresh list. `caughtUp`: after an interruption. @returns the rows that were not known to be new before */
  listed(rows: readonly CaseRow[], caughtUp: boolean): readonly CaseRow[];
  isNew(number: string): boolean;
  /** The case was opened. */
  seen(number: string): void;
  /** How many new cases are among those rows, and how many of the same board are not. */
  count(rows: readonly CaseRow[], board: string | undefined): { readonly listed: number; readonly hidden: number };
  /** New cases by board, other than this one. */
  elsewhere(board: string | undefined): ReadonlyMap<string, number>;
}

/** New cases of one visit; forgotten when the page is left. */
export function createArrivals(): Arrivals {
  const fresh = new Map<string, string>();
  const told = new Set<string>();
  const opened = new Set<string>();
  /** The latest instant of receipt seen so far, by board. */
  const newest = new Map<string, string>();

  function arrive(number: string, board: string): void {
    if (!opened.has(number)) fresh.set(number, board);
  }

  return {
    heard(event) {
      if (event.kind === 'received') arrive(event.number, event.board);
      // Somebody has taken care of it: it is nothing new to anybody any more.
      if (event.kind === 'acknowledged' || event.kind === 'withdrawn') fresh.delete(event.number);
    },
    listed(rows, caughtUp) {
      const before = new Map(newest);
      for (const row of rows) {
        const latest = before.get(row.board);
        if (caughtUp && latest !== undefined && row.receivedAt > latest) arrive(row.number, row.board);
        if (row.receivedAt > (newest.get(row.board) ?? '')) newest.set(row.board, row.receivedAt);
        if (row.status !== 'received') fresh.delete(row.number);
      }
      const untold = rows.filter((row) => fresh.has(row.number) && !told.has(row.number));
      for (const row of untold) told.add(row.number);
      return untold;
    },
    isNew: (number) => fresh.has(number),
    seen(number) {
      opened.add(number);
      fresh.delete(number);
    },
    count(rows, board) {
      const listed = rows.filter((row) => fresh.has(row.number)).length;
      const ofBoard = [...fresh.values()].filter((of) => board === undefined || of === board).length;
      return { listed, hidden: Math.max(0, ofBoard - listed) };
    },
    elsewhere(board) {
      const counts = new Map<string, number>();
      for (const of of fresh.values()) if (of !== board) counts.set(of, (counts.get(of) ?? 0) + 1);
      return counts;
    },
  };
}

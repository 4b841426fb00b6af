import type { CaseApi } from './caseApi';
import type { CaseRow } from './model';
import type { Filter } from './router';

export interface Rows {
  readonly items: readonly CaseRow[];
  readonly nextCursor?: string | undefined;
}

/** A list that stood open for a day may have been unrolled far: a refresh never asks for more pages than this. */
const MOST_PAGES = 10;

/**
 * The list from `cursor` (its beginning, where none is given) on: one page, or as many as bring at least `atLeast`
 * rows. Never throws: what went wrong comes back as `error`.
 */
export async function loadRows(
  api: CaseApi,
  filter: Filter,
  atLeast: number,
  cursor?: string,
): Promise<Rows | { readonly error: unknown }> {
  try {
    let page = await api.list(filter, cursor);
    const items = new Map(page.items.map((row) => [row.number, row]));
    for (let pages = 1; pages < MOST_PAGES && items.size < atLeast && page.nextCursor !== undefined; pages++) {
      page = await api.list(filter, page.nextCursor);
      for (const row of page.items) items.set(row.number, row);
    }
    return { items: [...items.values()], nextCursor: page.nextCursor };
  } catch (error) {
    return { error };
  }
}

import { ApiError, type Me } from '../shared/api';
import { createArrivals } from './arrivals';
import type { CaseApi } from './caseApi';
import { announce, byId, focusOn, keepStill } from './dom';
import { createFilters } from './filters';
import { walkWithKeys } from './listKeys';
import { loadRows, type Rows } from './listLoad';
import { arrivedText, createListMessages, summaryText } from './listMessages';
import { dropGone, items, numberOf, readingAt, reconcile, rowLink } from './listRows';
import type { LiveCase, LiveState } from './live';
import type { CaseRow } from './model';
import { filterQuery, listHash, NO_FILTER, type Filter } from './router';
import { counted, texts } from './texts';

export interface ListView {
  /** Shows the list for that filter: loads it, unless it is there already. */
  show(filter: Filter): void;
  /** The address of the list as it was last shown. */
  readonly hash: string;
  /** Focus on the row of that case, else on the list's heading. */
  focus(number: string | undefined): void;
  /** The case was opened: it is not new any more. */
  opened(number: string): void;
  onLive(event: LiveCase): void;
  onLiveState(state: LiveState): void;
  /** Words again, in the language of the moment. */
  relabel(): void;
}

export interface ListOptions {
  readonly api: CaseApi;
  /** Codes of the boards to choose from, the first being the one that is shown at first. */
  readonly boards: readonly string[];
  readonly me: Me;
  /** The server says that there is nothing here for this person. */
  onNothing(): void;
  /** There is a list to show, be it an empty one. */
  onSomething(): void;
  /** How many new cases there are now, wherever they stand. */
  onNews(count: number): void;
}

/** The list of a board's cases, most severe and newest first, kept up to date while it is open. */
export function createListView({ api, boards, me, onNothing, onSomething, onNews }: ListOptions): ListView {
  const list = byId('list', HTMLElement);
  const arrivals = createArrivals();
  let filter: Filter | undefined;
  let shown: Rows | undefined;
  /** Goes up with every list that is asked for anew: an answer to an older question is not shown. */
  let turn = 0;
  let refreshing = false;
  let again = false;
  /** The connection was away, so that cases may have come unannounced. */
  let missed = false;
  /** Something happened while the list was still on its way. */
  let overtaken = false;

  const filters = createFilters(boards, (next) => void (location.hash = listHash(next)));
  const messages = createListMessages({
    onRetry: () => void load(),
    onRefresh: () => void refresh().then(() => announce(shown === undefined ? '' : summaryText(shown))),
    onMore: () => void more(),
    onNew: focusFirstNew,
  });
  walkWithKeys(list);
  list.addEventListener('focusout', (event) => dropGone(list, event.relatedTarget));

  const asked = (): Filter => ({ ...(filter ?? NO_FILTER), board: filter?.board ?? boards[0] });

  function show(next: Filter): void {
    const changed = filter === undefined || filterQuery(filter) !== filterQuery(next);
    filter = next;
    filters.show(next);
    if (changed || shown === undefined) void load();
  }

  /** The list from its beginning, in place of what is shown. */
  async function load(): Promise<void> {
    const mine = ++turn;
    const first = shown === undefined;
    list.setAttribute('aria-busy', 'true');
    messages.loading(first);
    const result = await loadRows(api, asked(), 0);
    if (mine !== turn) return;
    list.setAttribute('aria-busy', 'false');
    if ('error' in result) return failed(result.error);
    if (first && result.items.length === 0 && !worksHere(me)) return onNothing();
    onSomething();
    take(result, false);
    if (!first) announce(summaryText(result));
    if (overtaken) void refresh();
  }

  function failed(error: unknown): void {
    shown = undefined;
    list.replaceChildren();
    if (error instanceof ApiError && (error.status === 403 || error.status === 404)) return onNothing();
    messages.failed(error);
  }

  /** Everything that is shown, loaded again without anything moving under the reader. */
  async function refresh(): Promise<void> {
    if (refreshing) {
      again = true;
      return;
    }
    refreshing = true;
    do {
      again = false;
      await refreshOnce();
    } while (again);
    refreshing = false;
  }

  async function refreshOnce(): Promise<void> {
    const mine = turn;
    overtaken = shown === undefined;
    if (shown === undefined) return;
    const caughtUp = missed;
    const result = await loadRows(api, asked(), shown.items.length);
    if (mine !== turn || 'error' in result) return;
    missed = false;
    take(result, caughtUp);
  }

  async function more(): Promise<void> {
    const mine = turn;
    const known = shown;
    if (known?.nextCursor === undefined) return;
    const result = await loadRows(api, asked(), 0, known.nextCursor);
    if (mine !== turn) return;
    if ('error' in result) return messages.moreFailed(result.error);
    const last = items(list).at(-1);
    const numbers = new Set(known.items.map((row) => row.number));
    take({ ...result, items: [...known.items, ...result.items.filter((row) => !numbers.has(row.number))] }, false);
    const next = last?.nextElementSibling;
    if (next) rowLink(next).focus();
  }

  function take(rows: Rows, caughtUp: boolean): void {
    shown = rows;
    const untold = arrivals.listed(rows.items, caughtUp);
    draw();
    announceArrivals(untold);
  }

  function draw(): void {
    const rows = shown;
    if (rows === undefined) return;
    const active = document.activeElement;
    keepStill(readingAt(list), () => {
      reconcile(list, rows.items, arrivals.isNew);
      // A row that is put elsewhere in the page loses the focus it had.
      if (active instanceof HTMLElement && list.contains(active)) active.focus({ preventScroll: true });
      messages.ready(rows, asked());
      showNews();
    });
  }

  function showNews(): void {
    const { board } = asked();
    const counts = { ...arrivals.count(shown?.items ?? [], board), elsewhere: arrivals.elsewhere(board) };
    messages.news(counts, asked());
    onNews([...counts.elsewhere.values()].reduce((sum, count) => sum + count, counts.listed + counts.hidden));
  }

  async function update({ board, number, kind }: LiveCase): Promise<void> {
    const here = asked().board === undefined || asked().board === board;
    if (here) await (shown === undefined ? load() : refresh());
    else showNews();
    if (kind !== 'received' || shown?.items.some((row) => row.number === number)) return;
    const what = counted('list.newOne', 'list.newMany', 1);
    announce(here ? texts.t('list.newHidden', { what }) : texts.t('list.newElsewhere', { what, board }));
  }

  function focusFirstNew(): void {
    const item = items(list).find((one) => one.classList.contains('is-new'));
    if (item) focusOn(rowLink(item));
  }

  return {
    show,
    get hash() {
      return listHash(filter ?? NO_FILTER);
    },
    focus(number) {
      const item = items(list).find((one) => numberOf(one) === number);
      focusOn(item ? rowLink(item) : byId('list-heading', HTMLElement));
    },
    opened(number) {
      arrivals.seen(number);
      draw();
    },
    onLive(event) {
      arrivals.heard(event);
      void update(event);
    },
    onLiveState(state) {
      messages.live(state);
      if (state === 'open') void refresh();
      else missed = true;
    },
    relabel() {
      if (filter) filters.show(filter);
      draw();
      messages.relabel();
    },
  };
}

function announceArrivals(rows: readonly CaseRow[]): void {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) announce(arrivedText(only));
  else if (rows.length > 1) announce(counted('list.newOne', 'list.newMany', rows.length));
}

/** Roles that by themselves bring nobody any cases. The server decides; this only chooses the words for an empty list. */
const BYSTANDERS: readonly string[] = ['employee', 'elected', 'other', 'central'];

function worksHere(person: Me): boolean {
  return person.roles.some(({ role }) => !BYSTANDERS.includes(role));
}

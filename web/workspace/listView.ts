import { createArrivals, isArrival, type Place } from './arrivals';
import type { CaseApi } from './caseApi';
import { announce, byId, focusOn, keepStill } from './dom';
import { createExercises } from './exerciseDialog';
import { createFilters } from './filters';
import { walkWithKeys } from './listKeys';
import { loadRows, type Rows } from './listLoad';
import { arrivedText, createListMessages, elsewhereText, hiddenText, newText, summaryText } from './listMessages';
import { dropGone, items, numberOf, readingAt, reconcile, rowLink } from './listRows';
import type { LiveCase, LiveState } from './live';
import type { CaseRow } from './model';
import { oneAtATime } from './oneAtATime';
import { createNeeds } from './needs';
import { listHash, LIVE_SUBJECTS, NO_FILTER, type Access, type Filter, type ListName } from './router';
import { createTransfer } from './transferDialog';
import { createWayOut } from './wayOut';

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
  /** The person's lists with the boards to choose from in each, the first being the one that is shown at first. */
  readonly access: Access;
  /** How many new cases there are now, wherever they stand. */
  onNews(count: number): void;
}

/** The list of a board's cases, most severe and newest first, kept up to date while it is open. */
export function createListView({ api, access, onNews }: ListOptions): ListView {
  const list = byId('list', HTMLElement);
  const arrivals = createArrivals();
  let filter: Filter | undefined;
  let shown: Rows | undefined;
  /** Goes up with every list that is asked for anew: an answer to an older question is not shown. */
  let turn = 0;
  /** The connection was away, so that cases may have come unannounced. */
  let missed = false;
  /** Something happened while the list was still on its way. */
  let overtaken = false;

  const refresh = oneAtATime(refreshOnce);
  const filters = createFilters(access, (next) => void (location.hash = listHash(next)));
  const messages = createListMessages({
    onRetry: () => void load(),
    onRefresh: () => void refresh().then(() => announce(shown === undefined ? '' : summaryText(shown, asked().subject))),
    onMore: () => void more(),
    onNew: focusFirstNew,
  });
  const needs = createNeeds(api);
  const transfer = createTransfer(api, () => void refresh());
  const ofBoard = [createExercises(api, access.leads), createWayOut(api), needs];
  walkWithKeys(list);
  whenBack(() => {
    // A list that nobody tells them of may have changed.
    if (!TOLD.includes(filter?.subject ?? 'report')) void refresh();
  });
  list.addEventListener('focusout', (event) => dropGone(list, event.relatedTarget));

  const board = (): string => boardOf(access, filter);
  const asked = (): Filter => ({ ...(filter ?? NO_FILTER), board: board() });
  const here = (): Place => ({ board: board(), subject: asked().subject });

  function show(next: Filter): void {
    const changed = filter === undefined || listHash(filter) !== listHash(next);
    if (filter?.subject !== next.subject || filter.exercise !== next.exercise) empty();
    filter = next;
    filters.show(asked());
    transfer.show(asked(), (shown?.items ?? []).length === 0);
    for (const part of ofBoard) part.show(asked());
    if (changed || shown === undefined) void load();
  }

  /** Reports and questions look different, and exercises are not cases: nothing of the one stands there while the other is on its way. */
  function empty(): void {
    shown = undefined;
    list.replaceChildren();
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
    if ('error' in result) {
      empty();
      messages.failed(result.error);
      return;
    }
    take(result, false);
    void needs.count();
    if (!first) announce(summaryText(result, asked().subject));
    if (overtaken) void refresh();
  }

  /** Everything that is shown, loaded again without anything moving under the reader. */
  async function refreshOnce(): Promise<void> {
    const mine = turn;
    overtaken = shown === undefined;
    if (shown === undefined) return;
    const caughtUp = missed;
    const result = await loadRows(api, asked(), shown.items.length);
    if (mine !== turn || 'error' in result) return;
    missed = false;
    take(result, caughtUp);
    void needs.count();
  }

  async function more(): Promise<void> {
    const mine = turn;
    const known = shown;
    if (known?.nextCursor === undefined) return;
    const result = await loadRows(api, asked(), 0, known.nextCursor);
    if (mine !== turn) return;
    if ('error' in result) {
      messages.moreFailed(result.error);
      return;
    }
    const last = items(list).at(-1);
    const numbers = new Set(known.items.map((row) => row.number));
    take({ ...result, items: [...known.items, ...result.items.filter((row) => !numbers.has(row.number))] }, false);
    const next = last?.nextElementSibling;
    if (next) rowLink(next).focus();
  }

  function take(rows: Rows, caughtUp: boolean): void {
    shown = rows;
    const untold = filter?.exercise === true ? [] : arrivals.listed(rows.items, here(), caughtUp);
    transfer.show(asked(), rows.items.length === 0);
    draw();
    announceArrivals(untold, here().subject);
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
    const counts = arrivals.count(shown?.items ?? [], here());
    messages.news(counts, here());
    onNews(counts.elsewhere.reduce((sum, { count }) => sum + count, counts.listed + counts.hidden));
  }

  async function update(event: LiveCase): Promise<void> {
    arrivals.heard(event);
    const place = here();
    const isHere = event.board === place.board && event.subject === place.subject && filter?.exercise !== true;
    if (isHere) await refresh();
    else showNews();
    if (!isArrival(event) || shown?.items.some((row) => row.number === event.number)) return;
    announce(isHere ? hiddenText(place.subject, 1) : elsewhereText(event, 1, place));
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
      // What is practised is news to nobody but whoever looks at exercises; what has become real, to everybody.
      if (filter?.exercise === true && (event.exercise || event.kind === 'madeReal')) void refresh();
      if (!event.exercise) void update(event);
    },
    onLiveState(state) {
      messages.live(state);
      if (state === 'open') void refresh();
      else missed = true;
    },
    relabel() {
      if (filter) show(filter);
      draw();
      messages.relabel();
    },
  };
}

/** The board that was asked for where the person has that list in it, else their first. */
function boardOf(access: Access, filter: Filter | undefined): string {
  const boards = access[filter?.subject ?? 'report'];
  return boards.find((one) => one === filter?.board) ?? boards[0] ?? '';
}

function whenBack(then: () => void): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') then();
  });
}

const TOLD: readonly ListName[] = LIVE_SUBJECTS;

function announceArrivals(rows: readonly CaseRow[], subject: ListName): void {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) announce(arrivedText(only, subject));
  else if (rows.length > 1) announce(newText(subject, rows.length));
}

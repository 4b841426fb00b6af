import { ApiError } from '../shared/api';
import { announce, button, byId, el } from './dom';
import type { Rows } from './listLoad';
import type { LiveState } from './live';
import type { CaseRow } from './model';
import { isNarrowed, listHash, NO_FILTER, type Filter } from './router';
import { counted, problemText, texts } from './texts';

export interface NewCounts {
  readonly listed: number;
  readonly hidden: number;
  /** New cases of the person's other boards. */
  readonly elsewhere: ReadonlyMap<string, number>;
}

export interface ListMessages {
  /** `first`: nothing is shown yet, so grey rows hold the place. */
  loading(first: boolean): void;
  ready(rows: Rows, filter: Filter): void;
  failed(error: unknown): void;
  moreFailed(error: unknown): void;
  news(counts: NewCounts, filter: Filter): void;
  live(state: LiveState): void;
  relabel(): void;
}

export interface ListMessageOptions {
  onRetry(): void;
  onRefresh(): void;
  onMore(): void;
  onNew(): void;
}

/** "12 ärenden", or how many of them are shown where there are more. */
export function summaryText({ items, nextCursor }: Rows): string {
  if (nextCursor !== undefined) return texts.t('list.first', { count: items.length });
  return counted('list.one', 'list.many', items.length);
}

/** What is said aloud when a case has come. */
export function arrivedText({ severity, type, number }: CaseRow): string {
  return texts.t('list.arrived', { severity: texts.t(`severity.${severity}`), type: texts.t(`type.${type}`), number });
}

/** Most interruptions are over before anybody needs to hear of them. */
const PATIENCE_MS = 4_000;

/** Everything around the list that is no row: how many, what is new, nothing there, what went wrong. */
export function createListMessages({ onRetry, onRefresh, onMore, onNew }: ListMessageOptions): ListMessages {
  const count = byId('list-count', HTMLElement);
  const news = byId('list-news', HTMLElement);
  const notice = byId('list-notice', HTMLElement);
  const skeleton = byId('list-skeleton', HTMLElement);
  const columns = byId('list-columns', HTMLElement);
  const keys = byId('list-keys', HTMLElement);
  const moreButton = byId('list-more', HTMLButtonElement);
  const live = byId('list-live', HTMLElement);
  let connected: LiveState = 'open';
  let patience: ReturnType<typeof setTimeout> | undefined;
  /** Where the list itself could not be loaded, that is said instead. */
  let listed = false;
  moreButton.addEventListener('click', onMore);

  function place(...content: readonly Node[]): void {
    notice.replaceChildren(...content);
    notice.hidden = content.length === 0;
  }

  function showLive(): void {
    const wanted = connected === 'down' && listed ? texts.locale : '';
    if (live.dataset['shown'] === wanted) return;
    live.dataset['shown'] = wanted;
    live.replaceChildren();
    if (wanted !== '') live.append(el('p', {}, texts.t('list.liveDown')), button(texts.t('list.refresh'), 'quiet', onRefresh));
  }

  function connect(state: LiveState): void {
    const before = connected;
    connected = state;
    if (before !== state && listed && state !== 'denied') announce(texts.t(state === 'down' ? 'list.liveDown' : 'list.liveBack'));
    showLive();
  }

  return {
    loading(first) {
      skeleton.hidden = !first;
      if (!first) return;
      place();
      count.textContent = texts.t('loading');
    },
    ready(rows, filter) {
      const empty = rows.items.length === 0;
      skeleton.hidden = true;
      columns.hidden = empty;
      keys.hidden = rows.items.length < 2;
      moreButton.hidden = rows.nextCursor === undefined;
      moreButton.textContent = texts.t('list.more');
      count.textContent = summaryText(rows);
      place(...(empty ? emptyText(filter) : []));
      listed = true;
      showLive();
    },
    failed(error) {
      skeleton.hidden = true;
      columns.hidden = true;
      keys.hidden = true;
      moreButton.hidden = true;
      count.textContent = '';
      place(problem(error, onRetry));
      listed = false;
      showLive();
    },
    moreFailed(error) {
      place(problem(error, onMore));
    },
    news({ listed, hidden, elsewhere }, filter) {
      const parts: Node[] = [];
      if (listed > 0) parts.push(button(counted('list.newOne', 'list.newMany', listed), 'news', onNew));
      if (hidden > 0) parts.push(newsLink(texts.t('list.newHidden', { what: counted('list.newOne', 'list.newMany', hidden) }), { ...NO_FILTER, board: filter.board }));
      for (const [board, fresh] of elsewhere) {
        const what = counted('list.newOne', 'list.newMany', fresh);
        parts.push(newsLink(texts.t('list.newElsewhere', { what, board }), { ...NO_FILTER, board }));
      }
      news.replaceChildren(...parts);
    },
    live(state) {
      clearTimeout(patience);
      if (state === 'down') patience = setTimeout(() => connect('down'), PATIENCE_MS);
      else connect(state);
    },
    relabel: showLive,
  };
}

function newsLink(label: string, filter: Filter): HTMLElement {
  return el('a', { class: 'button news', href: listHash(filter) }, label);
}

function emptyText(filter: Filter): readonly Node[] {
  if (!isNarrowed(filter)) return [el('h2', {}, texts.t('list.empty')), el('p', {}, texts.t('list.emptyMore'))];
  const clear = el('a', { class: 'button', href: listHash({ ...NO_FILTER, board: filter.board }) }, texts.t('list.clear'));
  return [el('h2', {}, texts.t('list.emptyNarrowed')), clear];
}

/** An error where the content would have been, with what to do. */
export function problem(error: unknown, onRetry: () => void): HTMLElement {
  const parts: Node[] = [el('h2', {}, texts.t('failed.heading')), el('p', {}, problemText(error))];
  const lasting = error instanceof ApiError && !error.transient;
  if (!lasting) parts.push(button(texts.t('retry'), '', onRetry));
  return el('div', { class: 'problem', role: 'alert' }, ...parts);
}

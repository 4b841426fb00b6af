import { ApiError } from '../shared/api';
import type { NewCounts, Place } from './arrivals';
import { announce, button, byId, el } from './dom';
import type { Rows } from './listLoad';
import type { LiveState } from './live';
import type { CaseRow } from './model';
import { everything, isNarrowed, listHash, type Filter, type ListName } from './router';
import { counted, problemText, texts } from './texts';

export interface ListMessages {
  /** `first`: nothing is shown yet, so grey rows hold the place. */
  loading(first: boolean): void;
  ready(rows: Rows, filter: Filter): void;
  failed(error: unknown): void;
  moreFailed(error: unknown): void;
  news(counts: NewCounts, here: Place): void;
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
export function summaryText({ items, nextCursor }: Rows, subject: ListName): string {
  if (subject === 'question') return counted('list.question', 'list.questions', items.length);
  if (subject === 'nameRequests') return counted('list.request', 'list.requests', items.length);
  if (nextCursor !== undefined) return texts.t('list.first', { count: items.length });
  return counted('list.one', 'list.many', items.length);
}

/** What is said aloud when a case has come. */
export function arrivedText({ severity, type, number }: CaseRow, subject: ListName): string {
  if (subject === 'question') return newText(subject, 1);
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
      columns.hidden = empty || filter.subject === 'nameRequests';
      keys.hidden = rows.items.length < 2;
      moreButton.hidden = rows.nextCursor === undefined;
      moreButton.textContent = texts.t('list.more');
      count.textContent = summaryText(rows, filter.subject);
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
    news({ listed, hidden, elsewhere }, here) {
      const parts: Node[] = [];
      if (listed > 0) parts.push(button(newText(here.subject, listed), 'news', onNew));
      if (hidden > 0) parts.push(newsLink(hiddenText(here.subject, hidden), here));
      for (const place of elsewhere) parts.push(newsLink(elsewhereText(place, place.count, here), place));
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

function newsLink(label: string, { subject, board }: Place): HTMLElement {
  return el('a', { class: 'button news', href: listHash(everything(subject, board)) }, label);
}

/** "1 nytt ärende", "2 nya frågor". */
export function newText(subject: ListName, count: number): string {
  if (subject === 'question') return counted('list.newQuestion', 'list.newQuestions', count);
  return subject === 'referred' ? counted('list.newReferred', 'list.newReferredMany', count) : counted('list.newOne', 'list.newMany', count);
}

/** The same for what the filter leaves out. */
export function hiddenText(subject: ListName, count: number): string {
  return texts.t('list.newHidden', { what: newText(subject, count) });
}

/** The same for another list, with its board where that is another one too. */
export function elsewhereText({ board, subject }: Place, count: number, here: Place): string {
  const what = newText(subject, count);
  return board === here.board ? what : texts.t('list.newElsewhere', { what, board });
}

function emptyText(filter: Filter): readonly Node[] {
  const isQuestions = filter.subject === 'question';
  if (isNarrowed(filter)) {
    const clear = el('a', { class: 'button', href: listHash(everything(filter.subject, filter.board)) }, texts.t('list.clear'));
    return [el('h2', {}, texts.t(isQuestions ? 'list.noQuestionsNarrowed' : 'list.emptyNarrowed')), clear];
  }
  if (filter.exercise === true) return [el('h2', {}, texts.t('list.noExercises'))];
  if (filter.subject !== 'report' && filter.subject !== 'question') return [el('h2', {}, texts.t(`list.none.${filter.subject}`)), el('p', {}, texts.t(`list.noneMore.${filter.subject}`))];
  return [
    el('h2', {}, texts.t(isQuestions ? 'list.noQuestions' : 'list.empty')),
    el('p', {}, texts.t(isQuestions ? 'list.noQuestionsMore' : 'list.emptyMore')),
  ];
}

/** An error where the content would have been, with what to do. */
export function problem(error: unknown, onRetry: () => void): HTMLElement {
  const parts: Node[] = [el('h2', {}, texts.t('failed.heading')), el('p', {}, problemText(error))];
  const lasting = error instanceof ApiError && !error.transient;
  if (!lasting) parts.push(button(texts.t('retry'), '', onRetry));
  return el('div', { class: 'problem', role: 'alert' }, ...parts);
}

import type { CaseApi } from './caseApi';
import { createCaseView } from './caseView';
import { byId } from './dom';
import { createListView } from './listView';
import type { LiveCase, LiveState } from './live';
import type { MessagePage } from './messagePage';
import { parseRoute, type Route } from './router';
import { texts } from './texts';

export interface Workspace {
  /** Shows what the address says. */
  follow(): void;
  onLive(event: LiveCase): void;
  onLiveState(state: LiveState): void;
  relabel(): void;
}

export interface WorkspaceOptions {
  readonly api: CaseApi;
  /** Boards whose cases the person works; none means that there is nothing here for them. */
  readonly boards: readonly string[];
  readonly message: MessagePage;
  showSection(section: 'list' | 'case' | 'message'): void;
}

/** The list and the case, and the way between them: addresses, focus, scrolling, the window's title. */
export function createWorkspace({ api, boards, message, showSection }: WorkspaceOptions): Workspace {
  const back = byId('case-back-link', HTMLAnchorElement);
  let route: Route | undefined;
  let news = 0;
  /** Where the list stood when a case was opened from it. */
  let listAt = 0;

  const list = createListView({
    api,
    boards,
    onNews(count) {
      news = count;
      title();
    },
  });
  const open = createCaseView(api);

  function follow(): void {
    const before = route;
    route = parseRoute(location.hash);
    if (before?.view === 'list' && route.view !== 'list') listAt = window.scrollY;
    if (before?.view === 'case') open.leave();
    if (route.view === 'list' && boards.length === 0) showNothing(before);
    else if (route.view === 'list') showList(route, before);
    else if (route.view === 'case') showCase(route.number);
    else showUnknown();
    title();
  }

  function showList(to: Extract<Route, { view: 'list' }>, before: Route | undefined): void {
    showSection('list');
    list.show(to.filter);
    if (before?.view === 'list' || before === undefined) return;
    window.scrollTo({ top: listAt, behavior: 'instant' });
    list.focus(before.view === 'case' ? before.number : undefined);
  }

  function showCase(number: string): void {
    showSection('case');
    window.scrollTo({ top: 0, behavior: 'instant' });
    open.show(number);
    open.focus();
    list.opened(number);
    back.href = list.hash;
  }

  function showNothing(before: Route | undefined): void {
    message.nothing();
    showSection('message');
    if (before !== undefined) message.focus();
  }

  function showUnknown(): void {
    message.unknownAddress();
    showSection('message');
    message.focus();
  }

  function title(): void {
    const place = route?.view === 'case' ? texts.t('case.heading', { number: route.number }) : texts.t('list.heading');
    document.title = `${news > 0 ? `(${news}) ` : ''}${place} – ${texts.t('brand')}`;
  }

  return {
    follow,
    onLive(event) {
      list.onLive(event);
      open.onLive(event);
    },
    onLiveState(state) {
      list.onLiveState(state);
      if (state === 'open') open.refresh();
    },
    relabel() {
      list.relabel();
      open.relabel();
      title();
    },
  };
}

import type { CaseApi } from './caseApi';
import { createCaseView } from './caseView';
import { byId } from './dom';
import { createGuidanceView } from './guidanceView';
import { createListView } from './listView';
import type { LiveCase, LiveState } from './live';
import type { MessagePage } from './messagePage';
import { keyOf } from './ofQuestion';
import { guidanceHash, LISTS, NO_FILTER, parseRoute, type Access, type Route, type Subject } from './router';
import { listName } from './tabs';
import { texts } from './texts';

export interface Workspace {
  /** Shows what the address says. */
  follow(): void;
  onLive(event: LiveCase): void;
  onLiveGuidance(): void;
  onLiveState(state: LiveState): void;
  relabel(): void;
}

export interface WorkspaceOptions {
  readonly api: CaseApi;
  /** The person's lists; none means that there is nothing here for them. */
  readonly access: Access;
  readonly message: MessagePage;
  showSection(section: 'list' | 'case' | 'guidance' | 'message'): void;
}

/** The list, the case and the guidance, and the ways between them: addresses, focus, scrolling, the window's title. */
export function createWorkspace({ api, access, message, showSection }: WorkspaceOptions): Workspace {
  const back = byId('case-back-link', HTMLAnchorElement);
  let route: Route | undefined;
  let news = 0;
  /** What the case that is open is about, once that is known. */
  let subject: Subject | undefined;
  /** Where the list stood when a case was opened from it. */
  let listAt = 0;
  /** Where the way back from a case leads, where that is not the list. */
  let backTo: string | undefined;

  const list = createListView({
    api,
    access,
    onNews(count) {
      news = count;
      title();
    },
  });
  const open = createCaseView(api, (shown) => {
    subject = shown;
    title();
  });
  const guidance = createGuidanceView(api, access);

  function follow(): void {
    const before = route;
    route = own(parseRoute(location.hash));
    if (before?.view === 'list' && route.view !== 'list') listAt = window.scrollY;
    if (before?.view === 'case') open.leave();
    if (before?.view === 'guidance') guidance.leave();
    if (route.view === 'list' && access[route.filter.subject].length === 0) showNothing(before);
    else if (route.view === 'list') showList(route, before);
    else if (route.view === 'guidance') showGuidance(route.board, before);
    else if (route.view === 'case') showCase(route.number);
    else showUnknown();
    title();
  }

  /** Who has no cases to work begins at the first list that they do have. */
  function own(to: Route): Route {
    if (to.view !== 'list' && to.view !== 'guidance') return to;
    if (access[to.view === 'list' ? to.filter.subject : 'question'].length > 0) return to;
    const subject = LISTS.find((name) => access[name].length > 0);
    const filter = to.view === 'list' ? to.filter : NO_FILTER;
    return { view: 'list', filter: subject === undefined ? filter : { ...filter, subject, board: undefined } };
  }

  function showList(to: Extract<Route, { view: 'list' }>, before: Route | undefined): void {
    showSection('list');
    backTo = undefined;
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
    back.href = backTo ?? list.hash;
    nameBack();
  }

  function showGuidance(board: string | undefined, before: Route | undefined): void {
    showSection('guidance');
    window.scrollTo({ top: 0, behavior: 'instant' });
    guidance.show(board);
    backTo = guidanceHash(board);
    if (before !== undefined) guidance.focus();
  }

  /** By the list it leads to: not everybody has all cases. */
  function nameBack(): void {
    const to = parseRoute(backTo ?? list.hash);
    if (to.view === 'guidance') back.textContent = texts.t('guidance.heading');
    else back.textContent = to.view === 'list' && to.filter.subject !== 'report' ? listName(to.filter.subject) : texts.t('case.back');
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
    const place = route?.view === 'case' ? texts.t(keyOf(subject, 'case.heading'), { number: route.number }) : texts.t(route?.view === 'guidance' ? 'guidance.heading' : 'list.heading');
    document.title = `${news > 0 ? `(${news}) ` : ''}${place} – ${texts.t('brand')}`;
  }

  return {
    follow,
    onLive(event) {
      list.onLive(event);
      open.onLive(event);
      guidance.onLive(event);
    },
    onLiveGuidance: () => guidance.refresh(),
    onLiveState(state) {
      list.onLiveState(state);
      if (state !== 'open') return;
      open.refresh();
      guidance.refresh();
    },
    relabel() {
      list.relabel();
      open.relabel();
      guidance.relabel();
      nameBack();
      title();
    },
  };
}

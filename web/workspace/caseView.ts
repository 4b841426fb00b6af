import { ApiError } from '../shared/api';
import { actionPart, toOutcome, type ActionState } from './caseAction';
import type { CaseApi } from './caseApi';
import { dangerPart, factLine, promisePart, reasonsPart, reporterPart } from './caseFacts';
import { filesPart } from './caseFiles';
import { answersPart, eventText, noticesPart, timelinePart } from './caseStory';
import { announce, byId, el, focusOn, keepStill } from './dom';
import { problem } from './listMessages';
import type { LiveCase } from './live';
import type { CaseView as Case } from './model';
import { createParts } from './parts';
import { problemText, texts } from './texts';

export interface CaseView {
  /** Shows the case, and keeps it up to date until another one or nothing is shown. */
  show(number: string): void;
  leave(): void;
  focus(): void;
  onLive(event: LiveCase): void;
  /** What may have been missed while the connection was away. */
  refresh(): void;
  relabel(): void;
}

const IDLE: ActionState = { busy: false };

/** One case's page. What changes while it is open changes in place: nothing that is being read moves. */
export function createCaseView(api: CaseApi): CaseView {
  const heading = byId('case-heading', HTMLElement);
  const body = byId('case-body', HTMLElement);
  const notice = byId('case-notice', HTMLElement);
  const skeleton = byId('case-skeleton', HTMLElement);
  let number: string | undefined;
  let shown: Case | undefined;
  let action = IDLE;
  /** Goes up with every case that is opened or left: an answer that comes too late is not shown. */
  let turn = 0;

  const parts = createParts<Case>({
    'case-facts': factLine,
    'case-danger': dangerPart,
    'case-action': (current) => actionPart(current, action, () => void acknowledge()),
    'case-reporter': reporterPart,
    'case-reasons': reasonsPart,
    'case-promise': promisePart,
    'case-answers': answersPart,
    'case-files': (current) => filesPart(current, api),
    'case-timeline': timelinePart,
    'case-notices': noticesPart,
  });

  function label(): void {
    const [before = '', after = ''] = texts.t('case.heading', { number: '\u0000' }).split('\u0000');
    heading.replaceChildren(before, el('span', { class: 'number' }, number ?? ''), after);
  }

  async function load(): Promise<void> {
    const mine = ++turn;
    const wanted = number;
    if (wanted === undefined) return;
    notice.hidden = true;
    skeleton.hidden = false;
    try {
      const found = await api.read(wanted);
      if (mine === turn) draw(found);
    } catch (error) {
      if (mine === turn) failed(error);
    }
  }

  function failed(error: unknown): void {
    skeleton.hidden = true;
    body.hidden = true;
    notice.hidden = false;
    const absent = error instanceof ApiError && (error.status === 404 || error.status === 403);
    if (absent) {
      heading.textContent = texts.t('case.notFoundHeading');
      notice.replaceChildren(el('p', { role: 'alert' }, texts.t('case.notFound')));
    } else {
      notice.replaceChildren(problem(error, () => void load()));
    }
  }

  function draw(next: Case): void {
    shown = next;
    skeleton.hidden = true;
    body.hidden = false;
    keepStill(parts.inSight(), () => parts.draw(next));
  }

  function act(state: ActionState): void {
    action = state;
    if (shown) draw(shown);
  }

  async function acknowledge(): Promise<void> {
    const current = shown;
    if (current === undefined) return;
    const mine = turn;
    act({ busy: true });
    try {
      const next = await api.command(current.number, 'acknowledge', current.version);
      if (mine !== turn) return;
      action = IDLE;
      draw(next);
    } catch (error) {
      if (mine !== turn) return;
      if (error instanceof ApiError && (error.status === 409 || error.status === 422)) await showLatest(current, error, mine);
      else act({ busy: false, problem: problemText(error) });
    }
    if (mine === turn && !shown?.may.includes('acknowledge')) toOutcome(byId('case-action', HTMLElement));
  }

  /** Somebody was faster: the case as it is now, with what they did. */
  async function showLatest(before: Case, refusal: ApiError, mine: number): Promise<void> {
    try {
      const next = await api.read(before.number);
      if (mine !== turn) return;
      const what = changes(before, next);
      action = what === '' ? { busy: false, problem: problemText(refusal) } : { busy: false, news: texts.t('act.stale', { what }) };
      draw(next);
    } catch (error) {
      if (mine === turn) act({ busy: false, problem: problemText(error) });
    }
  }

  async function refresh(): Promise<void> {
    const before = shown;
    const mine = turn;
    if (before === undefined) return;
    try {
      const next = await api.read(before.number);
      // A command under way brings the case itself, and an older answer would take away what it brought.
      if (mine !== turn || action.busy || next.version < (shown?.version ?? 0)) return;
      draw(next);
      const what = changes(before, next);
      if (what !== '') announce(texts.t('case.changed', { what }));
    } catch (error) {
      // What is shown stays; somebody who may no longer see the case is told so.
      if (mine === turn && error instanceof ApiError && !error.transient) failed(error);
    }
  }

  return {
    show(next) {
      number = next;
      shown = undefined;
      action = IDLE;
      body.hidden = true;
      parts.clear();
      label();
      void load();
    },
    leave() {
      turn++;
      number = undefined;
      shown = undefined;
      parts.clear();
    },
    focus: () => focusOn(heading),
    onLive(event) {
      if (event.number === number && event.version >= (shown?.version ?? 0)) void refresh();
    },
    refresh: () => void refresh(),
    relabel() {
      if (number === undefined) return;
      label();
      if (shown) draw(shown);
      else void load();
    },
  };
}

/** What happened between two versions, in sentences. */
function changes(before: Case, after: Case): string {
  return after.timeline.slice(before.timeline.length).map((entry) => eventText(entry, after.subject)).join(' ');
}

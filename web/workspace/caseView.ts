import { ApiError } from '../shared/api';
import { actionPart } from './caseAction';
import type { CaseApi } from './caseApi';
import { datesPart } from './caseDates';
import { dialoguePart } from './caseDialogue';
import { checklistPart, dutiesPart } from './caseDuties';
import { dangerPart, factLine, nextPart, reasonsPart } from './caseFacts';
import { filesPart } from './caseFiles';
import { iaPart } from './caseIa';
import { measuresPart } from './caseMeasures';
import type { CaseView as Case } from './caseModel';
import { aftercarePart, directoryPart, endPart, pointedOutPart, policePart, registerPart } from './caseNotes';
import { noticesPart } from './caseNotices';
import { knowsPart, reporterPart, requestPart } from './casePeople';
import { createContents } from './caseContents';
import { seriesPart } from './caseSeries';
import { answersPart } from './caseStory';
import { timelinePart } from './caseTimeline';
import { createDesk } from './desk';
import { announce, byId, el, focusOn, keepStill } from './dom';
import { draftPart, openDraft } from './draftDialog';
import { createGiving, happened } from './giving';
import type { Alike } from './handoverModel';
import { openIaPreview } from './iaPreview';
import { problem } from './listMessages';
import type { LiveCase } from './live';
import { morph } from './morph';
import { keyOf } from './ofQuestion';
import { createParts } from './parts';
import type { Subject } from './router';
import { texts } from './texts';

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

/** What somebody is writing in holds the page still, else the first part in sight. */
const writingIn = (): Element | null | undefined => document.activeElement?.closest('.work-form');

/** One case's page. What changes while it is open changes in place: nothing that is being read or written moves. */
export function createCaseView(api: CaseApi, onSubject: (subject: Subject | undefined) => void): CaseView {
  const heading = byId('case-heading', HTMLElement);
  const body = byId('case-body', HTMLElement);
  const notice = byId('case-notice', HTMLElement);
  const skeleton = byId('case-skeleton', HTMLElement);
  let number: string | undefined;
  let shown: Case | undefined;
  /** Earlier cases like it, once they have been looked for. */
  let alike: readonly Alike[] | undefined;
  let compared: number | 'off' | undefined;
  /** Goes up with every case that is opened or left: an answer that comes too late is not shown. */
  let turn = 0;

  const desk = createDesk({ root: body, shown: () => shown, give: (task) => void giving.give(task) });
  const giving = createGiving({ api, desk, shown: () => shown, turn: () => turn, draw, gone: failed });
  const contents = createContents(body);
  const parts = createParts<Case>({
    'case-facts': factLine,
    'case-next': nextPart,
    'case-danger': (current) => dangerPart(current, desk),
    'case-action': (current) => actionPart(current, desk),
    'case-request': (current) => requestPart(current, desk),
    'case-answers': (current) => answersPart(current, desk),
    'case-files': (current) => filesPart(current, api),
    'case-dialogue': (current) => dialoguePart(current, desk),
    'case-draft': (current) => draftPart(current, () => shown && openDraft(shown, api)),
    'case-checklist': (current) => checklistPart(current, desk),
    'case-measures': (current) => measuresPart(current, desk),
    'case-duties': (current) => dutiesPart(current, desk),
    'case-ia': (current) => iaPart(current, desk, () => shown && void openIaPreview(shown, api, draw)),
    'case-police': (current) => policePart(current, desk, api),
    'case-care': (current) => aftercarePart(current, desk),
    'case-pointed': (current) => pointedOutPart(current, desk),
    'case-end': (current) => endPart(current, desk),
    'case-dates': (current) => datesPart(current, desk),
    'case-reporter': (current) => reporterPart(current, desk),
    'case-knows': (current) => knowsPart(current, desk),
    'case-reasons': (current) => reasonsPart(current, desk),
    'case-register': (current) => registerPart(current, desk),
    'case-series': (current) => seriesPart(current, alike, desk),
    'case-directory': directoryPart,
    'case-notices': noticesPart,
    'case-timeline': timelinePart,
  });
  window.addEventListener('beforeunload', (event) => {
    // Words live in memory alone, so the browser asks before they are lost.
    if (desk.isTouched) event.preventDefault();
  });

  function label(): void {
    const [before = '', after = ''] = texts.t(keyOf(shown?.subject, 'case.heading'), { number: '\u0000' }).split('\u0000');
    morph(heading, [document.createTextNode(before), el('span', { class: 'number' }, number ?? ''), document.createTextNode(after)]);
    onSubject(shown?.subject);
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
    if (!absent) {
      notice.replaceChildren(problem(error, () => void load()));
      return;
    }
    const why = error.code === 'left' || error.code === 'answered' ? error.code : 'notFound';
    heading.textContent = texts.t(`case.${why}Heading`);
    const words = desk.written();
    const unsent = words.length === 0 ? [] : [el('p', {}, texts.t('case.written')), ...words.map((text) => el('p', { class: 'said quoted' }, text))];
    notice.replaceChildren(el('p', { role: 'alert' }, texts.t(`case.${why}`)), ...unsent);
  }

  function draw(next: Case): void {
    shown = next;
    label();
    skeleton.hidden = true;
    body.hidden = false;
    body.dataset['scope'] = next.scope;
    void compare(next);
    keepStill(writingIn() ?? parts.inSight(), () => {
      parts.draw(next);
      desk.settle();
      contents.draw();
    });
  }

  /** Looks for earlier cases like it, anew whenever somebody has said something of one; a board that compares none is asked once. */
  async function compare(next: Case): Promise<void> {
    const mine = turn;
    if (compared === next.version || compared === 'off' || !next.may.includes('linkCase')) return;
    compared = next.version;
    const found = await api.series(next.number).catch(() => undefined);
    if (mine !== turn) return;
    if (found === undefined) compared = 'off';
    alike = found;
    if (found !== undefined && shown) draw(shown);
  }

  async function refresh(): Promise<void> {
    const before = shown;
    const mine = turn;
    if (before === undefined) return;
    try {
      const next = await api.read(before.number);
      // A command under way brings the case itself, and an older answer would take away what it brought.
      if (mine !== turn || giving.isBusy || next.version < (shown?.version ?? 0)) return;
      const what = happened(shown ?? before, next);
      draw(next);
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
      alike = undefined;
      compared = undefined;
      body.hidden = true;
      desk.hush();
      parts.clear();
      label();
      void load();
    },
    leave() {
      turn++;
      number = undefined;
      shown = undefined;
      desk.hush();
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
      desk.hush();
      if (shown) draw(shown);
      else void load();
      desk.relabel();
    },
  };
}

import { CLOCKS } from '../../domain/work/types';
import { severityBadge, statusBadge } from './badges';
import { dateText } from './caseDates';
import type { CaseView } from './caseModel';
import { undelivered } from './caseNotices';
import type { Desk } from './desk';
import { el, heard } from './dom';
import { icon } from './icons';
import { counted, textOf, texts, timeElement } from './texts';

/** Severity, what it is about, where it stands, when it came: one line under the heading. */
export function factLine(shown: CaseView): readonly Node[] {
  if (shown.scope === 'authorised') return [];
  const about =
    shown.subject === 'question'
      ? [fact('column.case', el('strong', {}, texts.t('case.question')))]
      : [fact('column.severity', severityBadge(shown.severity)), fact('column.case', el('strong', {}, texts.t(`type.${shown.type}`)))];
  return [
    ...about,
    fact('column.status', statusBadge(shown.status, shown.subject)),
    fact('column.received', sentence('case.received', shown.receivedAt)),
  ];
}

function fact(label: 'column.severity' | 'column.case' | 'column.status' | 'column.received', content: Node): HTMLElement {
  return el('li', {}, ...(label === 'column.received' ? [] : [heard(`${texts.t(label)}: `)]), content);
}

/** A sentence with a time in it, the time being `<time>`. */
export function sentence(key: 'case.received' | 'case.danger' | 'answers.added', iso: string): HTMLElement {
  const [before = '', after = ''] = texts.t(key, { when: '\u0000' }).split('\u0000');
  return el('span', {}, before, timeElement(iso), after);
}

/** The dates that come next, what is late and what did not arrive: seen before anything is read. */
export function nextPart(shown: CaseView): readonly Node[] {
  const dates = CLOCKS.flatMap((name) => {
    const clock = shown.clocks[name];
    return clock ? [el('li', { class: clock.overdue ? 'overdue' : '', 'data-key': name }, icon(clock.overdue ? 'failed' : 'waiting'), el('span', {}, ...dateText(name, clock, shown.subject)))] : [];
  });
  const failed = undelivered(shown);
  const notices = failed === 0 ? [] : [el('li', { class: 'overdue', 'data-key': 'notices' }, icon('failed'), el('a', { href: '#case-notices', 'data-jump': 'case-notices' }, counted('notices.failedOne', 'notices.failedMany', failed)))];
  const manager = shown.lacksManager ? [el('li', { class: 'is-asked', 'data-key': 'manager' }, icon('waiting'), el('a', { href: '#case-knows', 'data-jump': 'case-knows' }, texts.t('knows.lacksManager')))] : [];
  return [...dates, ...notices, ...manager];
}

/** The rules that gave the severity, or the person who did. */
export function reasonsPart(shown: CaseView, desk: Desk): readonly Node[] {
  const { severity, severityReasons, subject, scope } = shown;
  if (subject === 'question' || scope !== 'worker') return [];
  const heading = el('h2', {}, texts.t('reasons.heading', { severity: texts.t(`severity.${severity}`).toLowerCase() }));
  const set = shown.timeline.some(({ kind, role }) => kind === 'severitySet' && role === 'worker');
  const none = el('p', {}, texts.t(set ? 'reasons.set' : 'reasons.none'));
  const reasons = severityReasons.map((reason) => el('li', {}, textOf('reason', reason, 'reason.other')));
  return [heading, reasons.length === 0 ? none : el('ul', {}, ...reasons), ...desk.actions(shown, { at: 'reasons', command: 'setSeverity', label: 'do.setSeverity', look: 'small' })];
}

/** That the reporter said they were in danger, or that all of it is practised: said before everything else. */
export function dangerPart(shown: CaseView, desk: Desk): readonly Node[] {
  const { dangerAt, exercise, may } = shown;
  const practised = exercise || may.includes('makeReal') ? [el('p', { class: 'warning mild' }, icon('waiting'), texts.t('case.exercise'))] : [];
  const danger = dangerAt === undefined ? [] : [el('p', { class: 'warning' }, icon('failed'), sentence('case.danger', dangerAt))];
  return [...practised, ...danger, ...desk.actions(shown, { at: 'danger', command: 'makeReal', label: 'do.makeReal' })];
}

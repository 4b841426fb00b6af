import { severityBadge, statusBadge } from './badges';
import { el, heard } from './dom';
import { icon } from './icons';
import type { CaseView, ReporterView } from './model';
import { deadline, textOf, texts, timeElement } from './texts';

/** Severity, what it is about, where it stands, when it came: one line under the heading. */
export function factLine(shown: CaseView): readonly Node[] {
  const about =
    shown.subject === 'question'
      ? [fact('column.case', el('strong', {}, texts.t('case.question')))]
      : [fact('column.severity', severityBadge(shown.severity)), fact('column.case', el('strong', {}, texts.t(`type.${shown.type}`)))];
  return [
    ...about,
    fact('column.status', statusBadge(shown.status)),
    fact('column.received', sentence('case.received', shown.receivedAt)),
  ];
}

function fact(label: 'column.severity' | 'column.case' | 'column.status' | 'column.received', content: Node): HTMLElement {
  return el('li', {}, ...(label === 'column.received' ? [] : [heard(`${texts.t(label)}: `)]), content);
}

/** A sentence with a time in it, the time being `<time>`. */
export function sentence(key: 'case.received' | 'case.danger' | 'answers.added', iso: string): HTMLElement {
  return el('span', {}, ...around(key, timeElement(iso)));
}

function around(key: 'case.received' | 'case.danger' | 'answers.added' | 'promise.contactBy', time: HTMLElement): readonly (Node | string)[] {
  const [before = '', after = ''] = texts.t(key, { when: '\u0000' }).split('\u0000');
  return [before, time, after];
}

/** Who reported, or in plain words why that is not said. */
export function reporterPart({ reporter, subject }: CaseView): readonly Node[] {
  const role = el('p', {}, texts.t(`category.${reporter.category ?? 'unknown'}`));
  const parts: Node[] = [el('h2', {}, texts.t(subject === 'question' ? 'reporter.askedHeading' : 'reporter.heading')), nameOf(reporter, role)];
  if (reporter.forSomeoneElse) parts.push(el('p', {}, texts.t('reporter.someoneElse')));
  return parts;
}

function nameOf({ visibility, name }: ReporterView, role: HTMLElement): HTMLElement {
  if (visibility === 'anonymous') return kept(texts.t('reporter.anonymous'), role, texts.t('reporter.anonymousMore'));
  if (visibility === 'hidden') return kept(texts.t('reporter.hidden'), role, texts.t('reporter.hiddenMore'));
  const readers = texts.t(visibility === 'coordinatorAndManager' ? 'reporter.readManager' : 'reporter.readCoordinator');
  const shown = el('p', { class: 'reporter-name' }, name ?? texts.t('reporter.missing'));
  return el('div', { class: 'reporter' }, shown, role, el('p', { class: 'detail' }, readers));
}

function kept(title: string, role: HTMLElement, more: string): HTMLElement {
  const heading = el('p', { class: 'reporter-name' }, icon('hidden'), title);
  return el('div', { class: 'reporter reporter-kept' }, heading, role, el('p', { class: 'detail' }, more));
}

/** The rules that gave the severity. */
export function reasonsPart({ severity, severityReasons, subject }: CaseView): readonly Node[] {
  if (subject === 'question') return [];
  const heading = el('h2', {}, texts.t('reasons.heading', { severity: texts.t(`severity.${severity}`).toLowerCase() }));
  if (severityReasons.length === 0) return severity === 'medium' ? [heading, el('p', {}, texts.t('reasons.none'))] : [];
  const reasons = severityReasons.map((reason) => el('li', {}, textOf('reason', reason, 'reason.other')));
  return [heading, el('ul', {}, ...reasons)];
}

/** What the reporter was promised, so that it can be kept. */
export function promisePart({ contactBy, subject }: CaseView): readonly Node[] {
  if (contactBy === undefined || subject === 'question') return [];
  const by = el('time', { datetime: contactBy }, deadline(contactBy));
  return [el('h2', {}, texts.t('promise.heading')), el('p', {}, ...around('promise.contactBy', by))];
}

/** That the reporter said they were in danger, said before everything else. */
export function dangerPart({ dangerAt }: CaseView): readonly Node[] {
  if (dangerAt === undefined) return [];
  return [el('p', { class: 'warning' }, icon('failed'), sentence('case.danger', dangerAt))];
}

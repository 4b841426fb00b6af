import { severityBadge, statusBadge } from './badges';
import { el, heard } from './dom';
import { icon } from './icons';
import type { CaseView, ReporterView } from './model';
import { textOf, texts, timeElement } from './texts';

/** Severity, what it is about, where it stands, when it came: one line under the heading. */
export function factLine(shown: CaseView): readonly Node[] {
  return [
    fact('column.severity', severityBadge(shown.severity)),
    fact('column.case', el('strong', {}, texts.t(`type.${shown.type}`))),
    fact('column.status', statusBadge(shown.status)),
    fact('column.received', sentence('case.received', shown.receivedAt)),
  ];
}

function fact(label: 'column.severity' | 'column.case' | 'column.status' | 'column.received', content: Node): HTMLElement {
  return el('li', {}, ...(label === 'column.received' ? [] : [heard(`${texts.t(label)}: `)]), content);
}

/** A sentence with a time in it, the time being `<time>`. */
export function sentence(key: 'case.received' | 'promise.readBy' | 'answers.added', iso: string): HTMLElement {
  const [before = '', after = ''] = texts.t(key, { when: '\u0000' }).split('\u0000');
  return el('span', {}, before, timeElement(iso), after);
}

/** Who reported, or in plain words why that is not said. */
export function reporterPart({ reporter }: CaseView): readonly Node[] {
  const role = el('p', {}, texts.t(`category.${reporter.category ?? 'unknown'}`));
  const parts: Node[] = [el('h2', {}, texts.t('reporter.heading')), nameOf(reporter, role)];
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
export function reasonsPart({ severity, severityReasons }: CaseView): readonly Node[] {
  const heading = el('h2', {}, texts.t('reasons.heading', { severity: texts.t(`severity.${severity}`).toLowerCase() }));
  if (severityReasons.length === 0) return severity === 'medium' ? [heading, el('p', {}, texts.t('reasons.none'))] : [];
  const reasons = severityReasons.map((reason) => el('li', {}, textOf('reason', reason, 'reason.other')));
  return [heading, el('ul', {}, ...reasons)];
}

/** What the reporter was promised, so that it can be kept. */
export function promisePart({ promise }: CaseView): readonly Node[] {
  if (promise === undefined) return [];
  const parts: Node[] = [el('h2', {}, texts.t('promise.heading'))];
  if (promise.text !== '') parts.push(el('p', { class: 'said' }, promise.text));
  else if (promise.readBy !== undefined) parts.push(el('p', {}, sentence('promise.readBy', promise.readBy)));
  return parts;
}

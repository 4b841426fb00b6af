import type { CaseView, MeasureView } from './caseModel';
import type { Desk } from './desk';
import { el } from './dom';
import { icon } from './icons';
import { day, isPast, texts, timeElement } from './texts';

/** Measures that are not done. */
export const openMeasures = ({ measures }: CaseView): readonly MeasureView[] => measures.filter(({ done }) => done === undefined);

/** What is to be done so that it does not happen again, and what came of it. */
export function measuresPart(shown: CaseView, desk: Desk): readonly Node[] {
  const { measures, scope, subject } = shown;
  if (scope === 'authorised' || subject === 'question') return [];
  const add = desk.actions(shown, { at: 'measures', command: 'addMeasure', label: 'do.addMeasure' });
  if (measures.length === 0 && add.length === 0 && scope !== 'worker') return [];
  const yet = shown.status === 'received' || shown.status === 'acknowledged' ? 'measures.notYet' : 'measures.empty';
  const list = measures.length === 0 ? el('p', { class: 'detail' }, texts.t(yet)) : el('ul', { class: 'rows' }, ...measures.map((measure, index) => item(shown, measure, index, desk)));
  return [el('h2', {}, texts.t('measures.heading')), list, ...add];
}

function item(shown: CaseView, measure: MeasureView, index: number, desk: Desk): HTMLElement {
  const { id, what, who, prevention, done } = measure;
  const title = el('p', { class: 'row-title' }, icon(done ? 'check' : 'waiting'), el('span', {}, what ?? texts.t('measures.unnamed')));
  const facts = [who, prevention && texts.t(`prevention.${prevention}`)].filter((fact) => fact !== undefined).join(' · ');
  const complete = { at: `measure-${id}`, command: 'completeMeasure', label: 'do.completeShort', look: 'small', about: what ?? '', preset: { measure: id } } as const;
  return el(
    'li',
    { class: done ? 'work-row is-done' : 'work-row', 'data-key': `measure-${String(index)}-${id}` },
    title,
    el('p', { class: 'detail' }, facts),
    ...(done ? whatCame(done) : [dueLine(measure), ...desk.actions(shown, complete)]),
  );
}

function dueLine({ due }: MeasureView): HTMLElement {
  if (!isPast(due)) return el('p', { class: 'detail' }, texts.t('measures.due', { date: day(due) }));
  return el('p', { class: 'overdue' }, icon('failed'), texts.t('measures.overdue', { date: day(due) }));
}

function whatCame({ at, by, effect }: NonNullable<MeasureView['done']>): readonly Node[] {
  const settled = el('p', { class: 'detail' }, texts.t('measures.done'), ' ', timeElement(at), by.name === undefined ? '' : ` · ${by.name}`);
  return effect === undefined ? [settled] : [settled, el('p', { class: 'said' }, el('span', { class: 'detail' }, texts.t('measures.effect')), ' ', effect)];
}

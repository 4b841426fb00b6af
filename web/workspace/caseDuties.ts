import type { CaseView, CheckView, DutyView } from './caseModel';
import { byText, notedBy } from './caseTimeline';
import type { Desk } from './desk';
import { el } from './dom';
import { icon } from './icons';
import { day, texts, timeElement } from './texts';

/** What the employer owes, who has it, and when and by whom it was done. */
export function dutiesPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.duties.length === 0) return shown.authority ? authority(shown.authority) : [];
  return [
    el('h2', {}, texts.t('duties.heading')),
    el('p', { class: 'detail' }, texts.t('duties.law')),
    el('ul', { class: 'rows' }, ...shown.duties.map((duty) => dutyItem(shown, duty, desk))),
  ];
}

function authority({ state, on }: NonNullable<CaseView['authority']>): readonly Node[] {
  const title = el('p', { class: 'row-title' }, icon(state === 'done' ? 'check' : 'waiting'), el('span', {}, texts.t('duty.workEnvironmentAuthority')));
  return [el('h2', {}, texts.t('duties.heading')), title, el('p', { class: 'detail' }, [texts.t(`dutyState.${state}`), ...(on === undefined ? [] : [day(on)])].join(' · '))];
}

function dutyItem(shown: CaseView, { duty, state, owner, on, at, by, reason }: DutyView, desk: Desk): HTMLElement {
  const facts = [texts.t(`dutyState.${state}`), ...(on === undefined ? [] : [day(on)]), texts.t(`ownerIs.${owner}`)].join(' · ');
  const noted = at === undefined || by === undefined ? [] : [el('p', { class: 'detail' }, notedBy(by, shown.subject), ' ', timeElement(at))];
  const why = reason === undefined ? [] : [el('p', { class: 'quoted' }, reason)];
  const preset = { duty, owner, state: state === 'toDo' ? '' : state, ...(on === undefined ? {} : { on }) };
  return el(
    'li',
    { class: state === 'toDo' ? 'work-row' : 'work-row is-done', 'data-key': `duty-${duty}` },
    el('p', { class: 'row-title' }, icon(state === 'done' ? 'check' : state === 'notNeeded' ? 'closed' : 'waiting'), el('span', {}, texts.t(`duty.${duty}`))),
    el('p', { class: 'detail' }, facts),
    ...why,
    ...noted,
    ...desk.actions(shown, { at: `duty-${duty}`, command: 'noteDuty', label: state === 'toDo' ? 'do.noteShort' : 'do.changeShort', look: 'small', about: texts.t(`duty.${duty}`), preset }),
  );
}

/** What a manager does for whoever reported: ticked by the manager or the coordinator. */
export function checklistPart(shown: CaseView, desk: Desk): readonly Node[] {
  const { checklist, scope, referred } = shown;
  if (checklist.length === 0 || (scope === 'worker' && referred.length === 0)) return [];
  const done = checklist.filter((check) => check.done).length;
  return [
    el('h2', {}, texts.t('checklist.heading')),
    el('p', { class: 'detail' }, texts.t('checklist.count', { done, all: checklist.length })),
    el('ul', { class: 'checklist' }, ...checklist.map((check) => checkItem(shown, check, desk))),
    ...(scope === 'manager' && shown.may.includes('recordContact') ? [el('p', { class: 'detail' }, texts.t('checklist.contactHint'))] : []),
    // Whoever works the case has it beside the date.
    ...(scope === 'manager' ? desk.actions(shown, { at: 'checklist', command: 'recordContact', label: 'do.recordContact' }) : []),
  ];
}

function checkItem(shown: CaseView, { item, done, at, by }: CheckView, desk: Desk): HTMLElement {
  const words = texts.t(`check.${item}`);
  const box = desk.box(shown, { at: `check-${item}`, command: 'tick', label: `check.${item}`, words, isOn: done, preset: { item, done: String(!done) } });
  const plain = [el('p', { class: 'row-title' }, icon(done ? 'check' : 'waiting'), el('span', {}, words))];
  const who = done && at !== undefined && by !== undefined ? [el('p', { class: 'detail' }, byText(by, shown.subject), ' · ', timeElement(at))] : [];
  return el('li', { 'data-key': `check-${item}` }, ...(box.length > 0 ? box : plain), ...who);
}

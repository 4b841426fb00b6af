import type { CaseView, IaView } from './caseModel';
import { iaFailureText, notedBy } from './caseTimeline';
import type { Desk } from './desk';
import { button, el } from './dom';
import { isSheltered } from './iaForm';
import { icon, type IconName } from './icons';
import { texts, timeElement } from './texts';

const ICONS: Readonly<Record<IaView['state'], IconName>> = { unasked: 'waiting', toDo: 'waiting', exists: 'check', sent: 'check', confirmed: 'check', failed: 'failed', notNeeded: 'closed' };

/** The hand-over to the city's event system: first whether it is there already, then who does what. */
export function iaPart(shown: CaseView, desk: Desk, onPreview: () => void): readonly Node[] {
  const { ia, subject } = shown;
  if (ia === undefined || subject === 'question') return [];
  if (ia.state === 'unasked') return [el('h2', {}, texts.t('ia.heading')), ...question(shown, desk), ...preview(shown, onPreview)];
  const failed = iaFailureText(ia);
  const facts = [texts.t(`ownerIs.${ia.owner}`), ...(ia.number === undefined ? [] : [texts.t('ia.number', { number: ia.number })])].join(' · ');
  return [
    el('h2', {}, texts.t('ia.heading')),
    el('p', { class: ia.state === 'failed' ? 'row-title is-failed' : 'row-title' }, icon(ICONS[ia.state]), el('span', {}, texts.t(`iaState.${ia.state}`))),
    el('p', { class: 'detail' }, facts),
    ...(ia.reason === undefined ? [] : [el('p', { class: 'quoted' }, ia.reason)]),
    ...(failed === undefined ? [] : [el('p', {}, failed)]),
    ...(ia.text === undefined ? [] : [el('p', { class: 'detail' }, texts.t('ia.text')), el('p', { class: 'said quoted' }, ia.text)]),
    ...consentOf(shown, ia),
    ...(ia.at === undefined || ia.by === undefined ? [] : [el('p', { class: 'detail' }, notedBy(ia.by, subject), ' ', timeElement(ia.at))]),
    ...desk.actions(shown, { at: 'ia', command: 'transferToIa', label: 'do.changeShort', look: 'small', preset: { owner: ia.owner, ...(ia.number === undefined ? {} : { number: ia.number }) } }),
    ...preview(shown, onPreview),
  ];
}

/** What would leave, for whoever may send it. */
function preview({ may }: CaseView, onPreview: () => void): readonly Node[] {
  if (!may.includes('transferToIa')) return [];
  const open = button(texts.t('ia.preview'), 'small', onPreview);
  open.dataset['key'] = 'ia-preview';
  return [el('div', { class: 'actions', 'data-key': 'ia-papers' }, open)];
}

/** A manager or the reporter has often made it: that is asked before anything else. */
function question(shown: CaseView, desk: Desk): readonly Node[] {
  const ask = [
    { at: 'ia-there', command: 'transferToIa', label: 'ia.there', preset: { state: 'exists', owner: 'coordinator' } },
    { at: 'ia-todo', command: 'transferToIa', label: 'ia.notThere', preset: { state: 'toDo', owner: 'coordinator' } },
    { at: 'ia-not', command: 'transferToIa', label: 'ia.notNeeded', look: 'quiet', preset: { state: 'notNeeded', owner: 'coordinator' } },
  ] as const;
  return [el('p', {}, texts.t('ia.question')), ...(shown.ia ? consentOf(shown, shown.ia) : []), ...desk.actions(shown, ...ask)];
}

/** What a hidden or anonymous case needs before anything of it leaves. */
function consentOf(shown: CaseView, { consent }: IaView): readonly Node[] {
  if (consent !== undefined) return [el('p', { class: 'detail' }, texts.t(consent ? 'ia.saidYes' : 'ia.saidNo'))];
  return isSheltered(shown) ? [el('p', { class: 'detail' }, texts.t('ia.sheltered'))] : [];
}

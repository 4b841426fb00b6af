import { stringAt } from '../shared/json';
import { last } from './caseNotes';
import type { CaseView } from './caseModel';
import { hasToAnnounce, referable } from './caseReferral';
import { byText } from './caseTimeline';
import type { Desk, Offer } from './desk';
import { el } from './dom';
import { icon } from './icons';
import { keyOf } from './ofQuestion';
import { texts, timeElement } from './texts';

/** Who reported, or in plain words why that is not said; and who has asked to know. */
export function reporterPart(shown: CaseView, desk: Desk): readonly Node[] {
  const { reporter, subject, scope, concernsMinor } = shown;
  if (scope !== 'worker' && scope !== 'manager') return [];
  const role = el('p', {}, texts.t(`category.${reporter.category ?? 'unknown'}`));
  return [
    el('h2', {}, texts.t(subject === 'question' ? 'reporter.askedHeading' : 'reporter.heading')),
    nameOf(shown, role),
    ...(reporter.forSomeoneElse ? [el('p', {}, texts.t('reporter.someoneElse'))] : []),
    ...(concernsMinor ? [el('p', { class: 'warning mild' }, icon('waiting'), texts.t('reporter.minor'))] : []),
    ...desk.actions(shown, { at: 'name', command: 'revealName', label: 'do.revealName', look: 'small' }),
    ...nameRequest(shown, desk),
  ];
}

function nameOf({ reporter: { visibility, name }, subject, scope }: CaseView, role: HTMLElement): HTMLElement {
  if (visibility === 'anonymous') return kept(texts.t('reporter.anonymous'), role, texts.t('reporter.anonymousMore'));
  if (visibility === 'hidden' && name === undefined) return kept(texts.t('reporter.hidden'), role, texts.t('reporter.hiddenMore'));
  const readers = scope === 'manager' ? 'reporter.referred' : visibility === 'hidden' ? 'reporter.readYou' : visibility === 'coordinatorAndManager' ? 'reporter.readManager' : 'reporter.readCoordinator';
  const title = el('p', { class: 'reporter-name' }, name ?? texts.t('reporter.missing'));
  return el('div', { class: 'reporter' }, title, role, el('p', { class: 'detail' }, texts.t(keyOf(subject, readers))));
}

function kept(title: string, role: HTMLElement, more: string): HTMLElement {
  const heading = el('p', { class: 'reporter-name' }, icon('hidden'), title);
  return el('div', { class: 'reporter reporter-kept' }, heading, role, el('p', { class: 'detail' }, more));
}

/** A request for a hidden name that waits for a second person, or a name that one person saw alone. */
export function nameRequest(shown: CaseView, desk: Desk): readonly Node[] {
  const { nameRequest: asked, nameToReview: seen } = shown;
  const box = (title: string, { by, at, reason }: Partial<NonNullable<CaseView['nameRequest']>>): HTMLElement =>
    el('div', { class: 'reporter-kept' }, el('p', { class: 'reporter-name' }, icon('waiting'), title), ...(reason === undefined ? [] : [el('p', { class: 'said' }, reason)]), ...(by === undefined || at === undefined ? [] : [el('p', { class: 'detail' }, byText(by, shown.subject), ' · ', timeElement(at))]));
  const offers: readonly Offer[] = [
    { at: 'name', command: 'approveName', label: 'do.approveName', look: 'small' },
    { at: 'name', command: 'refuseName', label: 'do.refuseName', look: 'small' },
    { at: 'name', command: 'reviewName', label: 'do.reviewName', look: 'small' },
  ];
  return [...(asked ? [box(texts.t('name.asked'), asked)] : []), ...(seen ? [box(texts.t('name.seen'), seen)] : []), ...desk.actions(shown, ...offers)];
}

/** The page of the second person: who asks, in which case, and why. Nothing of the case. */
export function requestPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.scope !== 'authorised') return [];
  const nothing = shown.nameRequest === undefined && shown.nameToReview === undefined;
  return [el('h2', {}, texts.t('name.heading')), el('p', {}, texts.t('name.intro')), ...nameRequest(shown, desk), ...(nothing ? [el('p', { class: 'outcome', tabindex: '-1' }, icon('check'), texts.t('name.settled'))] : [])];
}

/** Who works the case, and who else is let in or kept out. */
export function knowsPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.scope !== 'worker') return [];
  const { recipient, referred, directory } = shown;
  const offers: readonly Offer[] = [
    { at: 'knows', command: 'assign', label: 'do.assignShort', look: 'small' },
    { at: 'knows', command: 'declareConflict', label: 'do.declareConflictShort', look: 'small' },
    ...(directory.some(({ key }) => key === 'crisis') ? [{ at: 'knows', command: 'escalateCrisis', label: 'do.escalateCrisis', look: 'small' } as const] : []),
  ];
  const crisis = last(shown, 'crisisEscalated');
  return [
    el('h2', {}, texts.t(keyOf(shown.subject, 'knows.heading'))),
    el('p', {}, texts.t('knows.recipient'), ' ', el('strong', {}, recipient?.name ?? texts.t('knows.nobody'))),
    ...(crisis === undefined ? [] : [el('p', { class: 'detail' }, texts.t('knows.crisis'), ' ', timeElement(crisis.at))]),
    ...desk.actions(shown, ...offers),
    ...(shown.subject === 'question' ? [] : managers(shown, referred.map(({ name }) => name), desk)),
  ];
}

function managers(shown: CaseView, names: readonly string[], desk: Desk): readonly Node[] {
  const announced = last(shown, 'referralAnnounced');
  const offers: readonly Offer[] = [
    { at: 'manager', command: 'announceReferral', label: 'do.announceReferral', look: 'small' },
    { at: 'manager', command: 'refer', label: 'do.referShort', look: 'small' },
  ];
  // An official has no manager; where the reporter must hear it first, that is the way that is offered.
  const first = hasToAnnounce(shown);
  const actions = desk.actions(shown, ...offers.filter(({ command }) => (command === 'refer' ? referable(shown).length > 0 : first)));
  const why = shown.reporter.visibility === 'coordinatorAndManager' ? 'knows.announceOther' : 'knows.announceFirst';
  if (shown.reporter.category === 'elected') return [el('h3', {}, texts.t('knows.managers')), el('p', { class: 'detail' }, texts.t('knows.elected'))];
  return [
    el('h3', {}, texts.t('knows.managers')),
    ...(shown.lacksManager ? [el('p', { class: 'warning mild' }, icon('waiting'), texts.t('knows.lacksManager'))] : []),
    names.length > 0 ? el('ul', { class: 'rows tight' }, ...names.map((name) => el('li', {}, name))) : el('p', { class: 'detail' }, texts.t('knows.noManager')),
    ...(announced === undefined ? [] : [el('p', { class: 'detail' }, texts.t('knows.announced'), ' ', timeElement(announced.at)), el('p', { class: 'quoted' }, stringAt(announced.detail, 'reason') ?? '')]),
    ...(first ? [el('p', { class: 'detail' }, texts.t(why))] : []),
    ...actions,
  ];
}

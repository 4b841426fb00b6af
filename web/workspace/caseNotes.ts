import { stringAt, listAt } from '../shared/json';
import type { CaseApi } from './caseApi';
import { download } from './caseFiles';
import type { CaseView, TimelineEntry } from './caseModel';
import { closing } from './caseDialogue';
import { byText, notedBy } from './caseTimeline';
import type { Desk } from './desk';
import { button, el } from './dom';
import { icon, type IconName } from './icons';
import { keyOf } from './ofQuestion';
import { day, isPast, textOf, texts, timeElement } from './texts';

/** The newest event of a kind. */
export const last = ({ timeline }: CaseView, kind: string): TimelineEntry | undefined => timeline.filter((entry) => entry.kind === kind).at(-1);

const line = (symbol: IconName, text: string): HTMLElement => el('p', { class: 'row-title' }, icon(symbol), el('span', {}, text));
const noted = (shown: CaseView, entry: TimelineEntry): HTMLElement => el('p', { class: 'detail' }, notedBy(entry, shown.subject), ' ', timeElement(entry.at));
const works = ({ scope, subject }: CaseView): boolean => scope === 'worker' && subject === 'report';

/** Whether the police have it, and under which number. */
export function policePart(shown: CaseView, desk: Desk, api: CaseApi): readonly Node[] {
  const { police, subject, scope } = shown;
  if (subject === 'question' || (scope !== 'worker' && scope !== 'manager')) return [];
  const state = police === undefined ? [line('waiting', texts.t('police.none'))] : [
    line(police.reported ? 'check' : 'closed', texts.t(police.reported ? 'police.yes' : 'police.no')),
    el('p', { class: 'detail' }, [...(police.reference === undefined ? [] : [texts.t('police.reference', { number: police.reference })]), byText(police.by, subject)].join(' · '), ' · ', timeElement(police.at)),
  ];
  return [el('h2', {}, texts.t('police.heading')), ...state, ...desk.actions(shown, { at: 'police', command: 'notePolice', label: police ? 'do.changeShort' : 'do.noteShort', look: 'small', about: texts.t('police.heading'), preset: { reported: police?.reported === true ? 'true' : '', reference: police?.reference ?? '' } }), ...pack(shown, api)];
}

/** What the person takes along to the police: printed, and kept by whoever prints it. */
function pack({ number }: CaseView, api: CaseApi): readonly Node[] {
  const status = el('p', { class: 'file-status', role: 'status', 'data-key': 'pack-status' });
  const get = button(texts.t('police.pack'), 'small', () => void download(() => api.paper(number, 'police'), `polis-${number}.html`, status));
  get.dataset['key'] = 'police-pack';
  return [el('div', { class: 'actions', 'data-key': 'pack' }, get), status];
}

/** For the board's register: the number, when it came, and a subject that tells nothing. */
export function registerPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (!works(shown)) return [];
  const { register, receivedAt } = shown;
  const known = register ? [el('p', {}, el('strong', {}, register.diaryNumber), ' · ', register.subject)] : [el('p', { class: 'detail' }, texts.t('register.none'))];
  const preset = register ? { diaryNumber: register.diaryNumber, subject: register.subject } : {};
  return [
    el('h2', {}, texts.t('register.heading')),
    ...known,
    el('p', { class: 'detail' }, texts.t('register.received'), ' ', timeElement(receivedAt)),
    ...desk.actions(shown, { at: 'register', command: 'noteRegister', label: register ? 'do.changeShort' : 'do.noteShort', look: 'small', about: texts.t('register.heading'), preset }),
  ];
}

/** That the reporter is asked now and then how they are, as agreed. */
export function aftercarePart(shown: CaseView, desk: Desk): readonly Node[] {
  if (!works(shown)) return [];
  const agreed = last(shown, 'aftercareAgreed');
  const dates = listAt(agreed?.detail, 'on').filter((on) => typeof on === 'string');
  const answers = new Map(shown.timeline.filter(({ kind }) => kind === 'aftercareAnswered').map(({ detail }) => [stringAt(detail, 'on') ?? '', stringAt(detail, 'answer') ?? '']));
  const rows = dates.map((on) => {
    const answer = answers.get(on);
    const state = answer !== undefined ? textOf('careAnswer', answer, 'event.something') : texts.t(isPast(on) ? 'care.silent' : 'care.coming');
    return el('li', { 'data-key': `care-${on}` }, el('strong', {}, day(on)), ' · ', el('span', answer === undefined && isPast(on) ? { class: 'overdue' } : {}, state));
  });
  const known = agreed === undefined ? [el('p', { class: 'detail' }, texts.t('care.none'))] : [el('ul', { class: 'rows tight' }, ...rows), el('p', { class: 'detail' }, textOf('ownerIs', stringAt(agreed.detail, 'owner') ?? '', 'ownerIs.coordinator'))];
  const preset = agreed === undefined ? {} : { on: dates, owner: stringAt(agreed.detail, 'owner') ?? '' };
  return [el('h2', {}, texts.t('care.heading')), ...known, ...desk.actions(shown, { at: 'care', command: 'agreeAftercare', label: agreed ? 'do.changeShort' : 'do.agreeAftercare', look: 'small', about: texts.t('care.heading'), preset })];
}

/** The person the report points out has rights too. */
export function pointedOutPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (!works(shown)) return [];
  const information = last(shown, 'pointedOutNoted');
  const requests = shown.timeline.filter(({ kind }) => kind === 'pointedOutAsked');
  const state = stringAt(information?.detail, 'information') ?? '';
  const reason = stringAt(information?.detail, 'reason');
  const told = information === undefined ? [line('waiting', texts.t('pointedOut.none'))] : [line(state === 'given' ? 'check' : 'closed', textOf('informed', state, 'event.something')), ...(reason === undefined ? [] : [el('p', { class: 'quoted' }, reason)]), noted(shown, information)];
  const rows = requests.map((entry) => {
    const why = stringAt(entry.detail, 'reason');
    const words = [textOf('right', stringAt(entry.detail, 'request') ?? '', 'event.something'), textOf('rightResult', stringAt(entry.detail, 'result') ?? '', 'event.something')].join(': ');
    return el('li', {}, el('p', {}, words), ...(why === undefined ? [] : [el('p', { class: 'quoted' }, why)]), noted(shown, entry));
  });
  return [
    el('h2', {}, texts.t('pointedOut.heading')),
    ...told,
    ...(rows.length > 0 ? [el('ul', { class: 'rows' }, ...rows)] : []),
    ...desk.actions(
      shown,
      { at: 'pointed', command: 'notePointedOut', label: 'do.notePointedOutShort', look: 'small', preset: { information: state } },
      { at: 'pointed', command: 'notePointedOutRequest', label: 'do.notePointedOutRequestShort', look: 'small' },
    ),
  ];
}

/** How it ended, or the way to end it or to take it up again. */
export function endPart(shown: CaseView, desk: Desk): readonly Node[] {
  if (shown.scope !== 'worker') return [];
  const { outcome, subject } = shown;
  const actions = desk.actions(shown, { at: 'end', command: 'close', label: subject === 'question' ? 'do.closeQuestion' : 'do.close', ...closing(shown) }, { at: 'end', command: 'reopen', label: keyOf(subject, 'do.reopen') });
  if (outcome === undefined) return actions.length === 0 ? [] : [el('h2', {}, texts.t(subject === 'question' ? 'end.questionHeading' : 'end.heading')), ...(shown.may.includes('close') ? [el('p', { class: 'detail' }, texts.t(subject === 'question' ? 'end.questionHint' : 'end.hint'))] : []), ...actions];
  const pair = (key: 'field.told' | 'field.toldAsker' | 'field.learnt', value: string): HTMLElement => el('div', { class: 'answer' }, el('dt', {}, texts.t(key)), el('dd', {}, value));
  return [
    el('h2', {}, texts.t(subject === 'question' ? 'end.questionClosedHeading' : 'end.closedHeading')),
    el('p', { class: 'outcome', tabindex: '-1' }, icon('check'), el('span', {}, outcome.outcome === undefined || subject === 'question' ? texts.t('status.closed') : texts.t(`outcome.${outcome.outcome}`), ' · ', timeElement(outcome.at))),
    el('dl', { class: 'answers' }, pair(subject === 'question' ? 'field.toldAsker' : 'field.told', outcome.told), pair('field.learnt', outcome.learnt)),
    ...actions,
  ];
}

/** Whom to turn to: the board's own contacts. */
export function directoryPart({ directory }: CaseView): readonly Node[] {
  if (directory.length === 0) return [];
  const entry = ({ key, name, phone, email, url }: CaseView['directory'][number]): HTMLElement =>
    el('li', { 'data-key': `contact-${key}` }, el('p', {}, el('strong', {}, stringAt(name, texts.locale) ?? stringAt(name, 'sv') ?? key)), ...[phone, email, url].flatMap((way) => (way === undefined ? [] : [el('p', { class: 'detail' }, way)])));
  return [el('details', { class: 'fold', 'data-key': 'directory' }, el('summary', {}, el('h2', {}, texts.t('directory.heading'))), el('ul', { class: 'rows tight' }, ...directory.map(entry)))];
}

import { INCIDENT_TYPES } from '../../domain/board';
import { SEVERITIES } from '../../domain/severity';
import { LIMITS } from '../../domain/work/forms';
import { CONTACT_WAYS, DUTY_STATES, INFORMED, OUTCOMES, OWNERS, PREVENTION, RIGHTS, RIGHT_RESULTS, type WorkName } from '../../domain/work/types';
import type { CaseView, ManagerView, PersonView } from './caseModel';
import { referable } from './caseReferral';
import type { Choice, FieldSpec, FormOf, FormSpec } from './formSpec';
import { iaForm } from './iaForm';
import { contactName, texts, type TextKey } from './texts';


const REASON: FieldSpec = { id: 'reason', kind: 'long', max: LIMITS.text, label: 'field.reason' };
const NOTE = { id: 'note', kind: 'long', max: LIMITS.text, optional: true } as const;

/** Options with the words of `<prefix>.<value>`. */
function words<T extends string, P extends string>(values: readonly T[], prefix: `${P}.${T}` extends TextKey ? P : never): readonly Choice[] {
  return values.map((value) => [value, texts.t(`${prefix}.${value}` as TextKey)]);
}

const people = (list: readonly PersonView[]): readonly Choice[] => list.map(({ id, name }) => [id, name]);
const managers = (list: readonly ManagerView[]): readonly Choice[] => list.map(({ id, name, own }) => [id, own ? texts.t('manager.own', { name }) : name]);
const owner = (): FieldSpec => ({ id: 'owner', kind: 'radio', label: 'field.owner', options: words(OWNERS, 'owner') });
const asks = (title: TextKey, submit: TextKey, fields: readonly FieldSpec[], more: Partial<FormSpec> = {}): FormSpec => ({ title, submit, fields, ...more });

const message = (label: TextKey, hint: TextKey): FieldSpec => ({ id: 'text', kind: 'long', max: LIMITS.message, label, hint });

/** Everybody of the board that the page knows of, once. */
function everybody({ colleagues, managers: chiefs }: CaseView): readonly PersonView[] {
  return [...new Map([...colleagues, ...chiefs].map((one) => [one.id, one])).values()];
}

/** What each command asks for, in the order in which it is filled in. */
export const FORMS: Readonly<Record<WorkName, FormOf>> = {
  acknowledge: undefined,
  assess: undefined,
  tick: undefined,
  ask: () => asks('do.ask', 'send.ask', [message('field.question', 'hint.ask')]),
  reply: ({ subject }) => asks(subject === 'question' ? 'do.answer' : 'do.reply', 'send.reply', [message('field.message', subject === 'question' ? 'hint.answer' : 'hint.reply')]),
  assign: ({ colleagues, recipient }) =>
    asks('do.assign', 'send.assign', [{ id: 'to', kind: 'select', label: 'field.colleague', options: people(colleagues.filter(({ id }) => id !== recipient?.id)) }], { intro: texts.t('intro.assign') }),
  recordContact: () =>
    asks('do.recordContact', 'send.recordContact', [
      { id: 'how', kind: 'radio', label: 'field.how', options: words(CONTACT_WAYS, 'way') },
      { ...NOTE, label: 'field.note', hint: 'hint.contactNote' },
    ]),
  setSeverity: ({ severity }) =>
    asks('do.setSeverity', 'send.change', [
      { id: 'severity', kind: 'radio', label: 'filter.severity', options: words(SEVERITIES.filter((one) => one !== severity), 'severity') },
      REASON,
    ]),
  setType: ({ type }) => asks('do.setType', 'send.change', [{ id: 'type', kind: 'select', label: 'filter.type', options: words(INCIDENT_TYPES.filter((one) => one !== type), 'type') }]),
  setWorkplace: () => asks('do.setWorkplace', 'send.save', [{ id: 'workplace', kind: 'line', max: LIMITS.line, label: 'field.workplace' }]),
  moveDate: () => asks('do.moveDate', 'send.moveDate', [{ id: 'due', kind: 'date', label: 'field.newDate' }, { ...REASON, hint: 'hint.moveDate' }]),
  announceReferral: () => asks('do.announceReferral', 'send.announceReferral', [{ ...REASON, label: 'field.whyManager', hint: 'hint.announceReferral' }]),
  refer: (shown) =>
    asks('do.refer', 'send.refer', [
      { id: 'to', kind: 'select', label: 'field.manager', options: managers(referable(shown)) },
      { ...NOTE, label: 'field.managerNote', hint: 'hint.managerNote' },
    ]),
  addMeasure: () =>
    asks('do.addMeasure', 'send.addMeasure', [
      { id: 'what', kind: 'long', max: LIMITS.text, label: 'field.what' },
      { id: 'who', kind: 'line', max: LIMITS.line, label: 'field.who' },
      { id: 'due', kind: 'date', label: 'field.due' },
      { id: 'prevention', kind: 'radio', label: 'field.prevention', options: words(PREVENTION, 'preventionMore') },
    ]),
  completeMeasure: () => asks('do.completeMeasure', 'send.completeMeasure', [{ id: 'effect', kind: 'long', max: LIMITS.text, label: 'field.effect' }]),
  notePolice: () =>
    asks('do.notePolice', 'send.save', [
      { id: 'reported', kind: 'radio', label: 'field.reported', options: [['true', texts.t('police.yes')], ['false', texts.t('police.no')]] },
      { id: 'reference', kind: 'line', max: LIMITS.number, optional: true, label: 'field.policeNumber', when: { field: 'reported', is: ['true'] } },
    ]),
  noteDuty: () =>
    asks('do.noteDuty', 'send.save', [
      { id: 'state', kind: 'radio', label: 'field.dutyState', options: words(DUTY_STATES, 'dutyState') },
      { id: 'on', kind: 'date', label: 'field.doneOn', when: { field: 'state', is: ['done'] } },
      { ...REASON, when: { field: 'state', is: ['notNeeded'] } },
      owner(),
    ]),
  noteRegister: () =>
    asks('do.noteRegister', 'send.save', [
      { id: 'diaryNumber', kind: 'line', max: LIMITS.number, label: 'field.diaryNumber' },
      { id: 'subject', kind: 'line', max: LIMITS.line, label: 'field.neutralSubject', hint: 'hint.neutralSubject' },
    ]),
  transferToIa: iaForm,
  consentToIa: undefined,
  declareConflict: (shown) =>
    asks('do.declareConflict', 'send.declareConflict', [
      { id: 'person', kind: 'select', optional: true, label: 'field.conflictWho', options: [['', texts.t('conflict.me')], ...people(everybody(shown))] },
      { ...REASON, optional: true },
    ], { intro: texts.t('intro.declareConflict'), grave: true }),
  revealName: () => asks('do.revealName', 'send.revealName', [{ ...REASON, label: 'field.whyName', hint: 'hint.whyName' }], { intro: texts.t('intro.revealName') }),
  approveName: () => asks('do.approveName', 'send.approveName', [], { intro: texts.t('intro.approveName') }),
  refuseName: () => asks('do.refuseName', 'send.refuseName', [], { intro: texts.t('intro.refuseName') }),
  reviewName: () => asks('do.reviewName', 'send.reviewName', [], { intro: texts.t('intro.reviewName') }),
  escalateCrisis: ({ directory }) => asks('do.escalateCrisis', 'send.escalateCrisis', [REASON], { intro: texts.t('intro.escalateCrisis', { who: contactName(directory, 'crisis') }), grave: true }),
  notePointedOut: () =>
    asks('do.notePointedOut', 'send.save', [
      { id: 'information', kind: 'radio', label: 'field.information', options: words(INFORMED, 'informed') },
      { ...REASON, when: { field: 'information', is: ['postponed', 'not'] } },
    ]),
  notePointedOutRequest: () =>
    asks('do.notePointedOutRequest', 'send.save', [
      { id: 'request', kind: 'radio', label: 'field.right', options: words(RIGHTS, 'right') },
      { id: 'result', kind: 'radio', label: 'field.rightResult', options: words(RIGHT_RESULTS, 'rightResult') },
      { ...REASON, when: { field: 'result', is: ['partly', 'refused'] } },
    ]),
  linkCase: () =>
    asks('do.linkCase', 'send.save', [
      { id: 'number', kind: 'line', max: LIMITS.number, label: 'field.caseNumber' },
      { id: 'confirmed', kind: 'radio', label: 'field.sameSeries', options: [['true', texts.t('series.yes')], ['false', texts.t('series.no')]] },
    ]),
  makeReal: () => asks('do.makeReal', 'send.makeReal', [], { intro: texts.t('intro.makeReal') }),
  agreeAftercare: () => asks('do.agreeAftercare', 'send.save', [{ id: 'on', kind: 'dates', max: LIMITS.dates, label: 'field.careDates', hint: 'hint.careDates' }, owner()], { intro: texts.t('intro.agreeAftercare') }),
  answerAftercare: undefined,
  close: ({ subject }) =>
    asks('do.close', 'send.close', [
      { id: 'outcome', kind: 'radio', label: 'field.outcome', options: words(OUTCOMES, 'outcome') },
      { id: 'told', kind: 'long', max: LIMITS.message, label: 'field.told', hint: subject === 'question' ? undefined : 'hint.told' },
      { id: 'learnt', kind: 'long', max: LIMITS.message, label: 'field.learnt', hint: 'hint.learnt' },
    ]),
  reopen: () => asks('do.reopen', 'send.reopen', [REASON]),
};

/** Whether that is a command this page can give. */
export const isCommand = (name: string): name is WorkName => Object.hasOwn(FORMS, name);

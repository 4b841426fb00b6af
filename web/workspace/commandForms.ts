import { INCIDENT_TYPES } from '../../domain/board';
import { SEVERITIES } from '../../domain/severity';
import { CONTACT_WAYS, DUTY_STATES, INFORMED, OUTCOMES, OWNERS, PREVENTION, RIGHTS, RIGHT_RESULTS, type WorkName } from '../../domain/work/types';
import type { CaseView, ManagerView, PersonView } from './caseModel';
import { referable } from './caseReferral';
import { formOf, words, type Asked } from './domainForm';
import { keyOf } from './ofQuestion';
import type { Choice, FormOf, FormSpec } from './formSpec';
import { iaForm } from './iaForm';
import { contactName, counted, deadline, texts } from './texts';

const REASON: Asked = { label: 'field.reason' };

const people = (list: readonly PersonView[]): readonly Choice[] => list.map(({ id, name }) => [id, name]);
const managers = (list: readonly ManagerView[]): readonly Choice[] => list.map(({ id, name, own }) => [id, own ? texts.t('manager.own', { name }) : name]);
const owner = (): Asked => ({ label: 'field.owner', options: words(OWNERS, 'owner') });

/** Everybody of the board that the page knows of, once. */
function everybody({ colleagues, managers: chiefs }: CaseView): readonly PersonView[] {
  return [...new Map([...colleagues, ...chiefs].map((one) => [one.id, one])).values()];
}

/** How each command is asked for here, in the order in which it is filled in. What it takes, and how much of it, is the domain's: `WORK_FORMS`. */
export const FORMS: Readonly<Record<WorkName, FormOf>> = {
  acknowledge: undefined,
  assess: undefined,
  tick: undefined,
  ask: () => formOf('ask', 'do.ask', 'send.ask', { text: { label: 'field.question', hint: 'hint.ask' } }),
  reply: ({ subject, nextFeedback }) =>
    formOf('reply', subject === 'question' ? 'do.answer' : 'do.reply', 'send.reply', { text: { label: 'field.message', hint: subject === 'question' ? 'hint.answer' : 'hint.reply' } }, nextFeedback === undefined ? {} : { intro: texts.t('intro.reply', { date: deadline(nextFeedback) }) }),
  assign: ({ colleagues, recipient, subject }) =>
    formOf('assign', keyOf(subject, 'do.assign'), 'send.assign', { to: { label: 'field.colleague', isMenu: true, options: people(colleagues.filter(({ id }) => id !== recipient?.id)) } }, { intro: texts.t(keyOf(subject, 'intro.assign')) }),
  recordContact: () => formOf('recordContact', 'do.recordContact', 'send.recordContact', { how: { label: 'field.how', options: words(CONTACT_WAYS, 'way') }, note: { label: 'field.note', hint: 'hint.contactNote' } }),
  setSeverity: ({ severity }) => formOf('setSeverity', 'do.setSeverity', 'send.change', { severity: { label: 'filter.severity', options: words(SEVERITIES.filter((one) => one !== severity), 'severity') }, reason: REASON }),
  setType: ({ type }) => formOf('setType', 'do.setType', 'send.change', { type: { label: 'filter.type', isMenu: true, options: words(INCIDENT_TYPES.filter((one) => one !== type), 'type') } }),
  setWorkplace: () => formOf('setWorkplace', 'do.setWorkplace', 'send.save', { workplace: { label: 'field.workplace' } }),
  moveDate: ({ subject }) => formOf('moveDate', 'do.moveDate', 'send.moveDate', { due: { label: 'field.newDate' }, reason: { ...REASON, hint: keyOf(subject, 'hint.moveDate') } }),
  announceReferral: () => formOf('announceReferral', 'do.announceReferral', 'send.announceReferral', { reason: { label: 'field.whyManager', hint: 'hint.announceReferral' } }),
  refer: (shown) => formOf('refer', 'do.refer', 'send.refer', { to: { label: 'field.manager', isMenu: true, options: managers(referable(shown)) }, note: { label: 'field.managerNote', hint: 'hint.managerNote' } }),
  addMeasure: () =>
    formOf('addMeasure', 'do.addMeasure', 'send.addMeasure', {
      what: { label: 'field.what' },
      who: { label: 'field.who' },
      due: { label: 'field.due' },
      prevention: { label: 'field.prevention', options: words(PREVENTION, 'preventionMore') },
    }),
  completeMeasure: () => formOf('completeMeasure', 'do.completeMeasure', 'send.completeMeasure', { effect: { label: 'field.effect' } }),
  notePolice: () => {
    const form = formOf('notePolice', 'do.notePolice', 'send.save', {
      reported: { label: 'field.reported', options: [['true', texts.t('police.yes')], ['false', texts.t('police.no')]] },
      reference: { label: 'field.policeNumber' },
    });
    // What is not reported has no number.
    return { ...form, fields: form.fields.map((field) => (field.id === 'reference' ? { ...field, when: { field: 'reported', is: ['true'] } } : field)) };
  },
  noteDuty: () => formOf('noteDuty', 'do.noteDuty', 'send.save', { state: { label: 'field.dutyState', options: words(DUTY_STATES, 'dutyState') }, on: { label: 'field.doneOn' }, reason: REASON, owner: owner() }),
  noteRegister: () => formOf('noteRegister', 'do.noteRegister', 'send.save', { diaryNumber: { label: 'field.diaryNumber' }, subject: { label: 'field.neutralSubject', hint: 'hint.neutralSubject' } }),
  transferToIa: iaForm,
  consentToIa: undefined,
  declareConflict: (shown) =>
    formOf('declareConflict', 'do.declareConflict', 'send.declareConflict', {
      person: { label: 'field.conflictWho', isMenu: true, options: [['', texts.t('conflict.me')], ...people(everybody(shown))] },
      reason: REASON,
    }, { intro: texts.t(keyOf(shown.subject, 'intro.declareConflict')), grave: true }),
  revealName: () => formOf('revealName', 'do.revealName', 'send.revealName', { reason: { label: 'field.whyName', hint: 'hint.whyName' } }, { intro: texts.t('intro.revealName') }),
  approveName: () => formOf('approveName', 'do.approveName', 'send.approveName', {}, { intro: texts.t('intro.approveName') }),
  refuseName: () => formOf('refuseName', 'do.refuseName', 'send.refuseName', {}, { intro: texts.t('intro.refuseName') }),
  reviewName: () => formOf('reviewName', 'do.reviewName', 'send.reviewName', {}, { intro: texts.t('intro.reviewName') }),
  escalateCrisis: ({ directory }) => formOf('escalateCrisis', 'do.escalateCrisis', 'send.escalateCrisis', { reason: REASON }, { intro: texts.t('intro.escalateCrisis', { who: contactName(directory, 'crisis') }), grave: true }),
  notePointedOut: () => formOf('notePointedOut', 'do.notePointedOut', 'send.save', { information: { label: 'field.information', options: words(INFORMED, 'informed') }, reason: REASON }),
  notePointedOutRequest: () =>
    formOf('notePointedOutRequest', 'do.notePointedOutRequest', 'send.save', {
      request: { label: 'field.right', options: words(RIGHTS, 'right') },
      result: { label: 'field.rightResult', options: words(RIGHT_RESULTS, 'rightResult') },
      reason: REASON,
    }),
  linkCase: () =>
    formOf('linkCase', 'do.linkCase', 'send.save', {
      number: { label: 'field.caseNumber' },
      confirmed: { label: 'field.sameSeries', options: [['true', texts.t('series.yes')], ['false', texts.t('series.no')]] },
    }),
  makeReal: () => formOf('makeReal', 'do.makeReal', 'send.makeReal', {}, { intro: texts.t('intro.makeReal') }),
  agreeAftercare: () => formOf('agreeAftercare', 'do.agreeAftercare', 'send.save', { on: { label: 'field.careDates', hint: 'hint.careDates' }, owner: owner() }, { intro: texts.t('intro.agreeAftercare') }),
  answerAftercare: undefined,
  close: (shown) => (shown.subject === 'question' ? closeQuestion() : formOf('close', 'do.close', 'send.close', { outcome: { label: 'field.outcome', options: words(OUTCOMES, 'outcome') }, told: { label: 'field.told', hint: 'hint.told' }, learnt: { label: 'field.learnt', hint: 'hint.learnt' } }, leftOpen(shown))),
  reopen: ({ subject }) => formOf('reopen', keyOf(subject, 'do.reopen'), 'send.reopen', { reason: REASON }),
};

/** A question has no outcome but its answer. */
const closeQuestion = (): FormSpec => formOf('close', 'do.closeQuestion', 'send.closeQuestion', { told: { label: 'field.toldAsker', hint: 'hint.toldQuestion' }, learnt: { label: 'field.learnt', hint: 'hint.learntQuestion' } });

/** What is not done, said before the case is closed: nothing keeps anybody from closing it. */
function leftOpen({ left: { measures, duties, ia } }: CaseView): Partial<FormSpec> {
  const open = [
    ...(measures > 0 ? [counted('left.measure', 'left.measures', measures)] : []),
    ...(duties > 0 ? [counted('left.duty', 'left.duties', duties)] : []),
    ...(ia ? [texts.t('left.ia')] : []),
  ];
  return open.length === 0 ? {} : { intro: texts.t('intro.closeOpen', { what: open.join(', ') }) };
}

/** Whether that is a command this page can give. */
export const isCommand = (name: string): name is WorkName => Object.hasOwn(FORMS, name);

import type { Case, Status } from '../case';
import type { WorkName, WorkRefusal } from './types';
import { isAnnounced } from './referral';
import { awaitsNameReview, hasDuties, isWithdrawn, measuresOf, nameRequestOf } from './views';

const OPEN = ['received', 'acknowledged', 'assessing', 'measures'] as const;
const BEGUN = ['acknowledged', 'assessing', 'measures'] as const;
const ANY = [...OPEN, 'closed'] as const;
/** From which states each command may be given; any other refuses it. One table, so that one can read it. */
export const FROM: Readonly<Record<WorkName, readonly Status[]>> = {
  acknowledge: ['received'],
  assess: ['acknowledged', 'measures'],
  assign: OPEN,
  ask: BEGUN,
  reply: OPEN,
  recordContact: OPEN,
  setSeverity: OPEN,
  setType: OPEN,
  setWorkplace: OPEN,
  moveDate: OPEN,
  announceReferral: OPEN,
  refer: OPEN,
  tick: OPEN,
  addMeasure: ['assessing', 'measures'],
  completeMeasure: ['measures'],
  notePolice: ANY,
  noteDuty: ANY,
  noteRegister: ANY,
  transferToIa: ANY,
  consentToIa: ANY,
  declareConflict: OPEN,
  revealName: OPEN,
  approveName: OPEN,
  refuseName: OPEN,
  reviewName: ANY,
  escalateCrisis: OPEN,
  notePointedOut: ANY,
  notePointedOutRequest: ANY,
  linkCase: ANY,
  makeReal: ANY,
  agreeAftercare: OPEN,
  answerAftercare: ANY,
  close: BEGUN,
  reopen: ['closed'],
};

/** What is done to a question to the coordinator: it is answered, and nothing else. */
export const FOR_QUESTIONS: readonly WorkName[] = ['acknowledge', 'assign', 'ask', 'reply', 'declareConflict', 'close', 'reopen'];

/** What some commands need besides a state, so that a page offers nothing that would be refused. */
const ONLY_WHERE: Partial<Readonly<Record<WorkName, (one: Case) => boolean>>> = {
  moveDate: ({ clocks }) => clocks !== undefined && Object.keys(clocks).length > 0,
  announceReferral: (one) => one.category !== 'elected' && !isAnnounced(one),
  refer: ({ category }) => category !== 'elected',
  completeMeasure: (one) => measuresOf(one).some(({ done }) => done === undefined),
  noteDuty: hasDuties,
  revealName: (one) => one.visibility === 'hidden' && nameRequestOf(one) === undefined,
  approveName: (one) => nameRequestOf(one) !== undefined,
  refuseName: (one) => nameRequestOf(one) !== undefined,
  reviewName: awaitsNameReview,
  makeReal: ({ exercise }) => exercise === true,
  reopen: (one) => !isWithdrawn(one),
};

/** Whether a command may be given to the case as it stands; what else it takes is decided when it is given. */
export function isOpenTo(current: Case, name: WorkName): boolean {
  return FROM[name].includes(current.status) && (current.subject === 'report' || FOR_QUESTIONS.includes(name)) && (ONLY_WHERE[name]?.(current) ?? true);
}

/** Why a command is not for the state that the case is in. */
export function outOfState({ status }: Case, name: WorkName): WorkRefusal | 'closed' | 'alreadyAcknowledged' {
  if (name === 'reopen') return 'notClosed';
  if (status === 'closed') return 'closed';
  if (name === 'acknowledge') return 'alreadyAcknowledged';
  return status === 'received' || !FROM[name].includes('acknowledged') ? 'notYet' : 'unchanged';
}

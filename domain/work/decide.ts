import type { Case, Decision } from '../case';
import type { Setting } from '../clocks';
import { makeReal } from '../exercise';
import { notePointedOutRequest } from '../handover';
import { linkCase } from '../series';
import { hasRoom } from '../size';
import { declareConflict } from './conflict';
import { addMeasure, ask, assign, close, completeMeasure, moveDate, recordContact, reopen, reply, setSeverity, setType, setWorkplace } from './course';
import { accept, given, refuse, type CommandOf, type Handlers, type Moment } from './handling';
import { answerNameRequest, revealName, reviewName } from './name';
import { answerAftercare, escalateCrisis, noteDuty, notePointedOut, refer, tick, transferToIa } from './reach';
import { FOR_QUESTIONS, FROM, outOfState } from './states';
import type { Stamp, WorkCommand, WorkName } from './types';

export { FROM, isOpenTo } from './states';

/** What a command of the work does to a case, or why it does nothing. */
export function decideWork(current: Case, command: WorkCommand, stamp: Stamp, setting: Setting, now: Date): Decision {
  const name = command.command;
  if (current.subject === 'question' && !FOR_QUESTIONS.includes(name)) return refuse('notHere');
  if (!FROM[name].includes(current.status)) return refuse(outOfState(current, name));
  const decision = carryOut(current, name, command, { stamp, setting, now });
  return decision.ok && !hasRoom(current, decision.events) ? refuse('tooLarge') : decision;
}

function carryOut<N extends WorkName>(current: Case, name: N, command: CommandOf<N>, moment: Moment): Decision {
  return HANDLERS[name](current, command, moment);
}

/** Each command and what it does; those that only note what they say stand here whole. */
const HANDLERS: Handlers = {
  acknowledge: (_current, _command, { stamp }) => accept({ ...stamp, kind: 'acknowledged' }),
  assess: (_current, _command, { stamp }) => accept({ ...stamp, kind: 'assessing' }),
  assign,
  ask,
  reply,
  recordContact,
  setSeverity,
  setType,
  setWorkplace,
  moveDate,
  announceReferral: (_current, { reason }, { stamp }) => accept({ ...stamp, kind: 'referralAnnounced', reason }),
  refer,
  tick,
  addMeasure,
  completeMeasure,
  notePolice: (_current, { reported, reference }, { stamp }) => accept({ ...stamp, kind: 'policeNoted', reported, ...given('reference', reference) }),
  noteDuty,
  noteRegister: (_current, { diaryNumber, subject }, { stamp }) => accept({ ...stamp, kind: 'registerNoted', diaryNumber, subject }),
  transferToIa,
  consentToIa: (_current, { yes }, { stamp }) => accept({ ...stamp, kind: 'iaConsented', yes }),
  declareConflict: (current, command, { stamp, setting }) => declareConflict(current, command, stamp, setting),
  revealName: (current, { reason }, { stamp }) => revealName(current, reason, stamp),
  approveName: (current, { command }, { stamp }) => answerNameRequest(current, command, stamp),
  refuseName: (current, { command }, { stamp }) => answerNameRequest(current, command, stamp),
  reviewName: (current, _command, { stamp }) => reviewName(current, stamp),
  escalateCrisis,
  notePointedOut,
  notePointedOutRequest: (_current, command, { stamp }) => notePointedOutRequest(command, stamp),
  linkCase: (current, command, { stamp, setting }) => linkCase(current, command, stamp, setting),
  makeReal: (current, _command, { stamp, setting, now }) => makeReal(current, stamp, setting, now),
  agreeAftercare: (_current, { on, owner }, { stamp }) => accept({ ...stamp, kind: 'aftercareAgreed', on, owner }),
  answerAftercare,
  close,
  reopen,
};

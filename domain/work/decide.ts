import { judge, severityEvent } from '../additions';
import type { Case, CaseEvent, Decision, Status } from '../case';
import { feedbackBy, type Setting } from '../clocks';
import { remaining, workers } from '../routing';
import { spaceLeft } from '../size';
import { awaitsNameReview, hasDuties, iaOf, latest, measuresOf, nameRequestOf, nameSeenBy, referredTo } from './views';
import { isRuleCritical } from './name';
import { declareConflict } from './conflict';
import { makeReal } from '../exercise';
import { notePointedOutRequest } from '../handover';
import { linkCase } from '../series';
import type { Stamp, WorkCommand, WorkName, WorkRefusal } from './types';

/** From which states each command may be given; any other refuses it. One table, so that one can read it. */
const OPEN = ['received', 'acknowledged', 'assessing', 'measures'] as const;
const BEGUN = ['acknowledged', 'assessing', 'measures'] as const;
const ANY = [...OPEN, 'closed'] as const;
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
const FOR_QUESTIONS: readonly WorkName[] = ['acknowledge', 'assign', 'ask', 'reply', 'declareConflict', 'close', 'reopen'];

/** What some commands need besides a state, so that a page offers nothing that would be refused. */
const ONLY_WHERE: Partial<Readonly<Record<WorkName, (one: Case) => boolean>>> = {
  moveDate: ({ clocks }) => clocks !== undefined && Object.keys(clocks).length > 0,
  announceReferral: (one) => one.category !== 'elected' && one.visibility !== 'coordinatorAndManager' && latest(one, 'referralAnnounced') === undefined,
  refer: ({ category }) => category !== 'elected',
  completeMeasure: (one) => measuresOf(one).some(({ done }) => done === undefined),
  noteDuty: hasDuties,
  revealName: (one) => one.visibility === 'hidden' && nameRequestOf(one) === undefined,
  approveName: (one) => nameRequestOf(one) !== undefined,
  refuseName: (one) => nameRequestOf(one) !== undefined,
  reviewName: awaitsNameReview,
  makeReal: ({ exercise }) => exercise === true,
  reopen: (one) => latest(one, 'closed') !== undefined,
};

/** Whether a command may be given to the case as it stands; what else it takes is decided when it is given. */
export function isOpenTo(current: Case, name: WorkName): boolean {
  return FROM[name].includes(current.status) && (current.subject === 'report' || FOR_QUESTIONS.includes(name)) && (ONLY_WHERE[name]?.(current) ?? true);
}

const refuse = (refusal: WorkRefusal | 'closed' | 'alreadyAcknowledged' | 'tooLarge'): Decision => ({ ok: false, refusal });

/** What a command of the work does to a case, or why it does nothing. */
export function decideWork(current: Case, command: WorkCommand, stamp: Stamp, setting: Setting, now: Date): Decision {
  const name = command.command;
  if (current.subject === 'question' && !FOR_QUESTIONS.includes(name)) return refuse('notHere');
  if (!FROM[name].includes(current.status)) return refuse(outOfState(current, name));
  const decision = carryOut(current, command, { stamp, setting, now });
  return decision.ok && !fits(current, decision.events) ? refuse('tooLarge') : decision;
}

function outOfState({ status }: Case, name: WorkName): WorkRefusal | 'closed' | 'alreadyAcknowledged' {
  if (name === 'reopen') return 'notClosed';
  if (status === 'closed') return 'closed';
  if (name === 'acknowledge') return 'alreadyAcknowledged';
  return status === 'received' || !FROM[name].includes('acknowledged') ? 'notYet' : 'unchanged';
}

const fits = (current: Case, events: readonly CaseEvent[]): boolean => events.every(({ kind }) => kind === 'acknowledged' || kind === 'closed') || JSON.stringify(events).length <= spaceLeft(current);

interface Moment {
  readonly stamp: Stamp;
  readonly setting: Setting;
  readonly now: Date;
}

function carryOut(current: Case, command: WorkCommand, moment: Moment): Decision {
  const { stamp, setting, now } = moment;
  const accept = (...events: readonly CaseEvent[]): Decision => ({ ok: true, events });
  switch (command.command) {
    case 'acknowledge':
      return accept({ ...stamp, kind: 'acknowledged' });
    case 'assess':
      return accept({ ...stamp, kind: 'assessing' });
    case 'assign':
      return assign(current, command.to, moment);
    case 'ask':
    case 'reply':
      return say(current, command, moment);
    case 'recordContact':
      return accept({ ...stamp, kind: 'contactRecorded', how: command.how, ...given('note', command.note), feedbackBy: feedbackBy(setting, 'then', now) });
    case 'setSeverity':
      if (command.severity === current.severity) return refuse('unchanged');
      return accept({ ...stamp, ...severityEvent(setting, command.severity, [], now), kind: 'severitySet', reason: command.reason });
    case 'setType':
      return setType(current, command, moment);
    case 'setWorkplace':
      return latest(current, 'workplaceSet')?.workplace === command.workplace ? refuse('unchanged') : accept({ ...stamp, kind: 'workplaceSet', workplace: command.workplace });
    case 'moveDate':
      return moveDate(current, command, moment);
    case 'addMeasure':
      if (measuresOf(current).some(({ id }) => id === command.id)) return accept();
      return accept({ ...stamp, kind: 'measureAdded', id: command.id, what: command.what, who: command.who, due: command.due, prevention: command.prevention });
    case 'completeMeasure': {
      const measure = measuresOf(current).find(({ id }) => id === command.measure);
      if (!measure) return refuse('unknown');
      return measure.done ? refuse('unchanged') : accept({ ...stamp, kind: 'measureCompleted', measure: command.measure, effect: command.effect });
    }
    case 'close':
      return accept({ ...stamp, kind: 'closed', outcome: command.outcome, told: command.told, learnt: command.learnt });
    case 'reopen':
      if (latest(current, 'closed') === undefined) return refuse('withdrawn');
      return accept({ ...stamp, kind: 'reopened', reason: command.reason, feedbackBy: feedbackBy(setting, 'first', now) });
    default:
      return carryOutShared(current, command, moment);
  }
}

type Shared = Exclude<WorkCommand, { command: 'acknowledge' | 'assess' | 'assign' | 'ask' | 'reply' | 'recordContact' | 'setSeverity' | 'setType' | 'setWorkplace' | 'moveDate' | 'addMeasure' | 'completeMeasure' | 'close' | 'reopen' }>;

/** What reaches beyond whoever works the case: managers, authorities, names, aftercare. */
function carryOutShared(current: Case, command: Shared, moment: Moment): Decision {
  const { stamp } = moment;
  const accept = (...events: readonly CaseEvent[]): Decision => ({ ok: true, events });
  switch (command.command) {
    case 'announceReferral':
      return accept({ ...stamp, kind: 'referralAnnounced', reason: command.reason });
    case 'refer':
      return refer(current, command, moment);
    case 'tick':
      return accept({ ...stamp, kind: 'ticked', item: command.item, done: command.done });
    case 'notePolice':
      return accept({ ...stamp, kind: 'policeNoted', reported: command.reported, ...given('reference', command.reference) });
    case 'noteDuty':
      return noteDuty(current, command, stamp);
    case 'noteRegister':
      return accept({ ...stamp, kind: 'registerNoted', diaryNumber: command.diaryNumber, subject: command.subject });
    case 'transferToIa':
      return transferToIa(current, command, stamp);
    case 'consentToIa':
      return accept({ ...stamp, kind: 'iaConsented', yes: command.yes });
    case 'declareConflict':
      return declareConflict(current, command, stamp, moment.setting);
    case 'revealName':
      return revealName(current, command.reason, stamp);
    case 'approveName':
    case 'refuseName':
      return answerNameRequest(current, command.command, stamp);
    case 'reviewName':
      return reviewName(current, stamp);
    case 'escalateCrisis':
      return moment.setting.board.directory.crisis === undefined ? refuse('unknown') : accept({ ...stamp, kind: 'crisisEscalated', reason: command.reason });
    case 'notePointedOut':
      if (command.information !== 'given' && command.reason === undefined) return refuse('missing');
      return accept({ ...stamp, kind: 'pointedOutNoted', information: command.information, ...given('reason', command.reason) });
    case 'notePointedOutRequest':
      return notePointedOutRequest(command, stamp);
    case 'linkCase':
      return linkCase(current, command, stamp, moment.setting);
    case 'makeReal':
      return makeReal(current, stamp, moment.setting, moment.now);
    case 'agreeAftercare':
      return accept({ ...stamp, kind: 'aftercareAgreed', on: command.on, owner: command.owner });
    case 'answerAftercare':
      return answerAftercare(current, command, stamp);
  }
}

/** A field that is there only where there is something in it. */
const given = <K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } => (value === undefined || value === '' ? {} : ({ [key]: value } as { readonly [P in K]?: string }));

function assign(current: Case, to: string, { stamp, setting }: Moment): Decision {
  if (!remaining(setting, workers(setting.board, current.audience), current.barred).includes(to)) return refuse('unknown');
  const now = current.recipient;
  const name = setting.board.people.find(({ id }) => id === to)?.name ?? '';
  return now === to ? refuse('unchanged') : { ok: true, events: [{ ...stamp, kind: 'assigned', to, name }] };
}

function say(current: Case, { command, id, text }: Extract<WorkCommand, { command: 'ask' | 'reply' }>, { stamp, setting, now }: Moment): Decision {
  const said = current.events.some((event) => (event.kind === 'asked' || event.kind === 'replied' || event.kind === 'informed') && event.id === id);
  // The same words once more is what a message that is delivered again brings.
  if (said) return { ok: true, events: [] };
  if (command === 'ask') return { ok: true, events: [{ ...stamp, kind: 'asked', id, text }] };
  if (stamp.by.role === 'reporter') return { ok: true, events: [{ ...stamp, kind: 'replied', id, text }] };
  return { ok: true, events: [{ ...stamp, kind: 'informed', id, text, feedbackBy: feedbackBy(setting, 'then', now) }] };
}

/** Another type may be graver by the rules; it is never made lighter by them. */
function setType(current: Case, { type }: Extract<WorkCommand, { command: 'setType' }>, { stamp, setting, now }: Moment): Decision {
  if (type === current.type) return refuse('unchanged');
  const raised = judge(current, current.answers, type, setting, now);
  return { ok: true, events: [{ ...stamp, kind: 'typeSet', type }, ...(raised?.kind === 'severityRaised' ? [raised] : [])] };
}

function moveDate(current: Case, { clock, due, reason }: Extract<WorkCommand, { command: 'moveDate' }>, { stamp, now }: Moment): Decision {
  const running = current.clocks?.[clock];
  if (!running) return refuse('notHere');
  if (due <= now.toISOString()) return refuse('missing');
  return running.due === due ? refuse('unchanged') : { ok: true, events: [{ ...stamp, kind: 'dateMoved', clock, due, reason }] };
}

/** An elected official has no manager; a reporter who did not choose that their manager knows hears it before the manager does. */
function refer(current: Case, { to, note }: Extract<WorkCommand, { command: 'refer' }>, { stamp, setting }: Moment): Decision {
  if (current.category === 'elected') return refuse('notHere');
  const manager = setting.board.people.find(({ id, roles }) => id === to && roles.includes('manager'));
  if (!manager || current.barred.includes(setting.hashOf(to))) return refuse('unknown');
  if (referredTo(current).includes(to)) return refuse('unchanged');
  if (current.visibility !== 'coordinatorAndManager' && latest(current, 'referralAnnounced') === undefined) return refuse('reporterFirst');
  return { ok: true, events: [{ ...stamp, kind: 'referred', to, name: manager.name, ...given('note', note) }] };
}

function noteDuty(current: Case, { duty, state, owner, on, reason }: Extract<WorkCommand, { command: 'noteDuty' }>, stamp: Stamp): Decision {
  if (!hasDuties(current)) return refuse('notHere');
  if ((state === 'done' && on === undefined) || (state === 'notNeeded' && reason === undefined)) return refuse('missing');
  return { ok: true, events: [{ ...stamp, kind: 'dutyNoted', duty, state, owner, ...given('on', on), ...given('reason', reason) }] };
}

/** IA holds no name that a reporter hid: it takes their yes, a de-identified text, or a reason to leave it. */
function transferToIa(current: Case, { state, owner, number, reason, text }: Extract<WorkCommand, { command: 'transferToIa' }>, stamp: Stamp): Decision {
  if ((state === 'exists' || state === 'confirmed') && number === undefined && iaOf(current).number === undefined) return refuse('missing');
  if ((state === 'notNeeded' || state === 'failed') && reason === undefined) return refuse('missing');
  const sheltered = current.visibility === 'hidden' || current.visibility === 'anonymous';
  if (state === 'sent' && sheltered && iaOf(current).consent !== true && text === undefined) return refuse('reporterFirst');
  return { ok: true, events: [{ ...stamp, kind: 'iaNoted', state, owner, ...given('number', number), ...given('reason', reason), ...given('text', text) }] };
}

/** To see a hidden name takes a second person, but for a case that the reporter's own words made critical. */
function revealName(current: Case, reason: string, stamp: Stamp): Decision {
  const to = stamp.by.person ?? '';
  if (current.visibility !== 'hidden') return refuse('notHere');
  if (nameSeenBy(current).includes(to)) return refuse('unchanged');
  if (isRuleCritical(current)) return { ok: true, events: [{ ...stamp, kind: 'nameRevealed', to, reason, alone: true }] };
  return nameRequestOf(current) ? refuse('unchanged') : { ok: true, events: [{ ...stamp, kind: 'nameRequested', reason }] };
}

function answerNameRequest(current: Case, command: 'approveName' | 'refuseName', stamp: Stamp): Decision {
  const request = nameRequestOf(current);
  if (!request) return refuse('unknown');
  if (request.by.person === stamp.by.person) return refuse('ownRequest');
  if (command === 'refuseName') return { ok: true, events: [{ ...stamp, kind: 'nameRefused' }] };
  return { ok: true, events: [{ ...stamp, kind: 'nameRevealed', to: request.by.person ?? '', reason: request.reason, alone: false }] };
}

function reviewName(current: Case, stamp: Stamp): Decision {
  const newest = latest(current, 'nameRevealed', 'nameReviewed');
  if (newest?.kind !== 'nameRevealed' || !newest.alone) return refuse('unknown');
  return newest.to === stamp.by.person ? refuse('ownRequest') : { ok: true, events: [{ ...stamp, kind: 'nameReviewed' }] };
}

function answerAftercare(current: Case, { on, answer }: Extract<WorkCommand, { command: 'answerAftercare' }>, stamp: Stamp): Decision {
  if (!latest(current, 'aftercareAgreed')?.on.includes(on)) return refuse('unknown');
  return { ok: true, events: [{ ...stamp, kind: 'aftercareAnswered', on, answer }] };
}


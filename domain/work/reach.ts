import type { Case, Decision } from '../case';
import { accept, given, refuse, type CommandOf, type Moment } from './handling';
import { hasDuties, iaOf, latest, referredTo } from './views';

/** What reaches beyond whoever works the case: managers, authorities, other systems, the time after. */

/** An elected official has no manager; a reporter who did not choose that their manager knows hears it before the manager does. */
export function refer(current: Case, { to, note }: CommandOf<'refer'>, { stamp, setting }: Moment): Decision {
  if (current.category === 'elected') return refuse('notHere');
  const manager = setting.board.people.find(({ id, roles }) => id === to && roles.includes('manager'));
  if (!manager || current.barred.includes(setting.hashOf(to))) return refuse('unknown');
  if (referredTo(current).includes(to)) return refuse('unchanged');
  if (current.visibility !== 'coordinatorAndManager' && latest(current, 'referralAnnounced') === undefined) return refuse('reporterFirst');
  return accept({ ...stamp, kind: 'referred', to, name: manager.name, ...given('note', note) });
}

export function noteDuty(current: Case, { duty, state, owner, on, reason }: CommandOf<'noteDuty'>, { stamp }: Moment): Decision {
  if (!hasDuties(current)) return refuse('notHere');
  if ((state === 'done' && on === undefined) || (state === 'notNeeded' && reason === undefined)) return refuse('missing');
  return accept({ ...stamp, kind: 'dutyNoted', duty, state, owner, ...given('on', on), ...given('reason', reason) });
}

/** An elected official's event goes to IA only where the board says so. */
export function transferToIa(current: Case, command: CommandOf<'transferToIa'>, { stamp, setting }: Moment): Decision {
  const { state, owner, number, reason, failure, text } = command;
  if (current.category === 'elected' && setting.board.ia?.includeElected !== true && state !== 'exists' && state !== 'notNeeded') return refuse('notHere');
  if (lacks(current, command)) return refuse('missing');
  if (state === 'sent' && text === undefined && !mayNameReporter(current)) return refuse('reporterFirst');
  return accept({ ...stamp, kind: 'iaNoted', state, owner, ...given('number', number), ...given('reason', reason), ...(failure ? { failure } : {}), ...given('text', text) });
}

/** What is there has a number; what is not done or has failed, a reason. */
function lacks(current: Case, { state, number, reason, failure }: CommandOf<'transferToIa'>): boolean {
  if (state === 'exists' || state === 'confirmed') return number === undefined && iaOf(current).number === undefined;
  return (state === 'notNeeded' || (state === 'failed' && failure === undefined)) && reason === undefined;
}

/** IA holds no name that a reporter hid: it takes their yes, a de-identified text, or a reason to leave it. */
function mayNameReporter(current: Case): boolean {
  return (current.visibility !== 'hidden' && current.visibility !== 'anonymous') || iaOf(current).consent === true;
}

export function escalateCrisis(_current: Case, { reason }: CommandOf<'escalateCrisis'>, { stamp, setting }: Moment): Decision {
  return setting.board.directory.crisis === undefined ? refuse('unknown') : accept({ ...stamp, kind: 'crisisEscalated', reason });
}

export function notePointedOut(_current: Case, { information, reason }: CommandOf<'notePointedOut'>, { stamp }: Moment): Decision {
  if (information !== 'given' && reason === undefined) return refuse('missing');
  return accept({ ...stamp, kind: 'pointedOutNoted', information, ...given('reason', reason) });
}

export function answerAftercare(current: Case, { on, answer }: CommandOf<'answerAftercare'>, { stamp }: Moment): Decision {
  return latest(current, 'aftercareAgreed')?.on.includes(on) ? accept({ ...stamp, kind: 'aftercareAnswered', on, answer }) : refuse('unknown');
}

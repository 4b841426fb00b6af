import type { Case, Decision } from '../case';
import { accept, given, refuse, type CommandOf, type Moment } from './handling';
import { mustAnnounce } from './referral';
import { checklistOf, hasDuties, iaOf, latest, referredTo } from './views';

/** What reaches beyond whoever works the case: managers, authorities, other systems, the time after. */

/** An elected official has no manager. Before any manager but one that the reporter chose, the reporter hears it: each time anew. */
export function refer(current: Case, { to, note }: CommandOf<'refer'>, { stamp, setting }: Moment): Decision {
  if (current.category === 'elected') return refuse('notHere');
  const manager = setting.board.people.find(({ id, roles }) => id === to && roles.includes('manager'));
  if (!manager) return refuse('unknown');
  if (referredTo(current).includes(to)) return refuse('unchanged');
  // Before it is said whom the case is kept from: that may be its hidden reporter, and costs an announcement to try.
  if (mustAnnounce(current, to, setting)) return refuse('reporterFirst');
  if (current.barred.includes(setting.hashOf(to))) return refuse('unknown');
  return accept({ ...stamp, kind: 'referred', to, name: manager.name, ...given('note', note) });
}

/** What stands so already is no news, and takes no room. */
export function tick(current: Case, { item, done }: CommandOf<'tick'>, { stamp }: Moment): Decision {
  const stands = checklistOf(current).find((check) => check.item === item)?.done;
  return stands === done ? refuse('unchanged') : accept({ ...stamp, kind: 'ticked', item, done });
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

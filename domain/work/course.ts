import { judge, severityEvent } from '../additions';
import type { Case, CaseEvent, Decision } from '../case';
import { feedbackBy, type Setting } from '../clocks';
import { remaining, workers } from '../routing';
import { accept, given, refuse, type CommandOf, type Moment } from './handling';
import { isWithdrawn, latest, measuresOf } from './views';

/** The case's own course: who has it, what is said and known, what is done, and its end. */

export function assign(current: Case, { to }: CommandOf<'assign'>, { stamp, setting }: Moment): Decision {
  if (!remaining(setting, workers(setting.board, current.audience), current.barred).includes(to)) return refuse('unknown');
  if (current.recipient === to) return refuse('unchanged');
  return accept({ ...stamp, kind: 'assigned', to, name: setting.board.people.find(({ id }) => id === to)?.name ?? '' });
}

/** The same words once more are what a message that is delivered again brings. */
const isSaid = (current: Case, id: string): boolean => current.events.some((event) => (event.kind === 'asked' || event.kind === 'replied' || event.kind === 'informed') && event.id === id);

export function ask(current: Case, { id, text }: CommandOf<'ask'>, { stamp }: Moment): Decision {
  return isSaid(current, id) ? accept() : accept({ ...stamp, kind: 'asked', id, text });
}

/** The reporter's answer, or a worker's word to the reporter. */
export function reply(current: Case, { id, text }: CommandOf<'reply'>, { stamp, setting, now }: Moment): Decision {
  if (isSaid(current, id)) return accept();
  const isQuestion = current.subject === 'question';
  if (stamp.by.role === 'reporter') {
    const again = isQuestion && !current.clocks?.feedback ? feedbackBy(setting, 'first', now) : undefined;
    return accept({ ...stamp, kind: 'replied', id, text, ...given('feedbackBy', again) }, ...raisedBy(current, text, setting, now));
  }
  // Who has asked something waits for the answer and for nothing after it.
  return accept({ ...stamp, kind: 'informed', id, text, ...given('feedbackBy', isQuestion ? undefined : feedbackBy(setting, 'then', now)) });
}

/** What a reporter answers may be graver than what they told before: the rules read it as they read the report. */
function raisedBy(current: Case, text: string, setting: Setting, now: Date): readonly CaseEvent[] {
  const said = { id: 'reply', step: 'reply', question: '', value: text, at: now.toISOString() };
  const level = judge(current, [said], current.type, setting, now);
  return level?.kind === 'severityRaised' ? [level] : [];
}

export function recordContact(_current: Case, { how, note }: CommandOf<'recordContact'>, { stamp, setting, now }: Moment): Decision {
  return accept({ ...stamp, kind: 'contactRecorded', how, ...given('note', note), feedbackBy: feedbackBy(setting, 'then', now) });
}

export function setSeverity(current: Case, { severity, reason }: CommandOf<'setSeverity'>, { stamp, setting, now }: Moment): Decision {
  if (severity === current.severity) return refuse('unchanged');
  return accept({ ...stamp, ...severityEvent(setting, severity, [], now), kind: 'severitySet', reason });
}

/** Another type may be graver by the rules; it is never made lighter by them. It is the worker's doing, not the reporter's words'. */
export function setType(current: Case, { type }: CommandOf<'setType'>, { stamp, setting, now }: Moment): Decision {
  if (type === current.type) return refuse('unchanged');
  const level = judge(current, current.answers, type, setting, now);
  const raised: readonly CaseEvent[] = level?.kind === 'severityRaised' ? [{ ...level, by: stamp.by }] : [];
  return accept({ ...stamp, kind: 'typeSet', type }, ...raised);
}

export function setWorkplace(current: Case, { workplace }: CommandOf<'setWorkplace'>, { stamp }: Moment): Decision {
  return latest(current, 'workplaceSet')?.workplace === workplace ? refuse('unchanged') : accept({ ...stamp, kind: 'workplaceSet', workplace });
}

export function moveDate(current: Case, { clock, due, reason }: CommandOf<'moveDate'>, { stamp, now }: Moment): Decision {
  const running = current.clocks?.[clock];
  if (!running) return refuse('notHere');
  if (due <= now.toISOString()) return refuse('missing');
  return running.due === due ? refuse('unchanged') : accept({ ...stamp, kind: 'dateMoved', clock, due, reason });
}

export function addMeasure(current: Case, { id, what, who, due, prevention }: CommandOf<'addMeasure'>, { stamp }: Moment): Decision {
  return measuresOf(current).some((measure) => measure.id === id) ? accept() : accept({ ...stamp, kind: 'measureAdded', id, what, who, due, prevention });
}

export function completeMeasure(current: Case, { measure: wanted, effect }: CommandOf<'completeMeasure'>, { stamp }: Moment): Decision {
  const measure = measuresOf(current).find(({ id }) => id === wanted);
  if (!measure) return refuse('unknown');
  return measure.done ? refuse('unchanged') : accept({ ...stamp, kind: 'measureCompleted', measure: wanted, effect });
}

export function close(_current: Case, { outcome, told, learnt }: CommandOf<'close'>, { stamp }: Moment): Decision {
  return accept({ ...stamp, kind: 'closed', outcome, told, learnt });
}

/** What its reporter took back stays theirs to report again. */
export function reopen(current: Case, { reason }: CommandOf<'reopen'>, { stamp, setting, now }: Moment): Decision {
  if (isWithdrawn(current)) return refuse('withdrawn');
  return accept({ ...stamp, kind: 'reopened', reason, feedbackBy: feedbackBy(setting, 'first', now) });
}

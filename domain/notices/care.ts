import { addWorkingDays, fromLocal, nextStaffed, toLocal } from '../calendar';
import type { Case, Notice } from '../case';
import type { Setting } from '../clocks';
import { inOrder, remaining } from '../routing';
import { eventsOf, latest, referredTo } from '../work/views';

/** When on an agreed day the reporter is asked, in minutes after local midnight: never before somebody is there to call. */
const ASKED_AT = 9 * 60;
/** Working days without an answer after which it is somebody's to call. */
const SILENT_DAYS = 2;

/** Whose task it is to call, as it was agreed: the manager the case was referred to last, else whoever has the case. Never somebody who has left. */
export function careOwner(one: Case, setting: Pick<Setting, 'board' | 'hashOf'>): string {
  const isManager = (person: string): boolean => setting.board.people.some(({ id, roles }) => id === person && roles.includes('manager'));
  const managers = remaining(setting, referredTo(one), one.barred).filter(isManager);
  return (latest(one, 'aftercareAgreed')?.owner === 'manager' ? managers.at(-1) : undefined) ?? inOrder(setting, one)[0] ?? one.recipient;
}

/** The agreed dates that still wait for an answer. None once the reporter said to stop asking, or took the report back. */
export function careDates(one: Pick<Case, 'events'>): readonly string[] {
  const agreed = latest(one, 'aftercareAgreed');
  if (!agreed || isWithdrawn(one)) return [];
  const since = one.events.lastIndexOf(agreed);
  if (one.events.some((event, index) => index > since && event.kind === 'aftercareAnswered' && event.answer === 'stop')) return [];
  const answered = eventsOf(one, 'aftercareAnswered').map(({ on }) => on);
  return [...new Set(agreed.on)].filter((on) => !answered.includes(on)).sort();
}

const isWithdrawn = ({ events }: Pick<Case, 'events'>): boolean => events.findLast(({ kind }) => kind === 'withdrawn' || kind === 'reopened')?.kind === 'withdrawn';

/** When the reporter is asked about that date, and when silence becomes somebody's task. */
export function careTimes(on: string, { board, isHoliday }: Setting): { readonly ask: Date; readonly call: Date } {
  const day = fromLocal(on, ASKED_AT);
  const ask = nextStaffed(board.hours, day, isHoliday) ?? day;
  const silent = fromLocal(addWorkingDays(toLocal(ask).date, SILENT_DAYS, isHoliday), toLocal(ask).minutes);
  return { ask, call: nextStaffed(board.hours, silent, isHoliday) ?? silent };
}

/**
 * What agreed dates bring: the question to the reporter, and to whoever is to call, when nothing is answered or nobody
 * can be asked. Dates that have passed bring nothing.
 */
export function careNotices(one: Case, setting: Setting, channel: 'teams' | 'directline' | undefined, now: Date): readonly Notice[] {
  const today = toLocal(now).date;
  return careDates(one).filter((on) => on >= today).flatMap((on) => {
    const { ask, call } = careTimes(on, setting);
    const asks = one.visibility !== 'anonymous';
    const person = careOwner(one, setting);
    const question: Notice | undefined = asks && channel !== undefined ? { id: `care:${on}`, about: 'care', recipient: 'reporter', channel, state: 'queued', attempts: 0, nextAt: ask.toISOString(), on } : undefined;
    const calls = remaining(setting, [person], one.barred).map((recipient): Notice => ({ id: `call:${on}:${recipient}`, about: 'call', recipient, channel: 'teams', state: 'queued', attempts: 0, nextAt: (asks ? call : ask).toISOString(), on }));
    return [...(question ? [question] : []), ...calls];
  });
}

/** Whether a notice about an agreed date still has a question to ask or a call to remind of. */
export function isCareOpen(one: Case, { about, on, recipient }: Notice, setting: Pick<Setting, 'board' | 'hashOf'>): boolean {
  return on !== undefined && careDates(one).includes(on) && (about === 'care' || recipient === careOwner(one, setting));
}

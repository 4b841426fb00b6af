import type { Board } from './board';
import { addWorkingDays, fromLocal, nextStaffed, toLocal, type IsHoliday } from './calendar';
import type { Case, CaseEvent } from './case';
import { promiseFor } from './promise';
import type { Severity } from './severity';

/** The board a case is in, and what its rules need of the world. */
export interface Setting {
  readonly board: Board;
  readonly isHoliday: IsHoliday;
  /** Keyed hash of a person, as cases name whom they are kept from. */
  readonly hashOf: (personId: string) => string;
  /**
   * Id of the reporter's own manager in the board, only where whoever acts or looks may know who reported. Looked up for
   * the moment and kept nowhere: it tells who reported.
   */
  readonly reporterManager?: string | undefined;
}

/** A date that the case runs towards. */
export interface Clock {
  /** ISO 8601 instant. */
  readonly due: string;
  /** What was said of it: a time of day or only a date. */
  readonly precision: 'hour' | 'day';
  /** Whether the reporter has been promised it: no hour is promised where nobody answers then. */
  readonly promised: boolean;
}

/** Until somebody has been in touch in person, and until the reporter is told how it goes. A clock that has stopped is absent. */
export interface Clocks {
  readonly contact?: Clock;
  readonly feedback?: Clock;
}

const HOUR = 3_600_000;
const LAST_MINUTE = 24 * 60 - 1;
/** Working days until the first feedback, and then between one and the next; a board may set its own. */
export const FEEDBACK_DAYS = { first: 10, then: 20 } as const;

/** When somebody is to have been in touch about a case that is as grave as that from now on. */
export function contactClock({ board, isHoliday }: Setting, severity: Severity, now: Date): Clock {
  const { contact } = promiseFor(board, severity, now, isHoliday);
  if (contact) return { due: contact.by.toISOString(), precision: contact.precision, promised: true };
  // Nothing can be promised: whoever works it has an hour from when somebody is there.
  const from = nextStaffed(board.hours, now, isHoliday) ?? now;
  return { due: new Date(from.getTime() + HOUR).toISOString(), precision: 'hour', promised: false };
}

/** The instant by which the reporter is to be told how it goes, counted in working days from now. */
export function feedbackBy({ board, isHoliday }: Setting, after: keyof typeof FEEDBACK_DAYS, now: Date): string {
  const days = board.clocks?.feedback?.[after] ?? FEEDBACK_DAYS[after];
  return fromLocal(addWorkingDays(toLocal(now).date, days, isHoliday), LAST_MINUTE).toISOString();
}

const byDay = (due: string): Clock => ({ due, precision: 'day', promised: true });

/** The clocks of a case that has just come. A question has only the answer to wait for. */
export function newClocks(setting: Setting, one: Pick<Case, 'subject' | 'severity'>, now: Date): Clocks {
  const feedback = byDay(feedbackBy(setting, 'first', now));
  return one.subject === 'question' ? { feedback } : { contact: contactClock(setting, one.severity, now), feedback };
}

/** The earlier of two: a case that becomes graver is never given more time. */
function tightened(clock: Clock | undefined, by: Clock | undefined): Clock | undefined {
  return clock && by && by.due < clock.due ? by : clock;
}

/** The clocks after an event: contact in person stops the first, telling the reporter moves the second, closing stops both. */
export function clocksAfter(before: Clocks, event: CaseEvent): Clocks {
  const { contact: _contact, ...withoutContact } = before;
  const { feedback: _feedback, ...withoutFeedback } = before;
  const fed = (clocks: Clocks, due: string | undefined): Clocks => (due === undefined ? clocks : { ...clocks, feedback: byDay(due) });
  switch (event.kind) {
    case 'contactRecorded':
      return fed(withoutContact, event.feedbackBy);
    case 'informed':
      return fed(withoutFeedback, event.feedbackBy);
    case 'replied':
      return fed(before, event.feedbackBy);
    case 'severityRaised':
    case 'severitySet': {
      const contact = tightened(before.contact, event.contact);
      return contact ? { ...before, contact } : before;
    }
    case 'dateMoved': {
      const clock = before[event.clock];
      // Moved to a day; a date that the reporter has not been promised stays the work's own.
      return { ...before, [event.clock]: { due: event.due, precision: 'day', promised: clock?.promised ?? true } };
    }
    case 'madeReal':
      return { contact: event.contact, feedback: byDay(event.feedbackBy) };
    case 'closed':
    case 'withdrawn':
      return {};
    case 'reopened':
      return fed({}, event.feedbackBy);
    default:
      return before;
  }
}

/** Whether a clock has passed. */
export function isOverdue(clock: Clock | undefined, now: Date): boolean {
  return clock !== undefined && clock.due < now.toISOString();
}

/** The earliest date that the case runs towards; undefined when no clock runs. */
export function nextDue(clocks: Clocks | undefined): string | undefined {
  return [clocks?.contact?.due, clocks?.feedback?.due].filter((due) => due !== undefined).sort()[0];
}

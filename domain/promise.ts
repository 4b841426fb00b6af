import type { Board } from './board';
import { addStaffedDays, fromLocal, isStaffed, isWorkingDay, nextStaffed, toLocal, type IsHoliday } from './calendar';
import type { Severity } from './severity';

/** What a reporter may be told about when somebody reads the report and when somebody is in touch. */
export interface Promise {
  readonly staffedNow: boolean;
  /** When the board is next staffed; undefined when no opening is known. */
  readonly staffedFrom: Date | undefined;
  /** Answers until then; undefined where the board has no duty phone, and then no hour is promised. */
  readonly dutyPhone: string | undefined;
  /** Too grave to wait for what is promised: the duty phone is to be called now. */
  readonly urgent: boolean;
  /** Personal contact no later than this; undefined where nothing may be promised. `day` says a date, `hour` a time. */
  readonly contact: { readonly by: Date; readonly precision: 'hour' | 'day' } | undefined;
}

/** Working days until somebody is in touch in person: the board's own, else the usual ones; 0 is the same day. */
export function contactDays({ clocks }: Pick<Board, 'clocks'>): Readonly<Record<'high' | 'medium' | 'low', number>> {
  return { high: clocks?.contact?.high ?? 0, medium: clocks?.contact?.medium ?? 1, low: clocks?.contact?.low ?? 3 };
}

const HOUR = 3_600_000;
const LAST_MINUTE = 24 * 60 - 1;

const endOf = (date: string): Date => fromLocal(date, LAST_MINUTE);

function byDay(date: string | undefined): Promise['contact'] {
  return date === undefined ? undefined : { by: endOf(date), precision: 'day' };
}

/** Staffed through the next hour: nobody is promised a call at closing time or after it. */
function staffedThroughHour(board: Board, now: Date, isHoliday: IsHoliday): boolean {
  return isStaffed(board.hours, now, isHoliday) && isStaffed(board.hours, new Date(now.getTime() + HOUR - 1), isHoliday);
}

/** The day somebody is there next: later today where the board has not opened yet, else the next staffed day. */
function nextStaffedDay(board: Board, now: Date, isHoliday: IsHoliday): string | undefined {
  const opens = nextStaffed(board.hours, now, isHoliday);
  if (opens !== undefined && opens > now) return toLocal(opens).date;
  return addStaffedDays(board.hours, toLocal(now).date, 1, isHoliday);
}

function isUrgent(board: Board, severity: Severity, now: Date, isHoliday: IsHoliday): boolean {
  if (severity === 'critical') return true;
  return severity === 'high' && !(staffedThroughHour(board, now, isHoliday) && isWorkingDay(toLocal(now).date, isHoliday));
}

function contactBy(board: Board, severity: Severity, now: Date, isHoliday: IsHoliday): Promise['contact'] {
  const throughHour = staffedThroughHour(board, now, isHoliday);
  const today = toLocal(now).date;
  const days = contactDays(board);
  switch (severity) {
    case 'critical':
      return throughHour ? { by: new Date(now.getTime() + HOUR), precision: 'hour' } : undefined;
    case 'high': {
      if (days.high > 0) return byDay(addStaffedDays(board.hours, today, days.high, isHoliday));
      return byDay(throughHour && isWorkingDay(today, isHoliday) ? today : nextStaffedDay(board, now, isHoliday));
    }
    case 'medium':
      return byDay(addStaffedDays(board.hours, today, days.medium, isHoliday));
    case 'low':
      return byDay(addStaffedDays(board.hours, today, days.low, isHoliday));
  }
}

/**
 * The promise for a report received now: true to the board's staffed hours, its duty phone and Swedish holidays.
 * Critical: within an hour in staffed hours. High: the same working day, else the duty phone or the next staffed day. Medium: the next. Low: three working days.
 * What cannot be promised is left out, and the duty phone, where there is one, stands in its place.
 */
export function promiseFor(board: Board, severity: Severity, now: Date, isHoliday: IsHoliday): Promise {
  return {
    staffedNow: isStaffed(board.hours, now, isHoliday),
    staffedFrom: nextStaffed(board.hours, now, isHoliday),
    dutyPhone: board.phones.duty,
    urgent: isUrgent(board, severity, now, isHoliday),
    contact: contactBy(board, severity, now, isHoliday),
  };
}

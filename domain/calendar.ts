import type { StaffedHours, Weekday } from './board';
import { WEEKDAYS } from './board';

/** All boards keep Swedish time; instants are stored in UTC. */
export const TIME_ZONE = 'Europe/Stockholm';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Answers whether a local date (`YYYY-MM-DD`) is a public holiday. Given from outside: the rules stay free of data. */
export type IsHoliday = (localDate: string) => boolean;

/** A moment as a clock on a Swedish wall shows it. */
export interface LocalTime {
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** Minutes after local midnight. */
  readonly minutes: number;
  readonly weekday: Weekday;
}

const formatter = new Intl.DateTimeFormat('sv-SE', {
  timeZone: TIME_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The local date, time and weekday of an instant. */
export function toLocal(instant: Date): LocalTime {
  const parts: Record<string, string> = {};
  for (const part of formatter.formatToParts(instant)) parts[part.type] = part.value;
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`;
  return { date, minutes: Number(parts['hour']) * 60 + Number(parts['minute']), weekday: weekdayOf(date) };
}

/** The instant of a local date and time; a time skipped in spring gives the moment the clock lands on. */
export function fromLocal(date: string, minutes: number): Date {
  const guess = Date.parse(`${date}T00:00:00Z`) + minutes * MINUTE;
  // Two rounds settle the offset on both sides of a change to or from summer time.
  let instant = guess;
  for (let round = 0; round < 2; round++) instant = guess - offsetAt(instant);
  return new Date(instant);
}

function offsetAt(instant: number): number {
  const local = toLocal(new Date(instant));
  return Date.parse(`${local.date}T00:00:00Z`) + local.minutes * MINUTE - Math.floor(instant / MINUTE) * MINUTE;
}

/** The local date `days` after `date`. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

function weekdayOf(date: string): Weekday {
  const sundayFirst = new Date(`${date}T00:00:00Z`).getUTCDay();
  return WEEKDAYS[(sundayFirst + 6) % 7] ?? 'mon';
}

/** Monday to Friday that is no public holiday. */
export function isWorkingDay(date: string, isHoliday: IsHoliday): boolean {
  const day = weekdayOf(date);
  return day !== 'sat' && day !== 'sun' && !isHoliday(date);
}

/** The local date `count` working days after `date`. */
export function addWorkingDays(date: string, count: number, isHoliday: IsHoliday): string {
  let current = date;
  for (let left = count; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current, isHoliday)) left--;
  }
  return current;
}

function minutesOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function openings(hours: StaffedHours, date: string, isHoliday: IsHoliday): readonly { from: number; to: number }[] {
  if (hours === 'always') return [{ from: 0, to: 24 * 60 }];
  if (isHoliday(date)) return [];
  const day = weekdayOf(date);
  return hours
    .filter((period) => period.days.includes(day))
    .map((period) => ({ from: minutesOf(period.from), to: minutesOf(period.to) }))
    .sort((a, b) => a.from - b.from);
}

/** True when somebody is on duty at the board then. */
export function isStaffed(hours: StaffedHours, instant: Date, isHoliday: IsHoliday): boolean {
  if (hours === 'always') return true;
  const local = toLocal(instant);
  return openings(hours, local.date, isHoliday).some((open) => local.minutes >= open.from && local.minutes < open.to);
}

/** The local date of the `count`th day after `date` on which somebody is there: working days where it is always staffed. */
export function addStaffedDays(hours: StaffedHours, date: string, count: number, isHoliday: IsHoliday): string | undefined {
  if (hours === 'always') return addWorkingDays(date, count, isHoliday);
  let current = date;
  for (let ahead = 0, left = count; ahead <= 366; ahead++) {
    current = addDays(current, 1);
    if (openings(hours, current, isHoliday).length > 0) left--;
    if (left === 0) return current;
  }
  return undefined;
}

/** The first instant at or after `instant` when the board is staffed; undefined when none comes within a year. */
export function nextStaffed(hours: StaffedHours, instant: Date, isHoliday: IsHoliday): Date | undefined {
  if (isStaffed(hours, instant, isHoliday)) return instant;
  const local = toLocal(instant);
  for (let ahead = 0; ahead <= 366; ahead++) {
    const date = addDays(local.date, ahead);
    const open = openings(hours, date, isHoliday).find((period) => ahead > 0 || period.from > local.minutes);
    if (open) return fromLocal(date, open.from);
  }
  return undefined;
}

/** The last instant at or before `instant` when the board is staffed, or has just closed; undefined when there is none within a year. */
export function lastStaffed(hours: StaffedHours, instant: Date, isHoliday: IsHoliday): Date | undefined {
  if (isStaffed(hours, instant, isHoliday)) return instant;
  const local = toLocal(instant);
  for (let back = 0; back <= 366; back++) {
    const date = addDays(local.date, -back);
    const open = openings(hours, date, isHoliday).findLast((period) => back > 0 || period.to <= local.minutes);
    if (open) return fromLocal(date, open.to);
  }
  return undefined;
}

/** When a working day begins where somebody is there round the clock. */
const MORNING = 8 * 60;

/** When the board opens on that local date, or on the last one before it on which it does; undefined when there is none within a year. */
export function startOfStaffedDay(hours: StaffedHours, date: string, isHoliday: IsHoliday): Date | undefined {
  if (hours === 'always') return fromLocal(date, MORNING);
  for (let back = 0; back <= 366; back++) {
    const current = addDays(date, -back);
    const [open] = openings(hours, current, isHoliday);
    if (open) return fromLocal(current, open.from);
  }
  return undefined;
}

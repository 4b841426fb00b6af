import { isStaffed, lastStaffed, nextStaffed, startOfStaffedDay, toLocal } from '../calendar';
import type { Case, Notice } from '../case';
import type { Clock, Setting } from '../clocks';
import { remaining, workers } from '../routing';
import { CLOCKS, type ClockName } from '../work/types';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Nobody is reminded later than this before a date. */
const LEAST_BEFORE = 15 * MINUTE;

/**
 * When whoever has the case is reminded of a date, while somebody is there: as long before as the board says, at the
 * start of its day, or when a third of the time is left. Undefined where no such moment is left.
 */
export function reminderAt(clock: Clock, { board, isHoliday }: Setting, now: Date): Date | undefined {
  const { hours, clocks } = board;
  const due = new Date(clock.due);
  const from = nextStaffed(hours, now, isHoliday) ?? now;
  const end = lastStaffed(hours, due, isHoliday) ?? due;
  const third = new Date(end.getTime() - Math.max(LEAST_BEFORE, (end.getTime() - from.getTime()) / 3));
  const candidates = [
    ...(clocks?.reminderHours === undefined ? [] : [inStaffedTime(new Date(due.getTime() - clocks.reminderHours * HOUR), board, isHoliday)]),
    ...(clock.precision === 'day' ? [startOfStaffedDay(hours, toLocal(due).date, isHoliday)] : []),
    third,
  ];
  return candidates.find((at) => at !== undefined && at > from && at < due && isStaffed(hours, at, isHoliday));
}

/** That moment, or where nobody is there then, the start of the day in which somebody last was. */
function inStaffedTime(at: Date, { hours }: Setting['board'], isHoliday: Setting['isHoliday']): Date | undefined {
  if (isStaffed(hours, at, isHoliday)) return at;
  const before = lastStaffed(hours, at, isHoliday);
  return before && startOfStaffedDay(hours, toLocal(before).date, isHoliday);
}

/** Whoever has the case, and who else hears when a date has passed: the deputy, or the usual recipient where the deputy has it. */
export function heardWhenOverdue({ audience, barred, recipient }: Case, setting: Pick<Setting, 'board' | 'hashOf'>): readonly string[] {
  const { deputy, default: usual } = setting.board.recipients;
  const able = remaining(setting, workers(setting.board, audience), barred);
  const [has] = [recipient, ...able].filter((person) => able.includes(person));
  const [other] = [deputy, usual, ...able].filter((person) => able.includes(person) && person !== has);
  return [has, other].filter((person) => person !== undefined);
}

/**
 * A reminder and, when the date has passed, the news of it, for each date that the case runs towards. Known by the date
 * and by whom they go to: what is here already stays as it is, and what is here and not among these is not sent.
 */
export function dateNotices(one: Case, setting: Setting, now: Date): readonly Notice[] {
  return CLOCKS.flatMap((name) => {
    const clock = one.clocks?.[name];
    return clock ? noticesOf(one, name, clock, setting, now) : [];
  });
}

function noticesOf(one: Case, clock: ClockName, running: Clock, setting: Setting, now: Date): readonly Notice[] {
  const people = heardWhenOverdue(one, setting);
  const about = (kind: 'reminder' | 'overdue', recipient: string, at: Date | undefined): Notice => {
    const rest = { id: `${kind}:${clock}:${running.due}:${recipient}`, about: kind, recipient, channel: 'teams', state: 'queued', attempts: 0, clock } as const;
    return { ...rest, ...(at ? { nextAt: at.toISOString() } : {}), ...(kind === 'overdue' ? { only: true } : {}) };
  };
  const passed = new Date(Date.parse(running.due) + 1);
  const heard = nextStaffed(setting.board.hours, passed, setting.isHoliday) ?? passed;
  return [
    ...people.slice(0, 1).map((person) => about('reminder', person, reminderAt(running, setting, now))),
    // Whoever gets a case that is late already sees that it is.
    ...people.map((person) => about('overdue', person, heard > now || !isToldLate(one, clock, running) ? heard : undefined)),
  ];
}

const isToldLate = ({ notices }: Case, clock: ClockName, { due }: Clock): boolean => notices.some(({ id, state }) => state !== 'queued' && id.startsWith(`overdue:${clock}:${due}:`));

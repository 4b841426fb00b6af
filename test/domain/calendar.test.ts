import fc from 'fast-check';
import type { StaffedHours } from '../../domain/board';
import { addWorkingDays, fromLocal, isStaffed, nextStaffed, toLocal } from '../../domain/calendar';
import { swedishHolidays } from '../../services/holidays';

const isHoliday = swedishHolidays();
const office: StaffedHours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '08:00', to: '16:30' }];
const at = (iso: string): Date => new Date(iso);

describe('local time', () => {
  it.each([
    ['2026-01-15T07:00:00Z', '2026-01-15', 8 * 60, 'thu'],
    ['2026-07-15T07:00:00Z', '2026-07-15', 9 * 60, 'wed'],
    ['2026-12-31T23:30:00Z', '2027-01-01', 30, 'fri'],
  ])('%s is %s, minute %d, %s', (instant, date, minutes, weekday) => {
    expect(toLocal(at(instant))).toEqual({ date, minutes, weekday });
  });

  it('keeps an hour that comes twice or not at all on the right day', () => {
    expect(fromLocal('2026-03-29', 8 * 60).toISOString()).toBe('2026-03-29T06:00:00.000Z');
    expect(fromLocal('2026-10-25', 8 * 60).toISOString()).toBe('2026-10-25T07:00:00.000Z');
  });

  it('goes to local time and back for every minute that exists', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2035, 0, 1) }), (time) => {
        const minute = Math.floor(time / 60_000) * 60_000;
        const local = toLocal(new Date(minute));
        const again = toLocal(fromLocal(local.date, local.minutes));
        expect(again).toEqual(local);
      }),
    );
  });
});

describe('staffed hours', () => {
  it.each([
    ['a working morning', '2026-11-23T07:00:00Z', true],
    ['a minute before opening', '2026-11-23T06:59:00Z', false],
    ['closing time', '2026-11-23T15:30:00Z', false],
    ['a Saturday', '2026-11-21T10:00:00Z', false],
    ['Christmas Eve', '2026-12-24T10:00:00Z', false],
    ['Epiphany', '2026-01-06T10:00:00Z', false],
    ['Midsummer Eve', '2026-06-19T10:00:00Z', false],
  ])('%s', (_name, instant, staffed) => {
    expect(isStaffed(office, at(instant), isHoliday)).toBe(staffed);
  });

  it.each([
    ['a Friday evening', '2026-11-20T17:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['the day before Christmas Eve, in the evening', '2026-12-23T18:00:00Z', '2026-12-28T07:00:00.000Z'],
    ['before opening', '2026-11-23T05:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['the Friday before summer time', '2026-03-27T18:00:00Z', '2026-03-30T06:00:00.000Z'],
  ])('after %s somebody is there next at %s → %s', (_name, instant, expected) => {
    expect(nextStaffed(office, at(instant), isHoliday)?.toISOString()).toBe(expected);
  });

  it('always ends in a staffed moment that is not in the past', () => {
    fc.assert(
      fc.property(fc.date({ min: at('2024-01-01'), max: at('2030-01-01'), noInvalidDate: true }), (now) => {
        const next = nextStaffed(office, now, isHoliday);
        expect(next).toBeDefined();
        expect(next!.getTime()).toBeGreaterThanOrEqual(now.getTime());
        expect(isStaffed(office, next!, isHoliday)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is never closed round the clock, and never opens without hours', () => {
    expect(isStaffed('always', at('2026-12-25T02:00:00Z'), isHoliday)).toBe(true);
    expect(nextStaffed([], at('2026-12-25T02:00:00Z'), isHoliday)).toBeUndefined();
  });
});

it('counts working days past weekends and holidays', () => {
  expect(addWorkingDays('2026-12-23', 1, isHoliday)).toBe('2026-12-28');
  expect(addWorkingDays('2026-11-20', 3, isHoliday)).toBe('2026-11-25');
});

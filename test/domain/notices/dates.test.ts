import fc from 'fast-check';
import { isStaffed } from '../../../domain/calendar';
import { evolve, type Case, type Notice } from '../../../domain/case';
import { contactClock, newClocks, type Clock, type Setting } from '../../../domain/clocks';
import { firstDates, noticesAfter } from '../../../domain/notices/after';
import { heardWhenOverdue, reminderAt } from '../../../domain/notices/dates';
import { SEVERITIES } from '../../../domain/severity';
import { swedishHolidays } from '../../../services/holidays';
import { OFFICE } from '../../helpers/boards';
import { after, BOARD, by, received, SETTING } from '../workCases';

const { clocks: _, ...usual } = BOARD;
const isHoliday = swedishHolidays();
/** Without hours of its own before a date: what holds where a board says nothing. */
const office: Setting = { ...SETTING, isHoliday, board: { ...usual, hours: OFFICE } };
const always: Setting = { ...office, board: { ...usual, hours: 'always' } };
const withHours = (setting: Setting, reminderHours: number): Setting => ({ ...setting, board: { ...setting.board, clocks: { reminderHours } } });
const at = (iso: string): Date => new Date(iso);
const day = (due: string): Clock => ({ due, precision: 'day', promised: true });
const hour = (due: string): Clock => ({ due, precision: 'hour', promised: true });
const when = (clock: Clock, setting: Setting, now: string): string | undefined => reminderAt(clock, setting, at(now))?.toISOString();

describe('somebody is reminded of a date', () => {
  it.each([
    ['on the morning of its day', day('2026-11-24T22:59:00.000Z'), '2026-11-23T10:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['on the last working day before a day on which nobody is there', day('2026-12-26T22:59:00.000Z'), '2026-12-22T10:00:00Z', '2026-12-23T07:00:00.000Z'],
    ['on the morning after Easter', day('2027-03-30T21:59:00.000Z'), '2027-03-25T10:00:00Z', '2027-03-30T06:00:00.000Z'],
    ['on the first morning of summer time', day('2026-03-30T21:59:00.000Z'), '2026-03-27T10:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['on the first morning of winter time', day('2026-10-26T22:59:00.000Z'), '2026-10-23T10:00:00Z', '2026-10-26T07:00:00.000Z'],
    ['before Easter, for a day that is Easter Monday and the first of summer time', day('2027-03-29T21:59:00.000Z'), '2027-03-24T10:00:00Z', '2027-03-25T07:00:00.000Z'],
    ['on the first morning of winter time the year after', day('2027-11-01T22:59:00.000Z'), '2027-10-29T10:00:00Z', '2027-11-01T07:00:00.000Z'],
    ['the same day, when a third of the time until closing is left', day('2026-11-23T22:59:00.000Z'), '2026-11-23T10:00:00Z', '2026-11-23T14:00:00.000Z'],
    ['when a third of the hour is left', hour('2026-11-23T11:00:00.000Z'), '2026-11-23T10:00:00Z', '2026-11-23T10:40:00.000Z'],
    ['at least a quarter of an hour before', hour('2026-11-23T10:24:00.000Z'), '2026-11-23T10:00:00Z', '2026-11-23T10:09:00.000Z'],
    ['counted from when somebody is there', hour('2026-11-23T08:00:00.000Z'), '2026-11-20T20:00:00Z', '2026-11-23T07:40:00.000Z'],
    ['not at all where less than that is left', hour('2026-11-23T10:10:00.000Z'), '2026-11-23T10:00:00Z', undefined],
    ['not at all when the day’s hours are over', day('2026-11-23T22:59:00.000Z'), '2026-11-23T17:00:00Z', undefined],
  ])('%s', (_how, clock, now, expected) => {
    expect(when(clock, office, now)).toBe(expected);
  });

  it('as long before as the board says, or at the start of the day where nobody is there then', () => {
    expect(when(hour('2026-11-24T12:00:00.000Z'), withHours(office, 3), '2026-11-23T10:00:00Z')).toBe('2026-11-24T09:00:00.000Z');
    expect(when(day('2026-11-24T22:59:00.000Z'), withHours(office, 4), '2026-11-23T10:00:00Z')).toBe('2026-11-24T07:00:00.000Z');
    expect(when(day('2026-11-24T22:59:00.000Z'), withHours(always, 4), '2026-11-23T10:00:00Z')).toBe('2026-11-24T18:59:00.000Z');
    expect(when(day('2026-11-30T22:59:00.000Z'), withHours(office, 48), '2026-11-23T10:00:00Z')).toBe('2026-11-27T07:00:00.000Z');
  });

  it('in the morning where somebody is there round the clock, also when the night has an hour more or less', () => {
    expect(when(day('2026-03-30T21:59:00.000Z'), always, '2026-03-29T00:30:00Z')).toBe('2026-03-30T06:00:00.000Z');
    expect(when(day('2026-10-26T22:59:00.000Z'), always, '2026-10-25T00:30:00Z')).toBe('2026-10-26T07:00:00.000Z');
  });

  it('never when nobody is there, never too late, whenever it came and however grave it is', () => {
    const moment = fc.date({ min: at('2026-01-01'), max: at('2027-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(moment, fc.constantFrom(...SEVERITIES), fc.constantFrom(office, always, withHours(office, 4)), (now, severity, setting) => {
        const clock = contactClock(setting, severity, now);
        const reminded = reminderAt(clock, setting, now);
        if (reminded === undefined) return;
        expect(reminded > now && reminded.toISOString() < clock.due).toBe(true);
        expect(isStaffed(setting.board.hours, reminded, isHoliday)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

/** The case, received then, with what it waits to send. */
function opened(now: string, setting = office, change: Partial<Case> = {}): Case {
  const one = received({ receivedAt: now, ...change });
  const running = { ...one, clocks: newClocks(setting, one, at(now)) };
  return { ...running, notices: firstDates(running, setting, at(now)) };
}

const told = (before: Case, next: Case, now: string, setting = office): Case => ({ ...next, notices: noticesAfter(before, next, { setting, channel: undefined, now: at(now) }) });
const queued = (one: Case, clock?: string): readonly Notice[] => one.notices.filter((notice) => notice.state === 'queued' && (clock === undefined || notice.clock === clock));
const lines = (notices: readonly Notice[]): readonly string[] => notices.map(({ about, recipient, nextAt }) => `${about} ${recipient} ${nextAt}`);

describe('the dates of a case', () => {
  it('bring a reminder to whoever has it, and to the deputy too when they have passed', () => {
    expect(lines(queued(opened('2026-12-22T10:00:00Z'), 'contact'))).toEqual([
      'reminder coordinator-mhn 2026-12-23T07:00:00.000Z',
      'overdue coordinator-mhn 2026-12-28T07:00:00.000Z',
      'overdue deputy-mhn 2026-12-28T07:00:00.000Z',
    ]);
  });

  it('are passed the moment they are where somebody is there round the clock', () => {
    expect(lines(queued(opened('2026-10-23T10:00:00Z', always), 'contact'))).toEqual([
      'reminder coordinator-mhn 2026-10-26T07:00:00.000Z',
      'overdue coordinator-mhn 2026-10-26T22:59:00.001Z',
      'overdue deputy-mhn 2026-10-26T22:59:00.001Z',
    ]);
  });

  it.each([
    ['the independent recipient alone has', { audience: 'independent', recipient: 'independent-mhn' }, ['independent-mhn']],
    ['the deputy has', { recipient: 'deputy-mhn' }, ['deputy-mhn', 'coordinator-mhn']],
    ['the deputy is kept from', { barred: ['#deputy-mhn', '#deputy-2', '#manager-3', '#coordinator-2'] }, ['coordinator-mhn']],
    ['somebody had who is among its people no more', { recipient: 'coordinator-gone' }, ['coordinator-mhn', 'deputy-mhn']],
  ] as const)('of a case that %s are heard by whoever may work it', (_what, change, people) => {
    expect(heardWhenOverdue(received(change), office)).toEqual(people);
  });

  it('are nobody’s any more once somebody has been in touch, and go on with the next feedback', () => {
    const before = opened('2026-11-23T10:00:00Z');
    const next = told(before, after(before, { command: 'recordContact', how: 'phone' }), '2026-11-23T10:00:00Z');
    expect(queued(next, 'contact')).toEqual([]);
    expect(queued(next, 'feedback').map(({ id }) => id)).toEqual(queued(next, 'feedback').map(({ about, recipient }) => `${about}:feedback:${next.clocks?.feedback?.due}:${recipient}`));
    expect(queued(next, 'feedback')).toHaveLength(3);
  });

  it('go to whoever gets the case, and move when they are moved', () => {
    const before = opened('2026-11-23T10:00:00Z');
    const given = told(before, after(before, { command: 'assign', to: 'coordinator-2' }), '2026-11-23T10:00:00Z');
    expect(queued(given, 'contact').map(({ about, recipient }) => `${about} ${recipient}`).sort()).toEqual(['overdue coordinator-2', 'overdue deputy-mhn', 'reminder coordinator-2']);
    const moved = told(given, after(given, { command: 'moveDate', clock: 'contact', due: '2026-12-04T22:59:00.000Z', reason: 'bortrest' }), '2026-11-23T10:00:00Z');
    expect(queued(moved, 'contact').map(({ nextAt }) => nextAt).sort()).toEqual(['2026-12-04T07:00:00.000Z', '2026-12-07T07:00:00.000Z', '2026-12-07T07:00:00.000Z']);
    expect(moved.clocks?.contact).toMatchObject({ precision: 'day', promised: true });
  });

  it('that were promised to nobody are promised by no move either', () => {
    const before = opened('2026-11-21T10:00:00Z', { ...office, board: { ...office.board, phones: {} } }, { severity: 'critical' });
    expect(before.clocks?.contact?.promised).toBe(false);
    const moved = after(before, { command: 'moveDate', clock: 'contact', due: '2026-12-04T22:59:00.000Z', reason: 'bortrest' });
    expect(moved.clocks?.contact?.promised).toBe(false);
  });

  it('that were heard to have passed are not heard again by whoever gets the case then', () => {
    const before = opened('2026-11-23T10:00:00Z');
    const heard: Case = { ...before, notices: before.notices.map((notice) => (notice.clock === 'contact' ? { ...notice, state: 'sent' as const } : notice)) };
    const given = told(heard, after(heard, { command: 'assign', to: 'coordinator-2' }), '2026-11-26T10:00:00Z');
    expect(given.notices.filter(({ clock, recipient }) => clock === 'contact' && recipient === 'coordinator-2')).toEqual([]);
    expect(given.notices.filter(({ about, recipient }) => about === 'new' && recipient === 'coordinator-2')).toHaveLength(1);
  });

  it('of an exercise disturb nobody', () => {
    const one = opened('2026-11-23T10:00:00Z', office, { exercise: true });
    const practised = evolve({ ...one, clocks: {}, notices: [] }, { at: '2026-11-23T10:00:00Z', by: by('coordinator-mhn'), kind: 'acknowledged' });
    expect(queued(told(one, practised, '2026-11-23T10:00:00Z'), 'contact')).toEqual([]);
  });
});

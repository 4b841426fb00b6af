import type { Board } from '../../../domain/board';
import type { Locale } from '../../../domain/locale';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { boardsInTeams, officeBoards } from '../../helpers/boards';
import { report, talk, type Channel, type ReportChoices } from '../../helpers/people';
import { reading, textOf } from '../../helpers/talker';

/** What the receipt says, per kind of board, moment and severity. Empty: nothing is said. */
interface Expected {
  readonly when: string;
  readonly contact: string | undefined;
}

const MEDIUM = 'Det kändes obehagligt.';
const HIGH = 'Han hotade mig i går.';
const CRITICAL = 'Han visade en kniv i går.';

const MONDAY_TEN = '2026-11-23T09:00:00Z';
const MONDAY_LATE = '2026-11-23T15:30:00Z';
const MONDAY_NIGHT = '2026-11-23T01:10:00Z';
const SATURDAY_NIGHT = '2026-11-21T22:00:00Z';
const CHRISTMAS_EVE = '2026-12-24T11:00:00Z';
const BEFORE_MIDSUMMER = '2026-06-18T20:00:00Z';

const HERE = t('sv', 'receipt.staffedNow');
const notBefore = (time: string): string => t('sv', 'receipt.staffedFrom', { time });
const byDay = (time: string): string => t('sv', 'receipt.contactDay', { time });
const byHour = (time: string): string => t('sv', 'receipt.contactHour', { time });

const OFFICE_HOURS: readonly (readonly [moment: string, at: string, story: string, expected: Expected])[] = [
  ['Monday morning', MONDAY_TEN, MEDIUM, { when: HERE, contact: byDay('tisdag 24 november') }],
  ['Monday morning', MONDAY_TEN, HIGH, { when: HERE, contact: byDay('måndag 23 november') }],
  ['Monday morning', MONDAY_TEN, CRITICAL, { when: HERE, contact: byHour('11.00') }],
  ['Monday night', MONDAY_NIGHT, MEDIUM, { when: notBefore('måndag 23 november kl. 08.00'), contact: byDay('tisdag 24 november') }],
  ['Monday night', MONDAY_NIGHT, CRITICAL, { when: notBefore('måndag 23 november kl. 08.00'), contact: undefined }],
  ['Saturday night', SATURDAY_NIGHT, MEDIUM, { when: notBefore('måndag 23 november kl. 08.00'), contact: byDay('måndag 23 november') }],
  ['Saturday night', SATURDAY_NIGHT, HIGH, { when: notBefore('måndag 23 november kl. 08.00'), contact: byDay('måndag 23 november') }],
  ['Monday night', MONDAY_NIGHT, HIGH, { when: notBefore('måndag 23 november kl. 08.00'), contact: byDay('måndag 23 november') }],
  ['Saturday night', SATURDAY_NIGHT, CRITICAL, { when: notBefore('måndag 23 november kl. 08.00'), contact: undefined }],
  ['Christmas Eve', CHRISTMAS_EVE, MEDIUM, { when: notBefore('måndag 28 december kl. 08.00'), contact: byDay('måndag 28 december') }],
  ['Christmas Eve', CHRISTMAS_EVE, CRITICAL, { when: notBefore('måndag 28 december kl. 08.00'), contact: undefined }],
  ['the evening before Midsummer Eve', BEFORE_MIDSUMMER, MEDIUM, { when: notBefore('måndag 22 juni kl. 08.00'), contact: byDay('måndag 22 juni') }],
];

const NO_DUTY = officeBoards({ duty: false });
const DUTY = officeBoards({ duty: true });
const ALWAYS = boardsInTeams();

const houses = new Map<readonly Board[], House>();
beforeAll(async () => {
  for (const boards of [NO_DUTY, DUTY, ALWAYS]) houses.set(boards, await testApp({ boards }));
});
afterAll(async () => {
  for (const house of houses.values()) await house.dispose();
});

async function receiptAt(boards: readonly Board[], now: string, story: string, { channel = 'teams', locale = 'sv', ...choices }: { channel?: Channel; locale?: Locale } & ReportChoices = {}) {
  const house = houses.get(boards)!;
  // The clock runs while a test does; a minute is long enough for the clock on the wall to show the same.
  house.setClock(now);
  const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
  const { card } = await report(person, { ...choices, story: { story } });
  return { card, text: reading(card), until: textOf(card, 'untilThen') ?? '' };
}

describe('the receipt of a board with office hours', () => {
  test.each(OFFICE_HOURS)('and no duty phone, %s (%s): %s', async (_moment, at, story, { when, contact }) => {
    const { card, text, until } = await receiptAt(NO_DUTY, at, story);
    expect(textOf(card, 'whenRead')).toContain(when);
    expect(textOf(card, 'contact')).toBe(contact);
    expect(until).toContain('112');
    expect(text).not.toMatch(/(?<!\p{L})jour/iu);
    // Where nobody is there no hour is promised: the only time of day is the one before which nobody reads.
    if (when !== HERE) expect(text.replace(when, '')).not.toMatch(/\d\d[.:]\d\d|inom|timm/);
  });

  test.each([
    ['at night', MONDAY_NIGHT, CRITICAL, 'receipt.urgentDuty'],
    ['at night', MONDAY_NIGHT, HIGH, 'receipt.urgentDuty'],
    ['at night', MONDAY_NIGHT, MEDIUM, 'receipt.duty'],
    ['in the morning', MONDAY_TEN, CRITICAL, 'receipt.urgentDuty'],
    ['in the morning', MONDAY_TEN, HIGH, 'receipt.duty'],
    ['on Christmas Eve', CHRISTMAS_EVE, CRITICAL, 'receipt.urgentDuty'],
  ] as const)('and a duty phone, %s (%s): %s', async (_moment, at, story, key) => {
    const { until, card } = await receiptAt(DUTY, at, story, { channel: 'directline' });
    const phone = DUTY.find((board) => board.code === 'MHN')?.phones.duty ?? 'none';
    expect(until.split('\n')).toContain(t('sv', key, { phone }));
    if (at !== MONDAY_TEN) expect(textOf(card, 'whenRead')).toContain(t('sv', 'receipt.staffedFrom', { time: '' }).slice(0, 12));
  });

  test('says it in English too', async () => {
    const { card } = await receiptAt(NO_DUTY, CHRISTMAS_EVE, 'Something felt wrong.', { channel: 'directline', locale: 'en' });
    expect(textOf(card, 'whenRead')).toContain(t('en', 'receipt.staffedFrom', { time: 'Monday 28 December at 08:00' }));
    expect(textOf(card, 'contact')).toBe(t('en', 'receipt.contactDay', { time: 'Monday 28 December' }));
  });

  test('does not promise an hour after closing time', async () => {
    const { card } = await receiptAt(NO_DUTY, MONDAY_LATE, CRITICAL);
    expect(textOf(card, 'whenRead')).toContain(HERE);
    expect(textOf(card, 'contact') ?? '').not.toContain('17.30');
  });
});

describe('the receipt of a board that is staffed round the clock', () => {
  test.each([
    ['at night', MONDAY_NIGHT, CRITICAL, byHour('03.10')],
    ['on Christmas Eve', CHRISTMAS_EVE, CRITICAL, byHour('13.00')],
    ['on Christmas Eve', CHRISTMAS_EVE, MEDIUM, byDay('måndag 28 december')],
    ['in the morning', MONDAY_TEN, HIGH, byDay('måndag 23 november')],
  ])('%s (%s): %s', async (_moment, at, story, contact) => {
    const { card } = await receiptAt(ALWAYS, at, story);
    expect(textOf(card, 'whenRead')).toContain(HERE);
    expect(textOf(card, 'contact')).toBe(contact);
  });

  test.each([
    ['fear that it happens again', 'afraid', MEDIUM, byDay('måndag 23 november')],
    ['danger', 'yes', MEDIUM, byHour('11.00')],
  ] as const)('counts %s', async (_what, safety, story, contact) => {
    const { card } = await receiptAt(ALWAYS, MONDAY_TEN, story, { safety });
    expect(textOf(card, 'contact')).toBe(contact);
  });

  test('promises nobody a call whose name is hidden and who left no number', async () => {
    const { card } = await receiptAt(ALWAYS, MONDAY_TEN, HIGH, { who: { visibility: 'hidden' } });
    expect(textOf(card, 'contact')).toBe(t('sv', 'receipt.hiddenContact'));
  });
});

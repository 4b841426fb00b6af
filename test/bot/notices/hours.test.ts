import type { Notice } from '../../../domain/case';
import { testApp, type House } from '../../helpers/app';
import { boardsInTeams, officeBoards } from '../../helpers/boards';
import { api, listOf } from '../../helpers/people';
import { cardName, textOf, textsOf, titlesOf } from '../../helpers/talker';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, noticesIn, quiet, reported, settled, stored, tried } from './scene';

let house: House;
beforeAll(async () => {
  // MHN keeps office hours and has no duty phone; AMN is staffed round the clock.
  const [office, always] = [officeBoards({ duty: false }), boardsInTeams()];
  house = await testApp({ boards: [...office.filter(({ code }) => code === 'MHN'), ...always.filter(({ code }) => code === 'AMN')] });
});
afterAll(() => house.dispose());

const teamsNotice = async (number: string): Promise<Notice | undefined> => (await stored(house, number)).find(({ id }) => id === 'new:teams');

async function sweepAt(iso: string, number: string): Promise<void> {
  house.setClock(iso);
  await house.services.dispatcher.sweep();
  await settled(house, number);
}

const minutesBefore = (iso: string, minutes: number): string => new Date(Date.parse(iso) - minutes * 60_000).toISOString();

describe('nobody is notified outside the board’s hours', () => {
  test.each([
    ['a weekday night', '2026-11-23T01:10:00Z', '2026-11-23T07:00:00.000Z'],
    ['a weekday evening', '2026-11-23T18:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['the minute of closing', '2026-11-23T16:00:00Z', '2026-11-24T07:00:00.000Z'],
    ['a Friday evening', '2026-11-20T16:30:00Z', '2026-11-23T07:00:00.000Z'],
    ['the evening before Christmas Eve', '2026-12-23T17:00:00Z', '2026-12-28T07:00:00.000Z'],
    ['Christmas Eve', '2026-12-24T11:00:00Z', '2026-12-28T07:00:00.000Z'],
    ['New Year’s Eve', '2026-12-31T11:00:00Z', '2027-01-04T07:00:00.000Z'],
    ['the evening before Midsummer Eve', '2026-06-18T20:00:00Z', '2026-06-22T06:00:00.000Z'],
    ['Maundy Thursday’s evening', '2026-04-02T18:00:00Z', '2026-04-07T06:00:00.000Z'],
    ['the night to summer time', '2026-03-28T20:00:00Z', '2026-03-30T06:00:00.000Z'],
    ['the hour after the clock went on', '2026-03-29T01:30:00Z', '2026-03-30T06:00:00.000Z'],
    ['the night to winter time', '2026-10-24T20:00:00Z', '2026-10-26T07:00:00.000Z'],
    ['the hour that comes twice', '2026-10-25T00:30:00Z', '2026-10-26T07:00:00.000Z'],
    ['the same hour once more', '2026-10-25T01:30:00Z', '2026-10-26T07:00:00.000Z'],
  ])('%s: it waits for the next opening, and the workspace has it at once', async (_what, at, opening) => {
    house.setClock(at);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number } = await reported(house);
    await settled(house, number);
    expect(await teamsNotice(number)).toMatchObject({ state: 'queued', attempts: 0, nextAt: opening });

    const rows = await listOf(house, 'coordinator-mhn', '?board=MHN&limit=200');
    expect(rows.map((row) => row['number'])).toContain(number);
    const { body } = await api(house, 'coordinator-mhn', `/api/cases/${number}`);
    expect(body['notices']).toEqual([
      expect.objectContaining({ channel: 'intranet', state: 'sent' }),
      expect.objectContaining({ channel: 'teams', state: 'queued', attempts: 0 }),
    ]);

    await sweepAt(minutesBefore(opening, 1), number);
    expect(noticesIn(coordinator, number)).toEqual([]);
    await sweepAt(opening, number);
    await noticeOf(coordinator, number);
    expect(await teamsNotice(number)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });

  test.each([
    ['the first minute of the day', '2026-11-23T07:00:00Z'],
    ['the last minute of the day', '2026-11-23T15:59:00Z'],
    ['the first morning of summer time', '2026-03-30T06:00:00Z'],
    ['a Tuesday between holidays', '2026-12-29T10:00:00Z'],
  ])('%s: it goes at once', async (_what, at) => {
    house.setClock(at);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number } = await reported(house);
    await noticeOf(coordinator, number);
  });

  test('a minute to eight on the first morning of summer time is too early', async () => {
    house.setClock('2026-03-30T05:59:00Z');
    const { number } = await reported(house);
    expect(await teamsNotice(number)).toMatchObject({ nextAt: '2026-03-30T06:00:00.000Z' });
  });

  test('a board that is staffed round the clock is told at night and on Christmas Eve', async () => {
    house.setClock('2026-12-24T01:00:00Z');
    const coordinator = await inTeams(house, 'coordinator-amn');
    const { number } = await reported(house, house.newcomer('employee-amn'));
    await noticeOf(coordinator, number);
  });

  test('a critical case waits like any other: the receipt names whom to call instead', async () => {
    house.setClock('2026-11-23T22:00:00Z');
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number, receipt } = await reported(house, house.newcomer('employee-mhn'), { story: { story: 'Han visade en kniv i dag.' } });
    await settled(house, number);
    expect(await teamsNotice(number)).toMatchObject({ state: 'queued', nextAt: '2026-11-24T07:00:00.000Z' });
    expect(noticesIn(coordinator, number)).toEqual([]);
    expect(textOf(receipt.card, 'untilThen')).toContain('112');
  });
});

describe('what could not be delivered before closing waits for the next opening', () => {
  const teamsIsAway = (person: TeamsPerson, retryAfter: string): (() => void) => house.connector.misbehave({ kind: 'status', status: 429, retryAfter }, { conversationId: person.user.conversationId });

  test('where the next attempt would come after it', async () => {
    house.setClock('2026-11-23T15:50:00Z');
    await quiet(house);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    teamsIsAway(coordinator, '1800');
    const { number } = await reported(house);
    await tried(house, number, 1);
    await sweepAt('2026-11-23T16:25:00Z', number);
    expect(noticesIn(coordinator, number)).toEqual([]);
    expect(await teamsNotice(number)).toMatchObject({ state: 'queued', nextAt: '2026-11-24T07:00:00.000Z' });
    await sweepAt('2026-11-24T07:00:00Z', number);
    await noticeOf(coordinator, number);
  });

  test('where nobody swept until the evening, as when the server was down', async () => {
    house.setClock('2026-11-27T15:50:00Z');
    await quiet(house);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    teamsIsAway(coordinator, '60');
    const { number } = await reported(house);
    await tried(house, number, 1);
    await sweepAt('2026-11-27T20:00:00Z', number);
    expect(noticesIn(coordinator, number)).toEqual([]);
    await sweepAt('2026-11-30T07:00:00Z', number);
    await noticeOf(coordinator, number);
  });
});

describe('a connected group or channel', () => {
  test('hears of it when the board opens, too', async () => {
    house.setClock('2026-11-21T12:00:00Z');
    const place = await inTeams(house, 'coordinator-mhn', { conversationType: 'groupChat' });
    await place.say('koppla');
    const { number } = await reported(house);
    const came = (): number => house.connector.messages(place.user.conversationId).filter(({ card }) => cardName(card) === 'notice').length;
    await sweepAt('2026-11-23T06:59:00Z', number);
    expect(came()).toBe(0);
    await sweepAt('2026-11-23T07:00:00Z', number);
    expect(came()).toBe(1);
    await place.say('koppla bort');
  });
});

describe('somebody who looks into the workspace at night', () => {
  test('acknowledges there; the reporter hears at once, and the morning’s card says that it is done', async () => {
    house.setClock('2026-11-23T22:00:00Z');
    const coordinator: TeamsPerson = await inTeams(house, 'coordinator-mhn');
    const { number, reporter } = await reported(house);
    expect((await api(house, 'deputy-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 })).status).toBe(200);
    await reporter.waitFor('told');
    expect(noticesIn(coordinator, number)).toEqual([]);
    await sweepAt('2026-11-24T07:00:00Z', number);
    const { card } = await noticeOf(coordinator, number);
    expect(textsOf(card)[0]).toBe('Ärendet är bekräftat');
    expect(titlesOf(card)).toEqual(['Visa']);
  });
});

test('a duty phone does not make the notice go at night: it is there to be called', async () => {
  const other = await testApp({ boards: officeBoards({ duty: true }), now: '2026-11-23T22:00:00Z' });
  try {
    const coordinator = await inTeams(other, 'coordinator-mhn');
    const { number } = await reported(other);
    await settled(other, number);
    expect((await stored(other, number)).find(({ id }) => id === 'new:teams')).toMatchObject({ state: 'queued', nextAt: '2026-11-24T07:00:00.000Z' });
    expect(noticesIn(coordinator, number)).toEqual([]);
  } finally {
    await other.dispose();
  }
});

import { testApp, until, type House } from '../../helpers/app';
import type { Misbehaviour } from '../../helpers/fakeConnector';
import { api, caseOf } from '../../helpers/people';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, noticesIn, reported, requestsTo, settled, stored, tried } from './scene';

const SECOND = 1000;

let house: House;
let coordinator: TeamsPerson;
beforeAll(async () => {
  house = await testApp();
});
beforeEach(async () => {
  house.setClock('2026-11-23T09:00:00Z');
  coordinator = await inTeams(house, 'coordinator-mhn');
});
afterAll(() => house.dispose());

const status = (code: number, retryAfter?: string): Misbehaviour => ({ kind: 'status', status: code, ...(retryAfter === undefined ? {} : { retryAfter }) });
const refuse = (how: Misbehaviour, times = 1): (() => void) => house.connector.misbehave(how, { times, conversationId: coordinator.user.conversationId });

/** Seconds from now until the next attempt. */
const secondsLeft = (nextAt: string | undefined): number => (Date.parse(nextAt ?? '') - house.now().getTime()) / SECOND;

/** Attempts to send a notice that reached the connector. */
const sends = (number: string): number => requestsTo(house, coordinator.user.conversationId).filter(({ method, activity }) => method === 'POST' && JSON.stringify(activity).includes(number)).length;

const shown = async (number: string) => (await caseOf(house, 'coordinator-mhn', number)).notices.find(({ channel, about }) => channel === 'teams' && about === 'new');

describe('what may pass is tried again', () => {
  test.each<readonly [string, Misbehaviour, string]>([
    ['500', status(500), 'unavailable'],
    ['502', status(502), 'unavailable'],
    ['503', status(503), 'unavailable'],
    ['401, our own credentials', status(401), 'unavailable'],
    ['412', status(412), 'unavailable'],
    ['429', status(429), 'throttled'],
    ['a cut connection', { kind: 'drop' }, 'unavailable'],
  ])('after %s, not before its time, and then it is delivered once', async (_what, how, reason) => {
    refuse(how);
    const { number } = await reported(house);
    const first = await tried(house, number, 1);
    expect(first).toMatchObject({ state: 'queued', attempts: 1, reason });
    expect(await shown(number)).toMatchObject({ state: 'queued', attempts: 1, reason });
    expect(secondsLeft(first.nextAt)).toBeGreaterThan(1);
    expect(secondsLeft(first.nextAt)).toBeLessThanOrEqual(5);

    await house.services.dispatcher.sweep();
    expect(await settled(house, number)).toContainEqual(expect.objectContaining({ id: 'new:teams', attempts: 1 }));

    house.pass(5 * SECOND);
    await house.services.dispatcher.sweep();
    await noticeOf(coordinator, number);
    expect(await tried(house, number, 2)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(noticesIn(coordinator, number)).toHaveLength(1);
    expect(await shown(number)).toMatchObject({ state: 'sent', attempts: 2 });
  });

  test('after no answer at all', async () => {
    refuse({ kind: 'hang' });
    const { number } = await reported(house);
    expect(await until('the attempt to be given up', async () => (await stored(house, number)).find((notice) => notice.id === 'new:teams' && notice.attempts === 1), 20_000)).toMatchObject({
      state: 'queued',
      reason: 'unavailable',
    });
    house.pass(5 * SECOND);
    await house.services.dispatcher.sweep();
    await noticeOf(coordinator, number);
  });

  test('does not hold up the notices of other cases meanwhile', async () => {
    refuse({ kind: 'slow', ms: 1500 });
    const slow = await reported(house);
    await until('the slow one to be under way', () => sends(slow.number) === 1);
    const { number } = await reported(house);
    await tried(house, number, 1);
    expect((await stored(house, slow.number)).find(({ id }) => id === 'new:teams')).toMatchObject({ attempts: 0 });
    await tried(house, slow.number, 1);
  });
});

describe('Retry-After', () => {
  test.each([
    ['in seconds', '120', 120],
    ['as a date', 'date', 90],
    ['shorter than our own pause', '1', 2.5],
  ])('%s is the least that is waited', async (_what, header, least) => {
    refuse(status(429, header === 'date' ? new Date(Date.now() + 91_000).toUTCString() : header));
    const { number } = await reported(house);
    const { nextAt } = await tried(house, number, 1);
    expect(secondsLeft(nextAt)).toBeGreaterThan(least - 2);
    expect(secondsLeft(nextAt)).toBeLessThan(least + 5);

    house.pass((secondsLeft(nextAt) - 1) * SECOND);
    await house.services.dispatcher.sweep();
    await settled(house, number);
    expect(sends(number)).toBe(1);
    house.pass(1 * SECOND);
    await house.services.dispatcher.sweep();
    await noticeOf(coordinator, number);
  });

  test('of a server that is down is honoured as well', async () => {
    refuse(status(503, '600'));
    const { number } = await reported(house);
    expect(secondsLeft((await tried(house, number, 1)).nextAt)).toBeGreaterThan(590);
  });
});

test('the pauses grow, up to a quarter of an hour, and it is never given up', async () => {
  const stop = refuse(status(500), 100);
  const { number } = await reported(house);
  const pauses: number[] = [];
  for (let attempt = 1; attempt <= 12; attempt += 1) {
    const notice = await tried(house, number, attempt);
    expect(notice).toMatchObject({ state: 'queued', attempts: attempt });
    pauses.push(secondsLeft(notice.nextAt));
    house.pass(pauses.at(-1)! * SECOND + 1);
    if (attempt === 12) stop();
    await house.services.dispatcher.sweep();
  }
  await noticeOf(coordinator, number);
  pauses.forEach((pause, index) => {
    const whole = Math.min(900, 5 * 2 ** index);
    expect(pause).toBeGreaterThan(whole / 2 - 2);
    expect(pause).toBeLessThanOrEqual(whole);
  });
  // With jitter: notices that failed together do not come back together.
  expect(new Set(pauses.slice(8).map((pause) => Math.round(pause))).size).toBeGreaterThan(1);
});

describe('what will not get better is not tried again, and the case says so', () => {
  // The chat added anew for each test is sent what the test before could not deliver: that comes first.
  let before: string | undefined;
  beforeEach(async () => {
    if (before !== undefined) await settled(house, before);
  });

  test.each([
    [403, 'blocked'],
    [404, 'gone'],
    [400, 'rejected'],
  ])('%i', async (code, reason) => {
    refuse(status(code));
    const { number } = await reported(house);
    before = number;
    expect(await tried(house, number, 1)).toMatchObject({ state: 'failed', attempts: 1, reason });
    for (let hour = 0; hour < 3; hour += 1) {
      house.pass(3600 * SECOND);
      await house.services.dispatcher.sweep();
    }
    await settled(house, number);
    expect(sends(number)).toBe(1);
    const answer = await api(house, 'coordinator-mhn', `/api/cases/${number}`);
    expect(answer.body['notices']).toContainEqual({ about: 'new', recipient: 'coordinator-mhn', name: house.nameOf('coordinator-mhn'), channel: 'teams', state: 'failed', attempts: 1, at: expect.stringMatching(/^2026-11-23T09:00/), reason });
  });
});

describe('sent exactly once', () => {
  test('when many sweeps run at once', async () => {
    refuse(status(500));
    const { number } = await reported(house);
    await tried(house, number, 1);
    house.pass(5 * SECOND);
    refuse({ kind: 'slow', ms: 200 });
    await Promise.all(Array.from({ length: 8 }, () => house.services.dispatcher.sweep()));
    await until('the second attempt to be under way', () => sends(number) === 2);
    await Promise.all(Array.from({ length: 8 }, () => house.services.dispatcher.sweep()));
    await tried(house, number, 2);
    await house.services.dispatcher.sweep();
    await settled(house, number);
    expect(sends(number)).toBe(2);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });

  test('when the connector served it but its answer was slow', async () => {
    refuse({ kind: 'slow', ms: 300 });
    const { number } = await reported(house);
    await until('the attempt to be under way', () => sends(number) === 1);
    await house.services.dispatcher.sweep();
    await tried(house, number, 1);
    await house.services.dispatcher.sweep();
    await settled(house, number);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });

  test('many cases at once, each its one notice', async () => {
    const numbers = (await Promise.all(Array.from({ length: 12 }, () => reported(house)))).map(({ number }) => number);
    await Promise.all(numbers.map((number) => noticeOf(coordinator, number)));
    await Promise.all(numbers.map((number) => settled(house, number)));
    expect(numbers.map((number) => noticesIn(coordinator, number).length)).toEqual(numbers.map(() => 1));
  });
});

test('an update that cannot be made is tried again too, and nobody is told twice', async () => {
  const { number, reporter } = await reported(house, house.newcomer('employee-mhn'), { channel: 'teams' });
  await noticeOf(coordinator, number);
  refuse(status(500));
  await api(house, 'deputy-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 });
  await reporter.waitFor('told');
  await until('the update to fail', async () => (await stored(house, number)).some(({ about, attempts }) => about === 'copy' && attempts === 1));
  house.pass(5 * SECOND);
  await house.services.dispatcher.sweep();
  await noticeOf(coordinator, number, (card) => JSON.stringify(card).includes(house.nameOf('deputy-mhn')));
  await settled(house, number);
  expect(reporter.standing.filter(({ card }) => JSON.stringify(card).includes('told'))).toHaveLength(1);
});

test('the log says that a notice was not delivered, by a code, and neither case nor person', async () => {
  refuse(status(403));
  const { number } = await reported(house);
  await tried(house, number, 1);
  const lines = house.logged.filter((line) => 'code' in line && line.code === 'notice_not_delivered');
  expect(lines.at(-1)).toEqual({ code: 'notice_not_delivered', reason: 'blocked', about: 'new', channel: 'teams', attempts: 1, message: 'a notice was not delivered' });
  expect(JSON.stringify(house.logged)).not.toMatch(/MHN-|kanariefågel|coordinator-mhn|Säkerhetssamordnare/i);
});

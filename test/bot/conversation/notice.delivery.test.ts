import { testApp, until, type House } from '../../helpers/app';
import { officeBoards } from '../../helpers/boards';
import { FakeConnector, type Misbehaviour } from '../../helpers/fakeConnector';
import { caseOf, listOf, report, talk } from '../../helpers/people';
import { liveEvents } from '../../helpers/liveEvents';
import { cardName, reading, textOf } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson } from '../../helpers/teamsPerson';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let house: House;
let coordinator: TeamsPerson;

async function open(options: Parameters<typeof testApp>[0] = {}): Promise<void> {
  house = await testApp(options);
  coordinator = await teamsPerson(house, 'coordinator-mhn', { installed: true });
}
afterEach(() => house.dispose());

const reported = async (): Promise<string> => textOf((await report(await talk(house, 'directline', 'employee-mhn'))).card, 'caseNumber') ?? '';
/** The notice in Teams of a new case, as the case holds it. */
const noticeOf = async (number: string, recipient = 'coordinator-mhn', worker = recipient) => (await caseOf(house, worker, number)).notices.find((notice) => notice.about === 'new' && notice.channel === 'teams' && notice.recipient === recipient);
const tried = (number: string, attempts: number) => until(`attempt ${attempts}`, async () => (await noticeOf(number))?.attempts === attempts);
const sends = (): number => house.connector.received.filter(({ activity, conversationId }) => conversationId === coordinator.user.conversationId && JSON.stringify(activity).includes('"id":"notice"')).length;

async function sweepAfter(ms: number): Promise<void> {
  house.pass(ms);
  await house.services.dispatcher.sweep();
}

describe('a notice that cannot be delivered', () => {
  const TROUBLES: readonly (readonly [what: string, how: Misbehaviour, reason: string])[] = [
    ['an error of the Connector', { kind: 'status', status: 500 }, 'unavailable'],
    ['no answer', { kind: 'drop' }, 'unavailable'],
    ['too much', { kind: 'status', status: 429 }, 'throttled'],
  ];

  test.each(TROUBLES)('after %s is tried again, each time later, until it arrives once', async (_what, how, reason) => {
    await open();
    house.connector.misbehave(how, { times: 2, conversationId: coordinator.user.conversationId });
    const number = await reported();
    await tried(number, 1);
    expect(await noticeOf(number)).toMatchObject({ state: 'queued', reason });
    await sweepAfter(2 * SECOND);
    expect(await noticeOf(number)).toMatchObject({ attempts: 1 });
    await sweepAfter(4 * SECOND);
    await tried(number, 2);
    await sweepAfter(4 * SECOND);
    expect(await noticeOf(number)).toMatchObject({ attempts: 2 });
    await sweepAfter(10 * SECOND);
    await tried(number, 3);
    expect(await noticeOf(number)).toMatchObject({ state: 'sent' });
    expect(coordinator.standing.filter(({ card }) => cardName(card) === 'notice')).toHaveLength(1);
    await sweepAfter(60 * MINUTE);
    expect(sends()).toBe(3);
  });

  test('waits as long as it is told to', async () => {
    await open();
    house.connector.misbehave({ kind: 'status', status: 429, retryAfter: '300' }, { conversationId: coordinator.user.conversationId });
    const number = await reported();
    await tried(number, 1);
    await sweepAfter(290 * SECOND);
    expect(await noticeOf(number)).toMatchObject({ attempts: 1, state: 'queued' });
    await sweepAfter(20 * SECOND);
    await tried(number, 2);
    expect(await noticeOf(number)).toMatchObject({ state: 'sent' });
  });

  test.each([[403, 'blocked'], [404, 'gone']])('for good (%d) is given up, and the case says so', async (status, reason) => {
    await open();
    house.connector.misbehave({ kind: 'status', status }, { conversationId: coordinator.user.conversationId });
    const number = await reported();
    await until('the failure', async () => (await noticeOf(number))?.state === 'failed');
    expect(await noticeOf(number)).toMatchObject({ reason, attempts: 1 });
    await sweepAfter(60 * MINUTE);
    expect(sends()).toBe(1);
    expect((await listOf(house, 'coordinator-mhn')).map((one) => one['number'])).toContain(number);
  });

  test('is sent after a restart, once', async () => {
    await open();
    const { dataDir, connector } = house;
    const first = house;
    const stop = connector.misbehave({ kind: 'status', status: 503 }, { times: 100, conversationId: coordinator.user.conversationId });
    const number = await reported();
    await tried(number, 1);
    const now = first.now().getTime();
    const keptConnector = await restartable(first);
    stop();
    house = await testApp({ dataDir, connector: keptConnector, now: new Date(now + MINUTE).toISOString() });
    await until('the notice', async () => (await noticeOf(number))?.state === 'sent');
    expect(reading((await coordinator.waitFor('notice')).card)).toContain(number);
    expect(coordinator.standing.filter(({ card }) => cardName(card) === 'notice')).toHaveLength(1);
    await first.dispose();
  });
});

/** Stops the application but not the connector that it talks to. */
async function restartable(running: House): Promise<FakeConnector> {
  const { connector } = running;
  const close = connector.close.bind(connector);
  connector.close = () => Promise.resolve();
  await running.stop();
  connector.close = close;
  return connector;
}

describe('outside staffed hours', () => {
  test('nobody is disturbed before the board opens, and the workspace shows the case at once', async () => {
    await open({ boards: officeBoards({ duty: false }), now: '2026-11-21T22:00:00Z' });
    const live = await liveEvents(house, 'coordinator-mhn');
    const number = await reported();
    await until('the live stream', () => live.events.some((event) => event['number'] === number && event['kind'] === 'received'));
    live.close();
    expect((await listOf(house, 'coordinator-mhn')).map((one) => one['number'])).toEqual([number]);
    for (const later of ['2026-11-22T11:00:00Z', '2026-11-23T06:59:00Z']) {
      house.setClock(later);
      await house.services.dispatcher.sweep();
      expect(await noticeOf(number)).toMatchObject({ state: 'queued', attempts: 0 });
    }
    expect(sends()).toBe(0);
    house.setClock('2026-11-23T07:00:01Z');
    await house.services.dispatcher.sweep();
    await tried(number, 1);
    expect(reading((await coordinator.waitFor('notice')).card)).toContain('lördag 21 november kl. 23.00');
  });

  test('Christmas is such a time', async () => {
    await open({ boards: officeBoards({ duty: true }), now: '2026-12-24T11:00:00Z' });
    const number = await reported();
    house.setClock('2026-12-27T12:00:00Z');
    await house.services.dispatcher.sweep();
    expect(await noticeOf(number)).toMatchObject({ state: 'queued', attempts: 0 });
    house.setClock('2026-12-28T07:00:01Z');
    await house.services.dispatcher.sweep();
    await tried(number, 1);
  });

  test('a board that is always staffed hears at night', async () => {
    await open({ now: '2026-11-21T22:00:00Z' });
    await reported();
    await coordinator.waitFor('notice');
  });

  test('its connected channel is not disturbed either', async () => {
    await open({ boards: officeBoards({ duty: true }), now: '2026-11-21T22:00:00Z' });
    const channel = await teamsPerson(house, 'coordinator-mhn', { conversationType: 'groupChat' });
    await channel.say('koppla');
    const number = await reported();
    expect((await caseOf(house, 'coordinator-mhn', number)).notices.find(({ recipient }) => recipient === 'place')).toMatchObject({ state: 'queued', attempts: 0 });
    house.setClock('2026-11-23T07:00:01Z');
    await house.services.dispatcher.sweep();
    await until('the place to hear', () => channel.standing.some(({ card }) => cardName(card) === 'notice'));
  });
});

describe('a recipient without a chat', () => {
  test('gets what waits when the app is added, though the case is old', async () => {
    house = await testApp();
    coordinator = await teamsPerson(house, 'coordinator-mhn');
    const numbers = [await reported(), await reported()];
    expect(await noticeOf(numbers[0]!)).toMatchObject({ state: 'noConversation' });
    house.pass(3 * 24 * 60 * MINUTE);
    await coordinator.user.install();
    for (const number of numbers) await coordinator.waitFor('notice', (card) => reading(card).includes(number));
    await until('both to be settled', async () => (await noticeOf(numbers[1]!))?.state === 'sent');
    expect(sends()).toBe(2);
  });

  test('gets nothing of what has been acknowledged meanwhile', async () => {
    house = await testApp();
    coordinator = await teamsPerson(house, 'coordinator-mhn');
    const number = await reported();
    const { version } = await caseOf(house, 'deputy-mhn', number);
    await fetch(`${house.url}/api/cases/${number}/commands`, { method: 'POST', headers: { authorization: 'Bearer demo:deputy-mhn' }, body: JSON.stringify({ command: 'acknowledge', version }) });
    await coordinator.user.install();
    await coordinator.say('hjälp');
    expect(sends()).toBe(0);
  });

  test('who removed the app is not written to, and gets it when it is added again', async () => {
    await open();
    await coordinator.user.uninstall();
    const number = await reported();
    expect(await noticeOf(number)).toMatchObject({ state: 'noConversation' });
    await coordinator.user.install();
    await coordinator.waitFor('notice');
  });

  test('at night it waits for the morning', async () => {
    house = await testApp({ boards: officeBoards({ duty: true }), now: '2026-11-20T12:00:00Z' });
    coordinator = await teamsPerson(house, 'coordinator-mhn');
    const number = await reported();
    house.setClock('2026-11-21T22:00:00Z');
    await coordinator.user.install();
    expect(await noticeOf(number)).toMatchObject({ state: 'queued', attempts: 0 });
    house.setClock('2026-11-23T07:00:01Z');
    await house.services.dispatcher.sweep();
    await tried(number, 1);
  });
});

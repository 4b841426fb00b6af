import { setTimeout as sleep } from 'node:timers/promises';
import { t } from '../../locales';
import { until } from '../helpers/app';
import { DirectLinePerson } from '../helpers/directLinePerson';
import { cutOff, instances, isWrite, teamsPersonOn, type Instance, type Instances } from '../helpers/instances';
import { api, caseOf, report } from '../helpers/people';
import { reading, textOf, textsOf } from '../helpers/talker';
import type { TeamsPerson } from '../helpers/teamsPerson';

let all: Instances;
let houses: readonly [Instance, Instance, Instance];
let coordinator: TeamsPerson;
beforeAll(async () => {
  all = await instances(3);
  houses = all.houses as unknown as [Instance, Instance, Instance];
  coordinator = await teamsPersonOn(houses[0], 'coordinator-mhn', () => houses[0]);
}, 60_000);
afterAll(() => (all as Instances | undefined)?.dispose());
afterEach(() => jest.restoreAllMocks());

async function reportedAt(house: Instance): Promise<string> {
  const person = await DirectLinePerson.arrive(house, houses[0].newcomer('employee-mhn'));
  return textOf((await report(person)).card, 'caseNumber')!;
}

/** Notice cards about that case in the coordinator's chat. */
const cards = (number: string): number => coordinator.standing.filter(({ card }) => reading(card).includes(number)).length;
/** How often the connector was asked to put one there, whatever it answered. */
const asked = (number: string): number => all.connector.received.filter(({ method, conversationId, activity }) => method === 'POST' && conversationId === coordinator.user.conversationId && JSON.stringify(activity).includes(number)).length;
const inChat = async (number: string) => (await caseOf(houses[2], 'coordinator-mhn', number)).notices.find(({ channel, about }) => channel === 'teams' && about === 'new');
const sent = (number: string) => until(`the notice of ${number}`, async () => (await inChat(number))?.state === 'sent');
const sweepAll = (...some: readonly Instance[]) => Promise.all(some.map(({ services }) => services.dispatcher.sweep()));

/** Moves the machine's clock, as instances that share a store have it. */
function later(ms: number): void {
  const real = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => real() + ms);
}

test('a notice is sent once, however many instances look for what is due', async () => {
  const numbers = await Promise.all([0, 1, 2, 0, 1, 2].map((index) => reportedAt(houses[index as 0 | 1 | 2])));
  await sweepAll(...houses);
  for (const number of numbers) await sent(number);
  await sweepAll(...houses);
  expect(numbers.map(asked)).toEqual(numbers.map(() => 1));
  expect(numbers.map(cards)).toEqual(numbers.map(() => 1));
});

test('one that failed is sent again by one of them, once', async () => {
  all.connector.misbehave({ kind: 'status', status: 500 }, { conversationId: coordinator.user.conversationId });
  const number = await reportedAt(houses[1]);
  await until('the failure', async () => (await inChat(number))?.attempts === 1);
  for (const house of houses) house.pass(10_000);
  await sweepAll(...houses);
  await sent(number);
  expect([asked(number), cards(number)]).toEqual([2, 1]);
});

describe('an instance that dies while it is sending', () => {
  test('has its notice sent by another once its claim has run out, not before; what it records afterwards undoes nothing', async () => {
    const doomed = await all.join();
    all.connector.misbehave({ kind: 'hang' }, { conversationId: coordinator.user.conversationId });
    const number = await reportedAt(doomed);
    await until('the attempt', () => asked(number) === 1);
    const bringBack = cutOff(doomed);

    await sweepAll(...houses);
    await sleep(200);
    expect(asked(number)).toBe(1);

    later(46_000);
    const before = houses.map(({ services }) => services.dispatcher.stats().takenOver).reduce((sum, one) => sum + one, 0);
    await sweepAll(...houses);
    await sent(number);
    expect([asked(number), cards(number)]).toEqual([2, 1]);
    expect(houses.map(({ services }) => services.dispatcher.stats().takenOver).reduce((sum, one) => sum + one, 0)).toBe(before + 1);

    // It was not dead but away: its attempt has failed meanwhile, which it comes to record.
    bringBack();
    const stopping = Date.now();
    await doomed.stop();
    expect(Date.now() - stopping).toBeLessThan(10_000);
    expect(await inChat(number)).toMatchObject({ state: 'sent' });
    for (const house of houses) house.pass(60_000);
    await sweepAll(...houses);
    await sleep(200);
    expect([asked(number), cards(number)]).toEqual([2, 1]);
  }, 60_000);
});

describe('a lease that has changed hands', () => {
  test('lets nobody claim under its older fence', async () => {
    const held = all.connector.misbehave({ kind: 'status', status: 500 }, { times: 100, conversationId: coordinator.user.conversationId });
    const number = await reportedAt(houses[0]);
    await until('the failure', async () => (await inChat(number))?.attempts === 1);
    for (const house of houses) house.pass(60_000);
    const [stale, fresh] = houses;
    expect((await fresh.services.cases.claim(number, 7))?.case.claim).toMatchObject({ by: fresh.services.instance.id, fence: 7 });
    later(46_000);
    expect(await stale.services.cases.claim(number, 6)).toBeUndefined();
    expect((await stale.services.cases.claim(number, 8))?.left).toBe(true);
    held();
    await stale.services.cases.unclaim(number);
  });
});

test('an acknowledgement on one instance brings the card in the chat up to date once, and is told the reporter once', async () => {
  const reporter = await teamsPersonOn(houses[0], houses[0].newcomer('employee-mhn'), () => houses[1]);
  const number = textOf((await report(reporter)).card, 'caseNumber')!;
  await sent(number);
  const { version } = await caseOf(houses[2], 'coordinator-mhn', number);
  expect((await api(houses[2], 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version })).status).toBe(200);
  await sweepAll(...houses);
  await until('all to be told', async () => (await caseOf(houses[0], 'coordinator-mhn', number)).notices.every(({ state }) => state === 'sent' || state === 'acknowledged'));
  const updates = all.connector.received.filter(({ method, conversationId, activity }) => method === 'PUT' && conversationId === coordinator.user.conversationId && JSON.stringify(activity).includes(number));
  expect(updates).toHaveLength(1);
  expect(reporter.standing.filter(({ card }) => JSON.stringify(card).includes(number)).length + reporter.user.messages.filter(({ text }) => text?.includes(number)).length).toBeGreaterThanOrEqual(2);
  expect(all.connector.received.filter(({ method, conversationId, activity }) => method === 'POST' && conversationId === reporter.user.conversationId && JSON.stringify(activity).includes(number))).toHaveLength(1);
});

test('an instance that stops hands over: another sends at once what it had not begun', async () => {
  const leaving = await all.join();
  // Its way to the store is slow: what it was to send is still waiting when it stops.
  all.connector.misbehave({ kind: 'status', status: 429, retryAfter: '1' }, { conversationId: coordinator.user.conversationId });
  const number = await reportedAt(leaving);
  await until('the refusal', async () => (await inChat(number))?.attempts === 1);
  await leaving.stop();
  for (const house of houses) house.pass(120_000);
  await sweepAll(...houses);
  await sent(number);
  expect(asked(number)).toBe(2);
});

test('leases and claims are given back to the store by an instance that stops', async () => {
  later(46_000);
  const leaving = await all.join();
  await leaving.services.dispatcher.sweep();
  leaving.proxy.forget();
  await leaving.stop();
  const released = leaving.proxy.requests.filter((one) => isWrite(one, 'leases'));
  expect(released.length).toBeGreaterThan(0);
  const next = await all.join();
  await next.services.dispatcher.sweep();
  const lease = await next.services.store.read<{ readonly holder: string }>({ container: 'leases', partition: 'MHN', id: 'notices' });
  // One of the others may sweep by itself just then; whoever it is, nobody waits for the lease of the one that is gone to end.
  expect([...houses, next].map(({ services }) => services.instance.id)).toContain(lease?.body.holder);
});

test('a date’s reminder comes once, and once that it has passed, though every instance finds it due at once', async () => {
  later(46_000);
  const number = await reportedAt(houses[1]);
  await sent(number);
  const titles = [t('sv', 'notice.reminder.contact.title'), t('sv', 'notice.overdue.contact.title')];
  const came = (title: string): number => coordinator.standing.filter(({ card }) => textsOf(card)[0] === title && reading(card).includes(number)).length;
  const scheduled = (await houses[0].services.cases.find(number))?.notices.filter(({ clock, recipient }) => clock === 'contact' && recipient === 'coordinator-mhn') ?? [];
  expect(scheduled.map(({ about }) => about)).toEqual(['reminder', 'overdue']);
  for (const [index, { nextAt }] of scheduled.entries()) {
    for (const house of houses) house.setClock(nextAt!);
    for (let round = 0; round < 2; round += 1) {
      await sweepAll(...houses);
      await until(titles[index]!, () => came(titles[index]!) > 0);
    }
  }
  expect(titles.map(came)).toEqual([1, 1]);
  const posts = all.connector.received.filter(({ method, conversationId, activity }) => method === 'POST' && conversationId === coordinator.user.conversationId && JSON.stringify(activity).includes(number));
  expect(posts).toHaveLength(3);
});

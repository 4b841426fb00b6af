import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../helpers/app';
import { DirectLinePerson } from '../helpers/directLinePerson';
import type { JsonObject } from '../helpers/fakeConnector';
import { instances, teamsPersonOn, type Instance, type Instances } from '../helpers/instances';
import { liveEvents } from '../helpers/liveEvents';
import { caseOf, listOf, report, toStory } from '../helpers/people';
import { reading, textOf, type Answer, type Talker } from '../helpers/talker';
import type { TeamsPerson } from '../helpers/teamsPerson';
import { TeamsUser } from '../helpers/teamsUser';

let all: Instances;
let staying: Instance;
let coordinator: TeamsPerson;
beforeAll(async () => {
  all = await instances(1);
  staying = all.houses[0]!;
  coordinator = await teamsPersonOn(staying, 'coordinator-mhn', () => staying);
}, 60_000);
afterAll(() => (all as Instances | undefined)?.dispose());

const cards = (number: string): number => coordinator.standing.filter(({ card }) => reading(card).includes(number)).length;
const numbers = async (): Promise<readonly unknown[]> => (await listOf(staying, 'coordinator-mhn', '?limit=200')).map((row) => row['number']);

/** Waits until every notice in the coordinator’s chat has been sent. */
const sent = (number: string) =>
  until(`the notice of ${number}`, async () => {
    await staying.services.dispatcher.sweep();
    return (await caseOf(staying, 'coordinator-mhn', number)).notices.every(({ state }) => state === 'sent');
  });

interface Raw {
  readonly status: number;
  readonly body: JsonObject;
  readonly headers: Headers;
}

/** A request as it is answered at this moment; undefined where nobody listens any more. */
async function raw(house: Instance, method: string, path: string, persona = 'employee-mhn'): Promise<Raw | undefined> {
  try {
    const response = await fetch(`${house.url}${path}`, { method, headers: { authorization: `Bearer demo:${persona}`, 'content-type': 'application/json' }, ...(method === 'POST' ? { body: '{}' } : {}) });
    return { status: response.status, body: (await response.json()) as JsonObject, headers: response.headers };
  } catch {
    return undefined;
  }
}

test('turns under way are answered, new ones are turned away, and the person goes on elsewhere with the same card', async () => {
  const leaving = await all.join();
  let at: Instance = leaving;
  const talkers: Talker[] = await Promise.all([
    DirectLinePerson.arrive(leaving, staying.newcomer('employee-mhn')),
    teamsPersonOn(staying, staying.newcomer('employee-mhn'), () => leaving),
    teamsPersonOn(staying, staying.newcomer('employee-mhn'), () => at),
  ]);
  for (const talker of talkers) await toStory(talker);
  const before = (await numbers()).length;
  const [web, chat, late] = talkers as [Talker, Talker, Talker];
  const card = { ...late.standing.at(-1)! };

  // Each write takes a while: the turns are under way when stopping begins.
  leaving.proxy.fault = ({ kind }) => (['create', 'replace', 'upsert'].includes(kind) ? { kind: 'slow', ms: 150 } : undefined);
  const press = (person: Talker): Promise<Answer> => person.press('report.next/story', { story: 'Under gång.' });
  // The intranet page reads on at another instance, so only that its report is stored is looked at.
  const running = [press(web).catch(() => undefined), press(chat)] as const;
  await sleep(80);
  const begun = Date.now();
  const stopped = leaving.stop();
  const refused = await raw(leaving, 'POST', '/v3/directline/tokens/generate');
  if (refused) {
    expect([refused.status, refused.body['code']]).toEqual([503, 'stopping']);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  await expect(press(late)).rejects.toThrow(/503|no answer/);
  const answers = await Promise.all(running);
  expect(textOf(answers[1].card, 'caseNumber')).toBeDefined();
  await stopped;
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(await numbers()).toHaveLength(before + 2);

  at = staying;
  const { card: receipt } = await late.press('report.next/story', { story: 'Sedan.' }, card);
  expect(textOf(receipt, 'caseNumber')).toBeDefined();
  expect(await numbers()).toHaveLength(before + 3);
  for (const number of (await numbers()).slice(-1)) await sent(String(number));
});

test('a load of reports while it stops: each receipt is of a case that is stored, and each notice is sent once', async () => {
  const leaving = await all.join();
  const people = await Promise.all(Array.from({ length: 6 }, () => teamsPersonOn(staying, staying.newcomer('employee-mhn'), () => leaving)));
  const before = new Set(await numbers());
  const receipts: string[] = [];
  const working = people.map(async (person) => {
    for (;;) {
      const answer = await report(person, { story: { story: 'Under last.' } }).catch(() => undefined);
      const number = answer && textOf(answer.card, 'caseNumber');
      if (number === undefined) return;
      receipts.push(number);
    }
  });
  await until('some receipts', () => receipts.length >= 4);
  const begun = Date.now();
  await leaving.stop();
  expect(Date.now() - begun).toBeLessThan(10_000);
  await Promise.all(working);
  const made = (await numbers()).filter((number) => !before.has(number)).map(String);
  expect(made).toEqual(expect.arrayContaining(receipts));
  expect(new Set(receipts).size).toBe(receipts.length);
  // What it had not begun is free: nobody has to wait for its claims to run out.
  const handed = Date.now();
  await until('every notice', async () => {
    await staying.services.dispatcher.sweep();
    return made.every((number) => cards(number) === 1);
  });
  expect(Date.now() - handed).toBeLessThan(15_000);
  for (const number of made) await sent(number);
  await staying.services.dispatcher.sweep();
  expect(made.map(cards)).toEqual(made.map(() => 1));
});

test('streams end, and a connector that hangs holds it up for less than ten seconds', async () => {
  const leaving = await all.join();
  const stream = await liveEvents(leaving, 'coordinator-mhn');
  all.connector.misbehave({ kind: 'hang' }, { conversationId: coordinator.user.conversationId });
  const person = await DirectLinePerson.arrive(leaving, staying.newcomer('employee-mhn'));
  const number = textOf((await report(person)).card, 'caseNumber')!;
  const asked = () => all.connector.received.some(({ activity }) => JSON.stringify(activity).includes(number));
  await until('the attempt', asked);
  stream.close();
  const begun = Date.now();
  await leaving.stop();
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(await raw(leaving, 'GET', '/healthz')).toBeUndefined();
  // The attempt has failed, which is recorded; another instance tries again when its wait is over.
  staying.pass(60_000);
  await sent(number);
  expect(cards(number)).toBe(1);
}, 60_000);

test('of several notices of a case none is begun any more, and another instance sends them at once', async () => {
  const leaving = await all.join();
  const places = ['one', 'two'].map((name) => new TeamsUser({ bot: staying.url, connector: all.connector, aadObjectId: coordinator.user.options.aadObjectId, conversationType: 'groupChat', conversationId: `19:${name}@thread.v2` }));
  for (const place of places) await place.say('koppla');
  all.connector.misbehave({ kind: 'slow', ms: 1_000 }, { conversationId: coordinator.user.conversationId });
  const person = await DirectLinePerson.arrive(leaving, staying.newcomer('employee-mhn'));
  const number = textOf((await report(person)).card, 'caseNumber')!;
  await until('the first attempt', () => all.connector.received.some(({ conversationId, activity }) => conversationId === coordinator.user.conversationId && JSON.stringify(activity).includes(number)));
  const heard = (): number => places.flatMap(({ messages }) => messages).length;
  const before = heard();
  await leaving.stop();
  expect([cards(number), heard()]).toEqual([1, before]);
  await sent(number);
  expect([cards(number), heard()]).toEqual([1, before + 2]);
});

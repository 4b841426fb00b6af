import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Reply, Turn } from '../../../bot/turn';
import { StoreUnavailable } from '../../../services/store/ports';
import { testStore, type TestStore } from '../../helpers/store';
import { ownerKey, PERSON, running, smallBot, until, type Running, type Setup } from './harness';
import { begin, call, talk, type Activity, type Talk } from './http';
import { sharing, type Shared } from './sharedStore';

let stored: TestStore;
let services: Running[];
let views: Shared[];

/** Another instance on the same store. */
const join = async (setup: Omit<Setup, 'store'> = {}, shared = true): Promise<Running> => {
  const view = sharing(stored.store, shared);
  const service = await running({ store: view.store, ...setup });
  views.push(view);
  services.push(service);
  return service;
};
const several = async (count: number, setup: Omit<Setup, 'store'> = {}): Promise<Running[]> => {
  while (services.length < count) await join(setup);
  return services;
};
/** The same conversation by way of another instance. */
const at = (service: Running, chat: Talk): Talk => talk(service, chat.id, chat.token);

const texts = (activities: readonly Activity[]): string[] => activities.flatMap(({ text }) => text ?? []);
const ids = (activities: readonly Activity[]): string[] => activities.map(({ id }) => id);

interface Listening {
  readonly seen: Activity[];
  close(): void;
}

const listen = async (service: Running, chat: Talk): Promise<Listening> => {
  const { body } = await call(service, 'GET', `conversations/${chat.id}`, chat.token);
  const socket = new WebSocket(body.streamUrl!);
  const seen: Activity[] = [];
  socket.on('message', (data: Buffer) => data.length > 0 && seen.push(...(JSON.parse(data.toString()) as { activities: Activity[] }).activities));
  await once(socket, 'open');
  return { seen, close: () => socket.close() };
};

beforeEach(async () => {
  stored = await testStore();
  services = [];
  views = [];
});
afterEach(async () => {
  await Promise.all(services.map((service) => service.stop()));
  await stored.dispose();
});

test('turns may go to any instance, and each reads what was said on the others, once and in order', async () => {
  const [one, two, three] = (await several(3)) as [Running, Running, Running];
  const chat = await begin(one);
  const said = ['a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff'];
  let watermark = '';
  const polled: Activity[] = [];
  for (const [turn, text] of said.entries()) {
    expect((await at(services[turn % 3]!, chat).say(text)).status).toBe(200);
    const { body } = await call(services[(turn + 1) % 3]!, 'GET', `conversations/${chat.id}/activities?watermark=${watermark}`, chat.token);
    watermark = body.watermark!;
    polled.push(...body.activities!);
  }
  const answers = said.map((text) => `${text.length} tecken`);
  for (const service of [one, two, three]) {
    const all = await at(service, chat).read();
    expect(texts(all).filter((text) => text.endsWith('tecken'))).toEqual(answers);
    expect(ids(all)).toEqual(ids(polled));
  }
  expect(ids(polled)).toEqual([...new Set(ids(polled))].sort());
  expect(services.flatMap(({ turns }) => turns).filter(({ input }) => input.kind === 'joined')).toHaveLength(1);
});

test('an open stream shows within a second what was said on another instance, while others are silent too', async () => {
  const [one, , three] = (await several(3)) as [Running, Running, Running];
  const chat = await begin(one);
  const stream = await listen(three, chat);
  await until(() => stream.seen.length === 1, 'the greeting');
  const sent = at(one, chat).say('hej');
  await until(() => texts(stream.seen).includes('3 tecken'), 'the answer', 1000);
  await sent;
  expect(await services[1]!.channel.push({ conversationId: chat.id, owner: ownerKey(PERSON.id) }, [{ text: 'Läst.' }])).toBe(true);
  await until(() => texts(stream.seen).includes('Läst.'), 'the notice', 1000);
  expect(new Set(ids(stream.seen)).size).toBe(stream.seen.length);
  stream.close();
});

test('a conversation that is silent is looked at seldom, and by one timer however many listen', async () => {
  const one = await join({ limits: { newsMs: 30, lookQuietMs: 100, lookMs: 10 } });
  const two = await join();
  const chat = await begin(one);
  const streams = [await listen(one, chat), await listen(one, chat), await listen(one, chat)];
  for (const [index, text] of ['ett', 'två', 'tre'].entries()) {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await two.channel.push({ conversationId: chat.id, owner: ownerKey(PERSON.id) }, [{ text }]);
    await until(() => streams.every(({ seen }) => seen.length === index + 2), text);
  }
  await new Promise((resolve) => setTimeout(resolve, 150));
  views[0]!.calls.length = 0;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(views[0]!.calls.length).toBeGreaterThan(0);
  expect(views[0]!.calls.length).toBeLessThanOrEqual(6);
  streams.forEach((stream) => stream.close());
});

test('turns at the same time on several instances: none is lost, none comes twice, on streams, polls and in the store', async () => {
  const slowly = async (turn: Turn): Promise<readonly Reply[]> => {
    await new Promise((resolve) => setTimeout(resolve, (turn.conversationId.charCodeAt(0) + services.length) % 7));
    return smallBot(turn);
  };
  await several(3, { bot: slowly, limits: { turnBurst: 100 } });
  const chat = await begin(services[0]!);
  const stream = await listen(services[1]!, chat);
  const polled: Activity[] = [];
  let watermark = '';
  const poll = async (): Promise<void> => {
    const { body } = await call(services[2]!, 'GET', `conversations/${chat.id}/activities?watermark=${watermark}`, chat.token);
    watermark = body.watermark!;
    polled.push(...body.activities!);
  };
  const sending = services.flatMap((service, index) => Array.from({ length: 8 }, (_, turn) => at(service, chat).say('x'.repeat(10 * index + turn + 1))));
  for (let times = 0; times < 10; times += 1) await poll();
  const sent = (await Promise.all(sending)).map(({ body }) => body.id!);
  await poll();
  const answers = services.flatMap((_, index) => Array.from({ length: 8 }, (__, turn) => `${10 * index + turn + 1} tecken`)).sort();
  const fresh = await join();
  const kept = await at(fresh, chat).read();
  for (const all of [kept, await at(services[0]!, chat).read()]) {
    expect(texts(all).filter((text) => text.endsWith('tecken')).sort()).toEqual(answers);
    expect(new Set(ids(all)).size).toBe(1 + 24 * 2);
    expect(ids(all)).toEqual(expect.arrayContaining(sent));
  }
  expect(new Set(ids(polled))).toEqual(new Set(ids(kept)));
  await until(() => stream.seen.length >= 49, 'the stream', 2000);
  expect(ids(stream.seen).sort()).toEqual(ids(kept).sort());
  stream.close();
});

test('an instance that is gone in the middle of a turn: the same words sent again are handled elsewhere, and the rest goes on', async () => {
  const stuck = (turn: Turn): Promise<readonly Reply[]> => (turn.input.kind === 'text' && turn.input.text === 'mitt i' ? new Promise(() => undefined) : smallBot(turn));
  const one = await running({ store: sharing(stored.store).store, bot: stuck });
  const two = await join();
  const chat = await begin(one);
  await chat.say('före');
  const unanswered = chat.say('mitt i', 'again').catch(() => 'broken off');
  await until(() => one.turns.some(({ input }) => input.kind === 'text' && input.text === 'mitt i'), 'the turn');
  one.crash();
  expect(await unanswered).toBe('broken off');
  expect((await at(two, chat).say('mitt i', 'again')).status).toBe(200);
  expect(texts(await at(two, chat).read())).toEqual(['4 tecken', 'mitt i', '6 tecken']);
});

test('what a client sends again to another instance gets the same id and does nothing; its turn carries a key for it', async () => {
  const [one, two] = (await several(2)) as [Running, Running];
  const chat = await begin(one);
  await at(two, chat).read();
  const { body } = await chat.say('hej', 'c1');
  expect((await at(two, chat).say('hej', 'c1')).body.id).toBe(body.id);
  expect(two.turns).toEqual([]);
  expect(one.turns.at(-1)).toMatchObject({
    activityKey: `dl:${chat.id}:c1`,
    address: { reference: { conversationId: chat.id, owner: ownerKey(PERSON.id) } },
  });
});

test('a turn that failed on one instance and went well on another is not done a third time', async () => {
  const one = await join({ bot: (turn) => (turn.input.kind === 'text' ? Promise.reject(new Error('not now')) : smallBot(turn)) });
  const two = await join();
  const chat = await begin(one);
  expect((await chat.say('hej', 'c1')).status).toBe(502);
  const { body } = await at(two, chat).say('hej', 'c1');
  expect(await chat.say('hej', 'c1')).toMatchObject({ status: 200, body: { id: body.id } });
  expect(one.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(1);
});

test('a person who starts on two instances at once is greeted once', async () => {
  const gates: (() => void)[] = [];
  const [one, two] = (await several(2, { bot: async (turn) => (await new Promise<void>((open) => gates.push(open)), smallBot(turn)) })) as [Running, Running];
  const { token, conversationId } = (await call(one, 'POST', 'tokens/generate', 'demo:employee-mhn')).body;
  await Promise.all([one, two].map((service) => call(service, 'POST', 'conversations', token)));
  await until(() => gates.length === 2, 'both');
  gates.forEach((open) => open());
  const chat = talk(one, conversationId!, token!);
  await until(async () => (await chat.read()).length > 0 && (await at(two, chat).read()).length > 0, 'the greeting');
  expect(ids(await at(two, chat).read())).toEqual(ids(await chat.read()));
  expect(await chat.read()).toHaveLength(1);
});

describe('what it costs', () => {
  test.each([
    ['with others on the store: one write and one point read a turn, one point read a poll', true, ['read', 'write'], ['read']],
    ['alone on the store: one write a turn, and nothing for a poll', false, ['write'], []],
  ])('%s', async (_name, shared, turn, poll) => {
    const service = await join({}, shared);
    const chat = await begin(service);
    const calls = views[0]!.calls;
    for (let times = 0; times < 3; times += 1) {
      calls.length = 0;
      await chat.say('hej');
      expect(calls).toEqual(turn);
      calls.length = 0;
      await chat.read();
      expect(calls).toEqual(poll);
    }
  });

  test('the first turn on another instance costs no more for a long conversation than for a short one', async () => {
    const limits = { turnBurst: 1000, activities: 50 };
    const one = await join({ limits });
    const cost = async (chat: Talk): Promise<string[]> => {
      const fresh = await join({ limits });
      await at(fresh, chat).say('hej');
      return views.at(-1)!.calls;
    };
    const [short, long] = [await begin(one), await begin(one)];
    for (let turn = 0; turn < 2; turn += 1) await short.say('x');
    const owner = ownerKey(PERSON.id);
    const { body } = (await stored.store.query<object>({ container: 'transcripts', partition: owner, idPrefix: `${short.id}|`, afterId: `${short.id}|0000001`, order: 'id', limit: 1 })).items[0]!;
    const write = (turn: number) => ({ key: { container: 'transcripts', partition: owner, id: `${long.id}|${String(turn).padStart(7, '0')}` }, body: JSON.parse(JSON.stringify(body).replaceAll(short.id, `${long.id}|${turn}`)) as object, condition: { kind: 'create' } }) as const;
    await stored.store.write(Array.from({ length: 499 }, (_, index) => write(index + 2)));
    expect(await cost(short)).toEqual(['read', 'query', 'write']);
    expect(await cost(long)).toEqual(['read', 'query', 'write']);
    // Left 500 turns behind, an instance reads a few of them one by one, and the others in pages.
    views[0]!.calls.length = 0;
    await long.say('hej');
    expect(views[0]!.calls.length).toBeLessThan(15);
    expect((await long.read()).at(-1)?.text).toBe('3 tecken');
  });
});

describe('a store that answers badly', () => {
  test('a turn that was written although the store did not say so is there once, on every instance', async () => {
    const [one, two] = (await several(2)) as [Running, Running];
    const chat = await begin(one);
    views[0]!.writes.push('lost');
    expect((await chat.say('ett')).status).toBe(200);
    await at(two, chat).say('fyra');
    views[0]!.writes.push('refused');
    expect((await chat.say('sju orm')).status).toBe(200);
    await chat.say('sist');
    for (const service of services) expect(texts(await at(service, chat).read()).filter((text) => text.endsWith('tecken'))).toEqual(['3 tecken', '4 tecken', '7 tecken', '4 tecken']);
  });

  test.each([true, false])('what the bot says of its own accord is not said twice when its first writing went well after all (shared: %s)', async (shared) => {
    const one = await join({}, shared);
    const chat = await begin(one);
    const push = () => one.channel.push({ conversationId: chat.id, owner: ownerKey(PERSON.id) }, [{ text: 'Läst.' }]);
    views[0]!.writes.push('lost');
    await expect(push()).rejects.toThrow(StoreUnavailable);
    expect(await push()).toBe(true);
    for (const service of [one, await join()]) expect(texts(await at(service, chat).read())).toEqual(['Läst.']);
  });

  test('a watermark of one instance leaves out nothing that comes late from another', async () => {
    const [one, two] = (await several(2)) as [Running, Running];
    const chat = await begin(one);
    const stream = await listen(two, chat);
    views[0]!.writes.push('refused');
    await chat.say('sen');
    await at(two, chat).say('fyra');
    const { body } = await call(two, 'GET', `conversations/${chat.id}/activities`, chat.token);
    expect(texts(body.activities!)).toEqual(['fyra', '4 tecken']);
    await chat.say('till ett');
    expect(texts(await at(two, chat).read(body.watermark))).toEqual(['3 tecken', '8 tecken']);
    await until(() => texts(stream.seen).includes('8 tecken'), 'the stream', 1000);
    expect(texts(stream.seen)).toEqual(['fyra', '4 tecken', '3 tecken', '8 tecken']);
    stream.close();
  });
});

test('whoever asks while a turn is being written gets its answer once', async () => {
  const one = await join();
  const chat = await begin(one);
  const stream = await listen(one, chat);
  views[0]!.writes.push('late');
  const sent = chat.say('hej');
  for (let times = 0; times < 3; times += 1) await chat.read();
  await sent;
  expect(texts(await chat.read())).toEqual(['hej', '3 tecken']);
  expect(texts(stream.seen)).toEqual(['hej', '3 tecken']);
  stream.close();
});

test('a turn that began first and ended last has the same place on every instance', async () => {
  let open = (): void => undefined;
  const [one, two] = (await several(2, {
    bot: async (turn) => {
      if (turn.input.kind === 'text' && turn.input.text === 'vänta') await new Promise<void>((resolve) => (open = resolve));
      return smallBot(turn);
    },
  })) as [Running, Running];
  const chat = await begin(one);
  const stream = await listen(one, chat);
  const waiting = chat.say('vänta');
  await until(() => one.turns.length === 2, 'the first turn');
  await at(two, chat).say('fyra');
  const { body } = await call(two, 'GET', `conversations/${chat.id}/activities`, chat.token);
  await chat.read();
  open();
  await waiting;
  expect(texts(await chat.read(body.watermark))).toEqual(['vänta', '5 tecken']);
  expect(ids(await chat.read())).toEqual(ids(await at(two, chat).read()));
  expect(new Set(ids(stream.seen)).size).toBe(stream.seen.length);
  stream.close();
});

describe('a graceful stop', () => {
  test('new turns are told to come again, running ones finish, and what was not written yet is', async () => {
    let open = (): void => undefined;
    const slowly = async (turn: Turn): Promise<readonly Reply[]> => {
      if (turn.input.kind === 'text' && turn.input.text === 'vänta') await new Promise<void>((resolve) => (open = resolve));
      return smallBot(turn);
    };
    const one = await join({ bot: slowly });
    const chat = await begin(one);
    views[0]!.writes.push('refused');
    const waiting = chat.say('vänta');
    await until(() => one.turns.length === 2, 'the turn');
    const closed = one.channel.close();
    expect(await chat.say('ny')).toMatchObject({ status: 503, headers: { 'retry-after': '2' }, body: { code: 'stopping' } });
    expect(await call(one, 'POST', `conversations/${chat.id}/upload`, chat.token, new FormData())).toMatchObject({ status: 503, body: { code: 'stopping' } });
    open();
    expect((await waiting).status).toBe(200);
    await closed;
    expect(texts(await at(await join(), chat).read())).toEqual(['5 tecken']);
  });
});

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Reply, Turn } from '../../../bot/turn';
import { StoreUnavailable, type Store } from '../../../services/store/ports';
import { testStore, type TestStore } from '../../helpers/store';
import { card, ownerKey, PERSON, running, smallBot, until, type Running, type Setup } from './harness';
import { begin, call, talk } from './http';

let stored: TestStore;
let service: Running;

const serve = async (setup: Partial<Setup> = {}): Promise<Running> => (service = await running({ store: stored.store, ...setup }));
const restart = async (setup: Partial<Setup> = {}): Promise<void> => {
  const { port } = service;
  await service.stop();
  await serve({ port, ...setup });
};

interface StoredTurn {
  readonly owner: string;
  readonly activities: readonly Record<string, unknown>[];
}
const documents = async (conversationId: string) =>
  (await stored.store.query<StoredTurn>({ container: 'transcripts', partition: ownerKey(PERSON.id), idPrefix: `${conversationId}|`, order: 'id', limit: 200 })).items;

/** Everything the store has on disk, to look for words in. */
const onDisk = async (): Promise<string> => {
  const files = await Promise.all(['', '-wal'].map((end) => readFile(`${stored.file}${end}`, 'latin1').catch(() => '')));
  return files.join('');
};

const mine = (conversationId: string) => ({ conversationId, owner: ownerKey(PERSON.id) });
const word = (): string => `ord-${randomUUID()}`;

/** Keeps what was typed when it says "får sparas"; its card gives back what was typed in any case. */
const chooser = async (turn: Turn): Promise<readonly Reply[]> => {
  if (turn.input.kind !== 'text') return smallBot(turn);
  const back = card('form', [{ type: 'Input.Text', id: 'story', label: 'Vad hände?', value: turn.input.text }]);
  return [{ card: back, keepInput: turn.input.text.includes('får sparas') }];
};

beforeEach(async () => {
  stored = await testStore();
});
afterEach(async () => {
  await service.stop();
  await stored.dispose();
});

test('one document a turn holds what was said, under a hash of the person', async () => {
  await serve();
  const chat = await begin(service);
  await chat.say('hej', 'c1');
  const items = await documents(chat.id);
  expect(items).toHaveLength(2);
  expect(items.map(({ key }) => key.id)).toEqual([`${chat.id}|0000001`, `${chat.id}|0000002`]);
  expect(items.map(({ body }) => body.owner)).toEqual([ownerKey(PERSON.id), ownerKey(PERSON.id)]);
  expect(items[1]?.body.activities).toHaveLength(2);
  expect(items[1]?.body.activities[0]).toEqual({
    id: expect.stringMatching(/^[\w-]+\|\d{15}$/),
    type: 'message',
    timestamp: expect.any(String),
    channelData: { clientActivityID: 'c1' },
  });
  expect(JSON.stringify(items)).not.toContain(PERSON.id);
});

test('what was typed before the choice is read in the chat, and never stored; after the choice it is', async () => {
  await serve({ bot: chooser });
  const chat = await begin(service);
  const [secret, chosen, pressed, named] = [word(), word(), word(), word()];
  await chat.say(secret);
  await chat.say(`${chosen} får sparas`);
  await chat.post({ type: 'message', text: pressed, value: { story: pressed } });
  const form = new FormData();
  form.append('file', new Blob(['x']), `${named}.png`);
  await call(service, 'POST', `conversations/${chat.id}/upload`, chat.token, form);
  const live = JSON.stringify(await chat.read());
  expect(live).toContain(secret);
  expect(live).toContain(`${named}.png`);
  const disk = await onDisk();
  expect(disk).not.toContain(secret);
  expect(disk).not.toContain(pressed);
  expect(disk).toContain(chosen);
  await restart({ bot: chooser });
  const after = await chat.read();
  const own = after.filter(({ from }) => from.role === 'user');
  expect(own.map(({ text }) => text)).toEqual([undefined, `${chosen} får sparas`, undefined, undefined]);
  expect(own.map(({ channelData }) => channelData?.postBack)).toEqual([true, undefined, true, true]);
  const fields = after.flatMap(({ attachments }) => attachments?.[0]?.content?.body ?? []).filter(({ id }) => id === 'story');
  expect(fields.map(({ value }) => value)).toEqual([undefined, `${chosen} får sparas`]);
});

test('after a restart the conversation goes on: same words, no second greeting, no second turn, ids that still rise', async () => {
  await serve();
  const chat = await begin(service);
  const { body: first } = await chat.say('hej', 'c1');
  const before = await chat.read();
  await restart();
  const after = await chat.read();
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
  expect((await chat.say('hej', 'c1')).body.id).toBe(first.id);
  expect((await call(service, 'POST', 'conversations', chat.token)).status).toBe(200);
  expect(service.turns).toEqual([]);
  const { body: next } = await chat.say('igen');
  expect(next.id! > before.at(-1)!.id).toBe(true);
  expect(await chat.read(String(Number(before.at(-1)!.id.split('|')[1])))).toHaveLength(2);
});

test('a message from the bot reaches a conversation that is not in memory', async () => {
  await serve();
  const chat = await begin(service);
  await restart();
  expect(await service.channel.push(mine(chat.id), [{ text: 'Din anmälan är läst.' }])).toBe(true);
  await restart();
  expect((await chat.read()).map(({ text }) => text)).toEqual([undefined, 'Din anmälan är läst.']);
});

test('a long conversation comes back with its newest part', async () => {
  await serve({ limits: { turnBurst: 1000 } });
  const chat = await begin(service);
  for (let turn = 0; turn < 230; turn += 1) await chat.say('x'.repeat(turn));
  await restart({ limits: { activities: 20 } });
  const after = await chat.read();
  expect(after).toHaveLength(20);
  expect(after.at(-1)?.text).toBe('229 tecken');
  expect(await documents(chat.id)).toHaveLength(200);
});

test.each([[{ conversations: 1 }], [{ memoryBytes: 500 }]])('conversations leave memory for others, and come back from the store: %j', async (limits) => {
  await serve({ limits });
  const chat = await begin(service);
  await chat.say('hej');
  await begin(service, 'demo:employee-amn');
  expect((await chat.read()).map(({ text }) => text)).toEqual([undefined, undefined, '3 tecken']);
});

test('a transcript belongs to the person whose it is', async () => {
  await serve();
  const chat = await begin(service);
  const foreign = { conversationId: chat.id, owner: ownerKey('employee-amn') };
  expect(await service.channel.push(foreign, [{ text: 'hej' }])).toBe(false);
  await restart();
  expect(await service.channel.push(foreign, [{ text: 'hej' }])).toBe(false);
  expect(await chat.read()).toHaveLength(1);
});

describe('a store that fails', () => {
  let down: boolean;
  const unsteady = (): Store => ({
    shared: false,
    list: (query) => stored.store.list(query),
    read: (key) => (down ? Promise.reject(new StoreUnavailable('down')) : stored.store.read(key)),
    remove: (key) => stored.store.remove(key),
    close: () => stored.store.close(),
    query: (query) => (down ? Promise.reject(new StoreUnavailable('down')) : stored.store.query(query)),
    write: (writes) => (down ? Promise.reject(new StoreUnavailable('down')) : stored.store.write(writes)),
  });

  test('takes no answer from the person; what could not be written is written with the next turn', async () => {
    down = false;
    await serve({ store: unsteady() });
    const chat = await begin(service);
    down = true;
    expect((await chat.say('ett')).status).toBe(200);
    expect(await chat.read()).toHaveLength(3);
    expect(service.logged).toEqual([{ code: 'transcript_unwritten', error: 'StoreUnavailable' }]);
    expect(await documents(chat.id)).toHaveLength(1);
    down = false;
    await chat.say('fyra');
    await restart();
    expect((await chat.read()).map(({ text }) => text)).toEqual([undefined, undefined, '3 tecken', undefined, '4 tecken']);
  });

  test('lets the bot say nothing of its own accord that would not last', async () => {
    down = false;
    await serve({ store: unsteady() });
    const chat = await begin(service);
    down = true;
    await expect(service.channel.push(mine(chat.id), [{ text: 'Läst.' }])).rejects.toThrow(StoreUnavailable);
    expect(await chat.read()).toHaveLength(1);
    down = false;
    expect(await service.channel.push(mine(chat.id), [{ text: 'Läst.' }])).toBe(true);
    await restart();
    expect((await chat.read()).map(({ text }) => text)).toEqual([undefined, 'Läst.']);
  });

  test('says so to whoever comes back meanwhile', async () => {
    down = false;
    await serve({ store: unsteady() });
    const chat = await begin(service);
    await restart({ store: unsteady() });
    down = true;
    expect(await chat.say('hej')).toMatchObject({ status: 503, body: { code: 'store_unavailable' }, headers: { 'retry-after': '5' } });
    down = false;
    expect((await chat.say('hej')).status).toBe(200);
  });
});

describe('an anonymous person', () => {
  const anonymous = 'demo:anonymous';
  const goneAfter = async (chat: { read(): Promise<unknown> }): Promise<void> => expect(chat.read()).rejects.toThrow('404 conversation_unknown');

  test('is a new nobody each time, and nothing of the conversation is stored', async () => {
    await serve({ bot: chooser });
    const [one, two] = [await begin(service, anonymous), await begin(service, anonymous)];
    const secret = `${word()} får sparas`;
    await one.say(secret);
    await service.channel.push({ conversationId: one.id }, [{ text: secret }]);
    expect(await one.read()).toHaveLength(4);
    const actors = new Set(service.turns.map(({ actor }) => actor.id));
    expect(actors.size).toBe(2);
    expect(service.turns.every(({ actor }) => actor.kind === 'anonymous')).toBe(true);
    const disk = await onDisk();
    for (const trace of [secret, one.id, two.id, ...actors]) expect(disk).not.toContain(trace);
    expect(await documents(one.id)).toEqual([]);
  });

  test('leaves nothing behind when the service restarts', async () => {
    await serve();
    const chat = await begin(service, anonymous);
    await restart();
    await goneAfter(chat);
    expect(await chat.say('hej')).toMatchObject({ status: 404, body: { code: 'conversation_unknown' } });
    expect(await service.channel.push(mine(chat.id), [{ text: 'hej' }])).toBe(false);
  });

  test('is forgotten on leaving, and the token is good for nothing after', async () => {
    const gone: string[] = [];
    await serve({ gone: (id) => gone.push(id) });
    const chat = await begin(service, anonymous);
    const { id } = service.turns[0]!.actor;
    expect((await call(service, 'DELETE', `conversations/${chat.id}`, chat.token)).status).toBe(204);
    expect(gone).toEqual([id]);
    await goneAfter(chat);
    expect((await call(service, 'POST', 'conversations', chat.token)).status).toBe(404);
    expect((await call(service, 'POST', 'tokens/refresh', chat.token)).status).toBe(404);
  });

  test('is forgotten when the last token has run out, not before', async () => {
    const gone: string[] = [];
    await serve({ gone: (id) => gone.push(id), limits: { sweepMs: 10 } });
    const chat = await begin(service, anonymous);
    service.pass(1200);
    const later = await call(service, 'POST', 'tokens/refresh', chat.token);
    service.pass(1200);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const refreshed = talk(service, chat.id, later.body.token!);
    expect(await refreshed.read()).toHaveLength(1);
    expect(gone).toEqual([]);
    service.pass(700);
    await until(() => gone.length === 1, 'the sweep');
    expect(await service.channel.push(mine(chat.id), [{ text: 'hej' }])).toBe(false);
  });

  test('a signed-in person who leaves finds the stored conversation again', async () => {
    await serve();
    const chat = await begin(service);
    await chat.say('hej');
    expect((await call(service, 'DELETE', `conversations/${chat.id}`, chat.token)).status).toBe(204);
    expect((await chat.read()).map(({ text }) => text)).toEqual([undefined, undefined, '3 tecken']);
  });
});

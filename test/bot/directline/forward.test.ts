import { once } from 'node:events';
import { WebSocket } from 'ws';
import { testStore, type TestStore } from '../../helpers/store';
import { running, until, type Running, type Setup } from './harness';
import { begin, call, talk, type Activity, type Talk } from './http';
import { sharing } from './sharedStore';

const NOBODY = 'demo:anonymous';

let stored: TestStore;
let peers: Map<string, string>;
let asked: string[];
let one: Running;
let two: Running;

const serve = async (id: string, setup: Omit<Setup, 'store'> = {}): Promise<Running> => {
  const peerUrl = (peer: string): Promise<string | undefined> => {
    asked.push(peer);
    return Promise.resolve(peers.get(peer));
  };
  const service = await running({ store: sharing(stored.store).store, instance: { id, peerUrl }, ...setup });
  peers.set(id, service.origin);
  return service;
};
const at = (service: Running, chat: Talk): Talk => talk(service, chat.id, chat.token);
const texts = (activities: readonly Activity[]): string[] => activities.flatMap(({ text }) => text ?? []);
const refused = async (url: string): Promise<string> => ((await once(new WebSocket(url), 'error')) as [Error])[0].message;

beforeEach(async () => {
  stored = await testStore();
  peers = new Map();
  asked = [];
  one = await serve('one-1');
  two = await serve('two-2');
});
afterEach(async () => {
  await Promise.all([one, two].map((service) => service.stop()));
  await stored.dispose();
});

test('an anonymous person is served by the instance that holds the conversation, whichever is asked', async () => {
  const generated = await call(one, 'POST', 'tokens/generate', NOBODY);
  expect(generated.body.conversationId).toMatch(/^one-1\.[\w-]{24}$/);
  const started = await call(two, 'POST', 'conversations', generated.body.token, { locale: 'en-GB' });
  expect(started.status).toBe(201);
  const chat = talk(two, started.body.conversationId!, started.body.token!);
  await until(async () => (await chat.read()).length === 1, 'the greeting');
  const { body } = await chat.say('hej', 'c1');
  expect((await at(one, chat).say('hej', 'c1')).body.id).toBe(body.id);
  const form = new FormData();
  form.append('file', new Blob(['x'.repeat(2_000_000)]), 'å.txt');
  expect((await call(two, 'POST', `conversations/${chat.id}/upload`, chat.token, form)).status).toBe(200);
  expect(texts(await chat.read())).toEqual(['hej', '3 tecken', expect.stringMatching(/^å\.txt /)]);
  expect((await call(two, 'POST', 'tokens/refresh', chat.token)).status).toBe(200);
  expect(one.turns.map(({ input, localeHint }) => [input.kind, localeHint])).toEqual([['joined', 'en-GB'], ['text', 'en-GB'], ['files', 'en-GB']]);
  expect(one.turns[0]?.address.reference).toEqual({ conversationId: chat.id });
  expect(two.turns).toEqual([]);
  expect((await call(two, 'DELETE', `conversations/${chat.id}`, chat.token)).status).toBe(204);
  expect((await call(one, 'POST', 'conversations', chat.token)).status).toBe(404);
});

test('a stream is joined through, both ways, until either end leaves', async () => {
  const chat = await begin(one, NOBODY);
  const { body } = await call(two, 'GET', `conversations/${chat.id}`, chat.token);
  expect(new URL(body.streamUrl!).host).toBe(new URL(two.origin).host);
  const socket = new WebSocket(body.streamUrl!);
  const seen: Activity[] = [];
  socket.on('message', (data: Buffer) => data.length > 0 && seen.push(...(JSON.parse(data.toString()) as { activities: Activity[] }).activities));
  await once(socket, 'open');
  await at(two, chat).say('hej');
  await until(() => texts(seen).includes('3 tecken'), 'the answer');
  socket.ping();
  await once(socket, 'pong');
  const closed = once(socket, 'close');
  one.crash();
  await one.channel.close();
  await closed;
  expect(await refused(body.streamUrl!)).toContain('404');
});

test('what the holder refuses is refused with the same answer', async () => {
  const chat = await begin(one, NOBODY);
  expect(await at(two, chat).post('{"type":')).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' }, body: { code: 'json_malformed' } });
  const { body } = await call(two, 'GET', `conversations/${chat.id}`, chat.token);
  await call(one, 'DELETE', `conversations/${chat.id}`, chat.token);
  expect(await at(two, chat).say('hej')).toMatchObject({ status: 404, body: { code: 'conversation_unknown' } });
  expect(await refused(body.streamUrl!)).toContain('404');
});

test.each([
  ['no longer known', () => peers.delete('one-1')],
  ['still known', () => undefined],
])('the conversation is gone when its instance has died and is %s', async (_name, forget) => {
  const chat = await begin(one, NOBODY);
  const { token } = (await call(one, 'POST', 'tokens/generate', NOBODY)).body;
  await one.stop();
  forget();
  const away = at(two, chat);
  expect(await away.say('hej')).toMatchObject({ status: 404, body: { code: 'conversation_unknown' } });
  await expect(away.read()).rejects.toThrow('404 conversation_unknown');
  expect(await call(two, 'POST', 'conversations', token)).toMatchObject({ status: 404, body: { code: 'conversation_unknown' } });
  expect(two.turns).toEqual([]);
  // Nothing else suffers: a new conversation begins here.
  expect((await begin(two, NOBODY)).id).toMatch(/^two-2\./);
  one = await serve('one-1b');
});

test('a holder that is too slow is said to be away for now, and the conversation not to be gone', async () => {
  const hasty = await serve('hasty', { limits: { forwardMs: 100 } });
  const gate: (() => void)[] = [];
  const slow = await serve('slow', { bot: async ({ input }) => (input.kind === 'text' ? (await new Promise<void>((open) => gate.push(open)), [{ text: 'nu' }]) : [{ text: 'hej' }]) });
  const chat = await begin(slow, NOBODY);
  expect(await at(hasty, chat).say('hej', 'c1')).toMatchObject({ status: 503, headers: { 'retry-after': '5' }, body: { code: 'conversation_unreachable' } });
  gate.forEach((open) => open());
  expect((await at(hasty, chat).say('hej', 'c1')).status).toBe(200);
  expect(slow.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(1);
  await Promise.all([hasty.stop(), slow.stop()]);
});

test('a request is handed on once at most, and to nobody for a signed-in person or a strange token', async () => {
  const chat = await begin(one, NOBODY);
  // The registry's mistake: the holder's address is that of an instance which does not hold it.
  peers.set('one-1', two.origin);
  expect((await at(two, chat).say('hej')).status).toBe(404);
  asked = [];
  const path = `conversations/${chat.id}/activities`;
  expect((await call(two, 'GET', path, chat.token, undefined, { 'x-trygg-forwarded': 'me' })).status).toBe(404);
  expect((await call(two, 'GET', path, `${chat.token}x`)).status).toBe(401);
  expect((await call(two, 'GET', `conversations/evil.${chat.id}/activities`, chat.token)).status).toBe(403);
  const known = await begin(one);
  expect(known.id).not.toContain('.');
  expect((await at(two, known).say('hej')).status).toBe(200);
  expect(asked).toEqual([]);
});

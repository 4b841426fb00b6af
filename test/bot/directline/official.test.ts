import { testStore, type TestStore } from '../../helpers/store';
import { PICTURE, running, sha256, until, type Running } from './harness';
import { call } from './http';
import { official, type How, type Official } from './officialClient';

/** The official client's own numbers. */
const STATUS = { online: 2, expired: 3, failed: 4 } as const;

let stored: TestStore;
let service: Running;
const clients: Official[] = [];

const connect = async (how: How): Promise<Official> => {
  const client = await official(service, how);
  clients.push(client);
  return client;
};

beforeEach(async () => {
  stored = await testStore();
  service = await running({ store: stored.store });
});

afterEach(async () => {
  clients.splice(0).forEach((client) => client.end());
  await service.stop();
  await stored.dispose();
});

describe.each([
  ['polling', false],
  ['a WebSocket', true],
])('the official client over %s', (_name, webSocket) => {
  test('is greeted once, in the language it asks for, and gets answers to what it says', async () => {
    const chat = await connect({ webSocket, locale: 'en-GB' });
    await until(() => chat.seen.length === 1, 'the greeting');
    expect(service.turns[0]).toMatchObject({ input: { kind: 'joined' }, localeHint: 'en-GB', actor: { id: 'employee-mhn' } });
    const id = await chat.send({ type: 'message', text: 'hej', channelData: { clientActivityID: 'c1' } });
    await until(() => chat.seen.length === 3, 'echo and answer');
    expect(chat.seen[0]).toMatchObject({ from: { id: 'trygg', role: 'bot' }, attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { presented: true } }] });
    expect(chat.seen[1]).toMatchObject({ id, text: 'hej', from: { id: 'employee-mhn', role: 'user' }, channelData: { clientActivityID: 'c1' } });
    expect(chat.seen[2]).toMatchObject({ text: '3 tecken', replyToId: id });
    expect(service.turns.map(({ input }) => input.kind)).toEqual(['joined', 'text']);
  });

  test('presses a card: the bot gets the value, and everybody is told which card the new one replaces', async () => {
    const chat = await connect({ webSocket });
    await until(() => chat.seen.length === 1, 'the greeting');
    const pressed = chat.seen[0]?.id;
    await chat.send({ type: 'message', value: { step: 'safety', danger: 'no' }, replyToId: pressed, channelData: { postBack: true } });
    await until(() => chat.seen.length === 4, 'the next card');
    expect(service.turns[1]?.input).toEqual({ kind: 'action', data: { step: 'safety', danger: 'no' } });
    expect(chat.seen[1]).not.toHaveProperty('value');
    expect(chat.seen[1]).toMatchObject({ channelData: { postBack: true } });
    expect(chat.seen[2]).toMatchObject({ channelData: { trygg: { replaces: pressed } } });
    expect(chat.seen[3]?.channelData).toBeUndefined();
  });

  test('uploads pictures with a text', async () => {
    const chat = await connect({ webSocket });
    const contentUrl = `${service.origin}/picture`;
    const attachments = [{ contentType: 'image/png', contentUrl, name: 'bild å.png' }, { contentType: 'image/png', contentUrl, name: 'två.png' }];
    await chat.send({ type: 'message', text: 'här', attachments });
    await until(() => chat.texts().filter((text) => text.endsWith(sha256(PICTURE))).length === 2, 'both files');
    expect(service.turns.at(-1)?.input).toMatchObject({ kind: 'files', text: 'här' });
    expect(chat.texts()).toContain(`bild å.png image/png ${sha256(PICTURE)}`);
  });

  test('sends a turn again and it changes nothing', async () => {
    const chat = await connect({ webSocket });
    const again = { type: 'message', text: 'en gång', channelData: { clientActivityID: 'same' } };
    const ids = await Promise.all([chat.send(again), chat.send(again)]);
    ids.push(await chat.send(again));
    expect(new Set(ids).size).toBe(1);
    expect(service.turns.filter(({ input }) => input.kind === 'text')).toHaveLength(1);
  });

  test('comes back by itself when the service was away, misses nothing and sees nothing twice', async () => {
    const chat = await connect({ webSocket });
    await chat.send({ type: 'message', text: 'före' });
    await until(() => chat.texts().includes('4 tecken'), 'the first answer');
    const { port } = service;
    await service.stop();
    service = await running({ store: stored.store, port });
    const other = await connect({ webSocket: false, token: await tokenOf(chat), conversationId: conversationOf(chat) });
    await until(() => other.seen.length > 0, 'the transcript from the store');
    await other.send({ type: 'message', text: 'efteråt' });
    // Polling ends with its first failed request: that client is made anew, with the watermark it had.
    const back = webSocket ? chat : await connect({ webSocket, token: await tokenOf(chat), conversationId: conversationOf(chat), watermark: watermarkOf(chat) });
    await until(() => back.texts().includes('7 tecken'), 'what was said meanwhile');
    const all = webSocket ? chat.seen : [...chat.seen, ...back.seen];
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(service.turns.map(({ input }) => input.kind)).toEqual(['text']);
  });

  test('goes on with a refreshed token', async () => {
    const chat = await connect({ webSocket });
    await chat.send({ type: 'message', text: 'ett' });
    const inside = chat.client as unknown as { refreshToken(): { subscribe(next: (token: string) => void, failed: (error: Error) => void): void }; token: string };
    service.pass(20 * 60);
    inside.token = await new Promise<string>((resolve, reject) => inside.refreshToken().subscribe(resolve, reject));
    service.pass(20 * 60);
    await chat.send({ type: 'message', text: 'fyra' });
    await until(() => chat.texts().includes('4 tecken'), 'the answer');
  });

  test("is kept out of somebody else's conversation", async () => {
    const chat = await connect({ webSocket });
    await until(() => chat.seen.length === 1, 'the greeting');
    const foreign = (await call(service, 'POST', 'tokens/generate', 'demo:employee-amn')).body.token!;
    const thief = await connect({ webSocket, token: foreign, conversationId: conversationOf(chat) });
    await until(() => thief.states.includes(STATUS.failed), 'the refusal');
    expect(thief.seen).toEqual([]);
  });
});

test('a polling client whose token has run out is told so', async () => {
  const chat = await connect({ webSocket: false });
  await until(() => chat.states.includes(STATUS.online), 'the connection');
  service.pass(31 * 60);
  await until(() => chat.states.includes(STATUS.expired), 'the end of the token');
});

const conversationOf = (chat: Official): string => (chat.client as unknown as { conversationId: string }).conversationId;
const watermarkOf = (chat: Official): string => (chat.client as unknown as { watermark: string }).watermark;
const tokenOf = async (chat: Official): Promise<string> => {
  const { token } = chat.client as unknown as { token: string };
  return (await call(service, 'POST', 'tokens/refresh', token)).body.token!;
};

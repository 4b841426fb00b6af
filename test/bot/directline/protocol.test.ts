import { once } from 'node:events';
import { WebSocket } from 'ws';
import { testStore, type TestStore } from '../../helpers/store';
import { running, until, type Running, type Setup } from './harness';
import { begin, call, talk } from './http';

let stored: TestStore;
let service: Running;

const serve = async (setup: Omit<Setup, 'store'> = {}): Promise<Running> => (service = await running({ store: stored.store, ...setup }));

beforeEach(async () => {
  stored = await testStore();
});
afterEach(async () => {
  await service.stop();
  await stored.dispose();
});

describe('tokens', () => {
  test.each([
    ['nobody', undefined, 'token_missing'],
    ['a stranger', 'demo:stranger', 'token_invalid'],
    ['a forger', 'eyJhbGciOiJub25lIn0.eyJjb252IjoieCIsInVzZXIiOiJ4In0.', 'token_invalid'],
  ])('%s gets none', async (_who, bearer, code) => {
    await serve();
    expect(await call(service, 'POST', 'tokens/generate', bearer)).toMatchObject({ status: 401, body: { code } });
    expect(await call(service, 'POST', 'conversations', bearer)).toMatchObject({ status: 401, body: { code } });
  });

  test('one lasts 30 minutes, and starting with it gives its conversation, each time', async () => {
    await serve();
    const generated = await call(service, 'POST', 'tokens/generate', 'demo:employee-mhn');
    expect(generated).toMatchObject({ status: 200, body: { expires_in: 1800 } });
    const first = await call(service, 'POST', 'conversations', generated.body.token);
    expect(first).toMatchObject({ status: 201, body: { conversationId: generated.body.conversationId } });
    await until(() => service.turns.length === 1, 'the greeting');
    const second = await call(service, 'POST', 'conversations', generated.body.token);
    expect(second.body.conversationId).toBe(generated.body.conversationId);
    expect(service.turns).toHaveLength(1);
    service.pass(1801);
    for (const [method, path] of [['POST', 'tokens/refresh'], ['POST', 'conversations'], ['GET', `conversations/${first.body.conversationId}`]] as const) {
      expect(await call(service, method, path, generated.body.token)).toMatchObject({ status: 403, body: { code: 'token_expired' } });
    }
  });

  test('a sign-in may start a conversation right away', async () => {
    await serve();
    const started = await call(service, 'POST', 'conversations', 'demo:employee-mhn', { locale: 'sv-SE' });
    expect(started.status).toBe(201);
    await until(() => service.turns.length === 1, 'the greeting');
    expect(service.turns[0]).toMatchObject({ localeHint: 'sv-SE', conversationId: started.body.conversationId });
  });

  test('one conversation never opens another, for reading, writing, files or listening', async () => {
    await serve();
    const mine = await begin(service);
    const theirs = await begin(service, 'demo:employee-amn');
    const intruder = talk(service, theirs.id, mine.token);
    expect(await intruder.say('hej')).toMatchObject({ status: 403, body: { code: 'conversation_foreign' } });
    for (const [method, path] of [['GET', ''], ['GET', '/activities'], ['POST', '/upload'], ['DELETE', '']] as const) {
      expect(await call(service, method, `conversations/${theirs.id}${path}`, mine.token)).toMatchObject({ status: 403, body: { code: 'conversation_foreign' } });
    }
    const socket = new WebSocket(`${service.domain.replace('http', 'ws')}/conversations/${theirs.id}/stream?t=${mine.token}`);
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
    expect(service.turns.filter(({ input }) => input.kind !== 'joined')).toEqual([]);
  });

  test('the sender is whoever the token says, not the activity', async () => {
    await serve();
    const chat = await begin(service);
    await chat.post({ type: 'message', text: 'hej', from: { id: 'coordinator-mhn', role: 'bot' } });
    expect(service.turns.at(-1)?.actor.id).toBe('employee-mhn');
    expect((await chat.read()).find(({ text }) => text === 'hej')?.from).toEqual({ id: 'employee-mhn', role: 'user' });
  });

  test('the address of a stream connects one, and opens nothing else', async () => {
    await serve();
    const chat = await begin(service);
    const { body } = await call(service, 'GET', `conversations/${chat.id}`, chat.token);
    const inAddress = new URL(body.streamUrl!).searchParams.get('t')!;
    expect(await call(service, 'GET', `conversations/${chat.id}/activities`, inAddress)).toMatchObject({ status: 401, body: { code: 'token_invalid' } });
    const socket = new WebSocket(body.streamUrl!);
    const [frame] = (await once(socket, 'message')) as [Buffer];
    expect(JSON.parse(frame.toString())).toMatchObject({ activities: [{ from: { id: 'trygg' } }], watermark: expect.stringMatching(/^\d{13}$/) });
    socket.close();
  });

  test('new ones come at a limited pace', async () => {
    await serve({ limits: { tokenBurst: 2, tokensPerSecond: 0.5 } });
    const generate = () => call(service, 'POST', 'tokens/generate', 'demo:anonymous');
    expect((await generate()).status).toBe(200);
    expect((await generate()).status).toBe(200);
    expect(await generate()).toMatchObject({ status: 429, headers: { 'retry-after': '2' }, body: { code: 'rate_limited' } });
  });
});

describe('activities', () => {
  test.each([
    ['{"type":', 'json_malformed'],
    ['null', 'activity_malformed'],
    ['[]', 'activity_malformed'],
    ['{"text":"no type"}', 'activity_malformed'],
    ['{"type":"message","text":7}', 'activity_malformed'],
    ['{"type":"message"}', 'activity_empty'],
    ['{"type":"message","attachments":[{"contentType":"image/png","contentUrl":"http://127.0.0.1/secret"}]}', 'attachment_unsupported'],
  ])('%s is refused with a code', async (body, code) => {
    await serve();
    const chat = await begin(service);
    expect(await chat.post(body)).toMatchObject({ status: 400, headers: { 'content-type': 'application/problem+json' }, body: { code } });
    expect(service.turns).toHaveLength(1);
    expect(service.logged).toEqual([]);
  });

  test('one that is too large is refused, announced or not; a long text is passed on whole', async () => {
    await serve();
    const chat = await begin(service);
    const large = { type: 'message', text: 'å'.repeat(140_000) };
    expect(await chat.post(large)).toMatchObject({ status: 413, body: { code: 'too_large' } });
    const unannounced = await fetch(`${service.domain}/conversations/${chat.id}/activities`, {
      method: 'POST',
      headers: { authorization: `Bearer ${chat.token}` },
      body: new Blob([JSON.stringify(large)]).stream(),
      duplex: 'half',
    });
    expect(unannounced.status).toBe(413);
    expect((await chat.say('ö'.repeat(30_000))).status).toBe(200);
    expect(service.turns.at(-1)?.input).toEqual({ kind: 'text', text: 'ö'.repeat(30_000) });
  });

  test('typing and the like is accepted and takes no turn', async () => {
    await serve();
    const chat = await begin(service);
    for (const activity of [{ type: 'typing' }, { type: 'event', name: 'tokens/response' }, { type: 'conversationUpdate' }]) {
      expect((await chat.post(activity)).status).toBe(200);
    }
    expect(service.turns).toHaveLength(1);
    expect(await chat.read()).toHaveLength(1);
  });

  test('the person arrives once, however often a client says so', async () => {
    await serve();
    const chat = await begin(service);
    for (const name of ['webchat/join', 'startConversation', 'webchat/join']) {
      expect((await chat.post({ type: 'event', name, channelData: { clientActivityID: `${name}-${Date.now()}` } })).status).toBe(200);
    }
    expect(service.turns.map(({ input }) => input.kind)).toEqual(['joined']);
  });

  test('a file inside a message reaches the bot', async () => {
    await serve();
    const chat = await begin(service);
    await chat.post({ type: 'message', text: '', attachments: [{ contentType: 'text/plain', name: '../a/b.txt', contentUrl: 'data:text/plain;base64,aGVq' }] });
    expect(await chat.read()).toContainEqual(expect.objectContaining({ text: expect.stringMatching(/^b\.txt text\/plain /) }));
  });

  test('a watermark gives what came after it', async () => {
    await serve();
    const chat = await begin(service);
    const { body } = await call(service, 'GET', `conversations/${chat.id}/activities`, chat.token);
    expect(await chat.read(body.watermark)).toEqual([]);
    const { body: sent } = await chat.say('hej');
    const newer = await chat.read(body.watermark);
    expect(newer.map(({ id }) => id)[0]).toBe(sent.id);
    expect(newer).toHaveLength(2);
    expect(sent.id).toMatch(new RegExp(`^${chat.id}\\|\\d{15}$`));
  });

  test('the transcript in memory keeps the newest', async () => {
    await serve({ limits: { activities: 4 } });
    const chat = await begin(service);
    for (const text of ['a', 'bb', 'ccc']) await chat.say(text);
    expect((await chat.read()).map(({ text }) => text)).toEqual(['bb', '2 tecken', 'ccc', '3 tecken']);
  });

  test('a conversation has its pace', async () => {
    await serve({ limits: { turnBurst: 3, turnsPerSecond: 0.5 } });
    const chat = await begin(service);
    const other = await begin(service);
    for (const text of ['a', 'b', 'c']) expect((await chat.say(text)).status).toBe(200);
    const refused = await chat.say('d');
    expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await other.say('e')).status).toBe(200);
  });
});

describe('other origins', () => {
  const asking = (origin: string, more: Record<string, string> = {}) => call(service, 'OPTIONS', 'tokens/generate', undefined, undefined, { origin, ...more });

  test('a page of the own or a local origin may call, another may not', async () => {
    await serve({ origins: ['https://intranet.example'] });
    for (const origin of [service.origin, 'http://localhost:8080', 'https://intranet.example']) {
      const { status, headers } = await asking(origin);
      expect(status).toBe(204);
      expect(headers).toMatchObject({ 'access-control-allow-origin': origin, 'access-control-allow-headers': expect.stringContaining('x-ms-bot-agent') });
    }
    expect((await asking('https://evil.example')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await asking('null')).headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('a public service lets no local page in, and gives its public address for streams', async () => {
    await serve({ publicUrl: 'https://trygg.example' });
    expect((await asking('http://localhost:8080')).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await asking('https://trygg.example')).headers).toHaveProperty('access-control-allow-origin', 'https://trygg.example');
    const started = await call(service, 'POST', 'conversations', 'demo:employee-mhn');
    expect(started.body.streamUrl).toMatch(/^wss:\/\/trygg\.example\/v3\/directline\/conversations\//);
  });

  test('a page of another origin opens no stream', async () => {
    await serve();
    const chat = await begin(service);
    const { body } = await call(service, 'GET', `conversations/${chat.id}`, chat.token);
    const socket = new WebSocket(body.streamUrl!, { origin: 'https://evil.example' });
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toContain('403');
  });
});

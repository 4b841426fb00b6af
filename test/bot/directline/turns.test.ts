import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Reply, Turn } from '../../../bot/turn';
import { testStore, type TestStore } from '../../helpers/store';
import { card, ownerKey, PERSON, running, smallBot, until, type Running, type Setup } from './harness';
import { begin, call, talk, type Activity } from './http';

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

describe('turns', () => {
  test('of one conversation come one after the other; those of another do not wait', async () => {
    const gates: (() => void)[] = [];
    const slowly = async (turn: Turn): Promise<readonly Reply[]> => {
      if (turn.input.kind === 'text' && turn.input.text.startsWith('vänta')) await new Promise<void>((resolve) => gates.push(resolve));
      return smallBot(turn);
    };
    await serve({ bot: slowly });
    const [chat, other] = [await begin(service), await begin(service)];
    const first = chat.say('vänta');
    await until(() => gates.length === 1, 'the first turn');
    const second = chat.say('sedan');
    const [again, redelivered] = [chat.say('igen', 'twice'), chat.say('igen', 'twice')];
    await other.say('under tiden');
    expect(service.turns.map(({ input }) => input)).not.toContainEqual({ kind: 'text', text: 'sedan' });
    gates.forEach((open) => open());
    await Promise.all([first, second]);
    expect((await redelivered).body.id).toBe((await again).body.id);
    const own = (await chat.read()).filter(({ from }) => from.role === 'user').map(({ text }) => text);
    // Which of the two that waited came first is the network's business.
    expect(own[0]).toBe('vänta');
    expect(own.slice(1).sort()).toEqual(['igen', 'sedan']);
  });

  test('one that the bot could not handle leaves the own words and no answer, and can be sent again', async () => {
    let broken = true;
    const failing = (turn: Turn): Promise<readonly Reply[]> => (broken && turn.input.kind === 'text' ? Promise.reject(new Error('min hemlighet')) : smallBot(turn));
    await serve({ bot: failing });
    const chat = await begin(service);
    expect(await chat.say('min hemlighet', 'x')).toMatchObject({ status: 502, body: { code: 'turn_failed' } });
    const before = await chat.read();
    expect(before.map(({ text }) => text)).toEqual([undefined, 'min hemlighet']);
    expect(JSON.stringify(service.logged)).not.toContain('hemlighet');
    broken = false;
    expect((await chat.say('min hemlighet', 'x')).body.id).toBe(before[1]?.id);
    expect((await chat.read()).map(({ text }) => text)).toEqual([undefined, 'min hemlighet', '13 tecken']);
  });

  test('a greeting that failed comes when the client starts again', async () => {
    let broken = true;
    await serve({ bot: (turn) => (broken ? Promise.reject(new Error('not now')) : smallBot(turn)) });
    const started = await call(service, 'POST', 'conversations', 'demo:employee-mhn');
    await until(() => service.logged.length === 1, 'the failure');
    broken = false;
    const chat = talk(service, started.body.conversationId!, started.body.token!);
    await call(service, 'POST', 'conversations', chat.token);
    await until(async () => (await chat.read()).length === 1, 'the greeting');
  });

  test('a button names the activity whose card it was in; only one of this conversation counts', async () => {
    await serve();
    const chat = await begin(service);
    const pressed = (await chat.read())[0]!.id;
    const press = (more: object) => chat.post({ type: 'message', value: { step: 1 }, ...more });
    await press({ replyToId: pressed });
    await press({ channelData: { replyTo: pressed } });
    await press({ replyToId: 'other|000000000000001' });
    const answers = (await chat.read()).filter(({ from }) => from.role === 'bot').slice(1);
    expect(answers.map(({ channelData }) => channelData?.trygg?.replaces)).toEqual([pressed, undefined, pressed, undefined, undefined, undefined]);
    expect(JSON.stringify(await chat.read())).not.toContain('"step"');
  });
});

test('what the bot says of its own accord reaches whoever listens, and whoever comes later', async () => {
  await serve();
  const chat = await begin(service);
  const watermark = (await call(service, 'GET', `conversations/${chat.id}/activities`, chat.token)).body.watermark!;
  const { body } = await call(service, 'GET', `conversations/${chat.id}?watermark=${watermark}`, chat.token);
  const socket = new WebSocket(body.streamUrl!);
  await once(socket, 'open');
  const frame = once(socket, 'message');
  expect(await service.channel.push({ conversationId: chat.id }, [{ card: card('notice') }])).toBe(true);
  const [data] = (await frame) as [Buffer];
  const { activities } = JSON.parse(data.toString()) as { activities: Activity[] };
  expect(activities.map(({ attachments }) => attachments?.[0]?.content?.body?.[0]?.id)).toEqual(['notice']);
  expect(await chat.read(watermark)).toHaveLength(1);
  expect(await service.channel.push({ conversationId: 'no-such-conversation', owner: ownerKey(PERSON.id) }, [{ text: 'hej' }])).toBe(false);
  socket.close();
});

test('a stream is kept alive with empty frames, and ends when the last token of its conversation has run out', async () => {
  await serve({ limits: { keepAliveMs: 20, sweepMs: 20 } });
  const chat = await begin(service);
  const { body } = await call(service, 'GET', `conversations/${chat.id}?watermark=1`, chat.token);
  const socket = new WebSocket(body.streamUrl!);
  let empty = 0;
  socket.on('message', (data: Buffer) => (empty += data.length === 0 ? 1 : 0));
  await until(() => empty > 3, 'keep-alive');
  service.pass(1801);
  const [code] = (await once(socket, 'close')) as [number];
  expect(code).toBe(1008);
});

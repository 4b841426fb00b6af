import { once } from 'node:events';
import { request } from 'node:http';
import { activity, raw } from './raw';
import { rig, type Rig } from './rig';

let bot: Rig;
beforeAll(async () => (bot = await rig()));
afterAll(() => bot.close());

describe('a body that is no activity gets 400 and reaches nobody', () => {
  test.each([
    ['nothing', ''],
    ['broken JSON', '{"type":'],
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')])],
  ])('%s', async (_, body) => {
    expect(await raw(bot, { body })).toMatchObject({ status: 400, code: 'malformed_json', type: 'application/problem+json' });
  });

  test.each<[string, () => string]>([
    ['null', () => 'null'],
    ['a number', () => '7'],
    ['an array', () => '[]'],
    ['an empty object', () => '{}'],
    ['no type', () => activity(bot, { type: undefined })],
    ['a type that is no text', () => activity(bot, { type: 7 })],
    ['no conversation', () => activity(bot, { conversation: undefined })],
    ['a conversation without id', () => activity(bot, { conversation: {} })],
    ['a conversation that is a text', () => activity(bot, { conversation: 'a:1' })],
    ['no sender', () => activity(bot, { from: undefined })],
    ['a sender without id', () => activity(bot, { from: { aadObjectId: 'aad-1' } })],
    ['no recipient', () => activity(bot, { recipient: undefined })],
    ['a recipient without id', () => activity(bot, { recipient: { name: 'Trygg' } })],
    ['an empty recipient id', () => activity(bot, { recipient: { id: '' } })],
    ['no service address', () => activity(bot, { serviceUrl: undefined })],
    ['a service address that is none', () => activity(bot, { serviceUrl: 'urn:botframework:x' })],
    ['a text that is an object', () => activity(bot, { text: { a: 1 } })],
    ['attachments that are no list', () => activity(bot, { attachments: 'all' })],
    ['members that are no accounts', () => activity(bot, { type: 'conversationUpdate', membersAdded: [7] })],
  ])('%s', async (_, body) => {
    expect(await raw(bot, { body: body() })).toMatchObject({ status: 400, code: 'invalid_activity', type: 'application/problem+json' });
  });

  afterAll(() => {
    expect(bot.turns).toEqual([]);
    expect(bot.references).toEqual([]);
  });
});

describe('an activity that leaves out or nulls what is optional is taken', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['as small as can be', {}],
    ['null where Teams may have nothing', { id: null, text: null, locale: null, attachments: null, entities: null, value: null, replyToId: null }],
    ['fields nobody knows', { fromTheFuture: { deep: [1] }, channelData: { anything: true } }],
  ])('%s', async (_, changes) => {
    expect(await raw(bot, { body: activity(bot, changes) })).toMatchObject({ status: 200, text: '' });
  });
});

describe('size', () => {
  const LIMIT = 256 * 1024;
  const sized = (bytes: number): string => {
    const empty = activity(bot, { text: '' });
    return empty.replace('"text":""', `"text":"${'a'.repeat(bytes - empty.length)}"`);
  };

  test('a body of exactly 256 kB is taken', async () => {
    const body = sized(LIMIT);
    expect(Buffer.byteLength(body)).toBe(LIMIT);
    expect((await raw(bot, { body })).status).toBe(200);
  });

  test('one byte more is 413', async () => {
    expect(await raw(bot, { body: sized(LIMIT + 1) })).toMatchObject({ status: 413, code: 'too_large' });
  });

  test('a body that does not say how long it is is measured as it comes', async () => {
    expect(await raw(bot, { body: sized(LIMIT * 4), headers: { 'transfer-encoding': 'chunked' } })).toMatchObject({ status: 413, code: 'too_large' });
  });
});

test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is 405', async (method) => {
  expect(await raw(bot, { method })).toMatchObject({ status: 405, code: 'method_not_allowed' });
});

test('HEAD is 405', async () => {
  expect((await raw(bot, { method: 'HEAD' })).status).toBe(405);
});

test('a sender who goes away in the middle of a body is no error of ours', async () => {
  const quiet = await rig();
  const sent = request(`${quiet.url}/api/messages`, { method: 'POST', headers: { expect: '100-continue', 'content-length': '100' } });
  const gone = new Promise((resolve) => sent.on('error', () => undefined).on('close', resolve));
  sent.flushHeaders();
  await once(sent, 'continue');
  sent.write('{"type":');
  sent.destroy();
  await gone;
  // What the server notices of it is behind it when two further requests have been answered.
  for (const further of [1, 2]) expect((await raw(quiet, { body: activity(quiet, { id: String(further) }) })).status).toBe(200);
  await quiet.close();
  expect(quiet.logged).toEqual([]);
});

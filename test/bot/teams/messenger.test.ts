import { retryAfterMs } from '../../../bot/channels/teams/connectorHttp';
import type { Address, Delivery } from '../../../services/notifications/ports';
import type { Misbehaviour } from '../../helpers/fakeConnector';
import type { TeamsUser } from '../../helpers/teamsUser';
import { card, rig, type Rig } from './rig';

let bot: Rig;
let user: TeamsUser;
let address: Address;

async function meet(conversationType: 'personal' | 'groupChat' | 'channel' = 'personal'): Promise<void> {
  user = bot.user({ conversationType });
  await user.say('hej');
  // As it is after the store.
  address = JSON.parse(JSON.stringify(bot.turns.at(-1)?.address)) as Address;
}

beforeEach(async () => {
  bot = await rig();
  await meet();
});
afterEach(() => bot.close());

const send = (text = 'notis'): Promise<Delivery> => bot.channel.messenger.send(address, { text });

describe('sending', () => {
  test('a text, outside any turn; the delivery names the message', async () => {
    const delivery = await send();
    expect(delivery).toEqual({ ok: true, messageId: expect.any(String) });
    expect(user.messages.map(({ id, text }) => ({ ok: true, messageId: id, text }))).toEqual([{ ...delivery, text: 'notis' }]);
  });

  test('a card, presented for Teams', async () => {
    await bot.channel.messenger.send(address, { card: card('notice') });
    expect(user.card('notice')).toMatchObject({ actions: [{ type: 'Action.Execute' }] });
    expect(user.messages[0]?.activity).toMatchObject({ summary: 'Kort notice', recipient: { id: user.id, aadObjectId: 'aad-1' }, conversation: { tenantId: expect.any(String) } });
  });

  test('to a group', async () => {
    await meet('groupChat');
    await send();
    expect(user.messages.map(({ text }) => text)).toEqual(['notis']);
  });

  test('to a channel: a message of its own, not hidden in the thread where it was connected', async () => {
    await meet('channel');
    await send();
    const [channel] = user.conversationId.split(';');
    expect(bot.connector.messages(channel!).map(({ text }) => text)).toEqual(['notis']);
    expect(user.messages).toEqual([]);
  });

  test('an answer without a body is a delivery without an id', async () => {
    bot.connector.misbehave({ kind: 'silent' });
    expect(await send()).toEqual({ ok: true });
  });

  test('the button on a notice works', async () => {
    await bot.channel.messenger.send(address, { card: card('notice', 'Bekräfta') });
    await user.press('Bekräfta');
    expect(bot.turns.at(-1)?.input).toEqual({ kind: 'action', data: { step: 'notice' } });
  });
});

describe('updating', () => {
  test('puts a card in the place of an earlier one', async () => {
    const first = await bot.channel.messenger.send(address, { card: card('notice') });
    const messageId = first.ok ? first.messageId! : '';
    expect(await bot.channel.messenger.update(address, messageId, { card: card('acknowledged') })).toEqual({ ok: true, messageId });
    expect(user.messages.map(({ card: shown }) => shown?.['fallbackText'])).toEqual(['acknowledged']);
  });

  test('of a message that is gone says so', async () => {
    expect(await bot.channel.messenger.update(address, 'gone', { text: 'x' })).toEqual({ ok: false, reason: 'gone' });
  });
});

describe('what goes wrong is a delivery, after a single request', () => {
  test.each<[string, Misbehaviour, Delivery]>([
    ['403: blocked', { kind: 'status', status: 403, body: { error: { code: 'ConversationBlockedByUser' } } }, { ok: false, reason: 'blocked' }],
    ['404: gone', { kind: 'status', status: 404 }, { ok: false, reason: 'gone' }],
    ['429 with seconds', { kind: 'status', status: 429, retryAfter: '7' }, { ok: false, reason: 'throttled', retryAfterMs: 7000 }],
    ['429 with seconds in the body', { kind: 'status', status: 429, body: { error: { retryAfter: 2 } } }, { ok: false, reason: 'throttled', retryAfterMs: 2000 }],
    ['429 that does not say how long', { kind: 'status', status: 429 }, { ok: false, reason: 'throttled' }],
    ['500', { kind: 'status', status: 500 }, { ok: false, reason: 'unavailable' }],
    ['502', { kind: 'status', status: 502 }, { ok: false, reason: 'unavailable' }],
    ['503 with seconds', { kind: 'status', status: 503, retryAfter: '3' }, { ok: false, reason: 'unavailable', retryAfterMs: 3000 }],
    ['412, which Teams asks to try again', { kind: 'status', status: 412 }, { ok: false, reason: 'unavailable' }],
    ['401: our own credentials, not the recipient', { kind: 'status', status: 401 }, { ok: false, reason: 'unavailable' }],
    ['400', { kind: 'status', status: 400 }, { ok: false, reason: 'rejected' }],
    ['413', { kind: 'status', status: 413 }, { ok: false, reason: 'rejected' }],
    ['a redirect, which would take the token elsewhere', { kind: 'status', status: 307, location: '/elsewhere' }, { ok: false, reason: 'rejected' }],
    ['a connection that is cut', { kind: 'drop' }, { ok: false, reason: 'unavailable' }],
  ])('%s', async (_, how, expected) => {
    bot.connector.misbehave(how, { times: 9 });
    expect(await send()).toEqual(expected);
    expect(bot.connector.received).toHaveLength(1);
  });

  test('nobody there: unavailable', async () => {
    const away: Address = { ...address, reference: { ...(address.reference as object), serviceUrl: 'http://127.0.0.1:1/' } };
    expect(await bot.channel.messenger.send(away, { text: 'x' })).toEqual({ ok: false, reason: 'unavailable' });
  });

  test('an answer that does not come: unavailable, after the time allowed', async () => {
    await bot.close();
    bot = await rig({ limits: { sendMs: 150 } });
    await meet();
    bot.connector.misbehave({ kind: 'hang' }, { times: 9 });
    const started = performance.now();
    expect(await send()).toEqual({ ok: false, reason: 'unavailable' });
    expect(performance.now() - started).toBeLessThan(2000);
    expect(bot.connector.received).toHaveLength(1);
  });

  test('one conversation’s trouble is not another’s, and passes', async () => {
    const other = bot.user({ aadObjectId: 'aad-2' });
    await other.say('hej');
    const stop = bot.connector.misbehave({ kind: 'status', status: 403 }, { times: 9, conversationId: user.conversationId });
    expect(await send()).toMatchObject({ reason: 'blocked' });
    expect(await bot.channel.messenger.send(bot.turns.at(-1)!.address, { text: 'x' })).toMatchObject({ ok: true });
    stop();
    expect(await send()).toMatchObject({ ok: true });
  });

  test('slow is not wrong', async () => {
    bot.connector.misbehave({ kind: 'slow', ms: 300 });
    expect(await send()).toMatchObject({ ok: true });
  });
});

describe('what cannot be sent is rejected without a request', () => {
  test.each<[string, () => unknown]>([
    ['another channel’s address', () => ({ ...address, channel: 'directline' })],
    ['no reference', () => ({ ...address, reference: undefined })],
    ['a reference of another shape', () => ({ ...address, reference: { serviceUrl: bot.connector.url } })],
    ['a service that is not on this machine, while the bot has no registration', () => ({ ...address, reference: { ...(address.reference as object), serviceUrl: 'https://smba.trafficmanager.net/emea/' } })],
    ['a service that is no address', () => ({ ...address, reference: { ...(address.reference as object), serviceUrl: 'nowhere' } })],
  ])('%s', async (_, bad) => {
    expect(await bot.channel.messenger.send(bad() as Address, { text: 'x' })).toEqual({ ok: false, reason: 'rejected' });
    expect(bot.connector.received).toEqual([]);
  });

  test.each([[{}], [{ card: { type: 'HeroCard' } }], [{ card: 'card' }]])('%j', async (message) => {
    expect(await bot.channel.messenger.send(address, message)).toEqual({ ok: false, reason: 'rejected' });
    expect(bot.connector.received).toEqual([]);
  });

  test('with a registration, plain http elsewhere: the bot’s token would be readable', async () => {
    await bot.close();
    bot = await rig({ app: { id: '11111111-2222-3333-4444-555555555555', password: 'a secret' } });
    const away: Address = { ...address, reference: { ...(address.reference as object), serviceUrl: 'http://connector.example/' } };
    expect(await bot.channel.messenger.send(away, { text: 'x' })).toEqual({ ok: false, reason: 'rejected' });
  });
});

test.each<[string | null, string, number | undefined]>([
  ['7', '', 7000],
  ['1.5', '', 1500],
  ['0', '', 0],
  ['Thu, 01 Jan 1970 00:00:10 GMT', '', 9000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', '', 0],
  ['soon', '', undefined],
  [null, '{"retryAfter": 4}', 4000],
  [null, '{"error": {"retryAfter": "4"}}', 4000],
  [null, '{"error": {"message": "retryAfter"}}', undefined],
  [null, 'retryAfter, but no JSON', undefined],
  [null, '', undefined],
])('Retry-After %j with the body %j is %j ms', (header, body, expected) => {
  expect(retryAfterMs(header, body, 1000)).toBe(expected);
});

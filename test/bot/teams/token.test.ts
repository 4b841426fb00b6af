import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import jwt from 'jsonwebtoken';
import { activity, raw, type RawAnswer } from './raw';
import { rig, type Rig } from './rig';

const APP_ID = '11111111-2222-3333-4444-555555555555';
const ISSUER = 'https://api.botframework.com';
const KEY_ID = 'key-1';

const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const foreign = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** The Bot Framework's keys, as its OpenID metadata publishes them. */
async function serveKeys(): Promise<Server> {
  const server = createServer((request, response) => {
    const { port } = server.address() as AddressInfo;
    const keys = [{ ...own.publicKey.export({ format: 'jwk' }), kid: KEY_ID, endorsements: ['msteams', 'webchat'] }];
    response.end(JSON.stringify(request.url === '/keys' ? { keys } : { issuer: ISSUER, jwks_uri: `http://127.0.0.1:${port}/keys` }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

let keys: Server;
let bot: Rig;
beforeAll(async () => {
  // botbuilder prints the public key when a signature does not fit.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  keys = await serveKeys();
  const metadata = `http://127.0.0.1:${(keys.address() as AddressInfo).port}/`;
  bot = await rig({
    app: { id: APP_ID, password: 'a secret' },
    cloud: {
      ToChannelFromBotLoginUrl: 'https://login.microsoftonline.com/botframework.com',
      ToChannelFromBotOAuthScope: ISSUER,
      ToBotFromChannelTokenIssuer: ISSUER,
      OAuthUrl: 'https://token.botframework.com',
      ToBotFromChannelOpenIdMetadataUrl: metadata,
      ToBotFromEmulatorOpenIdMetadataUrl: metadata,
      CallerId: 'urn:botframework:azure',
    },
  });
  bot.answerWith(() => [{ text: 'hej' }]);
});
afterAll(async () => {
  await bot.close();
  keys.close();
  jest.restoreAllMocks();
});

interface TokenOptions {
  readonly key?: KeyObject;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly expiresIn?: number;
  readonly keyid?: string;
}

function token({ key = own.privateKey, claims = {}, expiresIn = 600, keyid = KEY_ID }: TokenOptions = {}): string {
  return jwt.sign({ serviceurl: bot.connector.url, iss: ISSUER, aud: APP_ID, ...claims }, key, { algorithm: 'RS256', keyid, expiresIn });
}

/** Replies are asked for in the response, so that the bot needs no token of its own. */
function post(authorization: string | undefined, changes: Readonly<Record<string, unknown>> = {}): Promise<RawAnswer> {
  const headers = authorization === undefined ? {} : { authorization };
  return raw(bot, { headers, body: activity(bot, { id: randomUUID(), deliveryMode: 'expectReplies', ...changes }) });
}

test('a token of the channel opens the door, from any host and without the rules for this machine', async () => {
  const answer = await raw(bot, {
    headers: { authorization: `Bearer ${token()}`, host: 'trygg.example', 'x-forwarded-for': '203.0.113.7' },
    body: activity(bot, { deliveryMode: 'expectReplies' }),
  });
  expect(answer).toMatchObject({ status: 200, type: 'application/json; charset=utf-8' });
  expect(JSON.parse(answer.text)).toMatchObject({ activities: [{ type: 'message', text: 'hej' }] });
});

describe('what is not proven gets 401, says nothing of why, and reaches nobody', () => {
  let turnsBefore = 0;
  beforeAll(() => (turnsBefore = bot.turns.length));

  test.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['an empty one', () => 'Bearer '],
    ['rubbish', () => 'Bearer rubbish'],
    ['another scheme', () => 'Basic dXNlcjpwYXNz'],
    ['a demo token', () => 'Bearer demo:coordinator-mhn'],
    ['a signature by somebody else', () => `Bearer ${token({ key: foreign.privateKey })}`],
    ['an unknown key', () => `Bearer ${token({ keyid: 'key-2' })}`],
    ['another bot', () => `Bearer ${token({ claims: { aud: 'another' } })}`],
    ['another issuer', () => `Bearer ${token({ claims: { iss: 'https://attacker.example' } })}`],
    ['another service', () => `Bearer ${token({ claims: { serviceurl: 'https://attacker.example/' } })}`],
    ['one that has expired', () => `Bearer ${token({ expiresIn: -3600 })}`],
    ['no signature at all', () => `Bearer ${jwt.sign({ serviceurl: bot.connector.url, iss: ISSUER, aud: APP_ID }, '', { algorithm: 'none', keyid: KEY_ID })}`],
  ])('%s', async (_, authorization) => {
    const answer = await post(authorization());
    expect(answer).toMatchObject({ status: 401, code: 'unauthorized', type: 'application/problem+json' });
    expect(JSON.parse(answer.text)).toEqual({ type: 'about:blank', title: 'Unauthorized', status: 401, code: 'unauthorized' });
  });

  afterAll(() => {
    expect(bot.turns).toHaveLength(turnsBefore);
    expect(JSON.stringify(bot.logged)).not.toMatch(/key-|attacker|demo:/);
  });
});

test('a channel where the sender chooses who they are is not served, whatever its token', async () => {
  expect(await post(`Bearer ${token()}`, { channelId: 'webchat' })).toMatchObject({ status: 403, code: 'channel_not_served' });
  expect(await post(`Bearer ${token()}`, { channelId: undefined })).toMatchObject({ status: 401, code: 'unauthorized' });
});

test('a malformed body is 400 before any token is looked at', async () => {
  expect((await raw(bot, { body: '{' })).status).toBe(400);
});

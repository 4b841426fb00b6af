import type { IncomingMessage } from 'node:http';
import { isLocalRequest, isLoopbackUrl } from '../../../bot/channels/teams/guard';
import { activity, raw } from './raw';
import { rig, type Rig } from './rig';

/** Without an app id nobody can prove who they are, so only this machine is heard. */
let bot: Rig;
beforeAll(async () => (bot = await rig()));
afterAll(() => bot.close());

describe('requests that are refused with 403 and reach nobody', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['a Host header of elsewhere (DNS rebinding)', { host: 'attacker.example:3978' }],
    ['a Host header that only begins like ours', { host: 'localhost.attacker.example' }],
    ['a Host header that only begins like our number', { host: '127.0.0.1.attacker.example' }],
    ['a page of another origin', { origin: 'https://attacker.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['an origin that only begins like ours', { origin: 'http://localhost.attacker.example' }],
    ['a tunnel that rewrites Host', { 'x-forwarded-for': '203.0.113.7' }],
    ['a proxy that says so the standard way', { forwarded: 'for=203.0.113.7' }],
  ])('%s', async (_, headers) => {
    expect(await raw(bot, { headers, body: activity(bot) })).toMatchObject({ status: 403, code: 'forbidden', type: 'application/problem+json' });
  });

  test.each(['https://smba.trafficmanager.net/emea/', 'http://localhost@attacker.example/', 'http://127.0.0.1.attacker.example/', 'http://10.0.0.1/'])(
    'a service at %s',
    async (serviceUrl) => {
      expect(await raw(bot, { body: activity(bot, { serviceUrl }) })).toMatchObject({ status: 403, code: 'forbidden' });
    },
  );

  test('before the body is looked at', async () => {
    expect((await raw(bot, { headers: { host: 'attacker.example' }, body: '{' })).status).toBe(403);
  });

  afterAll(() => {
    expect(bot.turns).toEqual([]);
    expect(bot.references).toEqual([]);
  });
});

describe('requests from this machine', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['localhost', { host: 'localhost' }],
    ['localhost with a port', { host: 'LOCALHOST:3978' }],
    ['a number with a port', { host: '127.0.0.1:3978' }],
    ['another loopback number', { host: '127.1.2.3' }],
    ['IPv6', { host: '[::1]:3978' }],
    ['a page on this machine', { origin: 'http://localhost:56150' }],
  ])('%s', async (_, headers) => {
    expect((await raw(bot, { headers, body: activity(bot) })).status).toBe(200);
  });
});

describe('the peer', () => {
  const from = (remoteAddress: string | undefined): IncomingMessage => ({ socket: { remoteAddress }, headers: { host: 'localhost' } }) as unknown as IncomingMessage;

  test.each(['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'])('%s is this machine', (address) => {
    expect(isLocalRequest(from(address))).toBe(true);
  });

  test.each(['10.0.0.1', '192.168.1.127', '::ffff:10.0.0.1', 'fe80::1', '2001:db8::127', '', undefined])('%s is not', (address) => {
    expect(isLocalRequest(from(address))).toBe(false);
  });
});

test.each([
  ['http://localhost:56150/_connector', true],
  ['http://127.0.0.1/', true],
  ['http://127.1/', true],
  ['https://[::1]:8/', true],
  ['ftp://localhost/', false],
  ['http://localhost.example/', false],
  ['http://[::ffff:10.0.0.1]/', false],
  ['no address', false],
])('%s is on this machine: %s', (address, expected) => {
  expect(isLoopbackUrl(address)).toBe(expected);
});

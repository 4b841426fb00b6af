import { createHmac } from 'node:crypto';
import type { Board } from '../../../domain/board';
import { testApp, until, type House } from '../../helpers/app';
import { boardNamed, boardsInTeams, OFFICE } from '../../helpers/boards';
import { HookServer, type HookTrouble } from '../../helpers/hookServer';
import { api, caseOf, listOf } from '../../helpers/people';
import { inTeams, noticeOf, reported, settled, STORY, stored } from './scene';

const SECOND = 1000;
const SECRETS = ['en-nyckel-som-är-ny-och-lång-nog-0123456789', 'en-gammal-nyckel-som-snart-inte-gäller-längre'];

let hook: HookServer;
let house: House;
beforeAll(async () => {
  hook = await HookServer.start();
  const boards = boardsInTeams().map((board): Board => (board.code === 'MHN' ? { ...board, hours: OFFICE, webhook: { url: hook.url } } : board));
  house = await testApp({ boards, webhookSecrets: new Map([['MHN', SECRETS]]) });
  await inTeams(house, 'coordinator-mhn');
});
beforeEach(() => house.setClock('2026-11-23T09:00:00Z'));
afterAll(async () => {
  // What hangs at the receiver is not waited for.
  await hook.close();
  await house.dispose();
});

const told = (number: string, times = 1) => until(`${times} calls about ${number}`, () => (hook.about(number).length >= times ? hook.about(number) : undefined));
const command = async (number: string, name: string, further: object = {}): Promise<void> => {
  const { version } = await caseOf(house, 'deputy-mhn', number);
  expect((await api(house, 'deputy-mhn', `/api/cases/${number}/commands`, { command: name, version, ...further })).status).toBe(200);
};
const hookNotices = async (number: string) => (await stored(house, number)).filter(({ channel }) => channel === 'webhook');
async function later(ms: number): Promise<void> {
  house.pass(ms);
  await house.services.dispatcher.sweep();
}

test('tells what has happened to which case, how grave and when, and nothing else', async () => {
  const { number } = await reported(house);
  const [first] = await told(number);
  const { receivedAt } = (await api(house, 'deputy-mhn', `/api/cases/${number}`)).body;
  expect(first!.json).toEqual({ event: 'received', board: 'MHN', number, severity: 'high', at: receivedAt });
  expect(first!.headers['content-type']).toBe('application/json');
  expect(first!.path).toBe('/hook');
  await command(number, 'acknowledge');
  await command(number, 'setSeverity', { severity: 'low', reason: STORY });
  await told(number, 3);
  await settled(house, number);
  expect(hook.about(number).map(({ json }) => [json['event'], json['severity']])).toEqual([['received', 'high'], ['acknowledged', 'high'], ['severitySet', 'low']]);
  expect(hook.about(number).map(({ body }) => body).join()).not.toMatch(/hotade|kanariefågel|anställd|coordinator|deputy/i);
  const { notices } = await caseOf(house, 'deputy-mhn', number);
  expect(notices.filter(({ channel }) => channel === 'webhook').map(({ about, recipient, state, attempts }) => [about, recipient, state, attempts])).toEqual(Array.from({ length: 3 }, () => ['event', 'system', 'sent', 1]));
});

test('is signed over time and body with each secret, so that the receiver can tell who speaks', async () => {
  const { number } = await reported(house);
  const { headers, body } = (await told(number))[0]!;
  const timestamp = String(headers['trygg-timestamp']);
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(60);
  const signed = SECRETS.map((secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`);
  expect(headers['trygg-signature']).toBe(signed.join(','));
  expect(JSON.stringify(headers)).not.toContain(SECRETS[0]);
});

test('is told at night as well: nobody is disturbed by it', async () => {
  house.setClock('2026-11-23T22:00:00Z');
  const { number } = await reported(house);
  await told(number);
  expect((await stored(house, number)).find(({ id }) => id === 'new:teams')).toMatchObject({ state: 'queued', attempts: 0 });
});

test.each<readonly [string, HookTrouble]>([
  ['500', { status: 500 }],
  ['503', { status: 503 }],
  ['401, a secret to be mended', { status: 401 }],
  ['a cut connection', 'drop'],
])('after %s it is told again later: the same body under the same key', async (_what, trouble) => {
  hook.misbehave(trouble);
  const { number } = await reported(house);
  await until('the first try to be recorded', async () => (await hookNotices(number)).some(({ attempts }) => attempts === 1));
  expect(await hookNotices(number)).toMatchObject([{ state: 'queued', reason: 'unavailable' }]);
  await later(6 * SECOND);
  const [first, second] = await told(number, 2);
  expect(second!.body).toBe(first!.body);
  expect(second!.headers['idempotency-key']).toBe(first!.headers['idempotency-key']);
  await settled(house, number);
  expect(hook.about(number)).toHaveLength(2);
  expect(await hookNotices(number)).toMatchObject([{ state: 'sent', attempts: 2 }]);
});

test('different events have different keys', async () => {
  const one = await reported(house);
  const other = await reported(house);
  await command(one.number, 'acknowledge');
  const all = [...(await told(one.number, 2)), ...(await told(other.number))];
  expect(new Set(all.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
});

test('Retry-After is the least that is waited', async () => {
  hook.misbehave({ status: 429, headers: { 'retry-after': '120' } });
  const { number } = await reported(house);
  await until('the first try to be recorded', async () => (await hookNotices(number)).some(({ attempts }) => attempts === 1));
  await later(100 * SECOND);
  await settled(house, number);
  expect(hook.about(number)).toHaveLength(1);
  await later(21 * SECOND);
  await told(number, 2);
});

test.each<readonly [number, string]>([
  [400, 'rejected'],
  [302, 'rejected'],
  [410, 'gone'],
])('%i ends it, and the case shows it', async (status, reason) => {
  hook.misbehave({ status, headers: { location: hook.url } });
  const { number } = await reported(house);
  await until('the outcome', async () => (await hookNotices(number)).some(({ state }) => state === 'failed'));
  await later(3600 * SECOND);
  await settled(house, number);
  expect(hook.about(number)).toHaveLength(1);
  expect((await caseOf(house, 'deputy-mhn', number)).notices.find(({ channel }) => channel === 'webhook')).toMatchObject({ state: 'failed', reason });
  expect((await listOf(house, 'deputy-mhn', `?board=MHN&q=${number}`))[0]).toMatchObject({ undelivered: true });
});

test('one that hangs keeps nobody else waiting', async () => {
  const coordinator = await inTeams(house, 'coordinator-mhn');
  hook.misbehave('hang');
  const { number } = await reported(house);
  await noticeOf(coordinator, number);
  const next = await reported(house);
  await told(next.number);
});

test('hears nothing of a case that somebody of the line is kept from, nor of a question, nor of another board', async () => {
  const secret = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'line' } });
  const deputys = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'reader' } });
  const elsewhere = await reported(house, house.newcomer('employee-amn'));
  const open = await reported(house);
  await told(open.number);
  for (const { number } of [secret, deputys, elsewhere]) {
    await settled(house, number);
    expect([hook.about(number).length, (await hookNotices(number)).length]).toEqual([0, 0]);
  }
});

test('hears no more of a case from when a conflict is declared', async () => {
  hook.misbehave({ status: 500 });
  const { number } = await reported(house);
  await until('the first try to be recorded', async () => (await hookNotices(number)).some(({ attempts }) => attempts === 1));
  const { version } = await caseOf(house, 'coordinator-mhn', number);
  expect((await api(house, 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'declareConflict', version })).status).toBe(200);
  await later(6 * SECOND);
  await settled(house, number);
  expect(hook.about(number)).toHaveLength(1);
  expect(await hookNotices(number)).toMatchObject([{ state: 'failed', reason: 'noAccess' }]);
});

test('a board that has a webhook and no secret does not start', async () => {
  const boards = [{ ...boardNamed(boardsInTeams(), 'AMN'), webhook: { url: 'https://system.example/hook' } }];
  await expect(testApp({ boards, connector: house.connector, webhookSecrets: new Map([['MHN', SECRETS]]) })).rejects.toMatchObject({ code: 'webhook_secret_missing', message: expect.stringContaining('AMN') });
});

import { cosmosRig, type CosmosRig } from '../../helpers/cosmosRig';
import { EVERYTHING, STAND_IN_KEY, startStandIn } from '../../helpers/cosmosStandIn';
import { openCosmosStore, setupCosmos, type CosmosStore } from '../../../services/store/cosmos';
import { indexingPolicy } from '../../../services/store/cosmos/layout';
import type { Container } from '../../../services/store/ports';
import { runInSession, sessionToken } from '../../../services/store/session';
import { create, freshPartition, key, match, put, upsert } from './contract/documents';

let rig: CosmosRig;
let store: CosmosStore;
let now = Date.now();
beforeAll(async () => {
  rig = await cosmosRig();
  store = await rig.open({ now: () => now });
  await store.list({ container: 'cases', partition: 'warm', order: 'id', limit: 1 });
});
afterAll(() => rig.stop());
beforeEach(() => rig.proxy.forget());
afterEach(() => {
  expect(rig.proxy.violations).toEqual([]);
  rig.proxy.fault = () => undefined;
  rig.proxy.answerHeaders = () => ({});
});
const listed = { severity: 1, receivedAt: '2026-01-01T00:00:00.000Z', shown: { number: 'AMN-1' } };

describe('on the wire', () => {
  it('is one request each: point reads, conditional writes, a list by the prefix of the board', async () => {
    const at = key('AMN', 'wire');
    const etag = await put(store, create(at, 'secret', listed));
    await put(store, match(at, etag, 'secret', listed));
    await store.read(at);
    await store.list({ container: 'cases', partition: 'AMN', order: 'worst', limit: 20, status: ['received'], notBarred: 'h' });
    await store.remove(at);
    expect(rig.proxy.requests.map(({ kind, partitionKey }) => [kind, partitionKey])).toEqual([
      ['create', '["AMN","wire"]'],
      ['replace', '["AMN","wire"]'],
      ['point read', '["AMN","wire"]'],
      ['query', '["AMN"]'],
      ['delete', '["AMN","wire"]'],
    ]);
  });

  it('sends values as parameters, never in the text of a query', async () => {
    const hostile = `x" OR 1=1 --'`;
    await store.list({ container: 'cases', partition: hostile, order: 'due', limit: 1, status: [hostile], idPrefix: hostile, found: [hostile], placeKind: [hostile], needs: { dueBy: hostile, status: [hostile] }, dueBefore: hostile });
    const { query } = JSON.parse(rig.proxy.requests[0]!.body) as { query: string };
    expect(query).not.toContain('OR 1');
    expect(query).toContain('c.board = @p0');
  });

  it('reads no body for a list', async () => {
    const partition = freshPartition();
    await rig.direct.write([create(key(partition, 'x'), 'b'.repeat(5_000), listed)]);
    const { items } = await store.list({ container: 'cases', partition, order: 'worst', limit: 5 });
    expect(items).toMatchObject([{ derived: listed }]);
    expect(rig.proxy.requests[0]!.bytesReceived).toBeLessThan(500);
  });

  it('follows answers that hold fewer than asked for', async () => {
    const partition = freshPartition();
    await rig.direct.write([1, 2, 3, 4].map((n) => create(key(partition, String(n)))));
    rig.proxy.fault = () => ({ kind: 'short' });
    const page = await store.list({ container: 'cases', partition, order: 'newestId', limit: 3 });
    expect(page.items.map((item) => item.key.id)).toEqual(['4', '3', '2']);
    expect(page.nextCursor).toBeDefined();
    expect(rig.proxy.counts()).toEqual({ query: 4 });
  });

  it('counts what each operation costs', async () => {
    rig.proxy.answerHeaders = () => ({ 'x-ms-request-charge': '2.5' });
    const counted = await rig.open();
    const at = key(freshPartition(), 'x', 'owners');
    await put(counted, create(at, 'b'.repeat(1_000)));
    await counted.read(at);
    await counted.read(at);
    expect(counted.meter()['read owners']).toMatchObject({ requests: 2, documents: 2, requestUnits: 5, retries: 0, failures: 0 });
    expect(counted.meter()['create owners']).toMatchObject({ requests: 1, requestUnits: 2.5 });
    expect(counted.meter()['create owners']!.bytesSent).toBeGreaterThan(1_000);
    expect(counted.meter()['create owners']!.computedRequestUnits).toBeGreaterThan(5);
  });
});

describe('a time to live', () => {
  it('is sent, and what is over is absent before the account has deleted it', async () => {
    const at = key(freshPartition(), 'x', 'owners');
    const etag = await put(store, { ...create(at, 'draft'), ttlSeconds: 60 });
    expect(JSON.parse(rig.proxy.requests[0]!.body)).toMatchObject({ ttl: 60, expiresAt: now + 60_000 });
    now += 60_000;
    expect(await store.read(at)).toBeUndefined();
    expect((await store.list({ container: 'owners', partition: at.partition, order: 'id', limit: 1 })).items).toEqual([]);
    await expect(put(store, match(at, etag))).rejects.toMatchObject({ name: 'StoreConflict' });
    await put(store, create(at, 'new'));
    expect(await store.read(at)).toMatchObject({ body: 'new' });
  });
});

describe('what the account would not do, and not say either,', () => {
  it('is refused: a time to live where nothing is deleted', async () => {
    await expect(put(store, { ...create(key(freshPartition(), 'x', 'cases')), ttlSeconds: 60 })).rejects.toThrow(RangeError);
  });

  it('is refused: an order that no index serves', async () => {
    await expect(store.query({ container: 'owners', partition: freshPartition(), order: 'newestId', limit: 1 })).rejects.toThrow(RangeError);
    expect(rig.proxy.requests).toEqual([]);
  });
});

describe('a session that travels', () => {
  const at = key('somebody', 'state', 'owners');
  beforeEach(() => {
    let written = 0;
    rig.proxy.answerHeaders = ({ kind }) => ({ 'x-ms-session-token': `0:-1#${kind === 'upsert' ? (written += 1) : written}` });
  });

  it('gives the token of its newest answer, and reads with it on another instance', async () => {
    const other = await rig.open();
    const token = await runInSession(undefined, async () => {
      await put(store, upsert(at, 1));
      await put(store, upsert(at, 2));
      return sessionToken();
    });
    expect(token).toBe('0:-1#2');
    rig.proxy.forget();
    await runInSession(token, () => other.read(at));
    expect(rig.proxy.requests[0]!.sessionToken).toBe(token);
    expect(sessionToken()).toBeUndefined();
  });

  it.each(['owners only', 'cases'])('is a matter of what the person has under way: %s', async (which) => {
    await runInSession('0:-1#7', () => store.read(which === 'cases' ? key('AMN', 'x') : at));
    expect(rig.proxy.requests[0]!.sessionToken === '0:-1#7').toBe(which !== 'cases');
  });

  it.each([
    ['no replica has come as far', 404, 1002],
    ['the account cannot read it', 400, 0],
  ])('goes on without the token where %s', async (_, status, substatus) => {
    await put(rig.direct, upsert(at, 'there'));
    rig.proxy.fault = ({ sessionToken: sent }) => (sent === '0:-1#99' ? { kind: 'status', status, substatus } : undefined);
    expect(await runInSession('0:-1#99', () => store.read(at))).toMatchObject({ body: 'there' });
    expect(rig.proxy.requests).toHaveLength(2);
  });

  it.each(['', 'a b', 'x'.repeat(513), 'å\n'])('takes no token that cannot be one: %j', async (token) => {
    await runInSession(token, async () => expect(sessionToken()).toBeUndefined());
  });

  it('keeps the token further on, whatever order answers come in', async () => {
    rig.proxy.answerHeaders = () => ({ 'x-ms-session-token': '0:-1#5' });
    await runInSession('0:-1#9', async () => {
      await store.read(at);
      expect(sessionToken()).toBe('0:-1#9');
    });
  });
});

describe('setting up', () => {
  it('makes what is missing, once, and says what it found', async () => {
    const standIn = await startStandIn();
    const wanted = { endpoint: standIn.endpoint, key: standIn.key, database: 'fresh', containers: ['owners', 'cases'] as Container[] };
    expect(await setupCosmos(wanted)).toEqual({ made: ['database fresh', 'owners', 'cases'], changed: [], found: [] });
    expect(await setupCosmos(wanted)).toEqual({ made: [], changed: [], found: ['database fresh', 'owners', 'cases'] });
    await (await openCosmosStore(wanted)).close();
    await standIn.stop();
  });

  it('is refused where a container has another partition key, and brings other indexes up to date', async () => {
    const standIn = await startStandIn();
    const post = (path: string, body: unknown) => fetch(standIn.endpoint + path, { method: 'POST', body: JSON.stringify(body) });
    await post('/dbs', { id: 'old' });
    await post('/dbs/old/colls', { id: 'leases', partitionKey: { paths: ['/id'], kind: 'Hash' } });
    await post('/dbs/old/colls', { id: 'keys', partitionKey: { paths: ['/keyId'], kind: 'Hash' } });
    const wanted = { endpoint: standIn.endpoint, key: standIn.key, database: 'old' };
    expect(await setupCosmos({ ...wanted, containers: ['keys'] })).toMatchObject({ changed: ['keys'] });
    await expect(setupCosmos({ ...wanted, containers: ['leases'] })).rejects.toMatchObject({ code: 'cosmos_other_partition_key' });
    await expect(openCosmosStore({ ...wanted, containers: ['leases'] })).rejects.toMatchObject({ code: 'cosmos_other_partition_key' });
    await standIn.stop();
  });

  it('is asked for by a store that finds nothing, and creates nothing itself', async () => {
    const standIn = await startStandIn();
    const opening = openCosmosStore({ ...EVERYTHING, endpoint: standIn.endpoint, key: standIn.key });
    await expect(opening).rejects.toMatchObject({ code: 'cosmos_not_set_up', message: expect.stringContaining('cosmos:setup') });
    expect((await (await fetch(`${standIn.endpoint}/dbs`)).json())).toMatchObject({ Databases: [] });
    await standIn.stop();
    await expect(openCosmosStore({ ...EVERYTHING, endpoint: standIn.endpoint, key: STAND_IN_KEY })).rejects.toMatchObject({ code: 'cosmos_unreachable' });
  });

  it.each([
    ['is refused', { kind: 'status', status: 449 }],
    ['breaks', { kind: 'reset' }],
  ] as const)('opens although a request %s on the way', async (_what, fault) => {
    const left = [undefined, fault, undefined, fault];
    rig.proxy.fault = () => left.shift();
    await (await rig.open()).close();
    expect(left).toEqual([]);
  });

  it('says so where the account denies access', async () => {
    rig.proxy.fault = () => ({ kind: 'status', status: 403 });
    await expect(rig.open()).rejects.toMatchObject({ code: 'cosmos_denied' });
  });

  it('indexes nothing but what queries read', () => {
    const policy = indexingPolicy('cases');
    expect(policy.excludedPaths).toEqual([{ path: '/*' }]);
    const included = JSON.stringify(policy.includedPaths);
    for (const left of ['body', 'shown', 'writes']) expect(included).not.toContain(left);
  });
});

import { closeSync, openSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from '../../../services/store/ports';
import { openStore, testStore, type TestStore } from '../../helpers/store';
import { storeContract } from './contract';
import { create, key, match, put, upsert, walk } from './contract/documents';

storeContract('the embedded store', { open: () => testStore(), serial: true });

let opened: TestStore | undefined;
afterEach(async () => {
  await opened?.dispose();
  opened = undefined;
});
async function fresh(options: Parameters<typeof testStore>[0] = {}): Promise<TestStore['store']> {
  opened = await testStore(options);
  return opened.store;
}

const TEXT = 'x'.repeat(6000);
const at = (id: number | string) => key('board', String(id));
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('group commit', () => {
  it('makes all writes of a turn in one commit', async () => {
    const store = await fresh();
    await Promise.all(numbers(200).map((n) => put(store, create(at(n), TEXT))));
    expect(store.stats()).toMatchObject({ commits: 1, writes: 200 });
  });

  it('gathers what comes while a commit is under way into the next one', async () => {
    const store = await fresh({ commitDelayMs: 100 });
    const writes: Promise<string>[] = [];
    for (const n of numbers(20)) {
      writes.push(put(store, create(at(n), TEXT)));
      await new Promise(setImmediate);
    }
    await Promise.all(writes);
    expect(store.stats().commits).toBeLessThan(10);
  });

  it('lets a read see the write called before it, and reads alone commit nothing', async () => {
    const store = await fresh();
    const [, item] = await Promise.all([put(store, create(at(1), 'seen')), store.read(at(1)), store.read(at(2))]);
    expect(item?.body).toBe('seen');
    await Promise.all([store.read(at(1)), store.query({ container: 'cases', partition: 'board', order: 'id', limit: 1 })]);
    expect(store.stats()).toEqual({ commits: 1, writes: 1, reads: 4, forgotten: 0 });
  });

  it('keeps a refused condition to its own call, of which nothing is written', async () => {
    const store = await fresh();
    await put(store, create(at('taken')));
    const results = await Promise.allSettled([
      store.write([create(at(1))]),
      store.write([create(at(2)), create(at(3)), create(at('taken'))]),
      store.write([create(at(4))]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(store.stats().commits).toBe(2);
    expect((await walk(store, { container: 'cases', partition: 'board', order: 'id', limit: 9 })).ids).toEqual(['1', '4', 'taken']);
  });
});

describe('a full disk', () => {
  it('refuses the whole group, keeps what was acknowledged, and goes on where there is room again', async () => {
    const store = await fresh({ maxPages: 100 });
    const kept: number[] = [];
    let refused: unknown;
    for (let n = 0; refused === undefined; n += 1) {
      await put(store, create(at(n), TEXT)).then(
        () => kept.push(n),
        (error: unknown) => (refused = error),
      );
    }
    expect(refused).toBeInstanceOf(StoreUnavailable);
    const group = await Promise.allSettled([put(store, create(at('small'))), put(store, create(at('big'), TEXT.repeat(10))), store.read(at('small'))]);
    expect(group).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }, { status: 'fulfilled', value: undefined }]);
    const { ids } = await walk(store, { container: 'cases', partition: 'board', order: 'id', limit: 50 });
    expect(ids).toEqual(kept.map(String).sort());
    await Promise.all(kept.slice(0, 10).map((n) => store.remove(at(n))));
    await put(store, create(at('big'), TEXT.repeat(3)));
    expect(await store.read(at('big'))).toMatchObject({ body: TEXT.repeat(3) });
  });
});

describe('a time to live', () => {
  let now: number;
  const forgetful = (sweepEveryMs = 3_600_000) => {
    now = Date.UTC(2026, 0, 1);
    return fresh({ now: () => now, sweepEveryMs });
  };
  const draft = (id: string) => ({ ...create(at(id), 'draft', { severity: 1, receivedAt: '2026-01-01', status: 'received', nextNoticeAt: '2026-01-01' }), ttlSeconds: 60 });

  it('hides the document from reads and every list when it is over', async () => {
    const store = await forgetful();
    await store.write([draft('a'), upsert(at('b'), 'stays')]);
    now += 59_999;
    expect(await store.read(at('a'))).toBeDefined();
    now += 1;
    expect(await store.read(at('a'))).toBeUndefined();
    for (const order of ['worst', 'id', 'due'] as const) {
      for (const filter of [{}, { status: ['received'] }]) {
        const { ids } = await walk(store, { container: 'cases', partition: 'board', order, limit: 9, ...filter });
        expect(ids).toEqual(order === 'id' && !filter.status ? ['b'] : []);
      }
    }
  });

  it('makes the id free again and the old etag worthless', async () => {
    const store = await forgetful();
    const etag = await put(store, draft('a'));
    now += 60_000;
    await expect(put(store, match(at('a'), etag))).rejects.toMatchObject({ name: 'StoreConflict' });
    await put(store, create(at('a'), 'new'));
    now += 60_000;
    expect(await store.read(at('a'))).toMatchObject({ body: 'new' });
  });

  it('starts again with each write that has one, and ends with a write that has none', async () => {
    const store = await forgetful();
    const etag = await put(store, draft('a'));
    now += 40_000;
    const second = await put(store, { ...match(at('a'), etag, 'longer'), ttlSeconds: 60 });
    now += 40_000;
    await put(store, match(at('a'), second, 'for good'));
    now += 400_000;
    expect(await store.read(at('a'))).toMatchObject({ body: 'for good' });
  });

  it('deletes what is over from the file, and nothing else', async () => {
    const store = await forgetful(5);
    await Promise.all(numbers(700).map((n) => put(store, draft(`draft-${n}`))));
    await store.write([create(at('stays')), { ...create(at('stays longer')), ttlSeconds: 61 }]);
    const before = store.stats().commits;
    while (store.stats().commits < before + 2) await new Promise(setImmediate);
    expect(store.stats().forgotten).toBe(0);
    now += 60_000;
    while (store.stats().forgotten < 700) await new Promise(setImmediate);
    now -= 60_000;
    const { ids } = await walk(store, { container: 'cases', partition: 'board', order: 'id', limit: 9 });
    expect(ids).toEqual(['stays', 'stays longer']);
  });
});

describe('the end', () => {
  it('answers what was called before closing and refuses what comes after', async () => {
    const store = await fresh();
    const before = put(store, create(at(1)));
    const closed = store.close();
    await expect(put(store, create(at(2)))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(before).resolves.toEqual(expect.any(String));
    await closed;
    await store.close();
    await expect(store.read(at(1))).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('is told when the thread dies, and what it had not answered is refused', async () => {
    opened = await testStore();
    await opened.store.close();
    const workerFile = join(dirname(opened.file), 'dies.js');
    writeFileSync(
      workerFile,
      `const { parentPort } = require('node:worker_threads');
      parentPort.on('message', () => { throw new Error('no more'); });
      parentPort.postMessage({ kind: 'opened' });`,
    );
    const store = await openStore({ file: opened.file, workerFile });
    const calls = await Promise.allSettled([store.read(at(1)), put(store, create(at(1))), store.remove(at(1))]);
    expect(calls).toEqual(calls.map(() => ({ status: 'rejected', reason: expect.any(StoreUnavailable) as unknown })));
    expect((await store.failed).cause).toMatchObject({ message: 'no more' });
  });

  it('is told when the file is damaged under a running store, and nothing is answered any more', async () => {
    const store = await damagedWhileOpen();
    expect(await store.read(at('short'))).toMatchObject({ body: 'kept in memory' });
    await expect(store.read(at('long'))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.failed).toBeInstanceOf(Error);
    await expect(store.read(at('short'))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(put(store, create(at('late')))).rejects.toBeInstanceOf(StoreUnavailable);
    await store.close();
  });

  it('is not the end when one document alone is damaged: that one cannot be had', async () => {
    const store = await damagedWhileOpen();
    await expect(store.read(at('middling'))).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await store.read(at('short'))).toMatchObject({ body: 'kept in memory' });
  });
});

/** A store whose file is overwritten after opening, but for what it holds in memory: the pages that lead to the bodies. */
async function damagedWhileOpen(): Promise<TestStore['store']> {
  const first = await testStore();
  await first.store.write([create(at('short'), 'kept in memory'), create(at('middling'), TEXT), create(at('long'), TEXT.repeat(5))]);
  await first.store.close();
  const store = await openStore({ file: first.file });
  opened = { ...first, store, dispose: () => store.close().then(first.dispose) };
  await store.query({ container: 'cases', partition: 'board', order: 'id', limit: 1 });
  const rest = statSync(first.file).size - 4096;
  const descriptor = openSync(first.file, 'r+');
  writeSync(descriptor, Buffer.alloc(rest, 0xa5), 0, rest, 4096);
  closeSync(descriptor);
  return store;
}

import { randomInt, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBlobs, resealPlain } from '../../../services/attachments';
import { CONTAINERS, StoreUnavailable, type Derived, type Store, type WholeStore } from '../../../services/store/ports';
import { isSealed, sealed } from '../../../services/store/sealed';
import { sealOldDocuments } from '../../../services/store/upgrade';
import { upgraded } from '../../../services/store/versions';
import { openStores, type Stores } from '../../../services/stores';
import { rawText } from '../../helpers/dump';
import { openStore, storeWorkerFile } from '../../helpers/store';
import { oldDocuments, oldWrites } from './oldDocuments';

const FILE_ID = '9f2c4e0b7d1a48c3b5e6f70812a3b4c5';
const IN_FILE = 'Ett handskrivet brev från gården.';
const WORDS = ['Åkerögatan', 'Södra torget', 'Anställd på miljö', 'Ängelsby', 'får ångra sig', 'säkerhet@thread', 'café at Årsta', IN_FILE];

let dataDir: string;
let stores: Stores | undefined;

/** A folder as the first release has left it. */
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-old-'));
  await writeFile(join(dataDir, 'trygg.key'), randomBytes(32), { mode: 0o600 });
  const raw = await openStore({ file: join(dataDir, 'trygg.db') });
  await raw.write(oldWrites(1));
  await raw.close();
  const blobs = await openBlobs({ kind: 'files', dataDir });
  await blobs.put(FILE_ID, bytesOf(IN_FILE));
});
afterEach(async () => {
  await stores?.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function open(): Promise<Stores> {
  stores = await openStores({ place: { kind: 'sqlite', commitDelayMs: 0 }, dataDir, workerFile: storeWorkerFile(), now: Date.now });
  return stores;
}

const derivedOf = (body: unknown): Derived => ({ status: (body as { status: string }).status, changedAt: '2026-12-01T00:00:00.000Z' });
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function upgrade(opened: Stores, raw: Store & WholeStore = opened.documents): Promise<number> {
  const blobs = await openBlobs({ kind: 'files', dataDir });
  const resealFile = async (internalId: string, id: string): Promise<void> => {
    await resealPlain(blobs, opened.keyring, internalId, id);
  };
  const store = sealed(raw, opened.keyring, { plain: () => true });
  return (await sealOldDocuments({ raw, store, keyring: opened.keyring, derivedOf, resealFile, log })).sealed;
}

async function everything({ documents }: Stores) {
  const pages = await Promise.all(CONTAINERS.map((container) => documents.scan(container, 1_000)));
  return pages.flatMap(({ items }) => items);
}

/** Places and opened bodies of all documents, as the services see them. */
async function seen(opened: Stores): Promise<string[]> {
  const read = (await everything(opened)).map(async ({ key }) => JSON.stringify([key, (await opened.store.read(key))?.body]));
  return (await Promise.all(read)).sort();
}

/** Internal ids by case number. */
const internalIds = (): Map<unknown, unknown> => new Map(oldDocuments(1, 'cases').map(({ id, body }) => [id, body['key']]));

/** Turns now lie under their person, and who reported under the case's internal id; the rest lies where it lay. */
const expected = (): string[] =>
  (['cases', 'identities', 'owners', 'references', 'receiptCodes', 'transcripts'] as const)
    .flatMap((container) =>
      oldDocuments(1, container).map(({ partition, id, body }, index) => {
        const turn = { container, partition: body['owner'], id: `${partition}|${String(index + 1).padStart(7, '0')}` };
        const other = { container, partition, id: container === 'identities' ? internalIds().get(id) : id };
        return JSON.stringify([container === 'transcripts' ? turn : other, upgraded(container, 1, body)]);
      }),
    )
    .sort();

describe('a store of the first release', () => {
  it('is sealed: everything can be read as before, and nothing of it in the files', async () => {
    const opened = await open();
    expect(opened.unsealed).toBe(true);
    expect(WORDS.filter((word) => !oldWrites(1).some((write) => JSON.stringify(write).includes(word)))).toEqual([IN_FILE]);
    expect(await upgrade(opened)).toBe(14);
    expect(await seen(opened)).toEqual(expected());
    for (const file of opened.files) await file.vacuum();
    const running = await rawText(dataDir);
    await opened.close();
    for (const text of [running, await rawText(dataDir)]) expect(WORDS.filter((word) => text.includes(word))).toEqual([]);
  });

  it('cases and identities are sealed with the key of their case, the rest without', async () => {
    const opened = await open();
    await upgrade(opened);
    for (const { key, body } of await everything(opened)) {
      if (key.container === 'keys') continue;
      const expectedKey = { cases: internalIds().get(key.id), identities: key.id } as Readonly<Record<string, unknown>>;
      expect(isSealed(body) && body.k).toBe(expectedKey[key.container] ?? '');
    }
  });

  it('cases get the derived fields of this release, and what is forgotten some day still is', async () => {
    const opened = await open();
    await upgrade(opened);
    const all = await everything(opened);
    for (const { derived } of all.filter(({ key }) => key.container === 'cases')) expect(derived.changedAt).toBe('2026-12-01T00:00:00.000Z');
    for (const { ttlSeconds } of all.filter(({ key }) => key.container === 'transcripts')) expect(ttlSeconds).toBeGreaterThan(2_591_000);
  });

  it('is looked at again and left alone once it is sealed', async () => {
    const opened = await open();
    await upgrade(opened);
    const before = await everything(opened);
    expect(await upgrade(opened)).toBe(0);
    expect(await everything(opened)).toEqual(before);
  });

  it('ends the same however often it is interrupted, before or after a write', async () => {
    const opened = await open();
    let tries = 0;
    for (; tries < 100; tries++) {
      const done = await upgrade(opened, failing(opened.documents, 1 + randomInt(4))).catch((error: unknown) => error);
      if (typeof done === 'number') break;
      expect(done).toBeInstanceOf(StoreUnavailable);
    }
    expect(tries).toBeGreaterThan(2);
    expect(await seen(opened)).toEqual(expected());
  });
});

/** A store that takes so many changes; the next one fails, made or not. */
function failing(raw: Store & WholeStore, after: number): Store & WholeStore {
  let left = after;
  const guarded = async <T>(change: () => Promise<T>): Promise<T> => {
    if (left-- > 0) return change();
    if (randomInt(2) === 0) await change();
    throw new StoreUnavailable('interrupted');
  };
  return {
    shared: raw.shared,
    read: (key) => raw.read(key),
    query: (query) => raw.query(query),
    list: (query) => raw.list(query),
    scan: (container, limit, cursor) => raw.scan(container, limit, cursor),
    close: () => raw.close(),
    write: (writes) => guarded(() => raw.write(writes)),
    remove: (key) => guarded(() => raw.remove(key)),
  };
}

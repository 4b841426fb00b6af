import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openAttachments, openBlobs, type BlobStore } from '../../../services/attachments';
import { exportTo, importFrom, type Moved } from '../../../services/moving';
import { CONTAINERS, type Store, type WholeStore } from '../../../services/store/ports';
import { openRawStores, openStores, type StoresOptions } from '../../../services/stores';
import { storeWorkerFile } from '../../helpers/store';

/** Stands in every text of a filled house, and must stand in no exported file. */
export const WORDS = 'Han väntade utanför Åkerögatan';

export interface Rooms {
  readonly documents: Store & WholeStore;
  readonly keys: Store & WholeStore;
  readonly blobs: BlobStore;
}

export const settings = (dataDir: string): StoresOptions => ({ place: { kind: 'sqlite', commitDelayMs: 0 }, dataDir, workerFile: storeWorkerFile(), now: Date.now });

/** Fills an empty data folder through the sealed store, as a running server would. */
export async function fill(dataDir: string, cases: number): Promise<void> {
  const stores = await openStores(settings(dataDir));
  await stores.confirm();
  const attachments = await openAttachments({ kind: 'files', dataDir }, stores.keyring);
  for (let n = 0; n < cases; n++) {
    const internalId = randomBytes(16).toString('hex');
    const number = `MHN-${String(n).padStart(4, '0')}-0000`;
    const derived = { status: 'received', severity: n % 4, receivedAt: '2026-11-23T09:00:00.000Z', shown: { version: n, locale: 'sv' } };
    await stores.store.write([
      { key: { container: 'cases', partition: 'MHN', id: number }, body: { key: internalId, story: `${WORDS} ${n}` }, derived, condition: { kind: 'create' }, sealedFor: internalId },
      { key: { container: 'identities', partition: 'MHN', id: number }, body: { name: WORDS }, condition: { kind: 'create' }, sealedFor: internalId },
      { key: { container: 'transcripts', partition: `owner-${n % 3}`, id: `c|${String(n).padStart(7, '0')}` }, body: { text: WORDS }, condition: { kind: 'create' }, ttlSeconds: 3_600 },
    ]);
    if (n % 4 === 0) await attachments.put(internalId, textOf(`${WORDS} ${n} `.repeat(50)), 1_000_000);
  }
  await stores.close();
}

async function* textOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

/** Opens a data folder as the commands do, and closes it when `use` has ended. */
export async function inside<T>(dataDir: string, use: (rooms: Rooms) => Promise<T>): Promise<T> {
  const stores = await openRawStores(settings(dataDir));
  try {
    return await use({ documents: stores.documents, keys: stores.keys, blobs: await openBlobs({ kind: 'files', dataDir }) });
  } finally {
    await stores.close();
  }
}

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const exported = (rooms: Rooms, folder: string, options: { readonly partBytes?: number; readonly now?: () => number } = {}): Promise<Moved> =>
  exportTo({ ...rooms, dir: join(folder, 'documents'), keysDir: join(folder, 'keys'), log, partBytes: 2_000, page: 5, ...options });

export const imported = (rooms: Rooms, folder: string, options: { readonly now?: () => number } = {}): Promise<Moved> =>
  importFrom({ ...rooms, dir: join(folder, 'documents'), keysDir: join(folder, 'keys'), log, ...options });

/** Every document as the adapter keeps it, without what differs by nature. */
export async function contents({ documents, keys }: Rooms): Promise<object[]> {
  const pages = await Promise.all(CONTAINERS.map((container) => (container === 'keys' ? keys : documents).scan(container, 1_000)));
  return pages.flatMap(({ items }) => items.map(({ key, derived, body, ttlSeconds }) => ({ key, derived, body, expires: ttlSeconds !== undefined })));
}

/** The cases' stories as a server reads them that starts on a moved folder with the key of the old one. */
export async function stories(dataDir: string, keyFrom: string): Promise<readonly string[]> {
  await mkdir(dataDir, { recursive: true });
  await copyFile(join(keyFrom, 'trygg.key'), join(dataDir, 'trygg.key'));
  const stores = await openStores(settings(dataDir));
  const page = await stores.store.query<{ story: string }>({ container: 'cases', partition: 'MHN', order: 'id', limit: 1_000 });
  await stores.close();
  return page.items.map(({ body }) => body.story);
}

/** Everything in a folder, as one text. */
export async function textIn(folder: string): Promise<string> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  return (await Promise.all(found.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name), 'utf8')))).join('\n');
}

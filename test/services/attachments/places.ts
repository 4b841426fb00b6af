import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { openBlobs, setUpBlobs, type AttachmentsPlace, type BlobStore } from '../../../services/attachments';
import type { Keyring } from '../../../services/keys/ports';
import { startAzurite } from '../../helpers/azurite';

export interface Place {
  readonly blobs: BlobStore;
  readonly place: AttachmentsPlace;
  dispose(): Promise<void>;
}

async function folder(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'trygg-files-'));
  const place = { kind: 'files', dataDir } as const;
  return { place, blobs: await openBlobs(place), dispose: () => rm(dataDir, { recursive: true, force: true }) };
}

async function container(): Promise<Place> {
  const azurite = await startAzurite();
  const place = { kind: 'blob', connectionString: azurite.connectionString, container: 'files' } as const;
  await setUpBlobs(place);
  return { place, blobs: await openBlobs(place), dispose: () => azurite.stop() };
}

/** Both places that files can lie in, real ones and empty. */
export const PLACES: readonly (readonly [name: string, open: () => Promise<Place>])[] = [
  ['a folder', folder],
  ['a container of Azure Blob Storage', container],
];

export const newId = (): string => randomBytes(16).toString('hex');

export const chunks = (...parts: readonly Uint8Array[]): AsyncIterable<Uint8Array> => Readable.from(parts);

/** Gives so many bytes and then fails. */
export async function* breaking(bytes: number): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(bytes);
  await Promise.resolve();
  throw new Error('connection lost');
}

export async function allIds(blobs: BlobStore): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of blobs.ids()) ids.push(id);
  return ids;
}

/** All of a stream; undefined where there is none. */
export const whole = async (opened: Promise<Readable | undefined>): Promise<Buffer | undefined> => {
  const stream = await opened;
  return stream && buffer(stream);
};

/** Data keys in memory, made as they are asked for. */
export function memoryKeyring(): Keyring {
  const keys = new Map<string, Buffer>();
  return {
    async ensure(internalId) {
      const key = keys.get(internalId) ?? randomBytes(32);
      keys.set(internalId, key);
      return key;
    },
    find: async (internalId) => keys.get(internalId),
    cached: (internalId) => keys.get(internalId),
    derived: () => randomBytes(32),
    async dispose(internalId) {
      keys.delete(internalId);
    },
  };
}

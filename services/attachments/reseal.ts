import type { Readable } from 'node:stream';
import type { Keyring } from '../keys/ports';
import { MAGIC } from './format';
import type { BlobStore } from './ports';
import { sealing } from './sealing';

/** Whether a file is sealed, as its first bytes say. False for a plain one of earlier versions, and where there is none. */
export async function isSealed(blobs: BlobStore, id: string): Promise<boolean> {
  const stored = await blobs.open(id);
  if (!stored) return false;
  try {
    return isMagic((await beginning(stored)).head);
  } finally {
    stored.destroy();
  }
}

/**
 * Seals a plain file of earlier versions under the id it has. One that is sealed already, or absent, is left alone; so it
 * may be broken off at any moment and run again.
 * @param internalId of the case the file belongs to
 * @returns whether it was rewritten
 */
export async function resealPlain(blobs: BlobStore, keyring: Keyring, internalId: string, id: string): Promise<boolean> {
  const stored = await blobs.open(id);
  if (!stored) return false;
  try {
    const { head, whole } = await beginning(stored);
    if (isMagic(head)) return false;
    await blobs.replace(id, sealing(await keyring.ensure(internalId), { internalId, id }, whole));
    return true;
  } finally {
    stored.destroy();
  }
}

const isMagic = (head: Buffer): boolean => head.subarray(0, MAGIC.length).equals(MAGIC);

/** The first bytes of a stream, enough to tell its kind, and the whole of it: so both are of one and the same reading. */
async function beginning(stored: Readable): Promise<{ readonly head: Buffer; readonly whole: AsyncIterable<Uint8Array> }> {
  const chunks: AsyncIterator<Buffer> = stored[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let head = Buffer.alloc(0);
  while (head.length < MAGIC.length) {
    const next = await chunks.next();
    if (next.done === true) break;
    head = Buffer.concat([head, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* { [Symbol.asyncIterator]: () => chunks };
  }
  return { head, whole: whole() };
}

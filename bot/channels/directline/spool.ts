import { createCipheriv, createDecipheriv, randomBytes, randomUUID, type Decipher } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { IncomingFile } from '../../turn';

const CIPHER = 'aes-256-ctr';
const CHUNK = 64 * 1024;

/** A received file. It can be read, as often as needed, until it is disposed of. */
export interface SpooledFile extends IncomingFile {
  dispose(): Promise<void>;
}

/**
 * Keeps a file that is being received out of memory without leaving it on the disk: the bytes are encrypted with a key
 * that only this process has and only for this file, into a file whose name is removed before the first byte.
 */
export async function spool(source: Readable, name: string, contentType: string): Promise<SpooledFile> {
  const key = randomBytes(32);
  const iv = randomBytes(16);
  const handle = await nameless();
  try {
    await pipeline(source, createCipheriv(CIPHER, key, iv), async (encrypted: AsyncIterable<Uint8Array>) => {
      for await (const chunk of encrypted) await handle.appendFile(chunk);
    });
  } catch (error) {
    await handle.close();
    throw error;
  }
  return {
    name,
    contentType,
    open: () => Promise.resolve(decrypted(handle, createDecipheriv(CIPHER, key, iv))),
    async dispose() {
      key.fill(0);
      await handle.close();
    },
  };
}

/** Reads by position: a stream of the handle's own would keep it from closing. */
async function* decrypted(handle: FileHandle, decipher: Decipher): AsyncGenerator<Uint8Array> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield decipher.update(buffer.subarray(0, bytesRead));
  }
}

async function nameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `trygg-${randomUUID()}`);
  const handle = await open(path, 'wx+', 0o600);
  await unlink(path);
  return handle;
}

import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';

export interface StoredFile {
  /** 32 hexadecimal digits, not guessable. */
  readonly id: string;
  /** Of the bytes as given, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Files that came with reports. What is put in is kept as it is: whoever must not be read encrypts before. */
export interface AttachmentStore {
  /**
   * Stores a stream and answers when it is on disk; at no time is more than one chunk in memory.
   * @throws {AttachmentRefused} `file_too_large` above `limitBytes`, `file_empty`; then, as on any other error, nothing is left
   */
  put(source: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredFile>;
  /** The file's bytes; undefined where there is none of that id. */
  open(id: string): Promise<Readable | undefined>;
  /** Absent is no error. */
  remove(id: string): Promise<void>;
}

export class AttachmentRefused extends Error {
  override readonly name = 'AttachmentRefused';
  constructor(readonly code: 'file_too_large' | 'file_empty') {
    super(code);
  }
}

const ID = /^[0-9a-f]{32}$/;
const UNFINISHED = '.part';

/**
 * Keeps files under `<dataDir>/files/<first two digits>/<id>`, readable by this account alone. What a process that
 * died left unfinished is removed first; so the folder must be this process's own, as the database's lock ensures.
 */
export async function openAttachmentStore(dataDir: string): Promise<AttachmentStore> {
  const root = join(dataDir, 'files');
  await mkdir(root, { recursive: true, mode: 0o700 });
  await removeUnfinished(root);
  return new AttachmentFiles(root);
}

class AttachmentFiles implements AttachmentStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(source: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredFile> {
    const id = randomBytes(16).toString('hex');
    const path = this.#path(id);
    await this.#makeFolder(dirname(path));
    const unfinished = path + UNFINISHED;
    try {
      const stored = await writeAll(source, unfinished, limitBytes);
      await rename(unfinished, path);
      await syncFolder(dirname(path));
      return { id, ...stored };
    } catch (error) {
      await Promise.all([rm(unfinished, { force: true }), rm(path, { force: true })]);
      throw error;
    }
  }

  async open(id: string): Promise<Readable | undefined> {
    if (!ID.test(id)) return undefined;
    try {
      return (await open(this.#path(id), 'r')).createReadStream();
    } catch (error) {
      if (isAbsent(error)) return undefined;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    if (!ID.test(id)) return;
    const path = this.#path(id);
    try {
      await rm(path);
    } catch (error) {
      if (isAbsent(error)) return;
      throw error;
    }
    await syncFolder(dirname(path));
  }

  /** Spread over 256 folders, since some file systems slow down with the number of names in one. */
  #path(id: string): string {
    return join(this.#root, id.slice(0, 2), id);
  }

  async #makeFolder(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(this.#root);
  }
}

/** Writes chunk by chunk, so that a slow disk slows the sender and memory holds one chunk. */
async function writeAll(source: AsyncIterable<Uint8Array>, path: string, limitBytes: number): Promise<Omit<StoredFile, 'id'>> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) throw new AttachmentRefused('file_too_large');
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    if (bytes === 0) throw new AttachmentRefused('file_empty');
    await file.sync();
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await file.close();
  }
}

/** A new or vanished name is durable only once its folder is; Windows has no such call and needs none. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function removeUnfinished(root: string): Promise<void> {
  for (const name of await readdir(root, { recursive: true })) {
    if (name.endsWith(UNFINISHED)) await rm(join(root, name), { force: true });
  }
}

const isAbsent = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';

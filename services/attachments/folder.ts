import { access, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { syncFolder } from '../syncFolder';
import { BlobExists, isBlobId, requireBlobId, type BlobStore } from './ports';

const UNFINISHED = '.part';
/** Longer than any file takes to come in. */
const DEAD_MS = 60 * 60_000;
const FOLDER = /^[0-9a-f]{2}$/;

/**
 * Keeps files under `<dataDir>/files/<first two digits>/<id>`, readable by this account alone. What a process that
 * died left unfinished is removed first: all of it where the folder is this process's own, as the database's lock
 * ensures, and only what nobody can be writing any more where several instances share it.
 */
export async function openFolder(dataDir: string, { shared = false }: { readonly shared?: boolean } = {}): Promise<BlobStore> {
  const root = join(dataDir, 'files');
  await mkdir(root, { recursive: true, mode: 0o700 });
  await removeUnfinished(root, shared ? Date.now() - DEAD_MS : Infinity);
  return new Folder(root);
}

class Folder implements BlobStore {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async put(id: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    const path = await this.#place(id);
    await writeBeside(path, async (file) => {
      // Whoever holds the unfinished file is the only one writing this id, so nobody comes in between.
      if (await exists(path)) throw new BlobExists(id);
      await writeAll(source, file);
    });
    try {
      await syncFolder(dirname(path));
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  async replace(id: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    const path = await this.#place(id);
    await writeBeside(path, (file) => writeAll(source, file));
    await syncFolder(dirname(path));
  }

  async open(id: string): Promise<Readable | undefined> {
    if (!isBlobId(id)) return undefined;
    try {
      return (await open(this.#path(id), 'r')).createReadStream();
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    if (!isBlobId(id)) return;
    const path = this.#path(id);
    try {
      await rm(path);
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return;
      throw error;
    }
    await syncFolder(dirname(path));
  }

  async *ids(): AsyncIterable<string> {
    for (const folder of (await readdir(this.#root)).filter((name) => FOLDER.test(name)).sort()) {
      yield* (await readdir(join(this.#root, folder))).filter(isBlobId).sort();
    }
  }

  /** Spread over 256 folders, since some file systems slow down with the number of names in one. */
  #path(id: string): string {
    return join(this.#root, id.slice(0, 2), id);
  }

  /** The path of an id, in a folder that is there. */
  async #place(id: string): Promise<string> {
    requireBlobId(id);
    const path = this.#path(id);
    const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    if (made !== undefined) await syncFolder(this.#root);
    return path;
  }
}

/** Writes a file under a name of its own and gives it its right name once it is on disk: nobody sees half of it. */
async function writeBeside(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  const unfinished = path + UNFINISHED;
  const file = await openNew(unfinished, path);
  try {
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function openNew(unfinished: string, path: string): Promise<FileHandle> {
  try {
    return await open(unfinished, 'wx', 0o600);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) throw new BlobExists(path.slice(-32));
    throw error;
  }
}

/** Writes chunk by chunk, so that a slow disk slows the sender and memory holds one chunk. */
async function writeAll(source: AsyncIterable<Uint8Array>, file: FileHandle): Promise<void> {
  for await (const chunk of source) await file.writeFile(chunk);
}

/** @param untouchedSince milliseconds since 1970 */
async function removeUnfinished(root: string, untouchedSince: number): Promise<void> {
  for (const name of await readdir(root, { recursive: true })) {
    if (name.endsWith(UNFINISHED) && (await changedAt(join(root, name))) < untouchedSince) await rm(join(root, name), { force: true });
  }
}

/** Milliseconds since 1970; one that is finished or gone meanwhile has changed just now. */
async function changedAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return Infinity;
    throw error;
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return false;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === code;

import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OpenErrorCode } from './protocol';

/** Why the file cannot be used; crosses to the main thread as its code. */
export class OpenRefused extends Error {
  override readonly name = 'OpenRefused';
  constructor(
    readonly code: OpenErrorCode,
    detail: string,
    options?: ErrorOptions,
  ) {
    super(detail, options);
  }
}

/** Lies in a data folder into which a restore has begun to copy, until all of it is there. */
export const RESTORE_MARK = 'restore-unfinished.json';

/**
 * Makes folder and file, and says whether the file already held something. The file is never opened here when it
 * exists: closing a descriptor would drop the POSIX locks another store of this process holds on it.
 */
export function prepareFile(file: string): boolean {
  try {
    makeFolder(dirname(file));
    if (existsSync(join(dirname(file), RESTORE_MARK))) throw new OpenRefused('restore_unfinished', 'a restore into this folder has not been finished');
    accessSync(dirname(file), constants.W_OK);
    if (!existsSync(file)) closeSync(openSync(file, 'wx', 0o600));
    accessSync(file, constants.R_OK | constants.W_OK);
    const found = statSync(file);
    if (!found.isFile()) throw new Error('not a file');
    if ((found.mode & 0o077) !== 0) chmodSync(file, 0o600);
    // SQLite deletes the log of an empty file: then the log may be all that is left of the data.
    if (found.size === 0 && hasLog(file)) throw new OpenRefused('database_damaged', 'a log without its database');
    return found.size > 0;
  } catch (error) {
    if (error instanceof OpenRefused) throw error;
    throw new OpenRefused(isFull(error) ? 'disk_full' : 'data_dir_unwritable', String(error), { cause: error });
  }
}

const isFull = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOSPC';

/** Node's own `recursive` never returns where a folder cannot be made in one that exists, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

/** In bytes; 0 where there is none. */
export const sizeOf = (file: string): number => (existsSync(file) ? statSync(file).size : 0);

/** Whether a crash has left commits in the log that are not in the file yet. */
export const hasLog = (file: string): boolean => sizeOf(`${file}-wal`) > 0;

import { join, resolve } from 'node:path';
import { hasLog } from './file';
import type { Counts, StoreThreadOptions } from './protocol';
import { ThreadedStore, type SqliteStore } from './store';
import { doneOnThread, startThread } from './thread';

export { InvalidCursor } from '../ports';
export { RESTORE_MARK } from './file';
export type { Counts } from './protocol';
export type { SqliteStore, SqliteStoreStats } from './store';
export { StoreOpenError } from './thread';

/** Where the store thread's program lies, if not beside this one, as in tests. */
export interface WorkerPlace {
  readonly workerFile?: string | undefined;
}

export interface SqliteStoreOptions extends WorkerPlace {
  /** The database's path; folder and file are made where they do not exist. */
  readonly file: string;
  /** Milliseconds of sleep before each commit: a slow disk, for benchmarks. */
  readonly commitDelayMs?: number;
  /** Milliseconds since 1970; what a TTL is counted by. */
  readonly now?: () => number;
  /** How often forgotten documents are deleted, in milliseconds. */
  readonly sweepEveryMs?: number;
  /** Lets the file grow to so many pages of 4 kB only, as a full disk does: for tests. */
  readonly maxPages?: number;
}

const SWEEP_EVERY_MS = 60_000;

/**
 * The embedded store: one SQLite file, held by this process alone, all of whose writes are on disk when acknowledged.
 * @throws {StoreOpenError} coded, with the file left as it was
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { commitDelayMs = 0, now = Date.now, sweepEveryMs = SWEEP_EVERY_MS, maxPages } = options;
  const file = resolve(options.file);
  const settings = { file, commitDelayMs, ...(maxPages === undefined ? {} : { maxPages }) };
  const inspected = await inspectedAfterCrash(file, options);
  const thread = await startThread(workerOf(options), { ...settings, task: inspected ? 'serveInspected' : 'serve' }, now);
  return new ThreadedStore(thread, { sweepEveryMs, now });
}

/**
 * Writes the content of a database that no process holds to `copyTo`, an empty file.
 * @throws {StoreOpenError} `database_locked` where a process holds it, and others
 */
export async function copySqliteFile(from: string, copyTo: string, place: WorkerPlace = {}): Promise<void> {
  const file = resolve(from);
  await inspectedAfterCrash(file, place);
  await once(place, { task: 'copy', file, copyTo: resolve(copyTo), commitDelayMs: 0 });
}

/** Looks through a whole copy that nobody uses and counts its documents by container. @throws {StoreOpenError} */
export const countInSqliteCopy = (copy: string, place: WorkerPlace = {}): Promise<Counts> =>
  once(place, { task: 'count', file: resolve(copy), commitDelayMs: 0 });

async function inspectedAfterCrash(file: string, place: WorkerPlace): Promise<boolean> {
  const crashed = hasLog(file);
  if (crashed) await once(place, { task: 'inspect', file, commitDelayMs: 0 });
  return crashed;
}

const once = (place: WorkerPlace, options: StoreThreadOptions): Promise<Counts> => doneOnThread(workerOf(place), options);

const workerOf = ({ workerFile }: WorkerPlace): string => workerFile ?? join(__dirname, 'store-worker.js');

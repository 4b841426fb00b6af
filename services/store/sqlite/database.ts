import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { OpenRefused, prepareFile, sizeOf } from './file';
import type { StoreThreadOptions } from './protocol';
import { APPLICATION_ID, SCHEMA_VERSION, stepsFrom } from './schema';

/** How long opening waits for a process that is just closing the same file. */
const LOCK_WAIT_MS = 1_000;

/** Above this size only the header and the schema are read at opening: a check of the whole file would delay the start. */
const CHECKED_SIZE_BYTES = 200 * 1024 * 1024;

/** The log grows past this in a burst at most, and is cut back after it. */
const LOG_SIZE_BYTES = 64 * 1024 * 1024;

/** What SQLite keeps of each file in memory; the system's own cache has the rest. */
const CACHE_KIB = 8_000;

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const SQLITE = { busy: 5, locked: 6, corrupt: 11, full: 13, notADatabase: 26 } as const;

/**
 * Looks whether the file is whole and ours without being able to change it. SQLite ends a connection by moving what
 * is in the log into the file; so where a crash has left a log, this comes first, on a thread of its own, since only
 * a thread's end surely ends its connection. A file that is refused is then left as it was, log and all.
 * @throws {OpenRefused} coded
 */
export function inspectDatabase(file: string): void {
  prepareFile(file);
  try {
    const db = connect(`${pathToFileURL(file).href}?mode=ro`);
    requireOurs(db);
    requireWholeAtStart(db, file);
  } catch (error) {
    throw openRefusal(error);
  }
}

/**
 * Opens the file, or creates it (folder 0700, file 0600), and holds SQLite's own exclusive lock on it until this
 * thread or process ends, however it ends. A file that is not whole is refused.
 * @throws {OpenRefused} coded
 */
export function openDatabase({ file, task, maxPages }: StoreThreadOptions): Database.Database {
  const existed = prepareFile(file);
  try {
    const db = connect(file);
    lockAndSet(db);
    requireDurable(db);
    if (existed && task === 'serve') requireWholeAtStart(db, file);
    bringSchemaUp(db);
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
    return db;
  } catch (error) {
    throw openRefusal(error);
  }
}

/** Whether the error means that the file's content can no longer be trusted. */
export function isDamage(error: unknown): boolean {
  const code = primaryCode(error);
  return code === SQLITE.corrupt || code === SQLITE.notADatabase;
}

/**
 * Asserts on the living connection that a commit is on disk before it is acknowledged.
 * @throws {OpenRefused} `data_dir_unwritable` where the file system gives no such promise
 */
export function requireDurable(db: Database.Database): void {
  const journal = pragma(db, 'journal_mode');
  const synchronous = pragma(db, 'synchronous');
  if (journal !== 'wal' || synchronous !== 2) {
    throw new OpenRefused('data_dir_unwritable', `no durable commits here: ${JSON.stringify({ journal, synchronous })}`);
  }
}

/** @throws {OpenRefused} */
export function connect(file: string): Database.Database {
  try {
    return new Database(file, { timeout: LOCK_WAIT_MS });
  } catch (error) {
    throw new OpenRefused('data_dir_unwritable', String(error), { cause: error });
  }
}

/** Order matters: the lock mode must be set before the log is first touched, so that no shared-memory file is made. */
export function lockAndSet(db: Database.Database): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  requireOurs(db);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec('PRAGMA temp_store = MEMORY');
  db.exec('PRAGMA secure_delete = ON');
  db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  db.exec(`PRAGMA journal_size_limit = ${LOG_SIZE_BYTES}`);
  db.exec('BEGIN IMMEDIATE');
  db.exec('COMMIT');
}

/** Before anything is changed in the file. @throws {OpenRefused} */
export function requireOurs(db: Database.Database): void {
  const version = schemaVersion(db);
  const application = pragma(db, 'application_id');
  const empty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').raw().get([]) === undefined;
  if (empty && version === 0 && application === 0) return;
  if (application !== APPLICATION_ID) throw new OpenRefused('database_damaged', 'a database, but not one of this program');
  if (version > SCHEMA_VERSION) throw new OpenRefused('database_newer', `schema ${version}, this release knows ${SCHEMA_VERSION}`);
}

function requireWholeAtStart(db: Database.Database, file: string): void {
  if (sizeOf(file) <= CHECKED_SIZE_BYTES) requireWhole(db);
}

/** @throws {OpenRefused} `database_damaged` */
export function requireWhole(db: Database.Database): void {
  const found = pragma(db, 'quick_check(1)');
  if (found !== 'ok') throw new OpenRefused('database_damaged', String(found));
}

/** All steps in one transaction: a crash leaves the file as it was or as it shall be. */
function bringSchemaUp(db: Database.Database): void {
  const version = schemaVersion(db);
  if (version === SCHEMA_VERSION) return;
  db.exec(`BEGIN IMMEDIATE; ${stepsFrom(version)} COMMIT;`);
}

/** 0 where nothing is in the file. */
export const schemaVersion = (db: Database.Database): number => Number(pragma(db, 'user_version'));

function pragma(db: Database.Database, name: string): unknown {
  const row = db.prepare(`PRAGMA ${name}`).raw().get([]);
  return Array.isArray(row) ? row[0] : undefined;
}

/** The coded refusal of an error of the database; any other error as it is. */
export function openRefusal(error: unknown): unknown {
  if (error instanceof OpenRefused) return error;
  const code = primaryCode(error);
  if (code === undefined) return error;
  const detail = String(error);
  if (isDamage(error)) return new OpenRefused('database_damaged', detail, { cause: error });
  if (code === SQLITE.full) return new OpenRefused('disk_full', detail, { cause: error });
  if (code === SQLITE.busy || code === SQLITE.locked) return new OpenRefused('database_locked', detail, { cause: error });
  return new OpenRefused('data_dir_unwritable', detail, { cause: error });
}

/** SQLite's extended codes carry the primary one in their low byte. */
function primaryCode(error: unknown): number | undefined {
  const code = typeof error === 'object' && error !== null && 'rawCode' in error ? error.rawCode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

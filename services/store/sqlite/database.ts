import { accessSync, chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type { OpenErrorCode, StoreThreadOptions } from './protocol';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema';

/** How long opening waits for a process that is just closing the same file. */
const LOCK_WAIT_MS = 1_000;

/** Above this size only the header and the schema are read at opening: a check of the whole file would delay the start. */
const CHECKED_SIZE_BYTES = 200 * 1024 * 1024;

/** SQLite's primary result codes (sqlite.org/rescode.html). */
const SQLITE = { busy: 5, locked: 6, corrupt: 11, notADatabase: 26 } as const;

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

/**
 * Opens the file, or creates it (folder 0700, file 0600), and holds SQLite's own exclusive lock on it until this
 * process ends, however it ends. A file that is not whole is left as it is.
 * @throws {OpenRefused} coded
 */
export function openDatabase({ file, maxPages }: StoreThreadOptions): Database.Database {
  const existed = prepareFile(file);
  try {
    const db = connect(file);
    lockAndSet(db);
    requireDurable(db);
    if (existed) requireWhole(db, file);
    bringSchemaUp(db);
    if (maxPages !== undefined) db.exec(`PRAGMA max_page_count = ${maxPages}`);
    return db;
  } catch (error) {
    throw refusal(error);
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
    throw new OpenRefused('data_dir_unwritable', `no durable commits here: journal_mode ${journal}, synchronous ${synchronous}`);
  }
}

/**
 * Makes folder and file, and says whether the file already held something. The file is never opened here when it
 * exists: closing a descriptor would drop the POSIX locks another store of this process holds on it.
 */
function prepareFile(file: string): boolean {
  try {
    makeFolder(dirname(file));
    accessSync(dirname(file), constants.W_OK);
    const size = sizeOf(file);
    if (size === undefined) closeSync(openSync(file, 'wx', 0o600));
    else accessSync(file, constants.R_OK | constants.W_OK);
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
    // SQLite deletes the log of an empty file: then the log may be all that is left of the data.
    if (!size && (sizeOf(`${file}-wal`) ?? 0) > 0) throw new OpenRefused('database_damaged', 'a log without its database');
    return (size ?? 0) > 0;
  } catch (error) {
    if (error instanceof OpenRefused) throw error;
    throw new OpenRefused('data_dir_unwritable', String(error), { cause: error });
  }
}

/** Node's own `recursive` never returns where a folder cannot be made in one that exists, as in /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function sizeOf(file: string): number | undefined {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found && !found.isFile()) throw new Error('not a file');
  return found?.size;
}

function connect(file: string): Database.Database {
  try {
    return new Database(file, { timeout: LOCK_WAIT_MS });
  } catch (error) {
    throw new OpenRefused('data_dir_unwritable', String(error), { cause: error });
  }
}

/** Order matters: the lock mode must be set before the log is first touched, so that no shared-memory file is made. */
function lockAndSet(db: Database.Database): void {
  db.exec('PRAGMA locking_mode = EXCLUSIVE');
  requireOurs(db);
  db.exec('PRAGMA journal_mode = WAL');
  db.exec('PRAGMA synchronous = FULL');
  db.exec('PRAGMA temp_store = MEMORY');
  db.exec('PRAGMA cache_size = -16000');
  db.exec('PRAGMA journal_size_limit = 67108864');
  db.exec('BEGIN IMMEDIATE');
  db.exec('COMMIT');
}

/** Before anything is changed in the file. */
function requireOurs(db: Database.Database): void {
  const version = Number(pragma(db, 'user_version'));
  const application = pragma(db, 'application_id');
  const empty = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').raw().get([]) === undefined;
  if (empty && version === 0 && application === 0) return;
  if (application !== APPLICATION_ID) throw new OpenRefused('database_damaged', 'a database, but not one of this program');
  if (version > SCHEMA_VERSION) throw new OpenRefused('database_newer', `schema ${version}, this release knows ${SCHEMA_VERSION}`);
}

function requireWhole(db: Database.Database, file: string): void {
  if ((sizeOf(file) ?? 0) > CHECKED_SIZE_BYTES) return;
  const found = pragma(db, 'quick_check(1)');
  if (found !== 'ok') throw new OpenRefused('database_damaged', String(found));
}

/** Version 1 is the first; later ones are steps from one `user_version` to the next, each in one transaction. */
function bringSchemaUp(db: Database.Database): void {
  if (pragma(db, 'user_version') === SCHEMA_VERSION) return;
  db.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT;`);
}

function pragma(db: Database.Database, name: string): unknown {
  const row = db.prepare(`PRAGMA ${name}`).raw().get([]);
  return Array.isArray(row) ? row[0] : undefined;
}

function refusal(error: unknown): unknown {
  if (error instanceof OpenRefused) return error;
  const code = primaryCode(error);
  if (code === undefined) return error;
  const detail = String(error);
  if (isDamage(error)) return new OpenRefused('database_damaged', detail, { cause: error });
  if (code === SQLITE.busy || code === SQLITE.locked) return new OpenRefused('database_locked', detail, { cause: error });
  return new OpenRefused('data_dir_unwritable', detail, { cause: error });
}

/** SQLite's extended codes carry the primary one in their low byte. */
function primaryCode(error: unknown): number | undefined {
  const code = typeof error === 'object' && error !== null && 'rawCode' in error ? error.rawCode : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

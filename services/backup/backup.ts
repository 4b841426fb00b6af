import { open, rename, rm } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { copySqliteFile, countInSqliteCopy, StoreOpenError, type Counts, type WorkerPlace } from '../store/sqlite';
import { whileHeld } from './ask';
import { BackupError, fileProblem } from './errors';
import { ATTACHMENTS, copyAttachments, copyDurably, DATABASE, digestOf, KEYS, makeDurable, makeFolder, namesIn, writeJson } from './files';
import { MANIFEST, manifestOf } from './manifest';

export interface BackupOptions extends WorkerPlace {
  readonly dataDir: string;
  /** Where documents and attachments go: a folder that is empty or not there yet. */
  readonly to: string;
  /** Where the wrapped data keys go: another such folder, whose backups are kept for a shorter time. */
  readonly keysTo: string;
  /** How long a running server may take to answer, in milliseconds. */
  readonly answerMs?: number;
  /** Trygg's version, for the record. */
  readonly release?: string | undefined;
  /** Gets a line for the operator at each step, in English. */
  readonly log: (line: string) => void;
}

export interface BackupResult {
  /** ISO 8601 instant, UTC. */
  readonly takenAt: string;
  /** Of documents and keys, by container. */
  readonly documents: Counts;
  readonly attachments: number;
  /** Of everything copied. */
  readonly bytes: number;
  /** Whether a server was running. */
  readonly online: boolean;
}

/** Holds what is not finished yet; only what is whole is moved out of it. */
const UNFINISHED = '.unfinished';

/**
 * Copies databases and attachments of a data folder, from the running server where there is one, and looks whether the
 * copies are whole. It holds everything acknowledged before it began. What is sealed stays sealed; the master key is no
 * part of it. Must not run in the process that has the databases open.
 * @throws {BackupError} coded; then the target folders are as empty as they were
 */
export async function backup(options: BackupOptions): Promise<BackupResult> {
  const { dataDir, to, keysTo, log, release = 'unknown' } = options;
  requireApart([to, keysTo, dataDir]);
  for (const folder of [to, keysTo]) await requireEmpty(folder);
  const takenAt = new Date().toISOString();
  try {
    for (const folder of [to, keysTo]) await makeFolder(join(folder, UNFINISHED));
    const online = await copyDatabases(options);
    // After the database, so that every file it names is there.
    const attachments = await copyAttachments(dataDir, join(to, UNFINISHED));
    log(`Copied ${Object.keys(attachments).length} attachments. Checking the copies.`);
    const data = await described(to, DATABASE, options);
    const keys = await described(keysTo, KEYS, options);
    await finish(keysTo, [KEYS], manifestOf({ kind: 'keys', release, takenAt, ...keys }));
    const whole = { documents: data.documents, files: { ...data.files, ...attachments } };
    await finish(to, [DATABASE, ...(Object.keys(attachments).length > 0 ? [ATTACHMENTS] : [])], manifestOf({ kind: 'data', release, takenAt, ...whole }));
    const documents = { ...data.documents, ...keys.documents };
    const bytes = Object.values({ ...whole.files, ...keys.files }).reduce((sum, file) => sum + file.bytes, 0);
    log(`Done: ${to} and ${keysTo}, ${bytes} bytes.`);
    log('The master key (trygg.key in the data folder, or DATA_KEY) is not part of a backup. Without it nothing can be read: keep a copy of it elsewhere.');
    return { takenAt, documents, attachments: Object.keys(attachments).length, bytes, online };
  } catch (error) {
    for (const folder of [to, keysTo]) await emptied(folder);
    throw coded(error);
  }
}

function requireApart(folders: readonly string[]): void {
  const paths = folders.map((folder) => resolve(folder) + sep);
  const nested = paths.some((path, index) => paths.some((other, at) => at !== index && other.startsWith(path)));
  if (nested) throw new BackupError('same_place', 'The data folder and the folders for data and for keys must be three, none inside another.');
}

async function requireEmpty(folder: string): Promise<void> {
  if ((await namesIn(folder)).length > 0) throw new BackupError('target_not_empty', `${folder} is not empty. Give a new folder for each backup.`);
}

/** @returns whether a server was running */
async function copyDatabases({ dataDir, to, keysTo, log, answerMs, ...place }: BackupOptions): Promise<boolean> {
  // Documents before keys: a key is durable before what it seals, so the later copy has every key of the earlier one.
  const copies = [
    { from: join(dataDir, DATABASE), to: join(to, UNFINISHED, DATABASE) },
    { from: join(dataDir, KEYS), to: join(keysTo, UNFINISHED, KEYS) },
  ] as const;
  try {
    for (const copy of copies) await copiedAlone(copy, place);
    log('No server is running. Copied the databases.');
    return false;
  } catch (error) {
    if (!(error instanceof StoreOpenError && error.code === 'database_locked')) throw error;
  }
  log('The server is running: it holds its databases still while they are copied, and goes on working.');
  for (const copy of copies) await rm(copy.to, { force: true });
  await whileHeld(dataDir, async () => {
    for (const copy of copies) await copyDurably(copy.from, copy.to);
  }, answerMs);
  log('Copied the databases.');
  return true;
}

async function copiedAlone({ from, to }: { readonly from: string; readonly to: string }, place: WorkerPlace): Promise<void> {
  await (await open(to, 'wx', 0o600)).close();
  await copySqliteFile(from, to, place);
  await makeDurable(to);
}

async function described(folder: string, name: string, place: WorkerPlace): Promise<{ documents: Counts; files: Record<string, { sha256: string; bytes: number }> }> {
  const copy = join(folder, UNFINISHED, name);
  const documents = await countInSqliteCopy(copy, { workerFile: place.workerFile });
  return { documents, files: { [name]: await digestOf(copy) } };
}

/** The manifest comes last: without it, it is no backup. */
async function finish(folder: string, names: readonly string[], manifest: ReturnType<typeof manifestOf>): Promise<void> {
  await makeDurable(join(folder, UNFINISHED));
  for (const name of names) await rename(join(folder, UNFINISHED, name), join(folder, name));
  await rm(join(folder, UNFINISHED), { recursive: true });
  await makeDurable(folder);
  await writeJson(join(folder, MANIFEST), manifest);
}

/** The folder was empty, so all that is in it is this backup's. */
async function emptied(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) await rm(join(folder, name), { recursive: true, force: true });
}

function coded(error: unknown): unknown {
  if (!(error instanceof StoreOpenError)) return fileProblem(error);
  if (error.code === 'database_missing') return new BackupError('no_database', `There is no ${error.file}.`, { cause: error });
  if (error.code === 'database_older') return new BackupError('database_older', 'An earlier release wrote this, which did not encrypt. Start the server once, then take the backup.', { cause: error });
  if (error.code === 'restore_unfinished' || error.code === 'data_dir_unwritable' || error.code === 'disk_full') return new BackupError(error.code, error.message, { cause: error });
  return new BackupError('database_damaged', error.message, { cause: error });
}

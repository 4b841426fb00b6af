import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { countInSqliteCopy, RESTORE_MARK, StoreOpenError, type Counts, type WorkerPlace } from '../store/sqlite';
import { BackupError, fileProblem } from './errors';
import { ATTACHMENTS, closeToOthers, copyAttachments, copyDurably, DATABASE, digestOf, isAbsent, KEYS, makeDurable, makeFolder, namesIn, writeJson, type Digest } from './files';
import { readManifest, type Manifest } from './manifest';

export interface RestoreOptions extends WorkerPlace {
  /** A folder that a backup's data went to. */
  readonly from: string;
  /** A folder that the keys went to, in the same backup or a later one. */
  readonly keysFrom: string;
  /** A folder without data; made where it is not there. */
  readonly dataDir: string;
  /** Gets a line for the operator at each step, in English. */
  readonly log: (line: string) => void;
}

export interface RestoreResult {
  /** ISO 8601 instant, UTC: what was acknowledged before is there. */
  readonly takenAt: string;
  /** ISO 8601 instant, UTC: what was disposed of before that can be read no more. */
  readonly keysTakenAt: string;
  readonly documents: Counts;
  readonly attachments: number;
}

/** Of what is still being copied. */
const UNFINISHED = '.restoring';

/**
 * Puts a backup into a data folder that holds no data, after looking whether it is whole. Where it is interrupted, the
 * server refuses to start in that folder (`restore_unfinished`), and running it again begins anew.
 * @throws {BackupError} coded
 */
export async function restore(options: RestoreOptions): Promise<RestoreResult> {
  const { from, keysFrom, dataDir, log } = options;
  const data = await readManifest(from, 'data');
  const keys = await readManifest(keysFrom, 'keys');
  if (keys.takenAt < data.takenAt) throw new BackupError('keys_older', `The keys are from ${keys.takenAt}, the data from ${data.takenAt}: later cases could not be read.`);
  const interrupted = existsSync(join(dataDir, RESTORE_MARK));
  if (!interrupted) await requireNoData(dataDir);
  log('Checking the backup.');
  for (const [folder, manifest] of [[from, data], [keysFrom, keys]] as const) await requireAsWritten(folder, manifest);
  for (const file of [join(from, DATABASE), join(keysFrom, KEYS)]) await requireDatabase(file, options);
  const attachments = await putThere(options, { ...data.files, ...keys.files });
  const documents = { ...data.documents, ...keys.documents };
  log(`Put into ${dataDir}: ${Object.entries(documents).map(([container, count]) => `${count} ${container}`).join(', ')}, ${attachments} attachments; as of ${data.takenAt}.`);
  log('The master key is not part of a backup: put trygg.key there, or set DATA_KEY, before the server starts.');
  return { takenAt: data.takenAt, keysTakenAt: keys.takenAt, documents, attachments };
}

async function putThere(options: RestoreOptions, files: Manifest['files']): Promise<number> {
  try {
    await begin(options.dataDir);
    const attachments = await copyAll(options, files);
    await finish(options.dataDir);
    return attachments;
  } catch (error) {
    throw fileProblem(error);
  }
}

const DATABASE_FILES = [DATABASE, KEYS].flatMap((name) => [name, `${name}-wal`, name + UNFINISHED]);

/** A server that runs there has a database there. */
async function requireNoData(dataDir: string): Promise<void> {
  const names = await namesIn(dataDir);
  const attachments = await namesIn(join(dataDir, ATTACHMENTS));
  if (attachments.length > 0 || DATABASE_FILES.some((name) => names.includes(name))) {
    throw new BackupError('data_exists', `${dataDir} holds data already. Nothing was changed; restore into another folder.`);
  }
}

async function requireAsWritten(folder: string, { files }: Manifest): Promise<void> {
  for (const [name, expected] of Object.entries(files)) {
    if (!same(await digestIfThere(join(folder, name)), expected)) throw new BackupError('backup_damaged', `${join(folder, name)} is not what was backed up.`);
  }
}

const same = (found: Digest | undefined, expected: Digest | undefined): boolean =>
  found !== undefined && found.sha256 === expected?.sha256 && found.bytes === expected.bytes;

async function digestIfThere(file: string): Promise<Digest | undefined> {
  try {
    return await digestOf(file);
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

async function requireDatabase(file: string, { workerFile }: WorkerPlace): Promise<void> {
  try {
    await countInSqliteCopy(file, { workerFile });
  } catch (error) {
    if (!(error instanceof StoreOpenError)) throw error;
    throw new BackupError(error.code === 'database_newer' ? 'backup_newer' : 'backup_damaged', error.message, { cause: error });
  }
}

/** The mark is there before anything else is; so with it, all the data in the folder is a restore's. */
async function begin(dataDir: string): Promise<void> {
  await makeFolder(dataDir);
  await closeToOthers(dataDir);
  await writeJson(join(dataDir, RESTORE_MARK), { begunAt: new Date().toISOString() });
  for (const name of [...DATABASE_FILES, ATTACHMENTS]) await rm(join(dataDir, name), { recursive: true, force: true });
}

/** Checks again what was copied, which may have come from a medium that reads differently each time. */
async function copyAll({ from, keysFrom, dataDir }: RestoreOptions, expected: Manifest['files']): Promise<number> {
  const attachments = await copyAttachments(from, dataDir);
  const copied: Record<string, Digest> = {
    ...attachments,
    [DATABASE]: await copyDurably(join(from, DATABASE), join(dataDir, DATABASE + UNFINISHED)),
    [KEYS]: await copyDurably(join(keysFrom, KEYS), join(dataDir, KEYS + UNFINISHED)),
  };
  for (const [name, digest] of Object.entries(expected)) {
    if (!same(copied[name], digest)) throw new BackupError('backup_damaged', `${name} changed while it was copied.`);
  }
  return Object.keys(attachments).length;
}

async function finish(dataDir: string): Promise<void> {
  for (const name of [KEYS, DATABASE]) await rename(join(dataDir, name + UNFINISHED), join(dataDir, name));
  await makeDurable(dataDir);
  await rm(join(dataDir, RESTORE_MARK));
  await makeDurable(dataDir);
}

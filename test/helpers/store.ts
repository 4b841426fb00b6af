import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { openSqliteStore, type SqliteStore, type SqliteStoreOptions } from '../../services/store/sqlite';

const ROOT = resolve(__dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/trygg');

export interface TestStore {
  readonly store: SqliteStore;
  readonly file: string;
  /** Closes the store and removes its folder. */
  dispose(): Promise<void>;
}

/** The real store on a fresh file in a temporary folder; call `dispose` when done. */
export async function testStore(options: Omit<SqliteStoreOptions, 'file'> = {}): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'trygg-store-'));
  const file = join(folder, 'data', 'trygg.db');
  const store = await openStore({ ...options, file });
  const dispose = async (): Promise<void> => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, file, dispose };
}

/** Opens a file with the store's thread compiled from its sources as they are now. */
export const openStore = (options: SqliteStoreOptions): Promise<SqliteStore> =>
  openSqliteStore({ workerFile: storeWorkerFile(), ...options });

/** The program of the store's thread, which is compiled once for all test files. */
export function storeWorkerFile(): string {
  const file = process.env['TRYGG_TEST_STORE_WORKER'];
  if (file === undefined) throw new Error('the store thread is compiled by test/setup');
  return file;
}

/** Bundles a program for a thread or child process; its name holds a hash of what is in it, so that runs do not collide. */
export function compiled(entry: string, name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, entry)],
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
    write: false,
    logLevel: 'silent',
  });
  const text = outputFiles[0]?.text ?? '';
  const file = join(CACHE, `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`);
  mkdirSync(CACHE, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
  return file;
}

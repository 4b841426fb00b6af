import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { types } from 'node:util';
import Database from 'libsql';
import { CONTAINERS } from '../../services/store/ports';
import { wholeContainer } from '../../services/store/whole';
import { openStores } from '../../services/stores';
import { storeWorkerFile } from './store';

/** A row of the store, as somebody with the file sees it. */
export interface Row {
  readonly container: string;
  readonly partition: string;
  readonly id: string;
  /** Every column, bytes read as text, joined. */
  readonly text: string;
}

/** Every row of a closed data folder's database, read from a copy. */
export async function dumpRows(dataDir: string): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'trygg-dump-'));
  try {
    await cp(dataDir, folder, { recursive: true });
    const database = new Database(join(folder, 'trygg.db'));
    try {
      const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all() as { name: string }[];
      return tables.flatMap(({ name }) => (database.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]).map(asRow));
    } finally {
      database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Every document of a closed data folder, opened as the services open it: what is stored at all, which the sealed bytes
 * would hide from a test that looks for a word.
 */
export async function openedRows(dataDir: string): Promise<readonly Row[]> {
  const stores = await openStores({ place: { kind: 'sqlite', commitDelayMs: 0 }, dataDir, workerFile: storeWorkerFile(), now: Date.now });
  try {
    const rows: Row[] = [];
    for (const container of CONTAINERS) {
      for await (const { key, derived } of wholeContainer(stores.documents, container)) {
        // The mark that tells under which key the store was filled is not sealed: it tells nothing else.
        const item = key.partition === 'installation' ? await stores.documents.read(key) : await stores.store.read(key);
        rows.push({ container, partition: key.partition, id: key.id, text: JSON.stringify([key, derived, item?.body]) });
      }
    }
    return rows;
  } finally {
    await stores.close();
  }
}

function asRow(columns: Record<string, unknown>): Row {
  const text = Object.values(columns).map((value) => (isBytes(value) ? Buffer.from(value).toString('utf8') : String(value)));
  return { container: String(columns['container']), partition: String(columns['partition_key']), id: String(columns['id']), text: text.join('\n') };
}

/** The driver gives bytes of another realm than the tests', which `instanceof` does not know. */
function isBytes(value: unknown): value is Uint8Array {
  return types.isUint8Array(value) || types.isAnyArrayBuffer(value);
}

/** Everything in a data folder as one text: the database's pages (deleted rows too), its journal, and every other file. */
export async function rawBytes(dataDir: string): Promise<string> {
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const texts = await Promise.all(files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')));
  return texts.join('\n');
}

/** The same bytes read as UTF-8, for words with å, ä and ö. */
export async function rawText(dataDir: string): Promise<string> {
  return Buffer.from(await rawBytes(dataDir), 'latin1').toString('utf8');
}

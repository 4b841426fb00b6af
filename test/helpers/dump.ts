import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTAINERS } from '../../services/store/ports';
import { wholeContainer } from '../../services/store/whole';
import { openStores } from '../../services/stores';
import { storeWorkerFile } from './store';

/** A document of the store, opened. */
export interface Row {
  readonly container: string;
  readonly partition: string;
  readonly id: string;
  /** Place, derived fields and body, as JSON. */
  readonly text: string;
  /** Absent where the store keeps it. */
  readonly ttlSeconds: number | undefined;
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
      for await (const { key, derived, ttlSeconds } of wholeContainer(stores.documents, container)) {
        // The mark that tells under which key the store was filled is not sealed: it tells nothing else.
        const item = key.partition === 'installation' ? await stores.documents.read(key) : await stores.store.read(key);
        rows.push({ container, partition: key.partition, id: key.id, text: JSON.stringify([key, derived, item?.body]), ttlSeconds });
      }
    }
    return rows;
  } finally {
    await stores.close();
  }
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

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config';
import { openBlobs } from '../services/attachments';
import { exportTo, importFrom, type ExportOptions } from '../services/moving';
import { DATABASE_FILE, isUnderKey, openRawStores } from '../services/stores';
import type { Folders } from './arguments';
import { logTo, movedResult, type Output, type Result } from './output';
import { CommandError } from './problems';
import { filesOf } from './places';

/** `trygg export`: out of the store that the settings name. */
export async function exportCommand(config: Config, folders: Folders, output: Output): Promise<Result> {
  if (config.store.kind === 'sqlite' && !existsSync(join(config.dataDir, DATABASE_FILE))) throw new CommandError(`There is no database in DATA_DIR ${config.dataDir}.`);
  sayAlone(config, output);
  const moved = await withStores(config, (stores) => exportTo({ ...stores, ...folders, log: logTo(output) }));
  return movedResult(moved, [`Exported to ${folders.dir}; the wrapped keys to ${folders.keysDir}.`, 'Neither can be read without the master key, which is in neither: the new place needs the same key file or DATA_KEY.']);
}

/** `trygg import`: into the empty store that the settings name. */
export async function importCommand(config: Config, folders: Folders, output: Output): Promise<Result> {
  sayAlone(config, output);
  const { moved, fits } = await withStores(config, async (stores) => {
    const done = await importFrom({ ...stores, ...folders, log: logTo(output) });
    return { moved: done, fits: await isUnderKey(stores.documents, { dataDir: config.dataDir, dataKey: config.dataKey }) };
  });
  if (fits === false) throw new CommandError('Everything was imported, but it was written under another master key than the one that is set here. Give this place the key of the old one before the server starts.');
  return movedResult(moved, ['Imported, and read back: counts and hashes are those of the export.', 'Before the server starts here, give it the master key of the old place (its key file or DATA_KEY).']);
}

/** The embedded store is locked by whoever runs on it; an account is not. */
function sayAlone(config: Config, { say }: Output): void {
  if (config.store.kind === 'cosmos') say(`No Trygg server may use the account ${config.store.endpoint} meanwhile: nothing here notices one, and the result could not be relied on.`);
}

async function withStores<T>(config: Config, use: (stores: Pick<ExportOptions, 'blobs'> & Pick<Awaited<ReturnType<typeof openRawStores>>, 'documents' | 'keys'>) => Promise<T>): Promise<T> {
  const stores = await openRawStores({ place: config.store, dataDir: config.dataDir, now: Date.now });
  try {
    return await use({ documents: stores.documents, keys: stores.keys, blobs: await openBlobs(filesOf(config)) });
  } finally {
    await stores.close();
  }
}

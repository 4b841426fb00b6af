import type { Case } from '../domain/case';
import { openBlobs, resealPlain, type AttachmentsPlace } from './attachments';
import { derivedOf } from './cases/documents';
import { keysOf } from './keys';
import type { Logger } from './log';
import { sealOldDocuments } from './store/upgrade';
import { openStores, type Stores, type StoresOptions } from './stores';

/**
 * Opens the stores as this release keeps them: what the first release left unsealed is sealed before anything is served,
 * and the files are written anew so that nothing of it is left in them.
 * @throws what opening and sealing throw; sealing goes on at the next start
 */
export async function openUpToDate(options: StoresOptions, files: AttachmentsPlace, log: Logger): Promise<Stores> {
  const stores = await openStores(options);
  try {
    if (stores.unsealed) await seal(stores, files, log);
    await stores.confirm();
    return stores;
  } catch (error) {
    await stores.close();
    throw error;
  }
}

async function seal(stores: Stores, files: AttachmentsPlace, log: Logger): Promise<void> {
  const keys = keysOf(stores.master);
  const blobs = await openBlobs(files);
  await sealOldDocuments({
    raw: stores.documents,
    store: stores.store,
    keyring: stores.keyring,
    // The pass gives bodies of cases alone, brought to this release's shape.
    derivedOf: (body) => derivedOf(body as Case, keys, { changedAt: new Date().toISOString(), eventAt: '' }),
    resealFile: async (internalId, id) => {
      await resealPlain(blobs, stores.keyring, internalId, id);
    },
    log,
  });
  for (const file of stores.files) await file.vacuum();
}

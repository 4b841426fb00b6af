import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openKeyring, openMaster, readMaster, KeyError, type Keyring, type Master } from './keys';
import { isMarked, leaveMark } from './keys/check';
import { CONTAINERS, type Container, type Key, type Store, type WholeStore } from './store/ports';
import { sealed } from './store/sealed';
import { openSqliteStore, type SqliteStore } from './store/sqlite';
import type { Counts } from './store/cosmos/meter';

/** An account of Azure Cosmos DB and a database in it. Without a key the machine's managed identity signs in. */
export interface CosmosPlace {
  readonly endpoint: string;
  readonly key?: string;
  readonly database: string;
}

/** Where documents are kept, and the wrapped data keys apart from them. */
export type StorePlace = { readonly kind: 'sqlite'; readonly commitDelayMs: number } | ({ readonly kind: 'cosmos'; readonly keys: CosmosPlace } & CosmosPlace);

export interface StoresOptions {
  readonly place: StorePlace;
  readonly dataDir: string;
  readonly dataKey?: Buffer | undefined;
  /** The store thread's program, where it does not lie beside this one. */
  readonly workerFile?: string | undefined;
  readonly now: () => number;
}

type Raw = Store & WholeStore;

/** Both stores, open, with nothing looked at in them yet. */
export interface RawStores {
  readonly documents: Raw;
  readonly keys: Raw;
  /** Resolves when one of them has stopped by itself. Never rejects. */
  readonly failed: Promise<Error>;
  /** What the operations have cost so far; empty for the embedded store. */
  costs(): Counts;
  /** The embedded ones, documents first; none in an account. */
  readonly files: readonly SqliteStore[];
  close(): Promise<void>;
}

export interface Stores extends RawStores {
  /** The documents as the services know them: opened on the way up, sealed on the way down. */
  readonly store: Store;
  readonly keyring: Keyring;
  readonly master: Master;
  /** Holds documents of the first release, which stood unsealed: they are to be sealed before anything is served. */
  readonly unsealed: boolean;
  /** Says that everything in it is sealed under this key. */
  confirm(): Promise<void>;
}

export const DATABASE_FILE = 'trygg.db';
export const KEYS_FILE = 'keys.db';
/** Left by an import until it is complete (`services/moving`): a server in between would write what the import then overwrites. */
const IMPORT_MARK: Key = { container: 'leases', partition: 'installation', id: 'import' };
const DOCUMENTS_MARK: Key = { container: 'leases', partition: 'installation', id: 'check' };
const KEYS_MARK: Key = { container: 'keys', partition: 'installation', id: 'check' };

/**
 * Opens both stores and makes sure that their contents and the key belong together, before anything is written.
 * @throws KeyError, and the stores' own coded errors; then everything is as it was
 */
export async function openStores(options: StoresOptions): Promise<Stores> {
  const master = hasFiles(options) ? openMaster({ ...options, hasData: true }) : undefined;
  const documents = await openDocuments(options);
  try {
    return await withKeys(options, documents, master);
  } catch (error) {
    await documents.store.close();
    throw error;
  }
}

async function withKeys(options: StoresOptions, documents: Opened, early: Master | undefined): Promise<Stores> {
  if (await documents.store.read(IMPORT_MARK)) throw new KeyError('import_unfinished', documents.name);
  const hasMark = (await documents.store.read(DOCUMENTS_MARK)) !== undefined;
  const master = early ?? openMaster({ ...options, hasData: hasMark });
  await isMarked(documents.store, DOCUMENTS_MARK, master);
  if (hasMark && options.place.kind === 'sqlite' && !existsSync(join(options.dataDir, KEYS_FILE))) throw new KeyError('key_store_missing', join(options.dataDir, KEYS_FILE));
  const keys = await openKeys(options);
  try {
    const keysMarked = await isMarked(keys.store, KEYS_MARK, master);
    // An empty store of keys beside documents: whatever they hold could never be read, so nobody goes on as if it could.
    if (hasMark && !keysMarked) throw new KeyError('key_store_missing', keys.name);
    if (!keysMarked) await leaveMark(keys.store, KEYS_MARK, master);
    const unsealed = !hasMark && (await holdsAnything(documents.store));
    if (!hasMark && !unsealed && (await keys.store.scan('keys', 2)).items.length > 1) throw new KeyError('database_missing', documents.name);
    return joined(documents, keys, master, unsealed);
  } catch (error) {
    await keys.store.close();
    throw error;
  }
}

function joined(documents: Opened, keys: Opened, master: Master, unsealed: boolean): Stores {
  const keyring = openKeyring(keys.store, master);
  let upgrading = unsealed;
  return {
    documents: documents.store,
    keys: keys.store,
    store: sealed(documents.store, keyring, { plain: () => upgrading }),
    keyring,
    master,
    unsealed,
    failed: Promise.race([documents.failed, keys.failed]),
    costs: () => ({ ...documents.costs(), ...keys.costs() }),
    files: [...documents.files, ...keys.files],
    async confirm() {
      await leaveMark(documents.store, DOCUMENTS_MARK, master);
      upgrading = false;
    },
    async close() {
      await documents.store.close();
      await keys.store.close();
    },
  };
}

interface Opened {
  readonly store: Raw;
  readonly name: string;
  readonly failed: Promise<Error>;
  costs(): Counts;
  readonly files: readonly SqliteStore[];
}

const NEVER = new Promise<Error>(() => undefined);
const DOCUMENT_CONTAINERS = CONTAINERS.filter((container) => container !== 'keys');

/** Both stores for programs that move or look after them, keys unchecked. The embedded files must not be open elsewhere. */
export async function openRawStores(options: StoresOptions): Promise<RawStores> {
  const documents = await openDocuments(options);
  const keys = await openKeys(options).catch(async (error: unknown) => {
    await documents.store.close();
    throw error;
  });
  return {
    documents: documents.store,
    keys: keys.store,
    failed: Promise.race([documents.failed, keys.failed]),
    costs: () => ({ ...documents.costs(), ...keys.costs() }),
    files: [...documents.files, ...keys.files],
    async close() {
      await documents.store.close();
      await keys.store.close();
    },
  };
}

/** Whether documents were written under the key that is set or lies in the data folder; undefined where there is none to compare. */
export async function isUnderKey(documents: Store, options: Pick<StoresOptions, 'dataDir' | 'dataKey'>): Promise<boolean | undefined> {
  try {
    return await isMarked(documents, DOCUMENTS_MARK, readMaster(options));
  } catch (error) {
    if (!(error instanceof KeyError)) throw error;
    return error.code === 'key_wrong' ? false : undefined;
  }
}

async function openDocuments(options: StoresOptions): Promise<Opened> {
  if (options.place.kind === 'sqlite') return openFile(options, DATABASE_FILE, options.place.commitDelayMs);
  return openAccount(options.place, DOCUMENT_CONTAINERS);
}

async function openKeys(options: StoresOptions): Promise<Opened> {
  if (options.place.kind === 'sqlite') return openFile(options, KEYS_FILE, 0);
  return openAccount(options.place.keys, ['keys']);
}

async function openFile({ dataDir, workerFile, now }: StoresOptions, name: string, commitDelayMs: number): Promise<Opened> {
  const file = join(dataDir, name);
  const store = await openSqliteStore({ file, commitDelayMs, now, ...(workerFile === undefined ? {} : { workerFile }) });
  return { store, name: file, failed: store.failed, costs: () => ({}), files: [store] };
}

/** Azure's SDK is loaded for whoever uses it: with the program it would cost each start half a second and 20 MB. */
async function openAccount({ endpoint, database, key }: CosmosPlace, containers: readonly Container[]): Promise<Opened> {
  const { openCosmosStore } = await import('./store/cosmos/index.js');
  const store = await openCosmosStore({ endpoint, database, containers, ...(key === undefined ? {} : { key }) });
  return { store, name: `${endpoint}/${database}`, failed: NEVER, costs: () => store.meter(), files: [] };
}

/** Whether the data folder has a database already. */
function hasFiles({ place, dataDir }: StoresOptions): boolean {
  return place.kind === 'sqlite' && [DATABASE_FILE, KEYS_FILE].some((name) => existsSync(join(dataDir, name)) && statSync(join(dataDir, name)).size > 0);
}

async function holdsAnything(store: Raw): Promise<boolean> {
  for (const container of DOCUMENT_CONTAINERS) if ((await store.scan(container, 1)).items.length > 0) return true;
  return false;
}

import { StoreUnavailable, type Container, type Item, type Key, type Page, type Query, type Store, type Summary, type WholeStore, type Write } from '../ports';
import { turnDeadline } from '../session';
import { Call } from './call';
import { connect, type Account, type Connection } from './client';
import { isOver, item, summary } from './documents';
import { OutcomeUnknown } from './errors';
import { Meter, type Counts, type Operation } from './meter';
import { page, scanPage, type Routing } from './pages';
import { Documents } from './points';
import { checkContainers, openError, patiently } from './opening';
import { put, remove } from './writes';
import { prefixes } from './prefixes';

export { CosmosOpenError, OutcomeUnknown } from './errors';
export type { Counts, OperationCounts } from './meter';
export { setupCosmos, type CosmosSetup, type CosmosSetupOptions } from './setup';

export interface CosmosStoreOptions extends Account {
  readonly database: string;
  /** Those that this store serves; the wrapped data keys lie in a database of their own. */
  readonly containers: readonly Container[];
  /** Time limit of one call of the store, all attempts together, in milliseconds. */
  readonly budgetMs?: number;
  /** Time limit of one attempt, in milliseconds. */
  readonly attemptMs?: number;
  /** Milliseconds since 1970; what a TTL is counted by. */
  readonly now?: () => number;
}

export interface CosmosStore extends Store, WholeStore {
  /** What each operation has cost since opening. */
  meter(): Counts;
}

const BUDGET_MS = 9_000;
const ATTEMPT_MS = 3_000;

/**
 * The store that many instances share: Azure Cosmos DB, session consistency. Creates nothing: see {@link setupCosmos}.
 * @throws {CosmosOpenError}
 */
export async function openCosmosStore(options: CosmosStoreOptions): Promise<CosmosStore> {
  const connection = await connect(options);
  try {
    const documents = new Documents(connection.client.database(options.database));
    const routing = prefixes(documents);
    await patiently(async () => {
      await checkContainers(documents, options, options.budgetMs ?? BUDGET_MS);
      await Promise.all(options.containers.map(routing.byHeader)).catch((error: unknown) => Promise.reject(openError(error, options)));
    });
    return new SharedStore(connection, documents, routing, options);
  } catch (error) {
    connection.close();
    throw error;
  }
}

class SharedStore implements CosmosStore {
  readonly shared = true;
  readonly #meter = new Meter();
  readonly #connection: Connection;
  readonly #documents: Documents;
  readonly #routing: Routing;
  readonly #settings;
  readonly #now: () => number;
  #closed = false;

  constructor(connection: Connection, documents: Documents, routing: Routing, { budgetMs = BUDGET_MS, attemptMs = ATTEMPT_MS, now = Date.now }: CosmosStoreOptions) {
    this.#connection = connection;
    this.#documents = documents;
    this.#routing = routing;
    this.#settings = { meter: this.#meter, attemptMs, budgetMs };
    this.#now = now;
  }

  async read<B>(key: Key): Promise<Item<B> | undefined> {
    const found = await this.#documents.find(this.#call('read', key.container), key);
    return found && !isOver(found, this.#now()) ? item<B>(key, found) : undefined;
  }

  async write(writes: readonly Write[]): Promise<readonly string[]> {
    const deadline = this.#deadline();
    const etags: string[] = [];
    for (const write of writes) {
      const call = this.#call(write.condition.kind, write.key.container, deadline);
      const made = etags.length;
      etags.push(await put(this.#documents, call, write, this.#now).catch((error: unknown) => failPartly(error, made)));
    }
    return etags;
  }

  async remove(key: Key): Promise<void> {
    await remove(this.#documents, this.#call('remove', key.container), key);
  }

  async query<B>(query: Query): Promise<Page<Item<B>>> {
    return page(this.#documents, this.#call('query', query.container), this.#routing, query, true, this.#now(), item<B>);
  }

  async list(query: Query): Promise<Page<Summary>> {
    return page(this.#documents, this.#call('list', query.container), this.#routing, query, false, this.#now(), summary);
  }

  async scan(container: Container, limit: number, cursor?: string) {
    return scanPage(this.#documents, this.#call('scan', container), container, limit, cursor, this.#now());
  }

  meter(): Counts {
    return this.#meter.counts();
  }

  close(): Promise<void> {
    this.#closed = true;
    this.#connection.close();
    return Promise.resolve();
  }

  #deadline(): number {
    return Math.min(performance.now() + this.#settings.budgetMs, turnDeadline() ?? Infinity);
  }

  #call(operation: Operation, container: Container, deadline = this.#deadline()): Call {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
    return new Call(this.#settings, operation, container, deadline);
  }
}

/** Writes are made one by one: where one has failed, the earlier ones stand. */
function failPartly(error: unknown, made: number): never {
  if (made === 0 || !(error instanceof StoreUnavailable) || error instanceof OutcomeUnknown) throw error;
  throw new OutcomeUnknown(`only the first ${made} writes of the call were made`, { cause: error });
}

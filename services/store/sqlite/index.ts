import { join, resolve } from 'node:path';
import { decodeCursor, encodeCursor } from '../cursor';
import { StoreConflict, StoreUnavailable, type Derived, type Item, type Key, type Page, type Query, type Store, type Write } from '../ports';
import { hasLog } from './file';
import type { Answer, DocumentWrite, Row } from './protocol';
import { RecentDocuments } from './recent';
import { inspectOnThread, startThread, type StoreThread } from './thread';

export { InvalidCursor } from '../ports';
export { StoreOpenError } from './thread';

export interface SqliteStoreOptions {
  /** The database's path; folder and file are made where they do not exist. */
  readonly file: string;
  /** Milliseconds of sleep before each commit: a slow disk, for benchmarks. */
  readonly commitDelayMs?: number;
  /** The store thread's program where it does not lie beside this one, as in tests. */
  readonly workerFile?: string;
  /** Milliseconds since 1970; what a TTL is counted by. */
  readonly now?: () => number;
  /** How often forgotten documents are deleted, in milliseconds. */
  readonly sweepEveryMs?: number;
  /** Lets the file grow to so many pages of 4 kB only, as a full disk does: for tests. */
  readonly maxPages?: number;
}

/** Since opening. Calls, not documents, except `forgotten`. */
export interface SqliteStoreStats {
  /** Transactions made durable; far fewer than `writes` when many come at once. */
  readonly commits: number;
  readonly writes: number;
  readonly reads: number;
  /** Documents deleted after their TTL. */
  readonly forgotten: number;
}

export interface SqliteStore extends Store {
  stats(): SqliteStoreStats;
  /** Resolves when the store has stopped by itself: nothing can be read or written any more. Never rejects. */
  readonly failed: Promise<Error>;
}

const SWEEP_EVERY_MS = 60_000;

/**
 * The embedded store: one SQLite file, held by this process alone, all of whose writes are on disk when acknowledged.
 * @throws {StoreOpenError} coded, with the file left as it was
 */
export async function openSqliteStore(options: SqliteStoreOptions): Promise<SqliteStore> {
  const { workerFile = join(__dirname, 'store-worker.js'), commitDelayMs = 0, now = Date.now, maxPages } = options;
  const file = resolve(options.file);
  const settings = { file, commitDelayMs, ...(maxPages === undefined ? {} : { maxPages }) };
  const crashed = hasLog(file);
  if (crashed) await inspectOnThread(workerFile, { ...settings, task: 'inspect' });
  const thread = await startThread(workerFile, { ...settings, task: crashed ? 'serveInspected' : 'serve' }, now);
  return new ThreadedStore(thread, options.sweepEveryMs ?? SWEEP_EVERY_MS);
}

class ThreadedStore implements SqliteStore {
  readonly failed: Promise<Error>;
  readonly #thread: StoreThread;
  readonly #recent = new RecentDocuments();
  readonly #sweeper: NodeJS.Timeout;
  #writes = 0;
  #reads = 0;
  #forgotten = 0;

  constructor(thread: StoreThread, sweepEveryMs: number) {
    this.#thread = thread;
    this.failed = thread.failed;
    this.#sweeper = setInterval(() => void this.#sweep(), sweepEveryMs).unref();
  }

  async read<B>(key: Key): Promise<Item<B> | undefined> {
    this.#reads += 1;
    const known = this.#thread.isOpen ? this.#recent.get(key) : undefined;
    if (known) return known.row && item<B>(key, known.row);
    const answer = await this.#thread.call({ op: 'read', key });
    if (answer.kind !== 'row') throw unavailable(answer);
    this.#recent.learn(key, answer.row);
    return answer.row && item<B>(key, answer.row);
  }

  async write(writes: readonly Write[]): Promise<readonly string[]> {
    this.#writes += 1;
    const documents = writes.map(document);
    for (const { key } of documents) this.#recent.begin(key);
    const answer = await this.#thread.call({ op: 'write', writes: documents });
    for (const [index, made] of documents.entries()) this.#recent.settle(made.key, rowOf(made, answer.kind === 'etags' ? answer.etags[index] : undefined));
    if (answer.kind === 'etags') return answer.etags;
    const refused = answer.kind === 'conflict' ? writes[answer.index] : undefined;
    throw refused ? new StoreConflict(refused.key) : unavailable(answer);
  }

  async remove(key: Key): Promise<void> {
    this.#writes += 1;
    this.#recent.begin(key);
    const answer = await this.#thread.call({ op: 'remove', key });
    this.#recent.settle(key, answer.kind === 'removed' ? { row: undefined } : undefined);
    if (answer.kind !== 'removed') throw unavailable(answer);
  }

  async query<B>(query: Query): Promise<Page<B>> {
    this.#reads += 1;
    const { cursor, ...page } = query;
    if (!Number.isInteger(page.limit) || page.limit < 1) throw new RangeError('limit must be a positive whole number');
    const after = cursor === undefined ? {} : { after: decodeCursor(query.order, cursor) };
    const answer = await this.#thread.call({ op: 'query', page: { ...page, ...after } });
    if (answer.kind !== 'page') throw unavailable(answer);
    const items = answer.rows.map((row) => item<B>({ container: query.container, partition: query.partition, id: row.id }, row));
    return answer.next ? { items, nextCursor: encodeCursor(query.order, answer.next) } : { items };
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    await this.#thread.close();
  }

  stats(): SqliteStoreStats {
    return { commits: this.#thread.commits, writes: this.#writes, reads: this.#reads, forgotten: this.#forgotten };
  }

  /** One that cannot be made now is made next time: until then the documents are invisible all the same. */
  async #sweep(): Promise<void> {
    const answer = await this.#thread.call({ op: 'sweep' });
    if (answer.kind === 'swept') this.#forgotten += answer.count;
  }
}

/** What a write has put there; undefined where it was not made, or where the thread alone knows when it expires. */
function rowOf({ key, derived, body, ttlSeconds }: DocumentWrite, etag: string | undefined): { readonly row: Row } | undefined {
  return etag === undefined || ttlSeconds !== undefined ? undefined : { row: { id: key.id, etag, derived, body, expiresAt: null } };
}

/** @throws {TypeError} where the body is no JSON, {@link RangeError} where the key or an instant is malformed */
function document({ key, body, derived = {}, condition, ttlSeconds }: Write): DocumentWrite {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new TypeError('a document needs a body');
  if (key.id === '' || key.partition === '') throw new RangeError('a key needs a partition and an id');
  if (derived.receivedAt !== undefined && Number.isNaN(Date.parse(derived.receivedAt))) throw new RangeError('receivedAt is no instant');
  return { key, body: text, derived: JSON.stringify(derived), condition, ttlSeconds };
}

/**
 * The casts give back what {@link document} was given.
 * @throws {StoreUnavailable} where damage has left something else
 */
function item<B>(key: Key, { etag, derived, body }: Row): Item<B> {
  try {
    return { key, etag, derived: JSON.parse(derived) as Derived, body: JSON.parse(body) as B };
  } catch (error) {
    throw new StoreUnavailable('a document is damaged', { cause: error });
  }
}

function unavailable(answer: Answer): StoreUnavailable {
  return new StoreUnavailable(answer.kind === 'unavailable' ? answer.reason : 'the store gave no answer');
}

import { decodeCursor, encodeCursor, type CursorOrder, type Position } from '../cursor';
import { StoreConflict, type Container, type Item, type Key, type Page, type Query, type RawDocument, type Store, type Summary, type WholeStore, type Write } from '../ports';
import type { Maintenance, PageRequest } from './protocol';
import { RecentDocuments } from './recent';
import { documentOf, itemOf, rowOf, summaryOf, unavailable } from './rows';
import type { StoreThread } from './thread';

/** Since opening. Calls, not documents, except `forgotten`. */
export interface SqliteStoreStats {
  /** Transactions made durable; far fewer than `writes` when many come at once. */
  readonly commits: number;
  readonly writes: number;
  readonly reads: number;
  /** Documents deleted after their TTL. */
  readonly forgotten: number;
}

export interface SqliteStore extends Store, WholeStore {
  stats(): SqliteStoreStats;
  /** Resolves when the store has stopped by itself: nothing can be read or written any more. Never rejects. */
  readonly failed: Promise<Error>;
  /**
   * From when it resolves until {@link release} the file does not change, so that another process can copy it byte by
   * byte: commits are durable in the log beside it. Reads and writes go on as ever. Ends by itself after `limitMs`.
   * @throws {StoreUnavailable}
   */
  hold(limitMs?: number): Promise<void>;
  /** Lets the file change again, and says whether it had been still until now. */
  release(): Promise<boolean>;
  /**
   * Writes the file anew, so that nothing is left in it of what was changed or deleted before. Everything waits
   * meanwhile, and the disk needs room for twice the file: for maintenance, not for turns.
   * @throws {StoreUnavailable} where there is no room, or the file is being held; the file is then as it was
   */
  vacuum(): Promise<void>;
}

export interface ThreadedOptions {
  readonly sweepEveryMs: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A backup that takes longer than this has died. */
const HOLD_LIMIT_MS = 30 * 60_000;

/** Pages of a scan stay so small that no turn waits for one. */
const SCANNED_AT_ONCE = 50;

export class ThreadedStore implements SqliteStore {
  readonly shared = false;
  readonly failed: Promise<Error>;
  readonly #thread: StoreThread;
  readonly #now: () => number;
  readonly #recent = new RecentDocuments();
  readonly #sweeper: NodeJS.Timeout;
  #holdEnds: NodeJS.Timeout | undefined;
  #writes = 0;
  #reads = 0;
  #forgotten = 0;

  constructor(thread: StoreThread, { sweepEveryMs, now }: ThreadedOptions) {
    this.#thread = thread;
    this.#now = now;
    this.failed = thread.failed;
    this.#sweeper = setInterval(() => void this.#sweep(), sweepEveryMs).unref();
  }

  async read<B>(key: Key): Promise<Item<B> | undefined> {
    this.#reads += 1;
    const known = this.#thread.isOpen ? this.#recent.get(key) : undefined;
    if (known) return known.row && itemOf<B>(key, known.row);
    const answer = await this.#thread.call({ op: 'read', key });
    if (answer.kind !== 'row') throw unavailable(answer);
    this.#recent.learn(key, answer.row);
    return answer.row && itemOf<B>(key, answer.row);
  }

  async write(writes: readonly Write[]): Promise<readonly string[]> {
    this.#writes += 1;
    const documents = writes.map(documentOf);
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

  async query<B>(query: Query): Promise<Page<Item<B>>> {
    this.#reads += 1;
    const answer = await this.#thread.call({ op: 'query', page: request(query) });
    if (answer.kind !== 'page') throw unavailable(answer);
    return pageOf(query.order, answer.rows.map((row) => itemOf<B>(keyIn(query, row.id), row)), answer.next);
  }

  async list(query: Query): Promise<Page<Summary>> {
    this.#reads += 1;
    const answer = await this.#thread.call({ op: 'list', page: request(query) });
    if (answer.kind !== 'heads') throw unavailable(answer);
    return pageOf(query.order, answer.rows.map((head) => summaryOf(keyIn(query, head.id), head)), answer.next);
  }

  async scan(container: Container, limit: number, cursor?: string): Promise<Page<RawDocument & { readonly etag: string }>> {
    this.#reads += 1;
    const after = cursor === undefined ? {} : { after: decodeCursor('scan', cursor) };
    const scan = { container, limit: Math.min(checked(limit), SCANNED_AT_ONCE), ...after };
    const answer = await this.#thread.call({ op: 'scan', scan });
    if (answer.kind !== 'scanned') throw unavailable(answer);
    const items = answer.rows.map((row) => ({
      ...itemOf<unknown>({ container, partition: row.partition, id: row.id }, row),
      ...(row.expiresAt === null ? {} : { ttlSeconds: Math.max(1, Math.ceil((row.expiresAt - this.#now()) / 1000)) }),
    }));
    return pageOf('scan', items, answer.next);
  }

  async hold(limitMs = HOLD_LIMIT_MS): Promise<void> {
    await this.#maintain('hold');
    clearTimeout(this.#holdEnds);
    this.#holdEnds = setTimeout(() => void this.#thread.call({ op: 'release' }), limitMs).unref();
  }

  async release(): Promise<boolean> {
    clearTimeout(this.#holdEnds);
    return this.#maintain('release');
  }

  async vacuum(): Promise<void> {
    await this.#maintain('vacuum');
  }

  async close(): Promise<void> {
    clearInterval(this.#sweeper);
    clearTimeout(this.#holdEnds);
    await this.#thread.close();
  }

  stats(): SqliteStoreStats {
    return { commits: this.#thread.commits, writes: this.#writes, reads: this.#reads, forgotten: this.#forgotten };
  }

  async #maintain(op: Maintenance): Promise<boolean> {
    const answer = await this.#thread.call({ op });
    if (answer.kind !== 'maintained') throw unavailable(answer);
    return answer.held;
  }

  /** One that cannot be made now is made next time: until then the documents are invisible all the same. */
  async #sweep(): Promise<void> {
    const answer = await this.#thread.call({ op: 'sweep' });
    if (answer.kind === 'swept') this.#forgotten += answer.count;
  }
}

const keyIn = ({ container, partition }: Query, id: string): Key => ({ container, partition, id });

/** @throws {RangeError} and {@link InvalidCursor} */
function request({ cursor, ...page }: Query): PageRequest {
  checked(page.limit);
  return cursor === undefined ? page : { ...page, after: decodeCursor(page.order, cursor) };
}

function checked(limit: number): number {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a positive whole number');
  return limit;
}

const pageOf = <I>(order: CursorOrder, items: readonly I[], next: Position | undefined): Page<I> =>
  next ? { items, nextCursor: encodeCursor(order, next) } : { items };

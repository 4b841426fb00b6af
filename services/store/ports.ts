/**
 * The store behind everything that lasts: named containers of JSON documents, each in a partition.
 * The same contract holds for the embedded store and for Azure Cosmos DB, so nothing here offers
 * what only one of them can do: point reads, single-document conditional writes, and queries inside
 * one partition over derived fields. No query reads `body`, which holds what people wrote.
 */
export const CONTAINERS = ['cases', 'identities', 'owners', 'transcripts', 'references', 'receiptCodes', 'leases', 'keys'] as const;
export type Container = (typeof CONTAINERS)[number];

/**
 * `partition` is the board's code (cases, identities, leases), a keyed hash of the person (owners, transcripts,
 * references), a board's places (references), a code's hash (receiptCodes) or a data key's id (keys).
 */
export interface Key {
  readonly container: Container;
  readonly partition: string;
  readonly id: string;
}

/** Fields a query may read. Never a text that somebody wrote; people appear as keyed hashes. */
export interface Derived {
  readonly status?: string;
  readonly type?: string;
  /** 0 critical … 3 low, so that ascending order is most severe first. */
  readonly severity?: number;
  /** Who may work the case: see `domain/access.ts`. */
  readonly audience?: string;
  /** Keyed hashes of people who must never see it. */
  readonly barred?: readonly string[];
  /** ISO 8601 instant, UTC. */
  readonly receivedAt?: string;
  /** ISO 8601 instant of the next delivery attempt; absent when nothing is left to send. */
  readonly nextNoticeAt?: string;
  /** ISO 8601 instant of the last write, by the machine's own clock, for whoever follows changes. */
  readonly changedAt?: string;
  /** Code of the kind of place it happened in. */
  readonly placeKind?: string;
  /** ISO 8601 instant of the earliest date that the case runs towards; absent where no clock runs. */
  readonly dueAt?: string;
  /** Whoever reported waits for an answer. */
  readonly waiting?: true;
  /** Keyed hashes of what the document is found by: a linked matter, a named person, a place, whom it was referred to. */
  readonly found?: readonly string[];
  /** The rest of what a line of a list shows; no query looks at it. */
  readonly shown?: Readonly<Record<string, string | number>>;
}

/** A document without its body: what lists are made of. */
export interface Summary {
  readonly key: Key;
  readonly etag: string;
  readonly derived: Derived;
}

export interface Item<B> extends Summary {
  readonly body: B;
}

/** `create` fails when the id exists; `match` fails when the stored etag differs; `upsert` always writes. */
export type Condition = { readonly kind: 'create' } | { readonly kind: 'match'; readonly etag: string } | { readonly kind: 'upsert' };

export interface Write {
  readonly key: Key;
  readonly body: unknown;
  readonly derived?: Derived;
  readonly condition: Condition;
  /** Seconds after which the store forgets the document (drafts, conversation state); of no case, and of nothing that belongs to one. */
  readonly ttlSeconds?: number;
  /**
   * The internal id of the case whose data key seals the body, fixed at the first step of its report. Absent: a key of
   * the document's own partition. Adapters never see it: `sealed.ts` has sealed the body before.
   */
  readonly sealedFor?: string;
}

/** What somebody has to look at: an item that meets any of these. */
export interface Needs {
  readonly status?: readonly string[];
  readonly waiting?: true;
  /** Items whose `dueAt` is at or before this instant. */
  readonly dueBy?: string;
}

/** Filters on derived fields inside one partition; arrays mean "one of", `notBarred` excludes items barring that hash. */
export interface Query {
  readonly container: Container;
  readonly partition: string;
  readonly status?: readonly string[];
  readonly type?: readonly string[];
  readonly severity?: readonly number[];
  readonly audience?: readonly string[];
  readonly notBarred?: string;
  /** Items whose `found` holds all of these hashes. */
  readonly found?: readonly string[];
  readonly placeKind?: readonly string[];
  /** Items received at or after the one instant, and before the other. */
  readonly receivedFrom?: string;
  readonly receivedBefore?: string;
  readonly needs?: Needs;
  /** Items whose `nextNoticeAt` is at or before this instant. */
  readonly dueBefore?: string;
  /** Items whose `changedAt` is at or after this instant. */
  readonly changedSince?: string;
  /** Only ids that begin so (the turns of one conversation). */
  readonly idPrefix?: string;
  /** Only ids greater than this one. */
  readonly afterId?: string;
  /**
   * `worst`: severity ascending, then receivedAt descending, then id; lists only what has both. `id`: id ascending.
   * `newestId`: id descending. `due`: nextNoticeAt ascending, then id; lists only what has one.
   * `changed`: changedAt ascending, then id; lists only what has one.
   */
  readonly order: 'worst' | 'id' | 'newestId' | 'due' | 'changed';
  readonly limit: number;
  readonly cursor?: string;
}

export interface Page<I> {
  readonly items: readonly I[];
  readonly nextCursor?: string;
}

/** A conditional write lost against another: reload, decide again, retry. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';
  constructor(readonly key: Key) {
    super(`conditional write refused in ${key.container}`);
  }
}

/**
 * The store cannot take or give anything now (disk full, closed, worker gone, no usable answer in time). The embedded
 * store has written nothing of the call. A shared store may have written what it gave no answer to: whoever tries again
 * uses the same ids, or reads first.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The cursor is none that a page of this order gave out. It comes from outside, so this is the caller's mistake. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
  readonly code = 'invalid_cursor';
}

export interface Store {
  /** Whether other processes may write here too. The embedded store's file is one process's own. */
  readonly shared: boolean;
  /** Point read; undefined when absent or forgotten by its TTL. */
  read<B>(key: Key): Promise<Item<B> | undefined>;
  /**
   * Writes in the given order and answers when all are durable, with the new etags. A refused condition throws
   * {@link StoreConflict} and no later write is made. The embedded store makes all of them in one commit; a store
   * that cannot must still never have a later one without the earlier ones, so callers put first what may stand alone.
   */
  write(writes: readonly Write[]): Promise<readonly string[]>;
  /** Removes the document; absent is no error. */
  remove(key: Key): Promise<void>;
  /** One page of a query inside one partition. */
  query<B>(query: Query): Promise<Page<Item<B>>>;
  /** As {@link query}, without the bodies: nothing of them is read or sent. */
  list(query: Query): Promise<Page<Summary>>;
  close(): Promise<void>;
}

/** A document exactly as an adapter keeps it, for moving house and for bringing old ones up to date. */
export interface RawDocument {
  readonly key: Key;
  readonly derived: Derived;
  readonly body: unknown;
  /** Seconds it has left, where it has a TTL. */
  readonly ttlSeconds?: number;
}

/**
 * Every document there is, for maintenance only: the one place where a store looks across partitions. No turn does.
 */
export interface WholeStore {
  /** Documents of a container in a stable order, `limit` at a time; the cursor goes on where the last page ended. */
  scan(container: Container, limit: number, cursor?: string): Promise<Page<RawDocument & { readonly etag: string }>>;
}

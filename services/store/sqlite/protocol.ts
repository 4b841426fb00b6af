/**
 * What the main thread and the store's thread say to each other. Bodies and derived fields cross as JSON text:
 * cloning a string costs the main thread far less than cloning the object it stands for.
 */
import type { Position } from '../cursor';
import type { Condition, Container, Key, Query } from '../ports';

/** One document to write; `derived` and `body` are JSON texts. */
export interface DocumentWrite {
  readonly key: Key;
  readonly derived: string;
  readonly body: string;
  readonly condition: Condition;
  readonly ttlSeconds: number | undefined;
}

export type PageRequest = Omit<Query, 'cursor'> & { readonly after?: Position };

/** A part of a whole container; `after` is a partition and an id. */
export interface ScanRequest {
  readonly container: Container;
  readonly limit: number;
  readonly after?: Position;
}

/**
 * What concerns the file as a whole and is done between two commits. `hold`: all commits are moved into the file, and
 * from then on none until `release`; meanwhile they are kept in the log alone. `vacuum`: the file is written anew, so
 * that nothing is left in it of what was changed or deleted.
 */
export type Maintenance = 'hold' | 'release' | 'vacuum';

export type Call =
  | { readonly op: 'read'; readonly key: Key }
  | { readonly op: 'query'; readonly page: PageRequest }
  | { readonly op: 'list'; readonly page: PageRequest }
  | { readonly op: 'scan'; readonly scan: ScanRequest }
  | { readonly op: 'write'; readonly writes: readonly DocumentWrite[] }
  | { readonly op: 'remove'; readonly key: Key }
  /** Deletes some of what its TTL has made invisible. */
  | { readonly op: 'sweep' }
  | { readonly op: Maintenance };

/** A document as it lies in the table, without its body. */
export interface Head {
  readonly id: string;
  readonly etag: string;
  readonly derived: string;
  /** Milliseconds since 1970; null for a document that stays. */
  readonly expiresAt: number | null;
}

export interface Row extends Head {
  readonly body: string;
}

export interface ScannedRow extends Row {
  readonly partition: string;
}

export type Answer =
  | { readonly kind: 'row'; readonly row: Row | undefined }
  | { readonly kind: 'page'; readonly rows: readonly Row[]; readonly next: Position | undefined }
  | { readonly kind: 'heads'; readonly rows: readonly Head[]; readonly next: Position | undefined }
  | { readonly kind: 'scanned'; readonly rows: readonly ScannedRow[]; readonly next: Position | undefined }
  | { readonly kind: 'etags'; readonly etags: readonly string[] }
  | { readonly kind: 'removed' }
  | { readonly kind: 'swept'; readonly count: number }
  /** `held`: whether the file was being held still. */
  | { readonly kind: 'maintained'; readonly held: boolean }
  /** `index` is the write whose condition did not hold. */
  | { readonly kind: 'conflict'; readonly index: number }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Calls of one turn of the main thread's event loop, in order. `now` is milliseconds since 1970. */
export interface Batch {
  readonly kind: 'batch';
  readonly now: number;
  readonly calls: readonly Call[];
}

export type ToStore = Batch | { readonly kind: 'close' };

export type OpenErrorCode =
  | 'data_dir_unwritable'
  | 'disk_full'
  | 'database_damaged'
  | 'database_locked'
  | 'database_newer'
  | 'database_older'
  | 'database_missing'
  | 'restore_unfinished';

/** Documents by container. */
export type Counts = Readonly<Record<string, number>>;

/** `answers` belong to the oldest calls not yet answered, in order. */
export type FromStore =
  /** A task that does not stay has been done. */
  | { readonly kind: 'finished'; readonly counts: Counts }
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly code: OpenErrorCode; readonly detail: string }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[]; readonly commits: number };

/** What the store's thread is started with. */
export interface StoreThreadOptions {
  /**
   * `serve` looks whether the file is whole, opens it and stays; `serveInspected` spares itself the look. The others
   * end when done: `inspect` only looks, `copy` writes a copy to `copyTo`, `count` looks through a copy and counts.
   */
  readonly task: 'serve' | 'serveInspected' | 'inspect' | 'copy' | 'count';
  /** Absolute. */
  readonly file: string;
  readonly commitDelayMs: number;
  /** Absolute; an empty file. */
  readonly copyTo?: string;
  /** Refuses to grow beyond so many pages, as a full disk does. */
  readonly maxPages?: number;
}

/** Whether answering the call needs a commit. */
export const changes = ({ op }: Call): boolean => op === 'write' || op === 'remove' || op === 'sweep';

export const isMaintenance = (call: Call): call is Extract<Call, { readonly op: Maintenance }> =>
  call.op === 'hold' || call.op === 'release' || call.op === 'vacuum';

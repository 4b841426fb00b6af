/**
 * What the main thread and the store's thread say to each other. Bodies and derived fields cross as JSON text:
 * cloning a string costs the main thread far less than cloning the object it stands for.
 */
import type { Position } from '../cursor';
import type { Condition, Key, Query } from '../ports';

/** One document to write; `derived` and `body` are JSON texts. */
export interface DocumentWrite {
  readonly key: Key;
  readonly derived: string;
  readonly body: string;
  readonly condition: Condition;
  readonly ttlSeconds: number | undefined;
}

export type PageRequest = Omit<Query, 'cursor'> & { readonly after?: Position };

export type Call =
  | { readonly op: 'read'; readonly key: Key }
  | { readonly op: 'query'; readonly page: PageRequest }
  | { readonly op: 'write'; readonly writes: readonly DocumentWrite[] }
  | { readonly op: 'remove'; readonly key: Key }
  /** Deletes some of what its TTL has made invisible. */
  | { readonly op: 'sweep' };

/** A document as it lies in the table. */
export interface Row {
  readonly id: string;
  readonly etag: string;
  readonly derived: string;
  readonly body: string;
  /** Milliseconds since 1970; null for a document that stays. */
  readonly expiresAt: number | null;
}

export type Answer =
  | { readonly kind: 'row'; readonly row: Row | undefined }
  | { readonly kind: 'page'; readonly rows: readonly Row[]; readonly next: Position | undefined }
  | { readonly kind: 'etags'; readonly etags: readonly string[] }
  | { readonly kind: 'removed' }
  | { readonly kind: 'swept'; readonly count: number }
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

export type OpenErrorCode = 'data_dir_unwritable' | 'database_damaged' | 'database_locked' | 'database_newer';

/** `answers` belong to the oldest calls not yet answered, in order. */
export type FromStore =
  | { readonly kind: 'inspected' }
  | { readonly kind: 'opened' }
  | { readonly kind: 'refused'; readonly code: OpenErrorCode; readonly detail: string }
  | { readonly kind: 'answers'; readonly answers: readonly Answer[]; readonly commits: number };

/** What the store's thread is started with. */
export interface StoreThreadOptions {
  /**
   * `inspect` only looks whether the file is whole and ends; `serve` looks, opens and stays; `serveInspected` spares
   * itself the look.
   */
  readonly task: 'inspect' | 'serve' | 'serveInspected';
  /** Absolute. */
  readonly file: string;
  readonly commitDelayMs: number;
  /** Refuses to grow beyond so many pages, as a full disk does. */
  readonly maxPages?: number;
}

/** Whether answering the call needs a commit. */
export const changes = (call: Call): boolean => call.op !== 'read' && call.op !== 'query';

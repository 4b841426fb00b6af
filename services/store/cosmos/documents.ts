import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { StoreUnavailable, type Derived, type Item, type Key, type Summary, type Write } from '../ports';
import { decodeVersion, encodeVersion, type Version } from './etags';
import { escapedId } from './ids';
import { LAYOUTS } from './layout';

/** How many writes a document remembers: enough to tell a late answer of ours from a conflict. */
const REMEMBERED = 3;

const derivedFields = z.looseObject({
  status: z.string().optional(),
  type: z.string().optional(),
  severity: z.number().optional(),
  audience: z.string().optional(),
  barred: z.array(z.string()).optional(),
  receivedAt: z.string().optional(),
  nextNoticeAt: z.string().optional(),
  changedAt: z.string().optional(),
  placeKind: z.string().optional(),
  dueAt: z.string().optional(),
  waiting: z.literal(true).optional(),
  found: z.array(z.string()).optional(),
  shown: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

const stored = z.object({
  name: z.string(),
  _etag: z.string(),
  writes: z.array(z.string()),
  expiresAt: z.number().optional(),
  derived: derivedFields,
  body: z.string().optional(),
  /** Of a scan only. */
  inPartition: z.string().optional(),
});
/** A document as Cosmos DB gives it; lists leave `body` out. */
export type Stored = z.infer<typeof stored>;

/** A document as it is sent; beside these, the properties of its partition key. */
export interface Sent {
  readonly id: string;
  readonly name: string;
  readonly derived: Derived;
  /** Minus `receivedAt` in milliseconds, so that all sort keys of the list ascend. */
  readonly newest?: number;
  readonly writes: readonly string[];
  /** JSON text, so that it comes back letter for letter. */
  readonly body: string;
  readonly expiresAt?: number;
  readonly ttl?: number;
}

/**
 * @param now milliseconds since 1970
 * @throws {TypeError} where the body is no JSON, {@link RangeError} where the key or an instant is malformed
 */
export function toDocument({ key, body, derived = {}, condition, ttlSeconds }: Write, now: number): Sent {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new TypeError('a document needs a body');
  if (key.partition === '') throw new RangeError('a key needs a partition');
  // The account would take the limit without a word, and keep the document for good.
  if (ttlSeconds !== undefined && !LAYOUTS[key.container].forgets) throw new RangeError(`nothing in ${key.container} has a time to live`);
  const earlier = condition.kind === 'match' ? decodeVersion(condition.etag).writes : [];
  const { partition, second } = LAYOUTS[key.container];
  return {
    id: escapedId(key.id),
    [partition]: key.partition,
    ...(second === undefined ? {} : { [second]: key.id }),
    name: key.id,
    derived,
    ...(derived.receivedAt === undefined ? {} : { newest: newest(derived.receivedAt) }),
    writes: [randomBytes(6).toString('base64url'), ...earlier].slice(0, REMEMBERED),
    body: text,
    ...(ttlSeconds === undefined ? {} : { expiresAt: now + ttlSeconds * 1000, ttl: Math.max(1, Math.ceil(ttlSeconds)) }),
  };
}

/** @throws {RangeError} */
export function newest(receivedAt: string): number {
  const at = Date.parse(receivedAt);
  if (Number.isNaN(at)) throw new RangeError('receivedAt is no instant');
  return -at;
}

/** @throws {StoreUnavailable} where it is no document of ours */
export function fromCosmos(found: unknown): Stored {
  const parsed = stored.safeParse(found);
  if (!parsed.success) throw new StoreUnavailable('a document is damaged', { cause: parsed.error });
  return parsed.data;
}

export const versionOf = ({ _etag, writes, expiresAt }: Stored): Version => ({ etag: _etag, writes, expiresAt });

export const isOver = ({ expiresAt }: { readonly expiresAt?: number | undefined }, now: number): boolean => expiresAt !== undefined && expiresAt <= now;

/** The cast gives back what {@link toDocument} was given. */
export const summary = (key: Key, document: Stored): Summary => ({
  key,
  etag: encodeVersion(versionOf(document)),
  derived: document.derived as Derived,
});

/** @throws {StoreUnavailable} where the body is damaged */
export function item<B>(key: Key, document: Stored): Item<B> {
  try {
    return { ...summary(key, document), body: JSON.parse(document.body ?? '') as B };
  } catch (error) {
    throw new StoreUnavailable('a document is damaged', { cause: error });
  }
}

/** Values of a document that the indexing policy covers, for computing what a write costs. */
export function indexedValues(container: Key['container'], { derived, expiresAt, newest: at }: Sent): number {
  const common = 2 + (expiresAt === undefined ? 0 : 1);
  if (!LAYOUTS[container].orders.includes('worst')) return common;
  const { shown: _, receivedAt: __, barred = [], found = [], ...single } = derived;
  return common + (at === undefined ? 0 : 1) + Object.keys(single).length + barred.length + found.length;
}

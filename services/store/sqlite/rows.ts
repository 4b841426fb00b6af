import { StoreUnavailable, type Derived, type Item, type Key, type Summary, type Write } from '../ports';
import type { Answer, DocumentWrite, Head, Row } from './protocol';

/** What a write has put there; undefined where it was not made, or where the thread alone knows when it expires. */
export function rowOf({ key, derived, body, ttlSeconds }: DocumentWrite, etag: string | undefined): { readonly row: Row } | undefined {
  return etag === undefined || ttlSeconds !== undefined ? undefined : { row: { id: key.id, etag, derived, body, expiresAt: null } };
}

/** @throws {TypeError} where the body is no JSON, {@link RangeError} where the key or an instant is malformed */
export function documentOf({ key, body, derived = {}, condition, ttlSeconds }: Write): DocumentWrite {
  const text = JSON.stringify(body) as string | undefined;
  if (text === undefined) throw new TypeError('a document needs a body');
  if (key.id === '' || key.partition === '') throw new RangeError('a key needs a partition and an id');
  if (derived.receivedAt !== undefined && Number.isNaN(Date.parse(derived.receivedAt))) throw new RangeError('receivedAt is no instant');
  return { key, body: text, derived: JSON.stringify(derived), condition, ttlSeconds };
}

/**
 * The casts give back what {@link documentOf} was given.
 * @throws {StoreUnavailable} where damage has left something else
 */
export const itemOf = <B>(key: Key, row: Row): Item<B> => ({ ...summaryOf(key, row), body: parsed(row.body) as B });

/** @throws {StoreUnavailable} */
export const summaryOf = (key: Key, { etag, derived }: Head): Summary => ({ key, etag, derived: parsed(derived) as Derived });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new StoreUnavailable('a document is damaged', { cause: error });
  }
}

export const unavailable = (answer: Answer): StoreUnavailable =>
  new StoreUnavailable(answer.kind === 'unavailable' ? answer.reason : 'the store gave no answer');

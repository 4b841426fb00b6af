import type { ItemResponse, ItemDefinition, RequestOptions } from '@azure/cosmos';
import { StoreConflict, type Condition, type Key, type Write } from '../ports';
import type { Call } from './call';
import type { Documents } from './points';
import { indexedValues, isOver, toDocument, versionOf, type Sent, type Stored } from './documents';
import { decodeVersion, encodeVersion } from './etags';

/** What is asked of Cosmos DB in one attempt. */
type Way = { readonly kind: 'create' } | { readonly kind: 'upsert' } | { readonly kind: 'replace'; readonly etag: string };

/** Asks for no content back: the etag stands in a header, and what was written is known here. */
const MINIMAL: RequestOptions = { initialHeaders: { Prefer: 'return=minimal' } };

const conditional = (etag: string): RequestOptions => ({ accessCondition: { type: 'IfMatch', condition: etag } });

/**
 * Writes one document under its condition and gives the new etag. Every document carries the ids of its last writes: an
 * answer that was lost is found again by them, even where somebody else has written on top since. So what was written is
 * never called a conflict, and nothing is written over without having been looked at.
 * @throws {StoreConflict}, {@link StoreUnavailable}
 */
export async function put(documents: Documents, call: Call, write: Write, now: () => number): Promise<string> {
  const { key, condition } = write;
  const document = toDocument(write, now());
  if (condition.kind === 'match' && isOver(decodeVersion(condition.etag), now())) throw new StoreConflict(key);
  for (let way = firstWay(condition); ; ) {
    const answer = await call.write({ kind: way.kind, indexedPaths: indexedValues(key.container, document) }, (options) => send(documents, way, key, document, options));
    if (answer.kind === 'done') return encodeVersion({ etag: answer.value.etag, writes: document.writes, expiresAt: document.expiresAt });
    if (answer.kind === 'answer' && condition.kind === 'match' && !call.unclear) throw new StoreConflict(key);
    const there = await documents.find(call, key);
    const made = there && ownVersion(there, document);
    if (made !== undefined) return made;
    way = nextWay(write, there, now());
  }
}

/** Removes the document; after an attempt without an answer only as it then stands. @throws {StoreUnavailable} */
export async function remove(documents: Documents, call: Call, key: Key): Promise<void> {
  for (let options: RequestOptions = {}; ; ) {
    const answer = await call.write({ kind: 'delete' }, (shared) => documents.item(key).delete({ ...options, ...shared }));
    if (answer.kind === 'done' || (answer.kind === 'answer' && answer.status === 404)) return;
    const there = await documents.find(call, key);
    if (!there) return;
    options = conditional(there._etag);
  }
}

function send(documents: Documents, way: Way, key: Key, document: Sent, shared: RequestOptions): Promise<ItemResponse<ItemDefinition>> {
  const options = { ...MINIMAL, ...shared };
  switch (way.kind) {
    case 'create':
      return documents.container(key).items.create(document, options);
    case 'upsert':
      return documents.container(key).items.upsert(document, options);
    case 'replace':
      return documents.item(key).replace(document, { ...options, ...conditional(way.etag) });
  }
}

function firstWay(condition: Condition): Way {
  return condition.kind === 'match' ? { kind: 'replace', etag: decodeVersion(condition.etag).etag } : condition;
}

/** The etag to give where the document there is ours, or was: then one that matches nothing any more. */
function ownVersion(there: Stored, { writes }: Sent): string | undefined {
  const own = writes[0] ?? '';
  if (there.writes[0] === own) return encodeVersion(versionOf(there));
  return there.writes.includes(own) ? encodeVersion({ etag: 'superseded', writes: [own] }) : undefined;
}

function nextWay({ key, condition }: Write, there: Stored | undefined, now: number): Way {
  if (condition.kind === 'upsert') return there ? { kind: 'replace', etag: there._etag } : { kind: 'create' };
  const alive = there !== undefined && !isOver(there, now);
  if (condition.kind === 'create' && !alive) return there ? { kind: 'replace', etag: there._etag } : { kind: 'create' };
  if (condition.kind === 'match' && alive && there._etag === decodeVersion(condition.etag).etag) return { kind: 'replace', etag: there._etag };
  throw new StoreConflict(key);
}

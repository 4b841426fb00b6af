import type { QueryIterator, SharedOptions, SqlQuerySpec } from '@azure/cosmos';
import { decodeCursor, encodeCursor, type Position } from '../cursor';
import { StoreUnavailable, type Container, type Key, type Page, type Query, type RawDocument } from '../ports';
import type { Call } from './call';
import { fromCosmos, item, newest, type Stored } from './documents';
import { failureOf } from './failures';
import { LAYOUTS } from './layout';
import type { Documents } from './points';
import { canMatch, querySpec, scanSpec } from './queries';

/** How queries inside a board's prefix reach it: see `prefixes.ts`. */
export interface Routing {
  /** Whether the partition key header leads to all of a partition of that container. */
  byHeader(container: Container): Promise<boolean>;
  /** The account has refused such a header. */
  refused(container: Container): void;
}

interface Found {
  readonly documents: readonly Stored[];
  readonly next: Stored | undefined;
}

/**
 * One page of a query inside one partition; the mapping gives each item.
 * @throws {InvalidCursor}, {@link StoreUnavailable}; RangeError where the limit is none
 */
export async function page<I>(
  documents: Documents,
  call: Call,
  routing: Routing,
  query: Query,
  bodies: boolean,
  now: number,
  mapping: (key: Key, document: Stored) => I,
): Promise<Page<I>> {
  assertLimit(query.limit);
  const after = query.cursor === undefined ? undefined : decodeCursor(query.order, query.cursor);
  if (!canMatch(query)) return { items: [] };
  const { documents: found, next } = await routed(documents, call, routing, query, querySpec(query, bodies, after, now));
  const items = found.map((document) => mapping({ container: query.container, partition: query.partition, id: document.name }, document));
  return next ? { items, nextCursor: encodeCursor(query.order, positionOf(query.order, next)) } : { items };
}

/** Whether an account takes the first level alone as a header is nowhere written down: one that does not is asked without. */
async function routed(documents: Documents, call: Call, routing: Routing, query: Query, spec: SqlQuerySpec): Promise<Found> {
  const { container, partition } = query;
  if (!(await routing.byHeader(container))) return fetched(documents, call, query, spec, undefined);
  try {
    return await fetched(documents, call, query, spec, [partition]);
  } catch (error) {
    if (!isPrefix(container) || !isMalformed(error)) throw error;
    routing.refused(container);
    return fetched(documents, call, query, spec, undefined);
  }
}

const isPrefix = (container: Container): boolean => LAYOUTS[container].second !== undefined;

const isMalformed = (error: unknown): boolean => error instanceof StoreUnavailable && failureOf(error.cause).kind === 'malformed';

/** @throws {InvalidCursor}, {@link StoreUnavailable} */
export async function scanPage(documents: Documents, call: Call, container: Container, limit: number, cursor: string | undefined, now: number): Promise<Page<RawDocument & { etag: string }>> {
  assertLimit(limit);
  const after = cursor === undefined ? [] : decodeCursor('scan', cursor);
  const { documents: found, next } = await fetched(documents, call, { container, limit }, scanSpec(container, after, now), undefined);
  const items = found.map((document) => {
    const raw = item<unknown>({ container, partition: document.inPartition ?? '', id: document.name }, document);
    return { ...raw, ...(document.expiresAt === undefined ? {} : { ttlSeconds: Math.ceil((document.expiresAt - now) / 1000) }) };
  });
  return next ? { items, nextCursor: encodeCursor('scan', [next.inPartition ?? '', next.name]) } : { items };
}

/** One more than the page holds, to know whether more follows. Without a partition the SDK finds its own way, by a plan. */
async function fetched(documents: Documents, call: Call, { container, limit }: Pick<Query, 'container' | 'limit'>, spec: SqlQuerySpec, partition: string[] | undefined): Promise<Found> {
  const attempt = async (options: SharedOptions) => {
    const routed = partition ? { partitionKey: partition } : {};
    const iterator = documents.container({ container }).items.query<unknown>(spec, { ...options, ...routed, maxItemCount: limit + 1 });
    return { resources: await upTo(iterator, limit + 1) };
  };
  const answer = await call.read({ kind: 'query', plans: partition === undefined }, attempt);
  const all = (answer?.resources ?? []).map(fromCosmos);
  const shown = all.slice(0, limit);
  return { documents: shown, next: all.length > limit ? shown.at(-1) : undefined };
}

/** An answer may hold fewer than asked for and still not be the last. */
async function upTo(iterator: QueryIterator<unknown>, wanted: number): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  while (found.length < wanted && iterator.hasMoreResults()) {
    const { resources } = await iterator.fetchNext();
    found.push(...((resources as readonly unknown[] | undefined) ?? []));
  }
  return found;
}

function positionOf(order: Query['order'], { name, derived }: Stored): Position {
  switch (order) {
    case 'worst':
      return [derived.severity ?? 0, newest(derived.receivedAt ?? ''), name];
    case 'due':
      return [derived.nextNoticeAt ?? '', name];
    case 'changed':
      return [derived.changedAt ?? '', name];
    case 'id':
    case 'newestId':
      return [name];
  }
}

function assertLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError('limit must be a positive whole number');
}

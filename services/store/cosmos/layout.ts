import type { IndexingPolicy, PartitionKeyDefinition } from '@azure/cosmos';
import { PartitionKeyDefinitionVersion, PartitionKeyKind } from '@azure/cosmos';
import type { Container, Key, Query } from '../ports';

/** How a container lies in Cosmos DB. */
export interface Layout {
  /** The property that holds {@link Key.partition}. */
  readonly partition: string;
  /** The property that holds {@link Key.id} as the second level of a hierarchical key, where there is one. */
  readonly second?: string;
  /** The orders its queries are made in; each needs a composite index. */
  readonly orders: readonly Query['order'][];
  /** Whether its documents may have a TTL. */
  readonly forgets: boolean;
}

const CASES = { partition: 'board', second: 'caseId', orders: ['worst', 'id', 'newestId', 'due', 'changed'], forgets: false } as const;

/** A board's cases may outgrow one logical partition, hence two levels; everything else of one owner stays small. */
export const LAYOUTS: Readonly<Record<Container, Layout>> = {
  cases: CASES,
  identities: { ...CASES, orders: ['id'] },
  owners: { partition: 'owner', orders: ['id'], forgets: true },
  transcripts: { partition: 'owner', orders: ['id', 'newestId'], forgets: true },
  references: { partition: 'owner', orders: ['id', 'newestId'], forgets: true },
  receiptCodes: { partition: 'codeHash', orders: ['id'], forgets: false },
  leases: { partition: 'board', orders: ['id'], forgets: true },
  keys: { partition: 'keyId', orders: ['id'], forgets: false },
};

/** The value of the partition key header of a point operation. */
export function pointPartition({ container, partition, id }: Key): string[] {
  return LAYOUTS[container].second === undefined ? [partition] : [partition, id];
}

/** Large keys (version 2): the values are hashes and ids of more than 101 bytes together. */
export function partitionKey(container: Container): PartitionKeyDefinition {
  const { partition, second } = LAYOUTS[container];
  const version = PartitionKeyDefinitionVersion.V2;
  if (second === undefined) return { paths: [`/${partition}`], kind: PartitionKeyKind.Hash, version };
  return { paths: [`/${partition}`, `/${second}`], kind: PartitionKeyKind.MultiHash, version };
}

export type SortField = readonly [path: string, direction: 'ascending' | 'descending'];

/**
 * What a query sorts by, after the partition. `newest` is minus `receivedAt` in milliseconds, `name` the document's id
 * as the port knows it: the `id` of Cosmos DB is escaped and would sort otherwise.
 */
export const SORTS: Readonly<Record<Query['order'], readonly SortField[]>> = {
  worst: [['derived/severity', 'ascending'], ['newest', 'ascending'], ['name', 'ascending']],
  id: [['name', 'ascending']],
  newestId: [['name', 'descending']],
  due: [['derived/nextNoticeAt', 'ascending'], ['name', 'ascending']],
  changed: [['derived/changedAt', 'ascending'], ['name', 'ascending']],
};

/**
 * Nothing is indexed but what a query reads, so that a write pays for nothing else; above all not the sealed body.
 * Each order has a composite index that begins with the partition, and its queries sort by the partition first: an
 * index serves a filter and an order together only where the filtered property leads both. Of the filters, those that
 * pick by equality or range have an index of their own; `shown` has none, since no query looks at it.
 */
export function indexingPolicy(container: Container): IndexingPolicy {
  const { partition, orders } = LAYOUTS[container];
  const direction = (order: Query['order']) => (order === 'newestId' ? 'descending' : 'ascending');
  return {
    indexingMode: 'consistent',
    automatic: true,
    includedPaths: [partition, 'name', 'expiresAt', ...(orders.includes('worst') ? FILTERED : [])].map((path) => ({ path: `/${path}/?` })),
    excludedPaths: [{ path: '/*' }],
    compositeIndexes: orders.map((order) =>
      [[partition, direction(order)] as const, ...SORTS[order]].map(([path, sorted]) => ({ path: `/${path}`, order: sorted })),
    ),
  };
}

const FILTERED = [
  'newest',
  ...['severity', 'status', 'type', 'audience', 'nextNoticeAt', 'changedAt', 'placeKind', 'dueAt', 'waiting', 'barred/[]', 'found/[]'].map((field) => `derived/${field}`),
];

/** Per-document TTL needs a default on the container; -1 keeps what has none for good. */
export const defaultTtl = (container: Container): { defaultTtl?: number } => (LAYOUTS[container].forgets ? { defaultTtl: -1 } : {});

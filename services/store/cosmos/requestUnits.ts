/** One request to Azure Cosmos DB, as far as its charge depends on it. */
export interface CosmosOperation {
  readonly kind: 'read' | 'create' | 'replace' | 'upsert' | 'delete' | 'query';
  /** Bytes of the document read or written; of a query's page, of all documents in it together. 0: nothing was there. */
  readonly bytes: number;
  /** Documents in a query's page. */
  readonly returned?: number;
  /** Values of the written document that the indexing policy covers. */
  readonly indexedPaths?: number;
}

type Point = readonly [kilobytes: number, requestUnits: number];

const KILOBYTE = 1_024;

/**
 * Point reads and inserts at session consistency, not indexed. 1 and 100 KB: "Optimize request cost in Azure Cosmos DB"
 * and its earlier edition "Optimize reads and writes cost in Azure Cosmos DB"; 4 and 64 KB: "Request Units in Azure
 * Cosmos DB" (2018). Where two pages differ (5 or 5.5 for an insert of 1 KB), the higher one stands here.
 */
const READ: readonly Point[] = [[1, 1], [4, 1.3], [64, 10], [100, 10]];
const INSERT: readonly Point[] = [[1, 5.5], [4, 7], [64, 48], [100, 50]];

/** "Replacing an item costs two times the charge required to insert the same item." ("Optimize request cost …") */
const REPLACE_FACTOR = 2;

/** "Request Units …" (2018): an item of 1 KB with 25 values, all indexed, costs about 15 to create, 5.5 of it unindexed. */
const PER_INDEXED_VALUE = (15 - 5.5) / 25;

/** "Request Units …" (2018): 2.5 for a query that finds one item of 1 KB, so 1.5 besides reading it. */
const QUERY_BASE = 1.5;
const QUERY_LEAST = 2.5;

/** Straight lines between the published points; never below the first; beyond the last in proportion to the size. */
function along(points: readonly Point[], bytes: number): number {
  const size = bytes / KILOBYTE;
  const next = points.findIndex(([kilobytes]) => kilobytes >= size);
  const [from, to] = [points[next - 1], points[next]];
  if (from !== undefined && to !== undefined) return from[1] + ((size - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
  if (to !== undefined) return to[1];
  const [largest, units] = points.at(-1) ?? [1, 0];
  return (size / largest) * units;
}

const insert = ({ bytes, indexedPaths = 0 }: CosmosOperation): number => along(INSERT, bytes) + indexedPaths * PER_INDEXED_VALUE;

function query({ bytes, returned = 0 }: CosmosOperation): number {
  if (returned === 0) return QUERY_LEAST;
  return Math.max(QUERY_LEAST, QUERY_BASE + returned * along(READ, bytes / returned));
}

/**
 * Request units that such a request is likely to cost, computed from what Microsoft has published: an estimate for where
 * no account reports its own charge, not a measurement, and to be labelled "computed" wherever it is shown.
 *
 * What is published leaves gaps, filled so that the estimate is rather too high: an upsert counts as a replace; a delete
 * as an insert of the same size; a query as its base and one point read a returned document, which gives 8.5 for seven
 * items, 11.5 for ten and 101.5 for a hundred, where the 2018 page says about 7, 10 and 70. It cannot know of documents
 * that a query loads without returning them whole; of a query over several physical partitions it counts one.
 */
export function computeRequestUnits(operation: CosmosOperation): number {
  switch (operation.kind) {
    case 'read':
      return along(READ, operation.bytes);
    case 'create':
    case 'delete':
      return insert(operation);
    case 'replace':
    case 'upsert':
      return REPLACE_FACTOR * insert(operation);
    case 'query':
      return query(operation);
  }
}

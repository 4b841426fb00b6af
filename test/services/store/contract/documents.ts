import type { Container, Derived, Key, Query, Store, Write } from '../../../../services/store/ports';

let partitions = 0;
/** Every test has a partition of its own, so that one store serves them all. */
export const freshPartition = (): string => `partition-${process.pid}-${(partitions += 1)}`;

export const key = (partition: string, id: string, container: Container = 'cases'): Key => ({ container, partition, id });

export const create = (at: Key, body: unknown = {}, derived: Derived = {}): Write => ({
  key: at,
  body,
  derived,
  condition: { kind: 'create' },
});

export const upsert = (at: Key, body: unknown = {}, derived: Derived = {}): Write => ({ ...create(at, body, derived), condition: { kind: 'upsert' } });

export const match = (at: Key, etag: string, body: unknown = {}, derived: Derived = {}): Write => ({
  ...create(at, body, derived),
  condition: { kind: 'match', etag },
});

/** Writes one document and gives its etag. */
export async function put(store: Store, write: Write): Promise<string> {
  const [etag] = await store.write([write]);
  if (etag === undefined) throw new Error('a write without an etag');
  return etag;
}

/** Ids of all pages, and how many items each page had. */
export async function walk(store: Store, query: Query): Promise<{ ids: string[]; sizes: number[] }> {
  const ids: string[] = [];
  const sizes: number[] = [];
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page = await store.query({ ...query, ...(cursor === undefined ? {} : { cursor }) });
    ids.push(...page.items.map((item) => item.key.id));
    sizes.push(page.items.length);
    cursor = page.nextCursor;
  }
  return { ids, sizes };
}

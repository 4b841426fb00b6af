import * as fc from 'fast-check';
import { StoreConflict, type Derived, type Query, type Store, type Write } from '../../../../services/store/ports';
import type { ContractOptions } from '../contract';
import { create, freshPartition, key, match, upsert, walk } from './documents';

interface Version {
  etag?: string;
}
interface Document {
  readonly version: Version;
  readonly derived: Derived;
  readonly body: unknown;
}
type Documents = ReadonlyMap<string, Document>;

interface WriteStep {
  readonly id: string;
  /** `match` expects the document as it stood before the steps made at the same time; `stale` one that never was. */
  readonly kind: 'create' | 'upsert' | 'match' | 'stale';
  readonly derived: Derived;
  readonly body: unknown;
}
type Step = { readonly writes: readonly WriteStep[] } | { readonly remove: string };
type Filter = Omit<Query, 'container' | 'partition' | 'cursor'>;

const optional = { requiredKeys: [] as [] };
const oneOf = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const someOf = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(arbitrary, { maxLength: 3 });

const ID = oneOf('a', 'b', 'B', 'å', 'a/b', "'quoted'", 'z9', '0', 'c', 'd');
const INSTANT = fc.integer({ min: 1, max: 5 }).map((n) => new Date(Date.UTC(2026, 0, n)).toISOString());
const STATUS = oneOf('received', 'closed');
const TYPE = oneOf('threat', 'unclear');
const AUDIENCE = oneOf('line', 'independent');
const SEVERITY = fc.integer({ min: 0, max: 3 });
const HASH = oneOf('h1', 'h11', '"');
const PLACE = oneOf('home', 'visit');
const NEEDS = fc.record({ status: someOf(STATUS), waiting: fc.constant(true as const), dueBy: INSTANT }, optional);
const FIELDS = { status: STATUS, type: TYPE, severity: SEVERITY, audience: AUDIENCE, barred: someOf(HASH), receivedAt: INSTANT, nextNoticeAt: INSTANT, changedAt: INSTANT, found: someOf(HASH), placeKind: PLACE, dueAt: INSTANT, waiting: fc.constant(true as const), shown: fc.constant({ title: 'x', n: 1 }) };
/** Most of them can stand in the list 'worst', since most of the code is about it. */
const DERIVED: fc.Arbitrary<Derived> = fc.oneof(
  { weight: 4, arbitrary: fc.record(FIELDS, { requiredKeys: ['severity', 'receivedAt'] }) },
  { weight: 1, arbitrary: fc.record(FIELDS, optional) },
);
const WRITE: fc.Arbitrary<WriteStep> = fc.record({
  id: ID,
  kind: oneOf('create', 'upsert', 'upsert', 'upsert', 'match', 'match', 'stale'),
  derived: DERIVED,
  body: fc.jsonValue({ maxDepth: 2 }).map((value): unknown => JSON.parse(JSON.stringify(value))),
});
const FILTER: fc.Arbitrary<Filter> = fc
  .tuple(
    fc.record({ order: oneOf('worst', 'worst', 'worst', 'id', 'newestId', 'due', 'changed'), limit: fc.integer({ min: 1, max: 3 }) }),
    fc.record(
      { status: someOf(STATUS), type: someOf(TYPE), severity: someOf(SEVERITY), audience: someOf(AUDIENCE), notBarred: HASH, found: someOf(HASH), placeKind: someOf(PLACE), receivedFrom: INSTANT, receivedBefore: INSTANT, needs: NEEDS, dueBefore: INSTANT, changedSince: INSTANT, idPrefix: oneOf('a', 'a/', 'å', 'z9x'), afterId: ID },
      optional,
    ),
  )
  .map(([needed, filters]) => ({ ...needed, ...filters }));

function history(serial: boolean): fc.Arbitrary<readonly (readonly Step[])[]> {
  const writes = fc.record({ writes: fc.array(WRITE, { minLength: 1, maxLength: serial ? 3 : 1 }) });
  const step = fc.oneof({ weight: 5, arbitrary: writes }, { weight: 1, arbitrary: fc.record({ remove: ID }) });
  return fc.array(fc.array(step, { minLength: 1, maxLength: serial ? 5 : 1 }), { maxLength: 8 });
}

/** Random histories, each step compared with a plain map. */
export function modelContract(store: () => Store, { serial, histories = 150 }: ContractOptions): void {
  it('does what a plain map would do', async () => {
    await fc.assert(
      fc.asyncProperty(history(serial), fc.array(FILTER, { minLength: 1, maxLength: 8 }), async (bursts, filters) => {
        const partition = freshPartition();
        let model: Documents = new Map();
        for (const burst of bursts) model = await play(store(), partition, model, burst);
        for (const filter of filters) {
          const { ids } = await walk(store(), { container: 'cases', partition, ...filter });
          expect(ids).toEqual(expectedIds(model, filter));
          await expectListed(store(), { container: 'cases', partition, ...filter });
        }
        await expectSame(store(), partition, model);
      }),
      { numRuns: histories },
    );
  });
}

/** Makes the steps at the same time and gives the model after them. */
async function play(store: Store, partition: string, before: Documents, steps: readonly Step[]): Promise<Documents> {
  let after = before;
  const checks = steps.map((step) => {
    if ('remove' in step) {
      after = new Map([...after].filter(([id]) => id !== step.remove));
      return store.remove(key(partition, step.remove));
    }
    const result = apply(before, after, step.writes);
    if (result) after = result.after;
    const made = store.write(step.writes.map((write) => toWrite(partition, before, write)));
    return result ? made.then((etags) => etags.forEach((etag, n) => Object.assign(result.versions[n] ?? {}, { etag }))) : refused(made);
  });
  await Promise.all(checks);
  return after;
}

/** The map after a call that is wholly made, or undefined for one that is refused. */
function apply(before: Documents, now: Documents, writes: readonly WriteStep[]): { after: Documents; versions: Version[] } | undefined {
  const after = new Map(now);
  const versions: Version[] = [];
  for (const { id, kind, derived, body } of writes) {
    const expected = before.get(id)?.version;
    const holds = { create: !after.has(id), upsert: true, match: !!expected && after.get(id)?.version === expected, stale: false };
    if (!holds[kind]) return undefined;
    const version: Version = {};
    versions.push(version);
    after.set(id, { version, derived, body });
  }
  return { after, versions };
}

function toWrite(partition: string, before: Documents, { id, kind, derived, body }: WriteStep): Write {
  const at = key(partition, id);
  if (kind === 'create') return create(at, body, derived);
  if (kind === 'upsert') return upsert(at, body, derived);
  return match(at, (kind === 'match' && before.get(id)?.version.etag) || 'stale', body, derived);
}

async function refused(made: Promise<unknown>): Promise<void> {
  await expect(made).rejects.toBeInstanceOf(StoreConflict);
}

async function expectSame(store: Store, partition: string, model: Documents): Promise<void> {
  const { items } = await store.query({ container: 'cases', partition, order: 'id', limit: 100 });
  const expected = [...model].map(([id, { version, derived, body }]) => ({ key: key(partition, id), etag: version.etag, derived, body }));
  expect(items).toEqual(expected.sort((a, b) => compare(a.key.id, b.key.id)));
}

/** A list is a query without the bodies. */
async function expectListed(store: Store, query: Query): Promise<void> {
  const [whole, heads] = await Promise.all([store.query(query), store.list(query)]);
  expect(heads).toEqual({ ...whole, items: whole.items.map(({ body: _, ...head }) => head) });
}

function expectedIds(model: Documents, filter: Filter): string[] {
  const within = (allowed: readonly unknown[] | undefined, value: unknown): boolean => !allowed || allowed.includes(value);
  const listed = [...model].filter(([id, { derived }]) => {
    if (filter.order === 'worst' && (derived.severity === undefined || derived.receivedAt === undefined)) return false;
    if (filter.order === 'due' && derived.nextNoticeAt === undefined) return false;
    if (filter.order === 'changed' && derived.changedAt === undefined) return false;
    if (filter.changedSince !== undefined && !(derived.changedAt !== undefined && derived.changedAt >= filter.changedSince)) return false;
    if (filter.found?.some((hash) => !derived.found?.includes(hash))) return false;
    if (filter.receivedFrom !== undefined && !(derived.receivedAt !== undefined && derived.receivedAt >= filter.receivedFrom)) return false;
    if (filter.receivedBefore !== undefined && !(derived.receivedAt !== undefined && derived.receivedAt < filter.receivedBefore)) return false;
    if (filter.needs && !meets(derived, filter.needs)) return false;
    if (filter.idPrefix !== undefined && !id.startsWith(filter.idPrefix)) return false;
    if (filter.dueBefore !== undefined && !(derived.nextNoticeAt !== undefined && derived.nextNoticeAt <= filter.dueBefore)) return false;
    if (filter.afterId !== undefined && id <= filter.afterId) return false;
    if (filter.notBarred !== undefined && derived.barred?.includes(filter.notBarred)) return false;
    return (['status', 'type', 'severity', 'audience', 'placeKind'] as const).every((field) => within(filter[field], derived[field]));
  });
  return listed.sort(by[filter.order]).map(([id]) => id);
}

const meets = (derived: Derived, { status, waiting, dueBy }: NonNullable<Filter['needs']>): boolean =>
  (derived.status !== undefined && status?.includes(derived.status)) || (waiting && derived.waiting) || (dueBy !== undefined && derived.dueAt !== undefined && derived.dueAt <= dueBy) || false;

type Entry = readonly [string, Document];
const compare = (a: string | number = '', b: string | number = ''): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = ([a]: Entry, [b]: Entry): number => compare(a, b);
const by: Record<Query['order'], (a: Entry, b: Entry) => number> = {
  id: byId,
  newestId: (a, b) => byId(b, a),
  changed: (a, b) => compare(a[1].derived.changedAt, b[1].derived.changedAt) || byId(a, b),
  due: (a, b) => compare(a[1].derived.nextNoticeAt, b[1].derived.nextNoticeAt) || byId(a, b),
  worst: (a, b) =>
    compare(a[1].derived.severity, b[1].derived.severity) || compare(b[1].derived.receivedAt, a[1].derived.receivedAt) || byId(a, b),
};

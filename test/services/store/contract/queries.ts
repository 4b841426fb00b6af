import type { Derived, Query, Store } from '../../../../services/store/ports';
import { create, freshPartition, key, upsert, walk } from './documents';

const day = (n: number): string => new Date(Date.UTC(2026, 0, n)).toISOString();

/** Six cases whose ids tell their place in the order 'worst'. */
const CASES: Readonly<Record<string, Derived>> = {
  '1-critical-new': { severity: 0, receivedAt: day(9), status: 'received', type: 'threat', audience: 'line', nextNoticeAt: day(20), found: ['matter-1', 'person-1'], changedAt: day(3), placeKind: 'home', dueAt: day(12) },
  '2-critical-old': { severity: 0, receivedAt: day(2), status: 'closed', type: 'violence', audience: 'line', changedAt: day(9), placeKind: 'visit' },
  '3-high-new-a': { severity: 1, receivedAt: day(8), status: 'received', type: 'threat', audience: 'independent', nextNoticeAt: day(10), found: ['matter-11'], changedAt: day(1), placeKind: 'home', waiting: true },
  '4-high-new-b': { severity: 1, receivedAt: day(8), status: 'acknowledged', type: 'bribery', audience: 'line', dueAt: day(10), barred: ['hash-11', 'hash-2'] },
  '5-medium': { severity: 2, receivedAt: day(5), status: 'received', type: 'unclear', audience: 'line', barred: ['hash-2'], nextNoticeAt: day(15), found: ['matter-1', 'matter-1', 'person-2'], changedAt: day(3), placeKind: 'visit', waiting: true, dueAt: day(20) },
  '6-low': { severity: 3, receivedAt: day(9), status: 'acknowledged', type: 'threat', audience: 'line' },
};

/** Filters, orders and paging. */
export function queryContract(store: () => Store): void {
  let partition: string;
  beforeAll(async () => {
    partition = freshPartition();
    const backwards = Object.entries(CASES).reverse();
    await store().write(backwards.map(([id, derived]) => create(key(partition, id), { secret: id }, derived)));
    await store().write([create(key(partition, '7-no-severity'), {}, { status: 'received', receivedAt: day(9) })]);
    await store().write([create(key(freshPartition(), '0-elsewhere'), {}, { severity: 0, receivedAt: day(10) })]);
  });

  const found = async (query: Partial<Query>): Promise<string> => {
    const all: Query = { container: 'cases', partition, order: 'worst', limit: 50, ...query };
    return (await walk(store(), all)).ids.map((id) => id[0]).join('');
  };

  it.each<[string, Partial<Query>, string]>([
    ['most severe first, newest first, then by id; what has no severity is not listed', {}, '123456'],
    ['by id', { order: 'id' }, '1234567'],
    ['by next notice; what has none is not listed', { order: 'due' }, '351'],
    ['due at an instant, that instant included', { order: 'due', dueBefore: day(15) }, '35'],
    ['with a due notice in another order', { dueBefore: day(15) }, '35'],
    ['of one status', { status: ['received'] }, '135'],
    ['of two statuses, in one order', { status: ['acknowledged', 'received'] }, '13456'],
    ['of one audience', { audience: ['independent'] }, '3'],
    ['of both audiences', { audience: ['line', 'independent', 'line'] }, '123456'],
    ['of an audience and a status', { audience: ['line'], status: ['received', 'acknowledged'] }, '1456'],
    ['of a type', { type: ['threat', 'bribery'] }, '1346'],
    ['of a type, an audience and a severity', { type: ['threat'], audience: ['line'], severity: [3, 0] }, '16'],
    ['of severities, most severe first whatever the order asked in', { severity: [2, 0] }, '125'],
    ['without those that bar a person', { notBarred: 'hash-2' }, '1236'],
    ['without those that bar a person, exactly', { notBarred: 'hash-1' }, '123456'],
    ['with every filter, by id', { order: 'id', status: ['received'], type: ['threat'], severity: [0, 1], audience: ['line'], notBarred: 'hash-2' }, '1'],
    ['with every filter, by next notice', { order: 'due', status: ['received'], type: ['threat', 'unclear'], audience: ['line'], notBarred: 'hash-2' }, '1'],
    ['by id, the last first', { order: 'newestId' }, '7654321'],
    ['by id, the last first, after an id', { order: 'newestId', afterId: '4-high-new-b' }, '765'],
    ['by the last change; what has none is not listed', { order: 'changed' }, '3152'],
    ['changed since an instant, that instant included', { order: 'changed', changedSince: day(3) }, '152'],
    ['changed since an instant, in another order', { changedSince: day(3) }, '125'],
    ['what is found by a hash, exactly', { found: ['matter-1'] }, '15'],
    ['what is found by a hash, in every order: id', { found: ['matter-1'], order: 'newestId' }, '51'],
    ['what is found by a hash, in every order: due', { found: ['matter-1'], order: 'due', dueBefore: day(15) }, '5'],
    ['what is found by a hash, in every order: changed', { found: ['matter-1'], order: 'changed' }, '15'],
    ['what is found by a hash and more', { found: ['matter-1'], status: ['received'], type: ['threat'], audience: ['line'], severity: [0], notBarred: 'hash-2' }, '1'],
    ['nothing by a hash that nothing has', { found: ['matter-2'] }, ''],
    ['what is found by all of the hashes', { found: ['matter-1', 'person-2'] }, '5'],
    ['what is found by all of the hashes, whichever comes first', { found: ['person-2', 'matter-1'], order: 'id' }, '5'],
    ['nothing where one of the hashes is missing', { found: ['matter-1', 'matter-11'] }, ''],
    ['everything where there is no hash to find by', { found: [] }, '123456'],
    ['of a kind of place', { placeKind: ['home'] }, '13'],
    ['of two kinds of place, most severe first', { placeKind: ['visit', 'home'] }, '1235'],
    ['of a kind of place, a status, a type, an audience and a severity', { placeKind: ['home', 'visit'], status: ['received'], type: ['threat'], audience: ['line'], severity: [0, 2] }, '1'],
    ['of a kind of place, by id', { placeKind: ['home'], order: 'newestId' }, '31'],
    ['of no kind of place: nothing', { placeKind: [] }, ''],
    ['received from an instant on, that instant included', { receivedFrom: day(8) }, '1346'],
    ['received before an instant, that instant not included', { receivedBefore: day(8) }, '25'],
    ['received between two instants', { receivedFrom: day(5), receivedBefore: day(9) }, '345'],
    ['received between two instants, of a severity', { receivedFrom: day(5), receivedBefore: day(9), severity: [1, 3] }, '34'],
    ['received between two instants, by id', { receivedFrom: day(5), receivedBefore: day(9), order: 'id' }, '345'],
    ['received between two instants, found by a hash', { receivedFrom: day(5), receivedBefore: day(9), found: ['matter-1'] }, '5'],
    ['received between two instants that are the same: nothing', { receivedFrom: day(8), receivedBefore: day(8) }, ''],
    ['what waits', { needs: { waiting: true } }, '35'],
    ['what is due at an instant, that instant included', { needs: { dueBy: day(12) } }, '14'],
    ['what is due or waits', { needs: { waiting: true, dueBy: day(10) } }, '345'],
    ['what is due, waits or has a status', { needs: { waiting: true, dueBy: day(9), status: ['closed'] } }, '235'],
    ['what is due or waits, and more', { needs: { waiting: true, dueBy: day(12) }, placeKind: ['home'], notBarred: 'hash-2', type: ['threat'] }, '13'],
    ['what is due or waits, found by a hash', { needs: { waiting: true, dueBy: day(12) }, found: ['matter-1'] }, '15'],
    ['what is due or waits, in another order', { needs: { waiting: true, dueBy: day(12) }, order: 'id' }, '1345'],
    ['what needs nothing: nothing', { needs: {} }, ''],
    ['what needs no status: nothing', { needs: { status: [] } }, ''],
    ['ids that begin so', { order: 'id', idPrefix: '3-high' }, '3'],
    ['ids that begin so, the last first', { order: 'newestId', idPrefix: '3-high' }, '3'],
    ['ids that begin so, in another order', { idPrefix: '5-' }, '5'],
    ['no ids that only hold it', { order: 'id', idPrefix: 'high' }, ''],
    ['after an id', { order: 'id', afterId: '4-high-new-b' }, '567'],
    ['after an id in another order', { afterId: '4-high-new-b' }, '56'],
    ['one of none: nothing', { status: [] }, ''],
    ['one of no severity: nothing', { severity: [] }, ''],
    ['of a value nothing has', { status: ['lost'] }, ''],
    ['of the empty value: absent is no value', { order: 'id', audience: [''] }, ''],
  ])('lists %s', async (_, query, expected) => {
    expect(await found(query)).toBe(expected);
  });

  it('lists the same without the bodies', async () => {
    const query = { container: 'cases', partition, order: 'worst', limit: 2 } as const;
    const [whole, listed] = await Promise.all([store().query(query), store().list(query)]);
    expect(listed.items).toEqual(whole.items.map(({ body: _, ...head }) => head));
    const next = await store().list({ ...query, cursor: listed.nextCursor ?? 'none' });
    expect(next.items.map((item) => item.key.id[0])).toEqual(['3', '4']);
  });

  it('finds a document by what it is found by now, and no more by what it was', async () => {
    const own = freshPartition();
    await store().write([create(key(own, 'a'), {}, { found: ['old', 'both'] })]);
    await store().write([upsert(key(own, 'a'), {}, { found: ['both', 'new'] })]);
    const by = (hash: string): Promise<string> => found({ partition: own, order: 'id', found: [hash] });
    expect([await by('old'), await by('both'), await by('new')]).toEqual(['', 'a', 'a']);
    await store().remove(key(own, 'a'));
    await store().write([create(key(own, 'b'))]);
    expect(await by('both')).toBe('');
  });

  it('pages through ids that begin so, however paging goes', async () => {
    const own = freshPartition();
    await store().write(['a', 'a/1', 'a/2', 'a/3', 'ab', 'å'].map((id) => create(key(own, id))));
    for (const [order, expected] of [['id', ['a/1', 'a/2', 'a/3']], ['newestId', ['a/3', 'a/2', 'a/1']]] as const) {
      for (const limit of [1, 2, 9]) {
        expect((await walk(store(), { container: 'cases', partition: own, order, idPrefix: 'a/', limit })).ids).toEqual(expected);
      }
    }
    expect((await walk(store(), { container: 'cases', partition: own, order: 'id', idPrefix: 'a/', afterId: 'a/2', limit: 9 })).ids).toEqual(['a/3']);
    expect((await walk(store(), { container: 'cases', partition: own, order: 'id', idPrefix: 'a/', afterId: 'A', limit: 9 })).ids).toHaveLength(3);
  });

  it('gives whole items', async () => {
    const { items } = await store().query({ container: 'cases', partition, order: 'worst', limit: 1 });
    expect(items).toEqual([await store().read(key(partition, '1-critical-new'))]);
  });

  it('lists what has none of the fields that are not asked for', async () => {
    const own = freshPartition();
    const listed = { severity: 1, receivedAt: day(1) };
    await store().write([
      create(key(own, 'a'), {}, { ...listed, status: 'received' }),
      create(key(own, 'b'), {}, { ...listed, audience: 'line' }),
      create(key(own, 'c'), {}, { ...listed, type: 'threat' }),
    ]);
    expect(await found({ partition: own, status: ['received'] })).toBe('a');
    expect(await found({ partition: own, audience: ['line'] })).toBe('b');
    expect(await found({ partition: own, type: ['threat'] })).toBe('c');
  });

  it.each<[string, Partial<Query>]>([
    ['the order worst', { order: 'worst' }],
    ['the order id', { order: 'id' }],
    ['the order due', { order: 'due' }],
    ['the order newestId', { order: 'newestId' }],
    ['the order changed', { order: 'changed' }],
    ['what is found by a hash', { order: 'worst', found: ['matter-1'] }],
    ['what is found by two hashes', { order: 'worst', found: ['matter-1', 'person-2'] }],
    ['kinds of place', { order: 'worst', placeKind: ['home', 'visit'] }],
    ['days', { order: 'worst', receivedFrom: day(5), receivedBefore: day(10) }],
    ['days of severities apart', { order: 'worst', receivedFrom: day(2), receivedBefore: day(9), severity: [0, 2] }],
    ['what somebody has to look at', { order: 'worst', needs: { waiting: true, dueBy: day(12) } }],
    ['severities apart', { order: 'worst', severity: [2, 0] }],
    ['statuses mixed', { order: 'worst', status: ['received', 'acknowledged'] }],
  ])('pages through %s without a gap, and ends without an empty page', async (_, filter) => {
    const query: Query = { container: 'cases', partition, order: 'id', limit: 50, ...filter };
    const whole = await walk(store(), query);
    for (const limit of [1, 2, 3]) {
      const paged = await walk(store(), { ...query, limit });
      expect(paged.ids).toEqual(whole.ids);
      expect(paged.sizes.at(-1)).toBeGreaterThan(0);
    }
  });

  it.each<[string, Partial<Query>]>([
    ['all', {}],
    ['filtered by status', { status: ['received'] }],
    ['of two severities', { severity: [0, 1] }],
  ])('pages stably while documents come and go: %s', async (_, filter) => {
    const own = freshPartition();
    const at = (id: string, severity: number, newest: number) =>
      upsert(key(own, id), {}, { severity, receivedAt: day(newest), status: 'received', audience: 'line' });
    await store().write([at('a', 0, 9), at('b', 0, 5), at('c', 1, 9), at('d', 1, 5)]);
    const query: Query = { container: 'cases', partition: own, order: 'worst', limit: 2, ...filter };
    const first = await store().query(query);
    expect(first.items.map((item) => item.key.id)).toEqual(['a', 'b']);
    await store().write([at('before', 0, 20), at('between', 1, 7)]);
    await store().remove(key(own, 'b'));
    const rest = await walk(store(), { ...query, cursor: first.nextCursor ?? 'none' });
    expect(rest.ids).toEqual(['c', 'between', 'd']);
  });

  it('refuses a cursor it never gave, and one of another order', async () => {
    const base = { container: 'cases', partition, limit: 1 } as const;
    const { nextCursor = '' } = await store().query({ ...base, order: 'id' });
    for (const cursor of ['', 'x', '%', 'bnVsbA', nextCursor]) {
      await expect(store().query({ ...base, order: 'worst', cursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
    }
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses a limit of %s', async (limit) => {
    await expect(store().query({ container: 'cases', partition, order: 'id', limit })).rejects.toBeInstanceOf(RangeError);
  });
}

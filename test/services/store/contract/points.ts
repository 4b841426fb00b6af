import { StoreConflict, type Store } from '../../../../services/store/ports';
import { create, freshPartition, key, match, put, upsert } from './documents';

/** Point reads, conditional writes and removal. */
export function pointContract(store: () => Store): void {
  it('gives back what was written, letter for letter', async () => {
    const at = key(freshPartition(), 'räksmörgås/"1"');
    const body = { text: 'Han sa: "jag vet var du bor" \u0000 \ud83d\ude00 \u2028 åäö', list: [1, null, { deep: true }] };
    const derived = { status: 'received', severity: 1, barred: ['b', 'a'], receivedAt: '2026-03-01T08:00:00.000Z' };
    const etag = await put(store(), create(at, body, derived));
    expect(await store().read(at)).toEqual({ key: at, etag, derived, body });
  });

  it('has nothing where nothing was written', async () => {
    const partition = freshPartition();
    expect(await store().read(key(partition, 'absent'))).toBeUndefined();
    expect(await store().query({ container: 'cases', partition, order: 'id', limit: 5 })).toEqual({ items: [] });
  });

  it('keeps the same id apart in other partitions and containers', async () => {
    const [one, other] = [freshPartition(), freshPartition()];
    await store().write([
      create(key(one, 'x'), 'case'),
      create(key(other, 'x'), 'other'),
      create(key(one, 'x', 'owners'), 'owner'),
    ]);
    expect((await store().read(key(one, 'x')))?.body).toBe('case');
    expect((await store().read(key(other, 'x')))?.body).toBe('other');
    expect((await store().read(key(one, 'x', 'owners')))?.body).toBe('owner');
  });

  it('refuses to create what exists, and says which', async () => {
    const at = key(freshPartition(), 'x');
    await put(store(), create(at, 'first'));
    const refused = await put(store(), create(at, 'second')).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StoreConflict);
    expect(refused).toMatchObject({ key: at });
    expect((await store().read(at))?.body).toBe('first');
  });

  it('replaces where the etag matches, once', async () => {
    const at = key(freshPartition(), 'x');
    const first = await put(store(), create(at, 1));
    const second = await put(store(), match(at, first, 2, { status: 'acknowledged' }));
    await expect(put(store(), match(at, first, 3))).rejects.toBeInstanceOf(StoreConflict);
    expect(await store().read(at)).toEqual({ key: at, etag: second, derived: { status: 'acknowledged' }, body: 2 });
  });

  it('refuses a match on what is not there', async () => {
    const at = key(freshPartition(), 'x');
    const etag = await put(store(), create(at));
    await store().remove(at);
    await expect(put(store(), match(at, etag))).rejects.toBeInstanceOf(StoreConflict);
    expect(await store().read(at)).toBeUndefined();
  });

  it('lets one of many simultaneous matches win', async () => {
    const at = key(freshPartition(), 'x');
    const etag = await put(store(), create(at, 'start'));
    const results = await Promise.allSettled(Array.from({ length: 8 }, (_, n) => put(store(), match(at, etag, n))));
    const won = results.findIndex(({ status }) => status === 'fulfilled');
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await store().read(at))?.body).toBe(won);
  });

  it('never gives a document the same etag twice, removed and made again included', async () => {
    const at = key(freshPartition(), 'x');
    const etags: string[] = [];
    for (let round = 0; round < 5; round += 1) {
      etags.push(await put(store(), upsert(at)), await put(store(), upsert(at)));
      await store().remove(at);
    }
    expect(new Set(etags).size).toBe(10);
  });

  it('makes the writes of a call in order, and none after a refused one', async () => {
    const partition = freshPartition();
    await put(store(), create(key(partition, 'taken')));
    const call = [create(key(partition, 'before')), create(key(partition, 'taken')), create(key(partition, 'after'))];
    await expect(store().write(call)).rejects.toMatchObject({ name: 'StoreConflict', key: key(partition, 'taken') });
    expect(await store().read(key(partition, 'after'))).toBeUndefined();
    const etags = await store().write([upsert(key(partition, 'y'), 1), upsert(key(partition, 'y'), 2)]);
    expect(await store().read(key(partition, 'y'))).toMatchObject({ body: 2, etag: etags[1] });
  });

  it('removes, and does not mind what is absent', async () => {
    const at = key(freshPartition(), 'x');
    await put(store(), create(at));
    await store().remove(at);
    await store().remove(at);
    expect(await store().read(at)).toBeUndefined();
  });

  it('refuses what cannot be a document', async () => {
    const partition = freshPartition();
    await expect(put(store(), { ...create(key(partition, 'x')), body: undefined })).rejects.toBeInstanceOf(TypeError);
    await expect(put(store(), create(key(partition, '')))).rejects.toBeInstanceOf(RangeError);
    await expect(put(store(), create(key(partition, 'x'), {}, { receivedAt: 'yesterday' }))).rejects.toBeInstanceOf(RangeError);
  });
}

import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Key, Write } from '../../../services/store/ports';
import { testStore } from '../../helpers/store';

const key = (id: string): Key => ({ container: 'owners', partition: 'person', id });
const write = (id: string, value: unknown, ttlSeconds?: number): Write => ({ key: key(id), body: value, condition: { kind: 'upsert' }, ...(ttlSeconds === undefined ? {} : { ttlSeconds }) });

describe('documents that the store has in memory', () => {
  it('are read while a commit is under way', async () => {
    const { store, dispose } = await testStore({ commitDelayMs: 100 });
    await store.write([write('known', 1)]);
    const order: string[] = [];
    const writing = store.write([write('other', 2)]).then(() => order.push('written'));
    expect((await store.read(key('known')))?.body).toBe(1);
    order.push('read');
    await writing;
    await dispose();
    expect(order).toEqual(['read', 'written']);
  });

  it('are what the file holds: every read sees all that was called before it, however calls overlap', async () => {
    const { store, dispose } = await testStore();
    const id = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({ do: fc.constant('write' as const), id }),
      fc.record({ do: fc.constant('expiring' as const), id }),
      fc.record({ do: fc.constant('refused' as const), id }),
      fc.record({ do: fc.constant('remove' as const), id }),
      fc.record({ do: fc.constant('read' as const), id }),
      fc.record({ do: fc.constant('wait' as const), id }),
    );
    let plays = 0;
    const play = async (steps: readonly { readonly do: string; readonly id: string }[]): Promise<void> => {
      plays += 1;
      const model = new Map<string, number>();
      let values = 0;
      const reads: { readonly found: Promise<unknown>; readonly expected: number | undefined }[] = [];
      const others: Promise<unknown>[] = [];
      for (const { do: what, id: letter } of steps) {
        const one = { do: what, id: `${letter}${plays}` };
        values += 1;
        if (one.do === 'write' || one.do === 'expiring') {
          model.set(one.id, values);
          others.push(store.write([write(one.id, values, one.do === 'expiring' ? 3_600 : undefined)]));
        } else if (one.do === 'refused') {
          const refused: Write = { ...write(one.id, 'never'), condition: { kind: 'match', etag: 'no such' } };
          others.push(expect(store.write([refused])).rejects.toThrow());
        } else if (one.do === 'remove') {
          model.delete(one.id);
          others.push(store.remove(key(one.id)));
        } else if (one.do === 'read') {
          reads.push({ found: store.read<number>(key(one.id)).then((item) => item?.body), expected: model.get(one.id) });
        } else await Promise.allSettled(others.splice(0, 1));
      }
      await Promise.all(others);
      expect(await Promise.all(reads.map(({ found }) => found))).toEqual(reads.map(({ expected }) => expected));
    };
    await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), play), { numRuns: 300 });
    await dispose();
  });

  it('are not known again before the last of several commits that write them', async () => {
    const { store, dispose } = await testStore({ commitDelayMs: 100 });
    const first = store.write([write('one', 1)]);
    await sleep(20);
    const second = store.write([write('one', 2)]);
    await first;
    expect((await store.read(key('one')))?.body).toBe(2);
    await second;
    await dispose();
  });

  it('are forgotten when their time is over', async () => {
    let now = 1_000_000;
    const { store, dispose } = await testStore({ now: () => now });
    await store.write([write('draft', 1, 60)]);
    expect((await store.read(key('draft')))?.body).toBe(1);
    now += 61_000;
    expect(await store.read(key('draft'))).toBeUndefined();
    await dispose();
  });
});

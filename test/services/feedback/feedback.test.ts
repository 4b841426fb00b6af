import { feedback, type Judgement } from '../../../services/feedback';
import { testStore, type TestStore } from '../../helpers/store';

const DAY_MS = 24 * 60 * 60_000;
const NOW = Date.parse('2026-11-23T09:00:00Z');
let time = NOW;
const clock = (): Date => new Date(time);

let rig: TestStore;
beforeEach(async () => {
  time = NOW;
  rig = await testStore({ now: () => time });
});
afterEach(() => rig.dispose());

const judgement = (verdict: Judgement['verdict'] = 'helpful'): Judgement => ({ at: clock().toISOString(), board: 'MHN', passages: ['one'], verdict });
const stored = async (): Promise<number> => {
  let [count, cursor]: [number, string | undefined] = [0, undefined];
  do {
    const page = await rig.store.list({ container: 'references', partition: 'feedback:MHN', order: 'id', limit: 500, ...(cursor === undefined ? {} : { cursor }) });
    count += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return count;
};

describe('what is thought of answers', () => {
  it.each([[30, 30], [0, 365], [3_650, 365]])('is kept no longer than conversations, and a year at the most: %d days set, %d days kept', async (set, kept) => {
    const one = feedback(rig.store, set, clock);
    await one.give('1', judgement());
    time += kept * DAY_MS - 1_000;
    expect(await one.list('MHN')).toHaveLength(1);
    time += 1_000;
    expect(await one.list('MHN')).toEqual([]);
    expect(await stored()).toBe(0);
  });

  it('that an earlier release kept without an end is forgotten all the same, and removed', async () => {
    await rig.store.write([{ key: { container: 'references', partition: 'feedback:MHN', id: 'old' }, body: judgement(), condition: { kind: 'create' } }]);
    time += 366 * DAY_MS;
    expect(await stored()).toBe(1);
    expect(await feedback(rig.store, 0, clock).list('MHN')).toEqual([]);
    expect(await stored()).toBe(0);
  });

  it('is one for each answer, however often it changes', async () => {
    const one = feedback(rig.store, 30, clock);
    for (const verdict of ['helpful', 'unhelpful', 'helpful', 'unhelpful'] as const) await one.give('1', judgement(verdict));
    expect((await one.list('MHN')).map(({ verdict }) => verdict)).toEqual(['unhelpful']);
  });

  it('fills no store: the oldest of a board are forgotten', async () => {
    const body = judgement();
    const many = Array.from({ length: 2_150 }, (_one, index) => ({ key: { container: 'references' as const, partition: 'feedback:MHN', id: String(index).padStart(6, '0') }, body, condition: { kind: 'create' as const } }));
    await rig.store.write(many);
    await feedback(rig.store, 30, clock).give('999999', body);
    expect(await stored()).toBe(2_000);
    expect(await rig.store.read({ container: 'references', partition: 'feedback:MHN', id: '000150' })).toBeUndefined();
    expect(await rig.store.read({ container: 'references', partition: 'feedback:MHN', id: '000151' })).toBeDefined();
  });

  it('is kept where the old cannot be looked for, and read where they cannot be removed', async () => {
    const faults: Readonly<Record<string, unknown>> = { list: () => Promise.reject(new Error('no index')), remove: () => Promise.reject(new Error('not now')) };
    const ailing = new Proxy(rig.store, {
      get(store, name): unknown {
        const own: unknown = faults[String(name)] ?? Reflect.get(store, name, store);
        return typeof own === 'function' ? own.bind(store) : own;
      },
    });
    const one = feedback(ailing, 30, clock);
    await rig.store.write([{ key: { container: 'references', partition: 'feedback:MHN', id: '0' }, body: { ...judgement(), at: new Date(NOW - 31 * DAY_MS).toISOString() }, condition: { kind: 'create' } }]);
    await one.give('1', judgement('unhelpful'));
    expect((await one.list('MHN')).map(({ verdict }) => verdict)).toEqual(['unhelpful']);
  });
});

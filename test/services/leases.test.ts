import fc from 'fast-check';
import { leases, type Lease } from '../../services/leases';
import { StoreUnavailable, type Store } from '../../services/store/ports';
import { testStore, type TestStore } from '../helpers/store';

let opened: TestStore;
beforeAll(async () => {
  opened = await testStore();
});
afterAll(() => opened.dispose());

/** That store, shared with others. Of the next writes, those named go wrong: before they are made, or after. */
function sharing(store: Store, faults: ('refused' | 'lost')[] = []): Store {
  return {
    shared: true,
    read: (key) => store.read(key),
    query: (query) => store.query(query),
    list: (query) => store.list(query),
    remove: (key) => store.remove(key),
    close: () => Promise.resolve(),
    async write(writes) {
      const fault = faults.shift();
      if (fault === 'refused') throw new StoreUnavailable(fault);
      const etags = await store.write(writes);
      if (fault === 'lost') throw new StoreUnavailable(fault);
      return etags;
    },
  };
}

const HOLDERS = 3;
let boards = 0;
const who = fc.nat({ max: HOLDERS - 1 });
const STEP = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('hold' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('release' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 14_000, 16_000, 29_000, 44_999, 45_000, 60_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('fault' as const), who, fault: fc.constantFrom('refused' as const, 'lost' as const) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'race' as const }) },
);

test('at most one holds a lease that has not run out, and its fence only ever rises', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { minLength: 3, maxLength: 40 }), async (steps) => {
      const board = `board-${(boards += 1)}`;
      let now = 1_000_000;
      let generation = 0;
      const faults = Array.from({ length: HOLDERS }, (): ('refused' | 'lost')[] => []);
      const open = (index: number) => leases(sharing(opened.store, faults[index]), `holder-${index}.${(generation += 1)}`, () => now);
      const holders = Array.from({ length: HOLDERS }, (_, index) => open(index));
      const held: (Lease | undefined)[] = [];
      let highest: { fence: number; by: number } = { fence: 0, by: -1 };
      const took = (index: number, lease: Lease | undefined): void => {
        held[index] = lease;
        if (!lease) return;
        expect(lease.until).toBeGreaterThan(now);
        expect(lease.fence).toBeGreaterThanOrEqual(highest.fence + (highest.by === index ? 0 : 1));
        highest = { fence: lease.fence, by: index };
        expect(held.filter((one, other) => other !== index && one !== undefined && one.until > now)).toEqual([]);
      };
      const hold = (index: number) => holders[index]!.hold(board, 'notices').catch(() => undefined);
      for (const step of steps) {
        if (step.kind === 'pass') now += step.ms;
        else if (step.kind === 'fault') faults[step.who]!.push(step.fault);
        else if (step.kind === 'hold') took(step.who, await hold(step.who));
        else if (step.kind === 'race') {
          const all = await Promise.all(holders.map((_, index) => hold(index)));
          expect(all.filter((lease) => lease !== undefined).length).toBeLessThanOrEqual(1);
          all.forEach((lease, index) => took(index, lease));
        } else if (step.kind === 'release') {
          await holders[step.who]!.release();
          held[step.who] = undefined;
        } else {
          // A new process in the old one's place: it knows nothing, and what the old one held runs on.
          holders[step.who] = open(step.who);
          if (highest.by === step.who) highest = { ...highest, by: -1 };
        }
      }
      // Whatever went before, one of them has it once all that was held has run out.
      now += 46_000;
      faults.forEach((one) => one.splice(0));
      const all = [];
      for (let index = 0; index < HOLDERS; index += 1) all.push(await hold(index), await hold(index));
      expect(all.filter((lease) => lease !== undefined).length).toBeGreaterThan(0);
    }),
    { numRuns: 150 },
  );
}, 60_000);

test('one that is held is not asked for at the store until it is a third gone, and others look only when it has run out', async () => {
  let now = 0;
  const calls: string[] = [];
  const counted = (name: string): Store => {
    const store = sharing(opened.store);
    return { ...store, read: (key) => (calls.push(`${name} reads`), store.read(key)), write: (writes) => (calls.push(`${name} writes`), store.write(writes)) };
  };
  const [one, two] = [leases(counted('one'), 'one', () => now), leases(counted('two'), 'two', () => now)];
  const asked = async (): Promise<readonly string[]> => {
    calls.length = 0;
    await one.hold('quiet', 'notices');
    await two.hold('quiet', 'notices');
    return [...calls];
  };
  expect(await asked()).toEqual(['one reads', 'one writes', 'two reads']);
  now = 14_000;
  expect(await asked()).toEqual([]);
  now = 16_000;
  expect(await asked()).toEqual(['one writes']);
  await one.release();
  now = 46_000;
  calls.length = 0;
  expect(await two.hold('quiet', 'notices')).toMatchObject({ fence: 2 });
});

test('a store that is not shared has one holder, which holds everything', async () => {
  const lease = await leases(opened.store, 'alone').hold('MHN', 'notices');
  expect(lease?.until).toBe(Infinity);
});

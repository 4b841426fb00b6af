import type { Actor } from '../../../domain/person';
import { brief, type Brief } from '../../../services/brief';
import { StoreUnavailable, type Store } from '../../../services/store/ports';
import { testStore, type TestStore } from '../../helpers/store';

const PERSON: Actor = { id: 'somebody', name: 'Anställd', kind: 'person', roles: [] };
const keys = { person: (id: string) => `p-${id}`, place: (name: string) => Buffer.from(name).toString('hex') };

let rig: TestStore;
const logged: object[] = [];
beforeAll(async () => {
  rig = await testStore();
});
beforeEach(() => void logged.splice(0));
afterAll(() => rig.dispose());

const open = (kind: string, store: Store = rig.store): Brief<string> => brief<string>(kind, { store, keys, log: { warn: (fields) => void logged.push(fields) }, forMs: 60_000 });
/** As a store that other processes write to as well. */
const shared = (over: Partial<Store> = {}): Store => ({
  shared: true,
  read: (key) => rig.store.read(key),
  write: (writes) => rig.store.write(writes),
  remove: (key) => rig.store.remove(key),
  query: (query) => rig.store.query(query),
  list: (query) => rig.store.list(query),
  close: () => Promise.resolve(),
  ...over,
});
const failing = (): Promise<never> => Promise.reject(new StoreUnavailable('full'));

describe('what is known of a person for a short while', () => {
  it('is what was put or dropped last, on whichever instance', async () => {
    const [one, other] = [open('a', shared()), open('a', shared())];
    one.put(PERSON, 'last', 'first');
    expect(await one.get(PERSON, 'last')).toBe('first');
    expect(await other.get(PERSON, 'last')).toBe('first');
    other.put(PERSON, 'last', 'second');
    await other.settle();
    expect(await one.get(PERSON, 'last')).toBe('second');
    other.drop(PERSON, 'last');
    await other.settle();
    expect(await one.get(PERSON, 'last')).toBeUndefined();
  });

  it('comes in the order in which it was done, though nobody waits for it', async () => {
    const one = open('b', shared());
    for (let time = 0; time < 20; time += 1) one.put(PERSON, 'last', String(time));
    one.drop(PERSON, 'last');
    one.put(PERSON, 'last', 'end');
    await one.settle();
    expect(await open('b', shared()).get(PERSON, 'last')).toBe('end');
  });

  it('is written to a store of this process alone when it ends, and not before', async () => {
    const written: number[] = [];
    const own = shared({ shared: false, write: (writes) => (written.push(writes.length), rig.store.write(writes)) });
    const one = open('g', own);
    for (const name of ['first', 'second', 'gone']) one.put(PERSON, name, name);
    one.put({ ...PERSON, kind: 'anonymous', id: 'nobody' }, 'last', 'never');
    one.drop(PERSON, 'gone');
    expect([written, await open('g', own).get(PERSON, 'first')]).toEqual([[], undefined]);
    await one.settle();
    expect([written, await open('g', own).get(PERSON, 'first'), await open('g', own).get(PERSON, 'gone')]).toEqual([[2], 'first', undefined]);
    // What was put before is dropped by whoever comes after.
    const next = open('g', own);
    next.drop(PERSON, 'first');
    await next.settle();
    expect(await open('g', own).get(PERSON, 'first')).toBeUndefined();
  });

  it('is known here where the store takes and gives nothing, and that is told without a word of it', async () => {
    const one = open('c', shared({ read: failing, write: failing, remove: failing }));
    one.put(PERSON, 'last', 'kept here');
    await one.settle();
    expect(await one.get(PERSON, 'last')).toBe('kept here');
    one.drop(PERSON, 'last');
    expect(await one.get(PERSON, 'last')).toBeUndefined();
    expect(logged).toEqual([{ code: 'brief_not_kept', kind: 'c', error: 'StoreUnavailable' }, { code: 'brief_not_kept', kind: 'c', error: 'StoreUnavailable' }]);
  });

  it('is another for another name, another sort and another person', async () => {
    const one = open('d');
    one.put(PERSON, 'last', 'own');
    await one.settle();
    expect(await one.get(PERSON, 'first')).toBeUndefined();
    expect(await open('e').get(PERSON, 'last')).toBeUndefined();
    expect(await open('d').get({ ...PERSON, id: 'another' }, 'last')).toBeUndefined();
  });

  it('of somebody who is not signed in is in memory alone, and gone when they are', async () => {
    const nobody: Actor = { ...PERSON, id: 'nobody', kind: 'anonymous' };
    const one = open('f');
    one.put(nobody, 'last', 'here');
    await one.settle();
    expect(await one.get(nobody, 'last')).toBe('here');
    expect(await open('f').get(nobody, 'last')).toBeUndefined();
    one.forget('nobody');
    expect(await one.get(nobody, 'last')).toBeUndefined();
  });
});

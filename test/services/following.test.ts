import { setTimeout as sleep } from 'node:timers/promises';
import { following, type Following } from '../../services/following';
import type { CaseChange } from '../../services/live';
import type { Store } from '../../services/store/ports';
import { until } from '../helpers/app';
import { testStore, type TestStore } from '../helpers/store';

const EVERY_MS = 10;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let opened: TestStore;
let follower: Following;
let lists: number;
let failing: boolean;
beforeEach(async () => {
  opened = await testStore();
  lists = 0;
  failing = false;
  follower = following(sharing(opened.store), ['MHN', 'AMN'], quiet, EVERY_MS);
});
afterEach(async () => {
  follower.stop();
  await opened.dispose();
});

function sharing(store: Store): Store {
  return {
    shared: true,
    read: (key) => store.read(key),
    write: (writes) => store.write(writes),
    query: (query) => store.query(query),
    remove: (key) => store.remove(key),
    close: () => Promise.resolve(),
    list(query) {
      lists += 1;
      return failing ? Promise.reject(new Error('gone')) : store.list(query);
    },
  };
}

/** As another instance writes a case: by its own clock, that many milliseconds ago. */
async function elsewhere(id: string, last: string, { agoMs = 0, eventAt, board = 'MHN' }: { readonly agoMs?: number; readonly eventAt?: string; readonly board?: string } = {}): Promise<void> {
  const at = (ago: number): string => new Date(Date.now() - ago).toISOString();
  await opened.store.write([{
    key: { container: 'cases', partition: board, id }, body: {}, condition: { kind: 'upsert' },
    derived: { changedAt: at(agoMs), receivedAt: at(0), severity: 1, type: 'threat', status: 'received', audience: 'line', shown: { version: 1, category: 'employee', eventAt: eventAt ?? at(agoMs), last } },
  }]);
}

function listen(): { readonly heard: readonly string[]; readonly leave: () => void } {
  const heard: string[] = [];
  return { heard, leave: follower.subscribe(({ case: one, kind }: CaseChange) => void heard.push(`${one.number} ${kind}`)) };
}

test('a change of another instance is told once, with its kind, on every board', async () => {
  const { heard } = listen();
  await elsewhere('MHN-1', 'received');
  await elsewhere('AMN-1', 'acknowledged', { board: 'AMN' });
  await until('both', () => heard.length === 2);
  await sleep(5 * EVERY_MS);
  expect([...heard].sort()).toEqual(['AMN-1 acknowledged', 'MHN-1 received']);
  await elsewhere('MHN-1', 'acknowledged');
  await until('the next change', () => heard.length === 3);
  expect(heard.at(-1)).toBe('MHN-1 acknowledged');
});

test('a write that was no event of the case is told as one of its notices', async () => {
  const { heard } = listen();
  await elsewhere('MHN-2', 'received', { eventAt: new Date(Date.now() - 60_000).toISOString() });
  await until('the change', () => heard.length === 1);
  expect(heard).toEqual(['MHN-2 notice']);
});

test('a write by a clock that is some seconds behind is not missed; what is long past is no news', async () => {
  const { heard } = listen();
  await elsewhere('MHN-3', 'received', { agoMs: 8_000 });
  await elsewhere('MHN-4', 'received', { agoMs: 60_000 });
  await until('the change', () => heard.length === 1);
  await sleep(5 * EVERY_MS);
  expect(heard).toEqual(['MHN-3 received']);
});

test('one’s own change is told at once, and not again when it is seen in the store', async () => {
  const { heard } = listen();
  const changedAt = new Date().toISOString();
  await opened.store.write([{ key: { container: 'cases', partition: 'MHN', id: 'MHN-5' }, body: {}, condition: { kind: 'create' }, derived: { changedAt, shown: { eventAt: changedAt, last: 'received' } } }]);
  follower.publish({ case: { number: 'MHN-5', board: 'MHN', changedAt, eventAt: changedAt } as CaseChange['case'], kind: 'received' });
  expect(heard).toEqual(['MHN-5 received']);
  await sleep(5 * EVERY_MS);
  expect(heard).toEqual(['MHN-5 received']);
});

test('an event is told once, though notices of its case are recorded soon after it', async () => {
  const { heard } = listen();
  const eventAt = new Date().toISOString();
  const write = (): Promise<unknown> => elsewhere('MHN-7', 'acknowledged', { eventAt });
  await write();
  await until('the event', () => heard.length === 1);
  await write();
  await until('the notice', () => heard.length === 2);
  expect(heard).toEqual(['MHN-7 acknowledged', 'MHN-7 notice']);
});

test('a notice recorded here on top of an event from elsewhere does not hide it', async () => {
  const { heard } = listen();
  const changedAt = new Date().toISOString();
  const one = { number: 'MHN-8', board: 'MHN', changedAt, eventAt: changedAt, last: 'acknowledged' } as CaseChange['case'];
  follower.publish({ case: one, kind: 'notice' });
  follower.publish({ case: { ...one, changedAt: `${changedAt}+` }, kind: 'notice' });
  expect(heard).toEqual(['MHN-8 acknowledged', 'MHN-8 notice', 'MHN-8 notice']);
});

test('more changes than a page holds all come', async () => {
  const { heard } = listen();
  await Promise.all(Array.from({ length: 450 }, (_, index) => elsewhere(`MHN-${1000 + index}`, 'received')));
  await until('all of them', () => heard.length === 450);
  expect(new Set(heard).size).toBe(450);
});

test('nobody looks while nobody listens, nor after a stop', async () => {
  await sleep(3 * EVERY_MS);
  expect(lists).toBe(0);
  const { leave } = listen();
  await until('a look', () => lists > 0);
  leave();
  await sleep(3 * EVERY_MS);
  const before = lists;
  await sleep(5 * EVERY_MS);
  expect(lists).toBe(before);
  listen();
  follower.stop();
  await sleep(5 * EVERY_MS);
  expect(lists).toBeLessThanOrEqual(before + 2);
});

test('a store that fails for a while makes changes late, not lost', async () => {
  const { heard } = listen();
  failing = true;
  await elsewhere('MHN-6', 'received');
  await sleep(5 * EVERY_MS);
  expect(heard).toEqual([]);
  failing = false;
  await until('the change', () => heard.length === 1);
});

test('a store of one process is not looked at', async () => {
  const alone = following(opened.store, ['MHN'], quiet, EVERY_MS);
  const list = jest.spyOn(opened.store, 'list');
  alone.subscribe(() => undefined);
  await sleep(5 * EVERY_MS);
  expect(list).not.toHaveBeenCalled();
  alone.stop();
});

import { randomBytes } from 'node:crypto';
import type { Case, CaseEvent } from '../../domain/case';
import { refreshLists, type Refreshed } from '../../services/cases/refresh';
import { swedishHolidays } from '../../services/holidays';
import { keysOf, openKeyring, openMaster } from '../../services/keys';
import { StoreUnavailable, type Query, type Store, type WholeStore } from '../../services/store/ports';
import { sealed } from '../../services/store/sealed';
import { upgraded } from '../../services/store/versions';
import { demoBoards } from '../helpers/boards';
import { openOn, startStandIn } from '../helpers/cosmosStandIn';
import { testStore } from '../helpers/store';
import { oldDocuments } from './store/oldDocuments';

const master = openMaster({ dataDir: '', dataKey: randomBytes(32), hasData: false });
const keys = keysOf(master);
const boards = new Map(demoBoards().map((board) => [board.code, board]));
const REPLIED: CaseEvent = { kind: 'replied', id: 'r', text: 'Svaret.', at: '2026-11-23T11:00:00.000Z', by: { role: 'reporter' } };

interface Rig {
  readonly raw: Store & WholeStore;
  dispose(): Promise<void>;
}

const STORES: readonly (readonly [string, () => Promise<Rig>])[] = [
  ['the embedded store', async () => testStore().then(({ store, dispose }) => ({ raw: store, dispose }))],
  [
    'the shared store',
    async () => {
      const account = await startStandIn();
      const raw = await openOn(account);
      return { raw, dispose: () => raw.close().then(() => account.stop()) };
    },
  ],
];

describe.each(STORES)('cases that an earlier release has stored, in %s', (_name, open) => {
  let rig: Rig;
  let store: Store;
  let one: Case;
  beforeEach(async () => {
    rig = await open();
    store = sealed(rig.raw, openKeyring(rig.raw, master));
    for (const { partition, id, derived, body } of oldDocuments(1, 'cases')) {
      const old = upgraded('cases', 1, body) as Case;
      // The first of them has been answered, and somebody has said what kind of place it was.
      const told = old.number === 'MHN-4K7Q-9TXD' ? { ...old, version: 5, events: [...old.events, REPLIED], answers: [...old.answers, { id: 'placeKind', step: 'whenWhere', question: 'Var?', value: 'Hemma', code: 'home', at: REPLIED.at }] } : old;
      if (told !== old) one = told;
      await store.write([{ key: { container: 'cases', partition, id }, body: told, derived, condition: { kind: 'create' }, sealedFor: told.key }]);
    }
  });
  afterEach(() => rig.dispose());

  const refresh = (most?: number, over: Store = store): Promise<Refreshed> => refreshLists({ raw: rig.raw, store: over, keys, boards, isHoliday: swedishHolidays(), most });
  const found = async (asked: Partial<Query>): Promise<readonly string[]> => (await rig.raw.list({ container: 'cases', partition: 'MHN', order: 'worst', limit: 10, ...asked })).items.map(({ key }) => key.id);
  const lists = (): Promise<readonly (readonly string[])[]> => Promise.all([found({ needs: { dueBy: '2027-01-01T00:00:00.000Z' } }), found({ needs: { waiting: true } }), found({ placeKind: ['home'] }), found({ found: [keys.word('@recipient:coordinator-mhn')] })]);
  const whole = async () => (await rig.raw.scan('cases', 10)).items;

  const FOUND = [['MHN-4K7Q-9TXD', 'MHN-7H3N-A81Z'], ['MHN-4K7Q-9TXD'], ['MHN-4K7Q-9TXD'], ['MHN-4K7Q-9TXD', 'MHN-7H3N-A81Z']];

  it('are found by what lists know now, and nothing has happened in them; again, nothing is written', async () => {
    expect(await lists()).toEqual([[], [], [], []]);
    expect(await refresh()).toEqual({ looked: 3, written: 3, unreadable: 0, done: true });
    expect(await lists()).toEqual(FOUND);
    const { clocks, ...rest } = (await store.read<Case>({ container: 'cases', partition: 'MHN', id: one.number }))!.body;
    expect([rest, clocks?.contact?.due, clocks?.feedback?.due]).toEqual([one, '2026-11-23T22:59:00.000Z', '2026-12-07T22:59:00.000Z']);
    const before = await whole();
    expect(before.map(({ derived }) => derived.changedAt?.slice(0, 10))).toEqual(['2026-11-23', '2026-11-23', '2026-11-23']);
    expect(await refresh()).toEqual({ looked: 3, written: 0, unreadable: 0, done: true });
    expect(await whole()).toEqual(before);
    expect((await rig.raw.scan('leases', 10)).items).toEqual([]);
  });

  it('are taken a few at a time, from where the last run ended, and a run that breaks off loses nothing', async () => {
    expect(await refresh(1)).toEqual({ looked: 1, written: 1, unreadable: 0, done: false });
    const broken: Store = { ...store, read: (key) => store.read(key), write: (writes) => (writes[0]?.key.container === 'cases' ? Promise.reject(new StoreUnavailable('no')) : store.write(writes)) };
    await expect(refresh(1, broken)).rejects.toThrow(StoreUnavailable);
    expect(await refresh()).toEqual({ looked: 2, written: 2, unreadable: 0, done: true });
    expect(await lists()).toEqual(FOUND);
  });

  it('are all looked at again where an earlier release, whose lists knew less, had not come to the end', async () => {
    expect(await refresh(1)).toMatchObject({ done: false });
    const key = { container: 'leases', partition: 'installation', id: 'lists' } as const;
    const { shape: _, ...earlier } = (await store.read<{ shape: number }>(key))!.body;
    await store.write([{ key, body: earlier, condition: { kind: 'upsert' } }]);
    expect(await refresh()).toEqual({ looked: 3, written: 2, unreadable: 0, done: true });
  });

  it('are left to whoever writes them meanwhile, and one that does not open stops nobody', async () => {
    const key = { container: 'cases', partition: 'MHN', id: one.number } as const;
    const racing: Store = {
      ...store,
      async write(writes) {
        if (writes[0]?.key.id === one.number) await store.write([{ key, body: { ...one, version: 6 }, derived: {}, condition: { kind: 'upsert' }, sealedFor: one.key }]);
        return store.write(writes);
      },
    };
    const spoiled = (await whole()).find(({ key: { id } }) => id === 'MHN-7H3N-A81Z')!;
    await rig.raw.write([{ ...spoiled, body: { ...(spoiled.body as object), c: randomBytes(80).toString('base64') }, condition: { kind: 'upsert' } }]);
    expect(await refresh(undefined, racing)).toEqual({ looked: 3, written: 1, unreadable: 1, done: true });
    expect((await store.read<Case>(key))?.body.version).toBe(6);
  });
});

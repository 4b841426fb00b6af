import { randomBytes } from 'node:crypto';
import { openKeyring, openMaster } from '../../services/keys';
import { seal } from '../../services/keys/seal';
import type { Keyring } from '../../services/keys/ports';
import { StoreUnavailable, type Key, type RawDocument, type Store, type WholeStore } from '../../services/store/ports';
import { ContentDisposed, isSealed, sealed } from '../../services/store/sealed';
import { upgraded, CURRENT_VERSION } from '../../services/store/versions';
import { cosmosRig } from '../helpers/cosmosRig';
import { testStore, type TestStore } from '../helpers/store';
import { storeContract } from './store/contract';

const master = openMaster({ dataDir: '', dataKey: randomBytes(32), hasData: false });

/** The sealed store with a scan that opens what it finds, for the contract compares bodies. */
function whole(raw: Store & WholeStore, keyring: Keyring): Store & WholeStore {
  const store = sealed(raw, keyring);
  return {
    ...store,
    async scan(container, limit, cursor) {
      const page = await raw.scan(container, limit, cursor);
      expect(page.items.filter(({ body }) => !isSealed(body))).toEqual([]);
      const items = await Promise.all(page.items.map(async (item) => ({ ...item, body: (await store.read(item.key))?.body })));
      return { ...page, items };
    },
  };
}

storeContract('the sealed embedded store', {
  serial: false,
  histories: 15,
  async open() {
    const documents = await testStore();
    const keys = await testStore();
    const dispose = async (): Promise<void> => {
      await documents.dispose();
      await keys.dispose();
    };
    return { store: whole(documents.store, openKeyring(keys.store, master)), dispose };
  },
});

storeContract('the sealed shared store', {
  serial: false,
  histories: 8,
  async open() {
    const rig = await cosmosRig();
    const store = await rig.open();
    const keyring = openKeyring(store, master);
    const raw: Store & WholeStore = { shared: true, read: (key) => store.read(key), write: (writes) => store.write(writes), remove: (key) => store.remove(key), query: (query) => store.query(query), list: (query) => store.list(query), close: () => Promise.resolve(), scan: (...scanned) => rig.direct.scan(...scanned) };
    return {
      store: whole(raw, keyring),
      async dispose() {
        expect(rig.proxy.violations).toEqual([]);
        await rig.stop();
      },
    };
  },
});

describe('what is sealed', () => {
  let documents: TestStore;
  let keys: TestStore;
  let keyring: Keyring;
  let store: Store;
  beforeAll(async () => {
    documents = await testStore();
    keys = await testStore();
    keyring = openKeyring(keys.store, master);
    store = sealed(documents.store, keyring);
  });
  afterAll(async () => {
    await documents.dispose();
    await keys.dispose();
  });

  const at = (id: string, partition = 'MHN'): Key => ({ container: 'cases', partition, id });
  const put = (id: string, body: unknown, sealedFor = `internal-${id}`) => store.write([{ key: at(id), body, condition: { kind: 'create' }, sealedFor, derived: { status: 'received', severity: 1, receivedAt: '2026' } }]);
  const lying = async (id: string): Promise<RawDocument> => (await documents.store.scan('cases', 100)).items.find(({ key }) => key.id === id)!;
  const lay = (id: string, body: unknown) => documents.store.write([{ key: at(id), body, condition: { kind: 'upsert' } }]);

  test('lies as version, internal id and cipher text, and never twice as the same bytes', async () => {
    await put('a', { words: 'hotade' });
    await put('b', { words: 'hotade' }, 'internal-a');
    const [a, b] = [(await lying('a')).body, (await lying('b')).body] as { readonly v: number; readonly k: string; readonly c: string }[];
    expect([Object.keys(a!).sort(), a!.v, a!.k]).toEqual([['c', 'k', 'v'], CURRENT_VERSION, 'internal-a']);
    expect(a!.c).not.toBe(b!.c);
    expect((await documents.store.list({ container: 'cases', partition: 'MHN', order: 'worst', limit: 9 })).items[0]?.derived.status).toBe('received');
  });

  test('opens in its own place alone: not under another id, another internal id, another version of the key, nor changed by a bit', async () => {
    await put('c', { words: 'hotade' });
    const { body } = await lying('c');
    const { c, ...rest } = body as { readonly v: number; readonly k: string; readonly c: string };
    await lay('moved', body);
    await lay('elsewhere', { ...rest, c, k: 'internal-a' });
    const bytes = Buffer.from(c, 'base64');
    bytes[bytes.length - 20]! ^= 1;
    await lay('flipped', { ...rest, c: bytes.toString('base64') });
    await lay('short', { ...rest, c: 'AAAA' });
    for (const id of ['moved', 'elsewhere', 'flipped', 'short']) {
      const failed = await store.read(at(id)).then(() => undefined, (error: unknown) => error);
      expect(failed).toBeInstanceOf(StoreUnavailable);
      expect(String(failed) + String((failed as Error).cause)).not.toContain('hotade');
    }
    expect((await store.read(at('c')))?.body).toEqual({ words: 'hotade' });
    for (const id of ['moved', 'elsewhere', 'flipped', 'short']) await documents.store.remove(at(id));
  });

  test('is not opened by another master key, whose data key none is', async () => {
    await put('d', { words: 'hotade' });
    const other = openMaster({ dataDir: '', dataKey: randomBytes(32), hasData: false });
    await expect(sealed(documents.store, openKeyring(keys.store, other)).read(at('d'))).rejects.toThrow();
  });

  test('whose key is disposed of is as good as absent, can be written no more, and its line stands in lists', async () => {
    await put('e', { words: 'hotade' });
    const etag = (await store.read(at('e')))!.etag;
    await keyring.dispose('internal-e');
    expect(await store.read(at('e'))).toBeUndefined();
    const page = await store.query({ container: 'cases', partition: 'MHN', order: 'id', limit: 100 });
    expect(page.items.map(({ key }) => key.id)).not.toContain('e');
    expect((await store.list({ container: 'cases', partition: 'MHN', order: 'id', limit: 100 })).items.map(({ key }) => key.id)).toContain('e');
    await expect(store.write([{ key: at('e'), body: {}, condition: { kind: 'match', etag }, sealedFor: 'internal-e' }])).rejects.toBeInstanceOf(ContentDisposed);
    await keyring.dispose('internal-e');
  });

  test('a document of the first release, which was not sealed, is read as it stands while the store is brought up to date', async () => {
    await lay('old', { words: 'från förr' });
    const upgrading = sealed(documents.store, keyring, { plain: () => true });
    expect((await upgrading.read(at('old')))?.body).toEqual(upgraded('cases', 1, { words: 'från förr' }));
  });

  test('and at no other time: whoever can write the store without a key puts no case into it', async () => {
    await lay('forged', { words: 'påhittat' });
    await expect(store.read(at('forged'))).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('a data key that does not open is said to be so', async () => {
    await store.write([{ key: at('k'), body: 1, condition: { kind: 'create' }, sealedFor: 'internal-k' }]);
    for (const body of [{ wrapped: 'AAAA' }, { wrapped: 7 }, 'nothing']) {
      await keys.store.write([{ key: { container: 'keys', partition: 'internal-k', id: 'key' }, body, condition: { kind: 'upsert' } }]);
      await expect(openKeyring(keys.store, master).find('internal-k')).rejects.toBeInstanceOf(StoreUnavailable);
    }
  });

  test('a body that is none is refused before anything is written', async () => {
    const write = Promise.resolve().then(() => store.write([{ key: at('none'), body: undefined, condition: { kind: 'create' }, sealedFor: 'internal-none' }]));
    await expect(write).rejects.toBeInstanceOf(TypeError);
    expect(await lying('none')).toBeUndefined();
  });

  test('two that make the key of one case at once have the same one', async () => {
    const [one, two] = [openKeyring(keys.store, master), openKeyring(keys.store, master)];
    const made = await Promise.all([one.ensure('both'), two.ensure('both'), one.ensure('both')]);
    expect(new Set(made.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await openKeyring(keys.store, master).find('both')).toEqual(made[0]);
    expect(one.cached('both')).toEqual(made[0]);
    expect(JSON.stringify((await keys.store.scan('keys', 100)).items)).not.toContain(made[0].toString('base64').slice(0, 20));
  });

  test('a seal is bound to what it says', () => {
    const key = randomBytes(32);
    expect(seal(key, 'a', Buffer.alloc(0))).toHaveLength(28);
  });
});

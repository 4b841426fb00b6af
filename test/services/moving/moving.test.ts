import { appendFile, cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportTo } from '../../../services/moving';
import { CONTAINERS } from '../../../services/store/ports';
import { openOn, startStandIn } from '../../helpers/cosmosStandIn';
import { openStore } from '../../helpers/store';
import { contents, exported, fill, imported, inside, stories, textIn, WORDS, type Rooms } from './house';

const CASES = 24;
let root: string;
const at = (...parts: string[]): string => join(root, ...parts);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trygg-moving-'));
  await fill(at('old'), CASES);
  await inside(at('old'), (rooms) => exported(rooms, at('export')));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A copy of the export for a test to spoil. */
async function copied(name: string): Promise<string> {
  await cp(at('export'), at(name), { recursive: true });
  return at(name);
}
const codeOf = (promise: Promise<unknown>): Promise<unknown> => promise.then(() => 'done', (error: unknown) => (error as { code?: string }).code ?? error);
const importing = (to: string, folder: string, change: (rooms: Rooms) => Rooms = (rooms) => rooms) => inside(at(to), (rooms) => imported(change(rooms), folder));

describe('moving house', () => {
  it('brings every document, key and file over as it was, and a server reads them there', async () => {
    const moved = await importing('new', at('export'));
    expect(moved.containers).toMatchObject({ cases: { documents: CASES, expiring: 0 }, transcripts: { documents: 0, expiring: CASES }, keys: { documents: CASES + 1 } });
    expect(moved.files.files).toBe(CASES / 4);
    expect(await inside(at('new'), contents)).toEqual(await inside(at('old'), contents));
    const told = await stories(at('new'), at('old'));
    expect(told).toEqual(Array.from({ length: CASES }, (_, n) => `${WORDS} ${n}`));
  });

  it('writes nothing that anybody wrote, and the keys into a folder of their own', async () => {
    expect(await textIn(at('export'))).not.toContain(WORDS);
    const wrapped = await textIn(at('export', 'keys'));
    expect(wrapped).toContain('"wrapped"');
    expect(await textIn(at('export', 'documents'))).not.toContain('"wrapped"');
    expect((await readdir(at('export', 'documents'))).filter((name) => name.startsWith('cases-')).length).toBeGreaterThan(1);
  });

  it('goes to Cosmos DB and back again', async () => {
    const account = await startStandIn();
    try {
      const documents = await openOn(account, { containers: CONTAINERS.filter((name) => name !== 'keys') });
      const keys = await openOn(account, { database: 'trygg-keys', containers: ['keys'] });
      const there = await inside(at('blobs'), async ({ blobs }) => {
        const rooms = { documents, keys, blobs };
        const first = await imported(rooms, at('export'));
        const again = await exported(rooms, at('cosmos'));
        expect({ ...again, exportId: '', exportedAt: '' }).toEqual({ ...first, exportId: '', exportedAt: '' });
        return again;
      });
      expect(await importing('back', at('cosmos'))).toEqual(there);
      const back = await inside(at('back'), contents);
      expect(back).toEqual(await inside(at('old'), contents));
      await Promise.all([documents.close(), keys.close()]);
    } finally {
      await account.stop();
    }
  });

  it('leaves out what has been forgotten since', async () => {
    await inside(at('later'), (rooms) => imported(rooms, at('export'), { now: () => Date.now() + 2 * 3_600_000 }));
    const there = await inside(at('later'), contents);
    expect(there.filter((one) => 'expires' in one && one.expires === true)).toEqual([]);
    expect(there.length).toBeGreaterThan(2 * CASES);
  });

  it('imports a second time without a change', async () => {
    const first = await importing('twice', at('export'));
    const before = await inside(at('twice'), ({ documents }) => documents.scan('cases', 100));
    expect(await importing('twice', at('export'))).toEqual(first);
    expect(await inside(at('twice'), ({ documents }) => documents.scan('cases', 100))).toEqual(before);
  });
});

describe('moving is refused', () => {
  it('into a store that holds something else, which stays as it is', async () => {
    await fill(at('other'), 2);
    const before = await inside(at('other'), contents);
    expect(await codeOf(importing('other', at('export')))).toBe('target_not_empty');
    expect(await inside(at('other'), contents)).toEqual(before);
  });

  it('from a folder with a part that is damaged or missing, and from one that holds no export', async () => {
    const damaged = await copied('damaged');
    await appendFile(join(damaged, 'documents', 'cases-000001.jsonl'), '\n');
    expect(await codeOf(importing('damaged-to', damaged))).toBe('export_damaged');
    const missing = await copied('missing');
    await rm(join(missing, 'keys', 'keys-000001.jsonl'));
    expect(await codeOf(importing('missing-to', missing))).toBe('export_damaged');
    expect(await codeOf(importing('nothing-to', at('nothing')))).toBe('not_an_export');
  });

  it('with a file that is not what was exported', async () => {
    const spoiled = await copied('spoiled');
    const [name] = (await readdir(join(spoiled, 'documents', 'files'), { recursive: true })).filter((one) => /[0-9a-f]{32}$/.test(one));
    await appendFile(join(spoiled, 'documents', 'files', name!), 'x');
    expect(await codeOf(importing('spoiled-to', spoiled))).toBe('export_damaged');
  });

  it('with the keys of another export', async () => {
    const mixed = await copied('mixed');
    await inside(at('old'), (rooms) => exported(rooms, at('second')));
    await rm(join(mixed, 'keys'), { recursive: true });
    await cp(at('second', 'keys'), join(mixed, 'keys'), { recursive: true });
    expect(await codeOf(importing('mixed-to', mixed))).toBe('keys_of_another_export');
  });

  it('where the keys would lie with the documents, and into a folder in use', async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    for (const keysDir of [at('one'), at('one', 'keys')]) {
      expect(await codeOf(inside(at('old'), (rooms) => exportTo({ ...rooms, dir: at('one'), keysDir, log })))).toBe('same_folder');
    }
    await fill(at('used', 'documents'), 0);
    await writeFile(at('used', 'documents', 'notes.txt'), 'mine');
    expect(await codeOf(inside(at('old'), (rooms) => exported(rooms, at('used'))))).toBe('folder_not_empty');
  });

  it('out of a store that still lies open', async () => {
    const store = await openStore({ file: at('first', 'trygg.db') });
    await store.write([{ key: { container: 'owners', partition: 'somebody', id: 'state' }, body: { cases: [] }, condition: { kind: 'create' } }]);
    await store.close();
    expect(await codeOf(inside(at('first'), (rooms) => exported(rooms, at('open'))))).toBe('not_sealed');
  });

  it('at the end, when the store does not hold what was exported; the next try mends it', async () => {
    let lose = true;
    const forgetful = (rooms: Rooms): Rooms => ({
      ...rooms,
      documents: new Proxy(rooms.documents, {
        get(target, name) {
          if (name === 'write') return (writes: Parameters<Rooms['documents']['write']>[0]) => target.write(lose ? writes.filter(({ key }) => key.id !== 'MHN-0003-0000') : writes);
          const value: unknown = Reflect.get(target, name, target);
          return typeof value === 'function' ? (value.bind(target) as unknown) : value;
        },
      }),
    });
    const refused = await importing('lossy', at('export'), forgetful).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'mismatch', message: expect.stringContaining(`cases holds ${CASES - 1} documents, not ${CASES}`) });
    lose = false;
    await importing('lossy', at('export'), forgetful);
    expect(await inside(at('lossy'), contents)).toEqual(await inside(at('old'), contents));
  });
});

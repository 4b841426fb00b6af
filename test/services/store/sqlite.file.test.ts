import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { StoreUnavailable } from '../../../services/store/ports';
import { openStore, testStore, type TestStore } from '../../helpers/store';
import { create, key, put, upsert } from './contract/documents';

const TEXT = 'x'.repeat(6000);
const at = (id: number | string) => key('board', String(id));
const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

let opened: TestStore | undefined;
afterEach(async () => {
  await opened?.dispose();
  opened = undefined;
});

/** All bytes of the database and what lies beside it. */
const bytesBeside = (file: string): Buffer => Buffer.concat(readdirSync(dirname(file)).map((name) => readFileSync(join(dirname(file), name))));

/** Reading the files here would let go of the store's lock: another process looks whether they hold the word. */
function holds(file: string, word: string): boolean {
  const program = `const fs=require('fs'),p=require('path');const d=process.argv[1];process.stdout.write(String(fs.readdirSync(d).some((n)=>fs.readFileSync(p.join(d,n)).includes(process.argv[2]))))`;
  return execFileSync(process.execPath, ['-e', program, dirname(file), word], { encoding: 'utf8' }) === 'true';
}

describe('a file that is held still', () => {
  it('does not change while writes go on, and has them all once it is released', async () => {
    opened = await testStore();
    const { store, file } = opened;
    await Promise.all(numbers(300).map((n) => put(store, create(at(n), TEXT))));
    await store.hold();
    expect(statSync(`${file}-wal`).size).toBe(0);
    const before = statSync(file, { bigint: true });
    await Promise.all(numbers(300).map((n) => put(store, upsert(at(n), `${TEXT}again`))));
    for (const n of numbers(40)) await put(store, upsert(at(n), TEXT.repeat(20)));
    await expect(store.vacuum()).rejects.toBeInstanceOf(StoreUnavailable);
    const { size, mtimeNs } = statSync(file, { bigint: true });
    expect({ size, mtimeNs }).toEqual({ size: before.size, mtimeNs: before.mtimeNs });
    expect(await store.release()).toBe(true);
    await put(store, create(at('after')));
    expect(statSync(file).size).toBeGreaterThan(Number(before.size));
    await store.close();
    const again = await openStore({ file });
    expect(await again.read(at(299))).toMatchObject({ body: `${TEXT}again` });
    expect(await again.read(at(39))).toMatchObject({ body: TEXT.repeat(20) });
    await again.close();
  });

  it('is released by itself when nobody does, which whoever releases it then is told', async () => {
    opened = await testStore();
    const { store, file } = opened;
    await store.hold(20);
    const before = statSync(file).size;
    while (statSync(file).size === before) await Promise.all(numbers(200).map((n) => put(store, upsert(at(n), TEXT))));
    expect(await store.release()).toBe(false);
  });
});

describe('what was overwritten or removed', () => {
  it('is nowhere in the files once they were written anew', async () => {
    opened = await testStore();
    const { store, file } = opened;
    await Promise.all(numbers(200).map((n) => put(store, create(at(n), `canary-${n} ${TEXT}`))));
    expect(holds(file, 'canary-')).toBe(true);
    await Promise.all(numbers(100).map((n) => put(store, upsert(at(n), 'sealed'))));
    await Promise.all(numbers(100).map((n) => store.remove(at(n + 100))));
    await store.vacuum();
    expect(holds(file, 'canary-')).toBe(false);
    expect(await store.read(at(7))).toMatchObject({ body: 'sealed' });
    await put(store, create(at('after')));
    await store.close();
    expect(bytesBeside(file).includes('canary-')).toBe(false);
  });
});

describe('two stores in one process', () => {
  it('each hold their own file', async () => {
    opened = await testStore();
    const file = join(dirname(opened.file), 'keys.db');
    const keys = await openStore({ file });
    await put(keys, create(key('id', 'key', 'keys'), 'wrapped'));
    await put(opened.store, create(at(1), 'sealed'));
    await expect(openStore({ file })).rejects.toMatchObject({ code: 'database_locked' });
    await keys.close();
    await expect(openStore({ file: opened.file })).rejects.toMatchObject({ code: 'database_locked' });
    const again = await openStore({ file });
    expect(await again.read(key('id', 'key', 'keys'))).toMatchObject({ body: 'wrapped' });
    await again.close();
  });
});

/** A disk of 2 MB of our own, where this machine lets us have one. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'trygg-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,mode=700', 'tmpfs', folder], { stdio: 'ignore' });
    return folder;
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
}
const disk = process.platform === 'linux' ? smallDisk() : undefined;
afterAll(() => {
  if (disk === undefined) return;
  execFileSync('umount', [disk]);
  rmSync(disk, { recursive: true });
});

(disk === undefined ? describe.skip : describe)('a disk that is really full', () => {
  const folder = join(disk ?? '', 'data');
  const file = join(folder, 'trygg.db');
  const ballast = join(disk ?? '', 'ballast');

  it('refuses what does not fit, keeps what was acknowledged, and takes more where there is room again', async () => {
    mkdirSync(folder);
    writeFileSync(ballast, Buffer.alloc(800_000));
    const store = await openStore({ file });
    const kept: number[] = [];
    let refused: unknown;
    for (let n = 0; refused === undefined; n += 1) {
      await put(store, create(at(n), TEXT)).then(() => kept.push(n), (error: unknown) => (refused = error));
    }
    expect(refused).toBeInstanceOf(StoreUnavailable);
    expect(kept.length).toBeGreaterThan(5);
    await expect(put(store, create(at('more'), TEXT.repeat(10)))).rejects.toBeInstanceOf(StoreUnavailable);
    rmSync(ballast);
    await put(store, create(at('more'), TEXT.repeat(10)));
    await store.close();
    const again = await openStore({ file });
    for (const n of kept) expect(await again.read(at(n))).toMatchObject({ body: TEXT });
    expect(await again.read(at('more'))).toMatchObject({ body: TEXT.repeat(10) });
    await again.close();
  });

  it('is refused at start, and the file is as it was once there is room', async () => {
    const other = join(folder, 'other.db');
    const free = (): void => rmSync(ballast, { force: true });
    for (let size = 2_000_000; size > 0; size = Math.floor(size / 2)) {
      try {
        writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
      } catch (error) {
        expect(error).toMatchObject({ code: 'ENOSPC' });
      }
    }
    await expect(openStore({ file: other })).rejects.toMatchObject({ code: 'disk_full' });
    free();
    await (await openStore({ file: other })).close();
    expect(existsSync(other)).toBe(true);
  });

  it('is refused at start where nothing can be written to it at all', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk ?? '']);
    try {
      const before = readFileSync(file);
      await expect(openStore({ file })).rejects.toMatchObject({ code: 'data_dir_unwritable' });
      expect(readFileSync(file).equals(before)).toBe(true);
    } finally {
      execFileSync('mount', ['-o', 'remount,rw', disk ?? '']);
    }
  });
});

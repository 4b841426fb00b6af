import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import Database from 'libsql';
import { StoreOpenError, type SqliteStore } from '../../../services/store/sqlite';
import { openDatabase, requireDurable } from '../../../services/store/sqlite/database';
import { compiled, openStore, storeWorkerFile } from '../../helpers/store';
import { create, key } from './contract/documents';

let folder: string;
let file: string;
const cleanups: (() => unknown)[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trygg-opening-'));
  file = join(folder, 'data', 'trygg.db');
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  await rm(folder, { recursive: true, force: true });
});

async function opened(path = file): Promise<SqliteStore> {
  const store = await openStore({ file: path });
  cleanups.push(() => store.close());
  return store;
}

/** A file with some hundred documents of 6 kB, closed. */
async function filled(): Promise<void> {
  const store = await openStore({ file });
  const documents = Array.from({ length: 300 }, (_, n) => create(key('board', `id-${n}`), 'x'.repeat(6000), { severity: 1, receivedAt: '2026-01-01' }));
  await store.write(documents);
  await store.close();
}

const refusal = (path = file): Promise<unknown> =>
  opened(path).then(
    () => 'opened',
    (error: unknown) => (error instanceof StoreOpenError && error.file === path ? error.code : error),
  );

interface Child {
  readonly process: ChildProcessByStdio<null, Readable, null>;
  readonly lines: AsyncIterator<string>;
}

function child(): Child {
  const program = compiled('test/services/store/child.ts', 'store-child');
  const process_ = spawn(process.execPath, [program, file, storeWorkerFile()], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(() => process_.kill('SIGKILL'));
  return { process: process_, lines: createInterface({ input: process_.stdout })[Symbol.asyncIterator]() };
}

async function kill({ process: running }: Child): Promise<void> {
  const gone = once(running, 'exit');
  running.kill('SIGKILL');
  await gone;
}

describe('a fresh data folder', () => {
  it('is made for this account alone', async () => {
    await opened();
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
    for (const name of [file, `${file}-wal`]) expect((await stat(name)).mode & 0o777).toBe(0o600);
  });

  it('takes a file that a crash left empty for a new one', async () => {
    await mkdir(join(folder, 'data'));
    await writeFile(file, '');
    const store = await opened();
    await store.write([create(key('board', 'x'))]);
  });
});

describe('what was written', () => {
  it('is there after closing and opening', async () => {
    await filled();
    const store = await opened();
    expect(await store.read(key('board', 'id-7'))).toMatchObject({ body: 'x'.repeat(6000) });
  });

  it('is there after kill -9 right after the acknowledgement', async () => {
    const writer = child();
    const acknowledged: string[] = [];
    while (acknowledged.length < 40) acknowledged.push((await writer.lines.next()).value as string);
    await kill(writer);
    expect(acknowledged.shift()).toBe('open');
    const store = await opened();
    for (const id of acknowledged) expect(await store.read(key('child', id))).toMatchObject({ body: { text: 'x'.repeat(6000) } });
  });
});

describe('durable commits', () => {
  it('are what an open file has: write-ahead log, flushed at each commit', () => {
    const db = openDatabase({ file, commitDelayMs: 0, task: 'serve' });
    expect(db.prepare('PRAGMA journal_mode').raw().get([])).toEqual(['wal']);
    expect(db.prepare('PRAGMA synchronous').raw().get([])).toEqual([2]);
    db.close();
  });

  it('are not to be had less: a log not flushed and no log at all are refused', () => {
    const db = new Database(join(folder, 'other.db'));
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    expect(() => requireDurable(db)).toThrow('no durable commits');
    const memory = new Database(':memory:');
    memory.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    expect(() => requireDurable(memory)).toThrow('no durable commits');
  });
});

describe('a second opening', () => {
  it('is refused in the same process', async () => {
    await opened();
    expect(await refusal()).toBe('database_locked');
  });

  it('is refused in another process', async () => {
    await opened();
    expect((await child().lines.next()).value).toBe('database_locked');
  });

  it('is refused while another process holds the file, and possible once that is killed', async () => {
    const holder = child();
    expect((await holder.lines.next()).value).toBe('open');
    expect(await refusal()).toBe('database_locked');
    await kill(holder);
    await opened();
  });
});

describe('a file that is not whole', () => {
  const damages: [string, (whole: Buffer) => Buffer][] = [
    ['a foreign text', () => Buffer.from('not a database\n'.repeat(1000))],
    ['a damaged header', (whole) => Buffer.concat([Buffer.alloc(100, 'x'), whole.subarray(100)])],
    ['an erased first page', (whole) => Buffer.concat([Buffer.alloc(4096), whole.subarray(4096)])],
    ['pages overwritten in the middle', (whole) => Buffer.concat([whole.subarray(0, 40_960), Buffer.alloc(81_920, 0xa5), whole.subarray(122_880)])],
    ['a cut end', (whole) => whole.subarray(0, whole.length / 2)],
  ];
  it.each(damages)('is refused and left as it is: %s', async (_, damage) => {
    await filled();
    const damaged = damage(await readFile(file));
    await writeFile(file, damaged);
    expect(await refusal()).toBe('database_damaged');
    expect((await readFile(file)).equals(damaged)).toBe(true);
  });

  it('is refused with the log that a crash has left, and both are left as they are', async () => {
    await filled();
    const writer = child();
    for (let line = ''; line !== 'written-30'; ) line = String((await writer.lines.next()).value);
    await kill(writer);
    const damaged = Buffer.from(await readFile(file)).fill(0xa5, 40_960, 122_880);
    await writeFile(file, damaged);
    const log = await readFile(`${file}-wal`);
    expect(log.length).toBeGreaterThan(0);
    expect(await refusal()).toBe('database_damaged');
    expect((await readFile(file)).equals(damaged)).toBe(true);
    expect((await readFile(`${file}-wal`)).equals(log)).toBe(true);
  });

  it('is refused when the database is gone but its log is there', async () => {
    await filled();
    await truncate(file, 0);
    await writeFile(`${file}-wal`, 'x'.repeat(5000));
    expect(await refusal()).toBe('database_damaged');
    await rm(file);
    expect(await refusal()).toBe('database_damaged');
    expect((await stat(`${file}-wal`)).size).toBe(5000);
  });

  it("is refused when it is another program's", async () => {
    await mkdir(join(folder, 'data'));
    const foreign = new Database(file);
    foreign.exec('CREATE TABLE notes (text)');
    foreign.close();
    const before = await readFile(file);
    expect(await refusal()).toBe('database_damaged');
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('is refused when a newer release has written it', async () => {
    await filled();
    const db = new Database(file);
    db.exec('PRAGMA user_version = 99');
    db.close();
    expect(await refusal()).toBe('database_newer');
  });
});

describe('a folder that cannot be written', () => {
  it('is refused: a path below a file', async () => {
    await writeFile(join(folder, 'data'), '');
    expect(await refusal()).toBe('data_dir_unwritable');
  });

  it('is refused: a folder where the file should be', async () => {
    await mkdir(file, { recursive: true });
    expect(await refusal()).toBe('data_dir_unwritable');
  });

  (process.platform === 'linux' ? it : it.skip)('is refused: a place that takes no files', async () => {
    expect(await refusal('/proc/trygg/trygg.db')).toBe('data_dir_unwritable');
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { testApp, until, type House, type HouseOptions } from '../../helpers/app';
import { ensureBuilt } from '../../helpers/built';
import { FakeConnector } from '../../helpers/fakeConnector';
import { caseOf, listOf, report, talk } from '../../helpers/people';
import { textOf } from '../../helpers/talker';

const ROOT = resolve(__dirname, '../../..');

let folder: string;
let connector: FakeConnector;
/** A data folder with a case in it, stopped. Tests work on copies. */
let filled: string;
let number: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trygg-start-'));
  connector = await FakeConnector.start();
  filled = join(folder, 'filled');
  await withHouse({ dataDir: filled }, async (house) => {
    number = textOf((await report(await talk(house, 'directline', 'employee-mhn'))).card, 'caseNumber') ?? '';
  });
});
afterAll(async () => {
  await connector.close();
  await rm(folder, { recursive: true, force: true });
});

let copies = 0;
async function copy(): Promise<string> {
  const to = join(folder, `copy-${(copies += 1)}`);
  await cp(filled, to, { recursive: true });
  return to;
}

async function withHouse<T>(options: HouseOptions, work: (house: House) => Promise<T>): Promise<T> {
  const house = await testApp({ connector, ...options });
  try {
    return await work(house);
  } finally {
    await house.dispose();
  }
}

/** What lies in a folder, by name and hash. The index that SQLite keeps in shared memory holds nothing of ours. */
async function lying(dir: string): Promise<Readonly<Record<string, string>>> {
  const entries = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile() && !entry.name.endsWith('-shm'));
  const hashed = await Promise.all(entries.map(async (entry) => {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path);
    // An empty journal is as good as none.
    return entry.name.endsWith('-wal') && bytes.length === 0 ? [] : [[path.slice(dir.length), createHash('sha256').update(bytes).digest('hex')] as const];
  }));
  return Object.fromEntries(hashed.flat().sort());
}

/** Opens the folder in vain; what lies in it is as it was. */
async function refused(dataDir: string, options: HouseOptions, code: string, file: RegExp): Promise<void> {
  const before = await lying(dataDir);
  await expect(testApp({ connector, dataDir, ...options })).rejects.toMatchObject({ code, file: expect.stringMatching(file) as string });
  expect(await lying(dataDir)).toEqual(before);
}

describe('a first start', () => {
  test('makes a key of 32 bytes that nobody else may read, and says so; the next start does not', async () => {
    const dataDir = join(folder, 'fresh');
    await withHouse({ dataDir }, async (house) => {
      expect(house.services.keyMade).toBe(join(dataDir, 'trygg.key'));
      const { mode, size } = await stat(join(dataDir, 'trygg.key'));
      expect([(mode & 0o777).toString(8), size]).toEqual(['600', 32]);
    });
    const key = await readFile(join(dataDir, 'trygg.key'));
    expect(await withHouse({ dataDir }, (house) => Promise.resolve(house.services.keyMade))).toBeUndefined();
    expect(await readFile(join(dataDir, 'trygg.key'))).toEqual(key);
  });

  test('with DATA_KEY makes no key file', async () => {
    const dataDir = join(folder, 'given');
    expect(await withHouse({ dataDir, dataKey: Buffer.alloc(32, 7) }, (house) => Promise.resolve(house.services.keyMade))).toBeUndefined();
    expect(Object.keys(await lying(dataDir))).not.toContain('/trygg.key');
    await refused(dataDir, { dataKey: Buffer.alloc(32, 8) }, 'key_wrong', /DATA_KEY/);
    await refused(dataDir, {}, 'key_file_missing', /trygg\.key$/);
  });
});

describe('a folder with data', () => {
  test('opens with its key file, and with the same key given as DATA_KEY', async () => {
    const dataKey = await readFile(join(filled, 'trygg.key'));
    const dataDir = await copy();
    await rm(join(dataDir, 'trygg.key'));
    await withHouse({ dataDir, dataKey }, async (house) => {
      expect((await caseOf(house, 'coordinator-mhn', number)).answers.find(({ id }) => id === 'story')?.value).toBe('Det hände något.');
    });
  });

  test('is refused another key, and nothing is changed', async () => refused(await copy(), { dataKey: Buffer.alloc(32, 1) }, 'key_wrong', /DATA_KEY/));

  test('is refused another key file, and nothing is changed', async () => {
    const dataDir = await copy();
    await writeFile(join(dataDir, 'trygg.key'), Buffer.alloc(32, 1));
    await refused(dataDir, {}, 'key_wrong', /trygg\.key$/);
  });

  test('is refused without its key file, and none is made', async () => {
    const dataDir = await copy();
    await rm(join(dataDir, 'trygg.key'));
    await refused(dataDir, {}, 'key_file_missing', /trygg\.key$/);
  });

  test.each([0, 31, 33])('is refused a damaged key file of %d bytes', async (bytes) => {
    const dataDir = await copy();
    await writeFile(join(dataDir, 'trygg.key'), Buffer.alloc(bytes));
    await refused(dataDir, {}, 'key_file_damaged', /trygg\.key$/);
  });

  test('is refused without its data keys, and no new store of keys is made', async () => {
    const dataDir = await copy();
    for (const name of ['keys.db', 'keys.db-wal', 'keys.db-shm']) await rm(join(dataDir, name), { force: true });
    await refused(dataDir, {}, 'key_store_missing', /keys\.db$/);
    expect((await readdir(dataDir)).filter((name) => name.startsWith('keys.db'))).toEqual([]);
  });

  test('is refused the data keys of another installation', async () => {
    const other = join(folder, 'other');
    await withHouse({ dataDir: other }, () => Promise.resolve());
    const dataDir = await copy();
    await cp(join(other, 'keys.db'), join(dataDir, 'keys.db'));
    await expect(testApp({ connector, dataDir })).rejects.toMatchObject({ code: 'key_wrong' });
  });

  test('is opened by one process at a time', async () => {
    await withHouse({ dataDir: await copy() }, async (house) => {
      await expect(testApp({ connector, dataDir: house.dataDir })).rejects.toMatchObject({ code: 'database_locked' });
      expect((await listOf(house, 'coordinator-mhn')).map((row) => row['number'])).toEqual([number]);
    });
  });
});

describe('the program', () => {
  const started: ChildProcess[] = [];
  beforeAll(ensureBuilt, 120_000);
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
  });

  /** Starts the built server; resolves when it listens or has ended. */
  async function run(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<{ readonly child: ChildProcess; readonly said: () => string }> {
    const settings = { PATH: process.env['PATH'], HOME: process.env['HOME'], HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', DATA_DIR: dataDir, ...env };
    const child = spawn(process.execPath, [join(ROOT, 'dist/server.js')], { cwd: ROOT, env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
    started.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (text += chunk.toString()));
    await until('the program to listen or end', () => text.includes('Messages:') || child.exitCode !== null);
    return { child, said: () => text };
  }

  test('says loudly where a new key lies, refuses a second one on the same folder and another key in one line each, and stops at once', async () => {
    const dataDir = join(folder, 'program');
    const { child, said } = await run(dataDir);
    await until('the key to be told of', () => said().includes(`A NEW KEY WAS MADE: ${join(dataDir, 'trygg.key')}`));
    expect(said()).toContain('Put a copy away');

    const second = await run(dataDir);
    expect(second.child.exitCode).toBe(1);
    expect(second.said()).toMatch(/^DATA_DIR .*database_locked \(.*\): another server has it open[^\n]*\n$/);
    expect(child.exitCode).toBeNull();

    const stopped = once(child, 'exit');
    const asked = Date.now();
    child.kill('SIGTERM');
    expect(await stopped).toEqual([0, null]);
    expect(Date.now() - asked).toBeLessThan(10_000);

    const wrong = await run(dataDir, { DATA_KEY: Buffer.alloc(32, 3).toString('base64') });
    expect(wrong.child.exitCode).toBe(1);
    expect(wrong.said()).toMatch(/^DATA_DIR .*key_wrong \(DATA_KEY\)[^\n]*Nothing has been changed\.\n$/);
  }, 60_000);
});

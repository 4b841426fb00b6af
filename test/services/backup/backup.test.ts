import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { backup, restore, type BackupResult } from '../../../services/backup';
import { whileHeld } from '../../../services/backup/ask';
import type { Container, Item } from '../../../services/store/ports';
import { compiled, openStore, storeWorkerFile } from '../../helpers/store';

let folder: string;
const cleanups: (() => unknown)[] = [];
const at = (...names: string[]): string => join(folder, ...names);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trygg-backup-'));
});
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  await rm(folder, { recursive: true, force: true });
});

interface Server {
  readonly said: string[];
  until(count: number): Promise<void>;
  /** Stops it as asked, and gives the longest write in milliseconds. */
  stop(): Promise<number>;
  kill(): Promise<void>;
}

async function server(kilobytes = 0): Promise<Server> {
  const program = compiled('test/services/backup/server.ts', 'backup-server');
  const running = spawn(process.execPath, [program, at('data'), storeWorkerFile(), String(kilobytes)], { stdio: ['ignore', 'pipe', 'inherit'] });
  cleanups.push(() => running.kill('SIGKILL'));
  const said: string[] = [];
  const lines = createInterface({ input: running.stdout }).on('line', (line) => said.push(line));
  const until = async (count: number): Promise<void> => {
    while (said.length < count) await once(lines, 'line');
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const gone = once(running, 'exit');
    running.kill(signal);
    await gone;
  };
  await until(1);
  expect(said[0]).toBe('open');
  return { said, until, kill: () => end('SIGKILL'), stop: () => end('SIGTERM').then(() => Number(said.at(-1)?.split(' ')[1])) };
}

const lines: string[] = [];
const log = (line: string): unknown => lines.push(line);
const backedUp = (name = 'one'): Promise<BackupResult> => backup({ dataDir: at('data'), to: at(name), keysTo: at(`${name}-keys`), log, workerFile: storeWorkerFile() });
const restored = (name = 'one', keys = `${name}-keys`, dataDir = at('restored')) => restore({ from: at(name), keysFrom: at(keys), dataDir, log, workerFile: storeWorkerFile() });
const code = (made: Promise<unknown>): Promise<unknown> => made.then(() => 'done', (error: unknown) => (typeof error === 'object' && error !== null && 'code' in error ? error.code : error));

interface Written {
  readonly begins: string;
  readonly ends: string;
}

async function all<B>(dataDir: string, name: string, container: Container): Promise<readonly Item<B>[]> {
  const store = await openStore({ file: join(dataDir, name) });
  const { items } = await store.query<B>({ container, partition: 'AMN', order: 'id', limit: 100_000 });
  await store.close();
  return items;
}

/** A data folder with some cases, held by nobody. */
async function written(cases = 5): Promise<void> {
  const running = await server();
  await running.until(1 + cases);
  await running.stop();
}

describe('a backup of a running server', () => {
  it('has every write acknowledged before it began, whole, with its key and its attachment, and writes go on', async () => {
    const running = await server(6_000);
    await running.until(20);
    const before = running.said.slice(1);
    const result = await backedUp();
    const during = running.said.length - 1 - before.length;
    const longest = await running.stop();
    expect(result).toMatchObject({ online: true, documents: { transcripts: 1_000 } });
    expect(during).toBeGreaterThan(0);
    expect(longest).toBeLessThan(2_000);

    await restored();
    const cases = await all<Written>(at('restored'), 'trygg.db', 'cases');
    expect(cases.map((item) => item.key.id)).toEqual(expect.arrayContaining(before));
    expect(cases.filter(({ body }) => body.begins !== body.ends)).toEqual([]);
    const keys = new Set((await all(at('restored'), 'keys.db', 'keys')).map((item) => item.key.id));
    const files = new Set(await readdir(at('restored', 'files', 'ab')));
    expect(cases.filter(({ key }) => !keys.has(key.id) || !files.has(`ab${key.id}`))).toEqual([]);
    expect(await readdir(at('data'))).toEqual(['files', 'keys.db', 'trygg.db']);
  });

  it('is none when the server is gone before it answers, and leaves nothing', async () => {
    const running = await server();
    const dying = (line: string): void => {
      if (line.includes('is running')) void running.kill();
    };
    const made = backup({ dataDir: at('data'), to: at('one'), keysTo: at('one-keys'), log: dying, workerFile: storeWorkerFile(), answerMs: 1_000 });
    expect(await code(made)).toBe('server_not_answering');
    expect([...(await readdir(at('one'))), ...(await readdir(at('one-keys')))]).toEqual([]);
  });

  it.each(['stop', 'kill'] as const)('is none when the server ends (%s) while it copies, even if it is started again', async (how) => {
    const running = await server();
    const restarted = async (): Promise<void> => {
      await running[how]();
      await server();
    };
    expect(await code(whileHeld(at('data'), restarted, 3_000))).toBe('backup_interrupted');
    expect((await readdir(at('data'))).filter((name) => name.startsWith('backup'))).toEqual([]);
  });

  it('is not waited for when it dies: the server goes on', async () => {
    const running = await server();
    while (!(await textOf('backup-status.json')).includes('held')) {
      await writeFile(at('data', 'backup-request.json'), JSON.stringify({ id: 'dead', beat: 1 }));
      await running.until(running.said.length + 20);
    }
    expect(await code(backedUp())).toBe('backup_running');
    while ((await textOf('backup-request.json')) !== '') await running.until(running.said.length + 20);
    expect(await backedUp('two')).toMatchObject({ online: true });
  });
});

const textOf = (name: string): Promise<string> => readFile(at('data', name), 'utf8').catch(() => '');

describe('a backup without a server', () => {
  it('restores to the same, readable by this account alone, and says that the master key is not in it', async () => {
    await written();
    expect(await backedUp()).toMatchObject({ online: false });
    expect(lines.join('\n')).toContain('The master key (trygg.key');
    await restored();
    for (const [name, container] of [['trygg.db', 'cases'], ['keys.db', 'keys']] as const) {
      expect(await all(at('restored'), name, container)).toEqual(await all(at('data'), name, container));
      for (const file of [at('restored', name), name === 'keys.db' ? at('one-keys', name) : at('one', name)]) expect((await stat(file)).mode & 0o777).toBe(0o600);
    }
    expect(await readFile(at('restored', 'files', 'ab', 'ab3'), 'utf8')).toBe('sealed 3');
    expect((await stat(at('restored'))).mode & 0o777).toBe(0o700);
  });

  it('is refused where it could do harm', async () => {
    expect(await code(backedUp())).toBe('no_database');
    await written();
    await mkdir(at('full'));
    await writeFile(at('full', 'x'), '');
    expect(await code(backedUp('full'))).toBe('target_not_empty');
    const paths = { dataDir: at('data'), to: at('one'), log, workerFile: storeWorkerFile() };
    for (const keysTo of [at('one'), at('one', 'keys'), at('data', 'keys')]) expect(await code(backup({ ...paths, keysTo }))).toBe('same_place');
    await writeFile(at('data', 'trygg.db'), Buffer.from(await readFile(at('data', 'trygg.db'))).fill(0xa5, 8_192, 16_384));
    expect(await code(backedUp())).toBe('database_damaged');
    expect(await readdir(at('one'))).toEqual([]);
  });
});

describe('a restore', () => {
  beforeEach(() => written());

  it('is refused where there is data, and where the backup is not whole', async () => {
    await backedUp();
    expect(await code(restored('one', 'one-keys', at('data')))).toBe('data_exists');
    expect(await code(restored('one-keys'))).toBe('not_a_backup');
    await cp(at('one'), at('cut'), { recursive: true });
    await rm(at('cut', 'files', 'ab', 'ab1'));
    expect(await code(restored('cut', 'one-keys'))).toBe('backup_damaged');
    await appendFile(at('one', 'trygg.db'), 'x');
    expect(await code(restored())).toBe('backup_damaged');
    expect(await readdir(folder)).not.toContain('restored');
  });

  it('takes later keys, and refuses earlier ones', async () => {
    await backedUp('one');
    await backedUp('two');
    expect(await code(restored('two', 'one-keys'))).toBe('keys_older');
    expect(await code(restored('one', 'two-keys'))).toBe('done');
  });

  it('that was interrupted is refused at start and can be finished', async () => {
    await backedUp();
    await mkdir(at('restored'));
    await writeFile(at('restored', 'restore-unfinished.json'), '{}');
    await writeFile(at('restored', 'trygg.db'), 'half');
    expect(await code(openStore({ file: at('restored', 'trygg.db') }))).toBe('restore_unfinished');
    await restored();
    expect(await all(at('restored'), 'trygg.db', 'cases')).toHaveLength((await all(at('data'), 'trygg.db', 'cases')).length);
  });
});

import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { startStandIn } from '../helpers/cosmosStandIn';
import { openUpToDate } from '../../services/upToDate';
import { openStore } from '../helpers/store';
import { contents, fill, inside, settings, stories } from '../services/moving/house';
import { oldWrites } from '../services/store/oldDocuments';
import { Checkout, finished, ROOT, until, type Outcome } from './fixture';

const CASES = 150;
const root = mkdtempSync(join(tmpdir(), 'trygg-cli-'));
const at = (...parts: string[]): string => join(root, ...parts);
const folders = (kind: 'to' | 'from', name: string): string[] => [`--${kind}`, at(name, 'documents'), `--keys-${kind}`, at(name, 'keys')];

beforeAll(async () => {
  buildSync({
    entryPoints: { cli: join(ROOT, 'cli.ts'), 'store-worker': join(ROOT, 'services/store/sqlite/worker.ts') },
    outdir: at('dist'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    packages: 'external',
  });
  symlinkSync(join(ROOT, 'node_modules'), at('node_modules'));
  await fill(at('data'), CASES);
});
afterAll(() => rmSync(root, { recursive: true, force: true, maxRetries: 3 }));

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [at('dist', 'cli.js'), ...args], { cwd: root, env: { PATH: process.env['PATH'], DATA_DIR: at('data'), ...env } });
}
const trygg = (args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Outcome> => finished(start(args, env));

/** Runs a command again and again, killed at random moments once it has begun its work, and then to its end. */
async function killedAndRepeated(args: readonly string[], env: NodeJS.ProcessEnv, begun: () => boolean): Promise<{ readonly outcome: Outcome; readonly kills: number }> {
  let kills = 0;
  for (let round = 0; round < 4; round++) {
    const child = start(args, env);
    const ended = finished(child);
    let over = false;
    void ended.then(() => (over = true));
    await until(() => over || begun());
    await new Promise((resolve) => setTimeout(resolve, randomInt(30)));
    child.kill('SIGKILL');
    if ((await ended).code === null) kills += 1;
  }
  return { outcome: await trygg(args, env), kills };
}

describe('trygg', () => {
  it('explains itself, and answers what is no command with code 2', async () => {
    const [help, none, unknown, option, missing] = await Promise.all([trygg(['help']), trygg([]), trygg(['move']), trygg(['export', '--where', 'x']), trygg(['import', '--from', 'x'])]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(none).toEqual(help);
    for (const name of ['cosmos:setup', 'export', 'import', 'backup', 'restore', 'lists']) expect(help.stdout).toContain(`  ${name} `);
    expect(unknown).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('There is no command "move".') });
    expect(option).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--where') });
    expect(missing).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('import needs --keys-from DIR.') });
  });

  it('says what went wrong in one line, with code 1', async () => {
    const nothing = await trygg(['export', ...folders('to', 'x')], { DATA_DIR: at('nowhere') });
    expect(nothing).toEqual({ code: 1, stdout: '', stderr: `There is no database in DATA_DIR ${at('nowhere')}.\n` });
    expect(existsSync(at('nowhere'))).toBe(false);
    const locked = await inside(at('data'), () => trygg(['export', ...folders('to', 'locked'), '--json']));
    expect(locked).toEqual({ code: 1, stdout: '', stderr: `${at('data', 'trygg.db')} is in use: stop the server first (database_locked)\n` });
    expect(await trygg(['cosmos:setup'])).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing to set up') });
    expect(await trygg(['help', '--json'], { PORT: 'x' })).toMatchObject({ code: 0 });
    expect(await trygg(['cosmos:setup'], { PORT: 'x' })).toMatchObject({ code: 1, stderr: expect.stringContaining('PORT') });
  });

  it('moves a whole installation, however often it is killed on the way', async () => {
    const out = await killedAndRepeated(['export', ...folders('to', 'moved'), '--json'], {}, () => existsSync(at('moved', 'documents', 'progress.json')));
    expect(out.outcome.code).toBe(0);
    const exported: unknown = JSON.parse(out.outcome.stdout);
    expect(exported).toMatchObject({ containers: { cases: { documents: CASES }, keys: { documents: CASES + 1 } } });
    const there = { DATA_DIR: at('new') };
    const back = await killedAndRepeated(['import', ...folders('from', 'moved'), '--json'], there, () => existsSync(at('new', 'files')));
    expect(back.outcome).toMatchObject({ code: 0 });
    expect(JSON.parse(back.outcome.stdout)).toEqual(exported);
    expect(out.kills + back.kills).toBeGreaterThan(0);
    expect(await inside(at('new'), contents)).toEqual(await inside(at('data'), contents));
    expect(await stories(at('new'), at('data'))).toHaveLength(CASES);
  });

  it('backs the embedded store up and restores it', async () => {
    const made = await trygg(['backup', ...folders('to', 'backup'), '--json']);
    expect(made).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\{.*\}\n$/) });
    expect(await trygg(['restore', ...folders('from', 'backup')], { DATA_DIR: at('restored') })).toMatchObject({ code: 0, stdout: expect.stringContaining(at('restored')) });
    expect(await inside(at('restored'), contents)).toEqual(await inside(at('data'), contents));
  });

  it('brings lists up to date in a store of the first release, once that has been sealed', async () => {
    const old = { DATA_DIR: at('old'), BOARDS_FILE: join(ROOT, 'config/boards.demo.json') };
    const raw = await openStore({ file: at('old', 'trygg.db') });
    await raw.write(oldWrites(1).filter(({ key }) => key.container === 'cases').map((write) => ({ ...write, body: { ...(write.body as object), files: [] } })));
    await raw.close();
    writeFileSync(at('old', 'trygg.key'), randomBytes(32), { mode: 0o600 });
    expect(await trygg(['lists'], old)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('start this release once') });
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    await (await openUpToDate(settings(at('old')), { kind: 'files', dataDir: at('old') }, log)).close();
    expect(await trygg(['lists', '--most', '2', '--json'], old)).toMatchObject({ code: 0, stdout: '{"looked":2,"written":2,"unreadable":0,"done":false}\n' });
    expect(await trygg(['lists'], old)).toMatchObject({ code: 0, stdout: 'Cases looked at: 1. Brought up to date: 1.\n' });
    expect((await trygg(['lists', '--most', '0'], old)).code).toBe(2);
    expect((await trygg(['lists'], { ...old, DATA_DIR: at('nowhere') })).stderr).toContain('There is no database');
    expect((await trygg(['lists'], { ...old, BOARDS_FILE: at('none.json') })).stderr).toContain('cannot be read');
  });

  it('sets Cosmos DB up once, and brings an embedded store there', async () => {
    const account = await startStandIn();
    try {
      const cosmos = { STORE: 'cosmos', COSMOS_ENDPOINT: account.endpoint, COSMOS_KEY: account.key, DATA_DIR: at('cosmos') };
      const first = await trygg(['cosmos:setup', '--json'], cosmos);
      expect(first.code).toBe(0);
      const made = (JSON.parse(first.stdout) as { places: { made: string[]; found: string[] }[] }).places;
      expect(made.map((place) => [place.made.length, place.found.length])).toEqual([[8, 0], [2, 0]]);
      const again = await trygg(['cosmos:setup'], cosmos);
      expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('was there: database trygg, cases') });
      expect(again.stdout).not.toContain('made:');
      await fill(at('small'), 3);
      expect((await trygg(['export', ...folders('to', 'small-out')], { DATA_DIR: at('small') })).code).toBe(0);
      const arrived = await trygg(['import', ...folders('from', 'small-out')], cosmos);
      expect(arrived).toMatchObject({ code: 0, stdout: expect.stringContaining('  cases: 3 documents'), stderr: expect.stringContaining('No Trygg server may use') });
    } finally {
      await account.stop();
    }
  });

  it('takes its settings from .env when it is run by npm, and paths from where the person stands', async () => {
    const { scripts, bin } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string>; bin: Record<string, string> };
    expect([scripts['trygg'], bin['trygg']]).toEqual(['node scripts/trygg.mjs', 'dist/cli.js']);
    const checkout = new Checkout();
    try {
      checkout.stamp();
      checkout.write('.env', 'GREETING=hej\nKEPT=replaced\n');
      checkout.write('dist/server.js', '');
      checkout.write('dist/cli.js', "console.log(JSON.stringify([process.env.GREETING, process.env.KEPT, process.cwd(), ...process.argv.slice(2)]))");
      await checkout.module("import { writeFileSync } from 'node:fs'; import { stampOf } from './scripts/lib/build.mjs'; writeFileSync('dist/.stamp', stampOf(process.cwd()));");
      const { stdout } = await checkout.script('trygg.mjs', ['export', '--to', 'x'], { KEPT: 'mine', INIT_CWD: root });
      expect(JSON.parse(stdout)).toEqual(['hej', 'mine', root, 'export', '--to', 'x']);
    } finally {
      checkout.remove();
    }
  });
});

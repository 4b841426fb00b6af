import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { Checkout, finished, until, type Outcome } from './fixture';

/**
 * Installs what the lock file asks for as npm would leave it, and notes when it began and ended, what it was asked and
 * in what environment. NPM_SLOW makes it wait until a file `go` is there; NPM_FAILS makes it fail.
 */
const NPM = `
  const fs = require('fs');
  const note = (line) => fs.appendFileSync('npm.log', line + '\\n');
  note('begin ' + process.argv.slice(2).join(' '));
  fs.writeFileSync('npm.env', JSON.stringify(process.env));
  if (process.env.NPM_FAILS) { console.error('npm error nothing there'); process.exit(3); }
  const wait = () => (process.env.NPM_SLOW && !fs.existsSync('go') ? setTimeout(wait, 10) : install());
  const install = () => {
    fs.rmSync('node_modules', { recursive: true, force: true });
    const { packages } = JSON.parse(fs.readFileSync('package-lock.json', 'utf8'));
    delete packages[''];
    for (const path of Object.keys(packages)) { fs.mkdirSync(path, { recursive: true }); fs.writeFileSync(path + '/package.json', '{}'); }
    fs.mkdirSync('node_modules', { recursive: true });
    fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
    note('end');
  };
  wait();
`;
const ENSURE = `
  import { ensureInstalled } from './scripts/lib/install.mjs';
  import { run } from './scripts/lib/log.mjs';
  await run(async () => console.log(await ensureInstalled(process.cwd())));
`;

let checkout: Checkout;
beforeEach(() => {
  checkout = new Checkout();
  checkout.write('npm-cli.js', NPM);
  checkout.lock({ one: '1.0.0' });
});
afterEach(() => checkout.remove());

const ensure = (env: NodeJS.ProcessEnv = {}): Promise<Outcome> => checkout.module(ENSURE, env);
const npmLog = (): string[] => checkout.read('npm.log').split('\n').filter((line) => line !== '');
const RUN = ['begin ci --ignore-scripts', 'end'];

describe('installing the dependencies', () => {
  it('happens once, by npm ci without scripts, and says nothing more', async () => {
    expect(await ensure()).toEqual({ code: 0, stdout: 'installed\n', stderr: 'Installing dependencies (npm ci), which takes a minute or two …\n' });
    expect(await ensure()).toEqual({ code: 0, stdout: 'fresh\n', stderr: '' });
    expect(npmLog()).toEqual(RUN);
  });

  it('happens again when the lock file has changed', async () => {
    await ensure();
    checkout.lock({ one: '1.0.1' });
    expect((await ensure()).stdout).toBe('installed\n');
    expect(npmLog()).toEqual([...RUN, ...RUN]);
  });

  it('happens again with another version of Node', async () => {
    await ensure();
    checkout.write('node_modules/.trygg-stamp', checkout.read('node_modules/.trygg-stamp').replace(process.version, 'v1.2.3'));
    expect((await ensure()).stdout).toBe('installed\n');
  });

  it('is not changed by what the environment says about npm', async () => {
    await ensure({ NODE_ENV: 'production', npm_config_omit: 'dev', NPM_CONFIG_DRY_RUN: 'true', KEPT: 'yes' });
    const seen = JSON.parse(checkout.read('npm.env')) as Record<string, string>;
    expect(Object.keys(seen).filter((name) => name === 'NODE_ENV' || /^npm_config_/i.test(name))).toEqual([]);
    expect(seen['KEPT']).toBe('yes');
  });

  it('shows what npm said when it fails, and is tried again next time', async () => {
    const { code, stderr } = await ensure({ NPM_FAILS: '1' });
    expect(code).toBe(1);
    expect(stderr).toContain('npm ci failed (3):\nnpm error nothing there');
    expect((await ensure()).stdout).toBe('installed\n');
  });

  it('is spared where somebody installed just that by hand', async () => {
    spawnSync(process.execPath, ['npm-cli.js'], { cwd: checkout.root });
    expect(await ensure()).toEqual({ code: 0, stdout: 'stamped\n', stderr: '' });
    expect((await ensure()).stdout).toBe('fresh\n');
  });

  it.each([
    ['another version', () => { checkout.lock({ one: '2.0.0' }); }],
    ['one package more', () => { checkout.lock({ one: '1.0.0', two: '1.0.0' }); }],
    ['one package fewer', () => { checkout.lock({}); }],
  ])('is not spared where by hand came %s', async (_name, change) => {
    spawnSync(process.execPath, ['npm-cli.js'], { cwd: checkout.root });
    change();
    expect((await ensure()).stdout).toBe('installed\n');
  });

  it('refuses under a running server of the same checkout, with one line', async () => {
    await ensure();
    const server = checkout.start(['--input-type=module', '-e', "import { announceRunning } from './scripts/lib/running.mjs'; announceRunning(process.cwd()); console.log('up'); setInterval(() => {}, 1000);"]);
    await new Promise((resolve) => server.stdout?.once('data', resolve));
    checkout.lock({ one: '3.0.0' });
    const { code, stderr } = await ensure();
    expect({ code, stderr }).toEqual({ code: 1, stderr: `The dependencies have changed, but a server runs from this folder (process ${server.pid}): stop it first.\n` });
    expect(npmLog()).toEqual(RUN);
    server.kill('SIGKILL');
    await finished(server);
    expect((await ensure()).stdout).toBe('installed\n');
  });
});

describe('installing twice at once', () => {
  it('runs npm once, and both go on', async () => {
    const first = ensure({ NPM_SLOW: '1' });
    await until(() => npmLog().length === 1);
    const second = ensure({ NPM_SLOW: '1' });
    await until(() => existsSync(checkout.path('dist/.install-lock')));
    checkout.write('go', '');
    const outcomes = await Promise.all([first, second]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
    expect(outcomes.map(({ stdout }) => stdout).sort()).toEqual(['fresh\n', 'installed\n']);
    expect(npmLog()).toEqual(RUN);
  });

  it('takes over from one that died, after what it had started has ended', async () => {
    const first = checkout.start(['--input-type=module', '-e', ENSURE], { NPM_SLOW: '1' });
    await until(() => npmLog().length === 1);
    first.kill('SIGKILL');
    const second = checkout.start(['--input-type=module', '-e', ENSURE]);
    const outcome = finished(second);
    await new Promise((resolve) => second.stderr?.once('data', resolve));
    expect(npmLog()).toEqual(RUN.slice(0, 1));
    checkout.write('go', '');
    expect((await outcome).stdout).toBe('stamped\n');
    expect(npmLog()).toEqual(RUN);
  });

  it('takes over from a dead one whose pid somebody else has now', async () => {
    const owner = { pid: process.pid, startedAt: 'long ago', token: 'theirs' };
    checkout.write('dist/.install-lock/owner.json', JSON.stringify(owner));
    expect((await ensure()).stdout).toBe('installed\n');
    expect(existsSync(checkout.path('dist/.install-lock'))).toBe(false);
  });

  it('lets one of many take over', async () => {
    checkout.write('dist/.install-lock/owner.json', JSON.stringify({ pid: 1 << 22, startedAt: 'never', token: 'theirs' }));
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => ensure()));
    expect(outcomes.map(({ stdout }) => stdout).sort()).toEqual([...Array<string>(5).fill('fresh\n'), 'installed\n']);
    expect(npmLog()).toEqual(RUN);
  });
});

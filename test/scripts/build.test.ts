import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Checkout, finished, ROOT, type Outcome } from './fixture';

const ENSURE = `
  import { ensureBuilt } from './scripts/lib/build.mjs';
  import { run } from './scripts/lib/log.mjs';
  await run(async () => console.log(await ensureBuilt(process.cwd())));
`;

let checkout: Checkout;
beforeEach(() => {
  checkout = new Checkout();
  mkdirSync(checkout.path('node_modules'));
  for (const name of ['esbuild', '@esbuild']) symlinkSync(join(ROOT, 'node_modules', name), checkout.path('node_modules', name));
  for (const name of ['@azure/cosmos', '@azure/storage-blob', 'openai']) checkout.write(`node_modules/${name}/index.js`, `module.exports = '${name}';\n`);
  checkout.stamp();
  checkout.write('server.ts', "import { word } from './domain/word';\nconst server: string = word;\nconsole.log(server, process.env['GREETING'] ?? '', process.env['KEPT'] ?? '');\n");
  checkout.write('cli.ts', "console.log('cli');\n");
  checkout.write('domain/word.ts', "export const word = 'första å';\n");
  checkout.write('services/store/sqlite/worker.ts', "console.log('worker');\n");
  checkout.write('services/guidance/sources/worker.ts', "console.log('reader');\n");
  checkout.write('web/chat/index.html', '<!doctype html><link rel="stylesheet" href="style.css"><a href="#log">å</a><a href="/workspace">ä</a><script type="module" src="./main.ts"></script>');
  checkout.write('web/chat/style.css', "@import '../shared/base.css';\nbody { margin: 0 }\n");
  checkout.write('web/shared/base.css', 'p { color: red }\n');
  checkout.write('web/chat/main.ts', "void import('./later').then(({ later }) => console.log(later));\n");
  checkout.write('web/chat/later.ts', "export const later: string = 'later';\n");
  checkout.write('web/workspace/index.html', '<!doctype html><script type="module" src="main.ts"></script>');
  checkout.write('web/workspace/main.ts', "console.log('workspace');\n");
});
afterEach(() => checkout.remove());

const build = (): Promise<Outcome> => checkout.module(ENSURE);
const assets = (): string[] => readdirSync(checkout.path('dist/web/assets'));
const left = (): string[] => readdirSync(checkout.path('dist')).filter((name) => name.startsWith('.building-') || name.includes('lock'));

describe('a build', () => {
  it('makes a server that runs, and a file for each thread', async () => {
    expect(await build()).toEqual({ code: 0, stdout: 'built\n', stderr: '' });
    expect((await finished(checkout.start(['dist/server.js']))).stdout.trim()).toBe('första å');
    expect((await finished(checkout.start(['dist/store-worker.js']))).stdout.trim()).toBe('worker');
    expect((await finished(checkout.start(['dist/source-worker.js']))).stdout.trim()).toBe('reader');
    expect(left()).toEqual([]);
  });

  it('makes pages whose scripts and styles carry a hash of their content, and leaves other addresses alone', async () => {
    await build();
    const html = checkout.read('dist/web/chat.html');
    const [, css = '', script = ''] = /href="\/assets\/(chat-style-\w+\.css)".*src="\/assets\/(chat-main-\w+\.js)"/.exec(html) ?? [];
    expect(html).toContain('<a href="#log">å</a><a href="/workspace">ä</a>');
    expect(checkout.read(`dist/web/assets/${css}`)).toContain('color:red');
    const [, later = ''] = /import\("\/assets\/(later-\w+\.js)"\)/.exec(checkout.read(`dist/web/assets/${script}`)) ?? [];
    expect(checkout.read(`dist/web/assets/${later}`)).toContain('later');
    expect(checkout.read('dist/web/workspace.html')).toMatch(/src="\/assets\/workspace-main-\w+\.js"/);
  });

  it('packs each text twice beside it', async () => {
    await build();
    for (const file of ['dist/web/chat.html', ...assets().filter((name) => /\.(js|css)$/.test(name)).map((name) => `dist/web/assets/${name}`)]) {
      const text = readFileSync(checkout.path(file));
      expect(gunzipSync(readFileSync(checkout.path(`${file}.gz`)))).toEqual(text);
      expect(brotliDecompressSync(readFileSync(checkout.path(`${file}.br`)))).toEqual(text);
    }
  });

  it('happens again only after a change, and clears old files away', async () => {
    await build();
    const made = statSync(checkout.path('dist/server.js')).mtimeMs;
    expect((await build()).stdout).toBe('fresh\n');
    expect(statSync(checkout.path('dist/server.js')).mtimeMs).toBe(made);
    const before = assets();
    checkout.write('web/workspace/main.ts', "console.log('another workspace');\n");
    expect((await build()).stdout).toBe('built\n');
    expect(assets()).toHaveLength(before.length);
    expect(assets().filter((name) => !before.includes(name) && /^workspace-main-\w+\.js$/.test(name))).toHaveLength(1);
  });

  it.each(['domain/word.ts', 'server.ts', 'web/shared/base.css', 'package-lock.json', 'scripts/lib/build.mjs'])('is stale after a change of %s', async (file) => {
    await build();
    checkout.write(file, `${checkout.read(file)}\n`);
    expect((await build()).stdout).toBe('built\n');
  });

  it('is stale when its result is gone', async () => {
    await build();
    rmSync(checkout.path('dist/server.js'));
    expect((await build()).stdout).toBe('built\n');
  });

  it('is made once by two at the same time', async () => {
    const outcomes = await Promise.all([build(), build(), build()]);
    expect(outcomes.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(outcomes.map(({ stdout }) => stdout).sort()).toEqual(['built\n', 'fresh\n', 'fresh\n']);
    expect(left()).toEqual([]);
  });

  it('that fails says where, leaves the last good one, and is tried again', async () => {
    await build();
    const good = checkout.read('dist/server.js');
    checkout.write('domain/word.ts', 'export const word = ;\n');
    const { code, stderr } = await build();
    expect(code).toBe(1);
    expect(stderr).toContain('domain/word.ts:1:20');
    expect(stderr).toMatch(/The build failed: 1 error\(s\)\.\n$/);
    expect(checkout.read('dist/server.js')).toBe(good);
    expect(left()).toEqual([]);
    expect((await build()).code).toBe(1);
  });

  it('refuses a page that names a file which is not there', async () => {
    checkout.write('web/workspace/index.html', '<script type="module" src="gone.ts"></script>');
    const { code, stderr } = await build();
    expect({ code, gone: stderr.includes('gone.ts') }).toEqual({ code: 1, gone: true });
  });
});

describe('npm start', () => {
  it('builds, reads .env without overriding the environment, and is the server', async () => {
    checkout.write('.env', '# settings\nGREETING="hej då"\nKEPT=from-file\n');
    const first = await checkout.script('start.mjs', [], { KEPT: 'from-environment' });
    expect(first).toEqual({ code: 0, stdout: 'första å hej då from-environment\n', stderr: 'Built dist/.\n' });
    expect((await checkout.script('start.mjs')).stderr).toBe('');
  });

  it('passes signals and the exit code on, and is known to run until then', async () => {
    checkout.write('server.ts', "process.on('SIGTERM', () => process.exit(7));\nsetInterval(() => {}, 1000);\nconsole.log('up');\n");
    const child = checkout.start([checkout.path('scripts/start.mjs')]);
    const outcome = finished(child);
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    expect(readdirSync(checkout.path('dist/.running'))).toEqual([String(child.pid)]);
    child.kill('SIGTERM');
    expect((await outcome).code).toBe(7);
    expect(readdirSync(checkout.path('dist/.running'))).toEqual([]);
  });

  it('does not start what does not build', async () => {
    checkout.write('server.ts', 'console.log(;\n');
    const { code, stdout } = await checkout.script('start.mjs');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(existsSync(checkout.path('dist/server.js'))).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from './lock.mjs';
import { Plain, say } from './log.mjs';

/** What a build depends on; folders are read whole. Guidance and boards are read when the server starts, not built in. */
const INPUTS = ['bot', 'cards', 'cli', 'settings', 'domain', 'http', 'locales', 'services', 'web', 'package-lock.json', 'tsconfig.json', 'scripts/lib/build.mjs', 'scripts/lib/pages.mjs'];

/** The store's thread, which the server starts from a file of its own. */
const WORKER = 'services/store/sqlite/worker.ts';
/** The thread that reads documents of the guidance, started when there is one. */
const SOURCE_WORKER = 'services/guidance/sources/worker.ts';

/**
 * Left outside the bundle: the database and restify's tracing hook load compiled code from their own folders.
 */
const EXTERNAL = ['libsql', '@libsql/*', 'dtrace-provider'];

/**
 * Azure's and OpenAI's SDKs, bundled apart: they are loaded only where they are used, and the text of what is never run would take
 * memory and, at each start, time all the same.
 */
const SDKS = { '@azure/cosmos': 'azure-cosmos', '@azure/storage-blob': 'azure-storage-blob', openai: 'openai' };

const sdksApart = {
  name: 'sdks-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^(@azure\/(cosmos|storage-blob)|openai)$/ }, ({ path, kind }) => (kind === 'entry-point' ? undefined : { path: `./${SDKS[path]}.js`, external: true })),
};

/**
 * Builds `dist/` unless it is as new as its sources. Files are built aside and moved into place one by one, so that a
 * running server and a second build never meet half a file.
 * @param {string} root the checkout
 * @returns {Promise<'fresh' | 'built'>}
 */
export async function ensureBuilt(root) {
  if (isBuilt(root)) return 'fresh';
  return withLock(join(root, 'dist', '.build-lock'), () => build(root), {
    onWait: ({ pid }) => say(`Another process (${pid}) is building; waiting for it.`),
  });
}

async function build(root) {
  const stamp = stampOf(root);
  if (isBuilt(root, stamp)) return 'fresh';
  const dist = join(root, 'dist');
  for (const left of readdirSync(dist).filter((name) => name.startsWith('.building-'))) rmSync(join(dist, left), { recursive: true });
  const aside = mkdtempSync(join(dist, '.building-'));
  try {
    const { buildPages } = await import('./pages.mjs');
    // Both end before their folder goes, also when one fails.
    const ends = await Promise.allSettled([buildServer(root, aside), buildSourceWorker(root, aside), buildPages(join(root, 'web'), join(aside, 'web'))]);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    const web = new Set(filesIn(join(aside, 'web')));
    moveInto(aside, dist);
    for (const old of filesIn(join(dist, 'web')).filter((file) => !web.has(file))) rmSync(join(dist, 'web', old));
    writeFileSync(join(dist, '.stamp'), stamp);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return 'built';
}

/**
 * `plugins` are the benchmark's, which compares the server with one that lacks something.
 * One file for the server, one for the command-line program and one for the store's thread. Whitespace goes because a bundle's text stays in memory, names stay
 * for stack traces: measured on a skeleton of this server, bundling so starts in 460 ms with 110 MB instead of 650 ms
 * with 116 MB from node_modules; the same with `keepNames` takes 117 MB, and with its whitespace 123 MB.
 */
export async function buildServer(root, out, plugins = []) {
  const esbuild = await loadEsbuild();
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { server: 'server.ts', cli: 'cli.ts', 'store-worker': WORKER, ...Object.fromEntries(Object.entries(SDKS).map(([sdk, name]) => [name, sdk])) },
    plugins: [sdksApart, ...plugins],
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // What is loaded later and lies outside is required: by import() a bundle's names would not be found.
    supported: { 'dynamic-import': false },
    banner: { js: FIRST },
    external: EXTERNAL,
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'linked',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  toAscii(join(out, 'server.js'));
}

/**
 * Apart from the server and without shorter syntax: what reads PDFs is large, and shortening it would take four seconds
 * for one hundredth.
 */
export async function buildSourceWorker(root, out) {
  const esbuild = await loadEsbuild();
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: { 'source-worker': SOURCE_WORKER },
    outdir: out,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'linked',
    logLevel: 'error',
  });
}

/**
 * One letter outside Latin-1 makes V8 keep the whole bundle's text at two bytes a character: 6 MB more of memory.
 * esbuild escapes them in strings; what is left stands in regular expressions, where an escape means the same.
 */
function toAscii(file) {
  const text = readFileSync(file, 'utf8');
  const escape = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  writeFileSync(file, text.replace(/[^\x00-\x7f]/g, escape));
}

/**
 * Runs before the rest of the bundle: the young generation would double to its limit while everything is loaded and
 * never shrink again, so that an idle server held 16 MB it has no use for.
 */
const FIRST = "require('node:v8').setFlagsFromString('--semi-space-growth-factor=1');";

/** esbuild prints what is wrong in the sources itself. */
export async function loadEsbuild() {
  const { default: esbuild } = await import('esbuild');
  return {
    build: async (options) => {
      try {
        return await esbuild.build(options);
      } catch (error) {
        if (Array.isArray(error?.errors)) throw new Plain(`The build failed: ${error.errors.length} error(s).`);
        throw error;
      }
    },
  };
}

/** Files of the temporary folder take their places; the server's own last, since whoever finds it starts it. */
function moveInto(from, to) {
  const files = filesIn(from).sort((a, b) => Number(a === 'server.js') - Number(b === 'server.js'));
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    renameSync(join(from, file), join(to, file));
  }
}

/** True while `dist/` is as new as its sources. */
export function isBuilt(root, stamp = stampOf(root)) {
  const file = join(root, 'dist', '.stamp');
  return existsSync(file) && readFileSync(file, 'utf8') === stamp && existsSync(join(root, 'dist', 'server.js'));
}

/** A hash over the inputs' names, sizes and times of change: a few milliseconds, and a new checkout is always stale. */
export function stampOf(root) {
  const sources = readdirSync(root).filter((name) => name.endsWith('.ts'));
  const hash = createHash('sha256');
  for (const input of [...sources, ...INPUTS].sort()) {
    for (const file of filesIn(join(root, input))) {
      const { size, mtimeMs } = statSync(join(root, input, file));
      hash.update(`${input}/${file} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Paths of all files under a folder, sorted; a file has one, the empty path; nothing has none. */
function filesIn(path, below = '') {
  const found = statSync(join(path, below), { throwIfNoEntry: false });
  if (found === undefined) return [];
  if (!found.isDirectory()) return [below];
  return readdirSync(join(path, below))
    .sort()
    .flatMap((name) => filesIn(path, join(below, name)));
}

const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');

const ROOT = join(__dirname, '..', '..');
/** Each of many hundred files that Jest would read, wrap and run anew for every test file. */
const BUNDLED = ['@azure/cosmos', 'botbuilder', 'date-holidays', 'nodemailer', 'openai', 'restify', 'yaml', 'zod'];
/** Asked for by `require`, whose answer is the package's own and not a module's. */
const REQUIRED = new Set(['date-holidays']);
/** Loads compiled code from its own folder, where there is any. */
const EXTERNAL = ['dtrace-provider'];

const CACHE = join(ROOT, 'node_modules', '.cache', 'trygg', 'jest');
/** Not every package gives its package.json to `require`. */
const versionOf = (name) => JSON.parse(readFileSync(join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version;
const fileOf = (name) => join(CACHE, `${name.replace('/', '+')}-${versionOf(name)}.js`);

const entryOf = (name) => (REQUIRED.has(name) ? { stdin: { contents: `module.exports = require('${name}');`, resolveDir: ROOT } } : { entryPoints: [name] });

/** Dependencies as one file each, made once: what is tested is the same code, as the server's own bundle holds it. */
async function bundle(name) {
  const file = fileOf(name);
  if (existsSync(file)) return;
  const aside = `${file}.${process.pid}`;
  await esbuild.build({ absWorkingDir: ROOT, ...entryOf(name), outfile: aside, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: EXTERNAL, minifyWhitespace: true, minifySyntax: true, logLevel: 'warning' });
  renameSync(aside, file);
}

/** The program of a thread, as its sources are now; a hash of what is in it names it, so that runs do not collide. */
async function thread(name, entry) {
  const { outputFiles } = await esbuild.build({ absWorkingDir: ROOT, entryPoints: [entry], bundle: true, platform: 'node', target: 'node20', packages: 'external', write: false, logLevel: 'silent' });
  const [{ text }] = outputFiles;
  const file = join(CACHE, `${name}-${createHash('sha256').update(text).digest('hex').slice(0, 16)}.js`);
  writeFileSync(`${file}.${process.pid}`, text);
  renameSync(`${file}.${process.pid}`, file);
  return file;
}

module.exports = async () => {
  mkdirSync(CACHE, { recursive: true });
  // What is set here is set in every process that runs tests.
  const [store, source] = await Promise.all([
    thread('store-worker', 'services/store/sqlite/worker.ts'),
    thread('source-worker', 'services/guidance/sources/worker.ts'),
    ...BUNDLED.map(bundle),
  ]);
  process.env.TRYGG_TEST_STORE_WORKER = store;
  process.env.TRYGG_TEST_SOURCE_WORKER = source;
};
/** For Jest's `moduleNameMapper`. */
module.exports.mapped = Object.fromEntries(BUNDLED.map((name) => [`^${name}$`, fileOf(name)]));

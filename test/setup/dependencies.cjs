const { existsSync, mkdirSync, renameSync } = require('node:fs');
const { join } = require('node:path');
const esbuild = require('esbuild');

const ROOT = join(__dirname, '..', '..');
/** Each of many hundred files that Jest would read, wrap and run anew for every test file. */
const BUNDLED = ['botbuilder', 'restify'];
/** Loads compiled code from its own folder, where there is any. */
const EXTERNAL = ['dtrace-provider'];

const fileOf = (name) => join(ROOT, 'node_modules', '.cache', 'trygg', 'jest', `${name}-${require(`${name}/package.json`).version}.js`);

/** Dependencies as one file each, made once: what is tested is the same code, as the server's own bundle holds it. */
async function bundle(name) {
  const file = fileOf(name);
  if (existsSync(file)) return;
  const aside = `${file}.${process.pid}`;
  await esbuild.build({ absWorkingDir: ROOT, entryPoints: [name], outfile: aside, bundle: true, platform: 'node', format: 'cjs', target: 'node20', external: EXTERNAL, logLevel: 'warning' });
  renameSync(aside, file);
}

module.exports = async () => {
  mkdirSync(join(ROOT, 'node_modules', '.cache', 'trygg', 'jest'), { recursive: true });
  await Promise.all(BUNDLED.map(bundle));
};
/** For Jest's `moduleNameMapper`. */
module.exports.mapped = Object.fromEntries(BUNDLED.map((name) => [`^${name}$`, fileOf(name)]));

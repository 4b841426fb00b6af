/**
 * `npm run chaos [-- --store sqlite|cosmos --rounds 200 --seed N --json]`: people report while server processes are killed
 * at random moments and what they talk to misbehaves. One line of JSON a figure; docs/chaos.md says what they mean.
 * Ends with 1 where a figure is not what it must be.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/args.mjs';
import { ensureBuilt, loadEsbuild } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Plain, run, say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const STORES = ['sqlite', 'cosmos'];

function wholeFrom(text, option) {
  if (/^\d{1,9}$/.test(text) && Number(text) > 0) return Number(text);
  throw new Plain(`--${option} must be a whole number above 0, not "${text}"`);
}

function storesFrom(text) {
  if (text === undefined) return STORES;
  if (STORES.includes(text)) return [text];
  throw new Plain(`--store must be one of ${STORES.join(', ')}, not "${text}"`);
}

/** The run is written in TypeScript on the tests' own helpers; its packages are found from where it lies. */
async function load() {
  const folder = join(ROOT, 'node_modules', '.cache', 'trygg');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `chaos-${process.pid}.cjs`);
  const { build } = await loadEsbuild();
  try {
    await build({ absWorkingDir: ROOT, entryPoints: ['chaos/run.ts'], outfile, bundle: true, platform: 'node', target: 'node20', packages: 'external', logLevel: 'warning' });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(outfile, { force: true });
  }
}

const isAmiss = ({ value, must }) => must !== undefined && value !== must;

function sentence({ chaos, metric, value, unit, must, which }) {
  const verdict = must === undefined ? '' : value === must ? '  as it must be' : `  MUST BE ${must}`;
  return [`${`${chaos} ${metric}`.padEnd(32)} ${String(value).padStart(8)} ${unit}${verdict}`, ...(which ?? [])].join('\n    ');
}

await run(async () => {
  const options = readArgs({
    json: { type: 'boolean', default: false },
    store: { type: 'string' },
    rounds: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
  });
  const stores = storesFrom(options.store);
  const rounds = wholeFrom(options.rounds, 'rounds');
  const seed = wholeFrom(options.seed, 'seed');
  await ensureInstalled(ROOT);
  await ensureBuilt(ROOT);
  const { runChaos } = await load();
  let cleanUp = () => undefined;
  process.once('exit', () => cleanUp());
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  for (const store of stores) {
    const figures = await runChaos({ store, rounds, seed }, { root: ROOT, say: options.json ? () => undefined : say, onCutShort: (last) => (cleanUp = last) });
    for (const figure of figures) {
      process.stdout.write(`${JSON.stringify(figure)}\n`);
      if (!options.json) say(sentence(figure));
    }
    if (figures.some(isAmiss)) process.exitCode = 1;
  }
});

// A run that was broken off leaves people behind who wait for an instance that will not come.
process.exit();

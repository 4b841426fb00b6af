/**
 * `npm run soak [-- --minutes 10 --store sqlite|cosmos --rate N --json]`: a steady load of mixed turns, the waits, and
 * whether the server's memory grows. One line of JSON a figure, as `npm run bench`.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/args.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { line, sentence } from './lib/figures.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Plain, run, say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

function positive(text, name) {
  const value = Number(text);
  if (!(value > 0)) throw new Plain(`--${name} must be a number above 0, not "${text}"`);
  return value;
}

await run(async () => {
  const options = readArgs({ json: { type: 'boolean', default: false }, minutes: { type: 'string', default: '10' }, store: { type: 'string', default: 'sqlite' }, rate: { type: 'string' } });
  await ensureInstalled(ROOT);
  await ensureBuilt(ROOT);
  const { soak, RATES } = await import('../bench/soak.mjs');
  const { cleanUp } = await import('../bench/processes.mjs');
  if (!Object.hasOwn(RATES, options.store)) throw new Plain(`--store must be one of ${Object.keys(RATES).join(', ')}, not "${options.store}"`);
  process.once('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  try {
    const rate = options.rate === undefined ? RATES[options.store] : positive(options.rate, 'rate');
    for (const figure of await soak({ minutes: positive(options.minutes, 'minutes'), store: options.store, rate })) {
      process.stdout.write(`${line(figure)}\n`);
      if (!options.json) say(sentence(figure));
    }
  } finally {
    cleanUp();
  }
});

/**
 * `npm run bench [-- --json --quick]`: how fast it is on this machine, one line of JSON a figure. What the figures mean
 * stands in docs/benchmarks.md. `--quick` measures too little to say anything: it shows that the benchmark works.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/args.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Plain, run, say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TIME_LIMIT_MS = 5 * 60_000;

const rounded = (value) => (value === undefined ? undefined : Number(value.toPrecision(4)));

function line({ bench, metric, value, unit, baseline, ratio }) {
  return JSON.stringify({ bench, metric, value: rounded(value), unit, baseline: rounded(baseline), ratio: rounded(ratio) });
}

function sentence({ bench, metric, value, unit, baseline, ratio }) {
  const against = ratio === undefined ? '' : `  ${ratio.toFixed(2)} of ${rounded(baseline)}`;
  return `${`${bench} ${metric}`.padEnd(44)} ${String(rounded(value)).padStart(9)} ${unit}${against}`;
}

await run(async () => {
  const options = readArgs({ json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false } });
  await ensureInstalled(ROOT);
  await ensureBuilt(ROOT);
  const { measure, PLANS } = await import('../bench/run.mjs');
  const { cleanUp } = await import('../bench/processes.mjs');
  process.once('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  const limit = setTimeout(() => {
    say(`The benchmark has not ended within ${TIME_LIMIT_MS / 60_000} minutes.`);
    process.exit(1);
  }, TIME_LIMIT_MS);
  try {
    for await (const figure of measure(options.quick ? PLANS.quick : PLANS.full)) {
      if (!(figure.value > 0)) throw new Plain(`${figure.bench} ${figure.metric} could not be measured.`);
      process.stdout.write(`${line(figure)}\n`);
      if (!options.json) say(sentence(figure));
    }
  } finally {
    clearTimeout(limit);
    cleanUp();
  }
});

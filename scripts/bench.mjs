/**
 * `npm run bench [-- --json --quick --only GROUP --cases N]`: how fast it is on this machine, one line of JSON a figure.
 * What the figures mean stands in docs/benchmarks.md. `--quick` measures too little to say anything: it shows that the
 * benchmark works. `--cases` is the size of the large database in `--only size`.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/args.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { line, sentence } from './lib/figures.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Plain, run, say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TIME_LIMIT_MS = 45 * 60_000;

/** Nothing at all is a figure too where requests are counted. */
const COUNTED = ['cosmos', 'notices'];

function planOf(plans, { quick, cases }) {
  const plan = quick ? plans.quick : plans.full;
  if (cases === undefined) return plan;
  const many = Number(cases);
  if (!Number.isInteger(many) || many <= plan.sizes[0]) throw new Plain(`--cases must be a whole number above ${plan.sizes[0]}, not "${cases}"`);
  return { ...plan, sizes: [plan.sizes[0], many] };
}

await run(async () => {
  const options = readArgs({ json: { type: 'boolean', default: false }, quick: { type: 'boolean', default: false }, only: { type: 'string' }, cases: { type: 'string' } });
  await ensureInstalled(ROOT);
  await ensureBuilt(ROOT);
  const { GROUPS, measure, PLANS } = await import('../bench/run.mjs');
  if (options.only !== undefined && !Object.hasOwn(GROUPS, options.only)) throw new Plain(`--only must be one of ${Object.keys(GROUPS).join(', ')}, not "${options.only}"`);
  const { cleanUp } = await import('../bench/processes.mjs');
  process.once('exit', cleanUp);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));
  const limit = setTimeout(() => {
    say(`The benchmark has not ended within ${TIME_LIMIT_MS / 60_000} minutes.`);
    process.exit(1);
  }, TIME_LIMIT_MS);
  try {
    for await (const figure of measure(planOf(PLANS, options), options.only)) {
      if (!(figure.value > 0 || (figure.value === 0 && COUNTED.includes(figure.bench)))) throw new Plain(`${figure.bench} ${figure.metric} could not be measured.`);
      process.stdout.write(`${line(figure)}\n`);
      if (!options.json) say(sentence(figure));
    }
  } finally {
    clearTimeout(limit);
    cleanUp();
  }
});

/**
 * `npm run scale [-- --json --seed N --scenario NAME --people N …]`: what a city, all municipalities and the hour after a
 * large event ask of Azure Cosmos DB. Calculated, no account is asked: docs/scale.md says what is measured, computed and
 * assumed. Every assumption is a flag of its name, for all scenarios. `--write` puts today's tables into docs/scale.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readArgs } from './lib/args.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { Plain, run, say } from './lib/log.mjs';
import { loadRule } from './lib/scaleCosts.mjs';
import { SCENARIOS } from './lib/scaleInputs.mjs';
import { CHANGEABLE, runAll } from './lib/scaleRuns.mjs';
import { marked, tablesOf, withTables } from './lib/scaleTables.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const DOCUMENT = join(ROOT, 'docs', 'scale.md');

const flagOf = (name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const COUNTS = ['people', 'boards', 'instances', 'pollSeconds', 'sweepSeconds', 'leaseSeconds'];
const WHOLE = [...COUNTS, 'seed', 'workspacesPerBoard', 'workspacesLargestBoard', 'turnsPerReport', 'recipientsPerReport', 'opensPerCase', 'commandsPerCase'];
const ABOVE_ZERO = [...COUNTS, 'streamIdleSeconds', 'streamFastSeconds'];

function numberFrom(text, name) {
  const value = Number(text);
  const [whole, above] = [WHOLE.includes(name), ABOVE_ZERO.includes(name)];
  const fits = text.trim() !== '' && Number.isFinite(value) && (!whole || Number.isInteger(value)) && (above ? value > 0 : value >= 0);
  if (fits) return value;
  throw new Plain(`--${flagOf(name)} must be a ${whole ? 'whole ' : ''}number${above ? ' above 0' : ', 0 or more'}, not "${text}"`);
}

function changesFrom(options) {
  const given = CHANGEABLE.filter((name) => options[flagOf(name)] !== undefined);
  return Object.fromEntries(given.map((name) => [name, numberFrom(options[flagOf(name)], name)]));
}

function scenarioFrom(name) {
  if (name === undefined || Object.hasOwn(SCENARIOS, name)) return name;
  throw new Plain(`--scenario must be one of ${Object.keys(SCENARIOS).join(', ')}, not "${name}"`);
}

await run(async () => {
  const options = readArgs({
    json: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    scenario: { type: 'string' },
    ...Object.fromEntries(CHANGEABLE.map((name) => [flagOf(name), { type: 'string' }])),
  });
  const settings = { seed: numberFrom(options.seed, 'seed'), changes: changesFrom(options), only: scenarioFrom(options.scenario) };
  if (options.write && (settings.only !== undefined || Object.keys(settings.changes).length > 0)) throw new Plain('--write is for all scenarios as they stand in scripts/lib/scaleInputs.mjs.');
  await ensureInstalled(ROOT);
  const result = runAll({ rule: await loadRule(ROOT), ...settings });
  const tables = tablesOf(result);
  if (options.write) {
    writeFileSync(DOCUMENT, withTables(readFileSync(DOCUMENT, 'utf8'), tables));
    say('Wrote the tables of docs/scale.md.');
  }
  const text = Object.entries(tables).map(([name, one]) => marked(name, one)).join('\n\n');
  process.stdout.write(options.json ? `${JSON.stringify(result)}\n` : `${text}\n`);
});

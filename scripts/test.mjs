/**
 * `npm test [-- pattern or Jest flag …]`: everything that must hold before a change is good. With patterns only the
 * tests that match run, without the checks around them. The last line is `N passed, N failed`.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from './lib/build.mjs';
import { runNode, stopChildren } from './lib/children.mjs';
import { cleanEnvironment, ensureInstalled } from './lib/install.mjs';
import { runJest } from './lib/jest.mjs';
import { say } from './lib/log.mjs';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const TIME_LIMIT_MS = 12 * 60_000;

const place = { root: ROOT, env: cleanEnvironment(process.env) };
const asked = process.argv.slice(2);
const bin = (...path) => join(ROOT, 'node_modules', ...path);

/** A check counts as one test: `work` gives what to show when it fails. */
async function check(work) {
  const failure = await work();
  return failure === undefined ? { passed: 1, failed: 0, failures: [] } : { passed: 0, failed: 1, failures: [failure] };
}

const program = (...args) => async () => {
  const { code, output } = await runNode(args, { cwd: ROOT, env: place.env, quiet: true });
  return code === 0 ? undefined : output.trim();
};

const compiled = async () => {
  for (const project of ['.', 'web', 'test/browser']) {
    const failure = await program(bin('typescript', 'bin', 'tsc'), '-p', project, '--noEmit')();
    if (failure !== undefined) return failure;
  }
  return undefined;
};

/** @returns {Promise<string | undefined>} why it did not work */
const failureOf = (ensure) =>
  ensure(ROOT).then(
    () => undefined,
    (error) => error.message,
  );

const jest = (project, ...flags) => () => runJest(project, [...asked, ...(asked.length > 0 ? ['--passWithNoTests'] : []), ...flags], place);

async function timed(name, work) {
  const start = Date.now();
  const result = await work();
  const seconds = ((Date.now() - start) / 1000).toFixed(1);
  say(`── ${name}: ${result.failed === 0 ? 'ok' : 'FAILED'} (${seconds} s)`);
  return { name, seconds, ...result };
}

/** The tests that were asked for; finding none is a failure. */
async function someTests() {
  const results = [];
  for (const [project, ...flags] of [['unit'], ['integration'], ['long', '--runInBand'], ['browser', '--runInBand']]) results.push(await timed(project, jest(project, ...flags)));
  if (results.every(({ passed, failed }) => passed + failed === 0)) results.push(await timed('tests', () => check(() => `none matches ${asked.join(' ')}`)));
  return results;
}

async function everything() {
  // Most of it waits, so it runs beside all that computes; browsers come when it is over.
  const long = timed('long', jest('long', '--runInBand'));
  const types = await timed('types', () => check(compiled));
  const lint = await timed('lint', () => check(program(bin('oxlint', 'bin', 'oxlint'))));
  const unit = await timed('unit', jest('unit', '--maxWorkers=2'));
  // A third worker computes while two wait for deadlines that are real.
  const integration = await timed('integration', jest('together', '--maxWorkers=3'));
  // Pages wait for servers and for one another as well.
  return [types, lint, unit, await long, integration, await timed('browser', jest('browser', '--maxWorkers=3'))];
}

function report(results) {
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  const table = results.map(({ name, passed, failed, seconds }) => `${name.padEnd(12)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.padStart(7)} s`);
  const failures = results.flatMap(({ name, failures: list }) => list.map((failure) => `${name}: ${failure}`));
  process.stdout.write(['', ...table, '', ...failures, `${sum('passed')} passed, ${sum('failed')} failed`, ''].join('\n'));
  process.exitCode = sum('failed') === 0 ? 0 : 1;
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopChildren();
    process.exit(1);
  });
}

const installed = await timed('install', () => check(() => failureOf(ensureInstalled)));
// How long the packages take to come is the network's matter.
const limit = setTimeout(() => {
  say(`The tests have not ended within ${TIME_LIMIT_MS / 60_000} minutes: they are stopped and count as failed.`);
  stopChildren();
}, TIME_LIMIT_MS);
if (installed.failed > 0) report([installed]);
else {
  const built = await timed('build', () => check(() => failureOf(ensureBuilt)));
  report([built, ...(await (asked.length > 0 ? someTests() : everything()))]);
}
clearTimeout(limit);

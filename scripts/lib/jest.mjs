import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { freemem, tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { runNode } from './children.mjs';

const IN_MEMORY = '/dev/shm';
const ENOUGH_BYTES = 6 * 2 ** 30;

/** Thousands of small stores are made and thrown away: where memory is plentiful the disk is spared that. */
function temporary() {
  try {
    const { bavail, bsize } = statfsSync(IN_MEMORY);
    return Math.min(bavail * bsize, freemem()) >= ENOUGH_BYTES ? IN_MEMORY : tmpdir();
  } catch {
    // Not every system has it.
    return tmpdir();
  }
}

/**
 * Runs one Jest project. What its tests leave in the temporary folder is thrown away with it.
 * @param {string} project its display name
 * @param {string[]} args what goes to Jest before the project: patterns, flags
 * @param {{ root: string, env: NodeJS.ProcessEnv }} place
 * @returns {Promise<{ passed: number, failed: number, failures: string[] }>}
 */
export async function runJest(project, args, { root, env }) {
  const folder = mkdtempSync(join(temporary(), 'trygg-jest-'));
  const file = join(folder, 'results.json');
  const own = join(folder, 'tmp');
  mkdirSync(own);
  try {
    const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
    const { code } = await runNode([jest, ...args, '--ci', '--json', '--outputFile', file, '--selectProjects', project], { cwd: root, env: { ...env, TMPDIR: own } });
    return outcome(readResults(file), code, root);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    // Jest did not live to write it; its exit code tells.
    return undefined;
  }
}

/**
 * Counts Jest's results. A suite that fails to run counts as one failure; so does a run that fails without saying why,
 * and one that finds no test although it was not asked to look for some only.
 */
export function outcome(results, code, root) {
  if (results === undefined) return { passed: 0, failed: 1, failures: [`Jest ended with code ${code} and no results`] };
  const failures = results.testResults.flatMap((suite) => {
    const file = relative(root, suite.name);
    const tests = suite.assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => `${file} › ${fullName}`);
    return suite.status === 'failed' && tests.length === 0 ? [`${file} failed to run`] : tests;
  });
  if (code !== 0 && failures.length === 0) failures.push(results.numTotalTests === 0 ? 'no tests found' : `Jest ended with code ${code}`);
  return { passed: results.numPassedTests, failed: failures.length, failures };
}

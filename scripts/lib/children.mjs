import { spawn } from 'node:child_process';

const running = new Set();
let stopped = false;

/**
 * Runs Node on a script and gives its exit code with, if `quiet`, all it printed. Children lead process groups of their
 * own, so that {@link stopChildren} reaches what they started too.
 * @param {string[]} args
 * @param {{ cwd: string, env: NodeJS.ProcessEnv, quiet?: boolean }} options
 * @returns {Promise<{ code: number, output: string }>}
 */
export function runNode(args, { cwd, env, quiet = false }) {
  if (stopped) return Promise.resolve({ code: 1, output: 'not started: the time is up' });
  const child = spawn(process.execPath, args, { cwd, env, detached: true, stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'] });
  running.add(child);
  const output = [];
  child.stdout?.on('data', (chunk) => output.push(chunk));
  child.stderr?.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      running.delete(child);
      resolve({ code: code ?? 1, output: Buffer.concat(output).toString() });
    });
  });
}

/** Kills what runs; nothing is started after that. */
export function stopChildren() {
  stopped = true;
  for (const child of running) {
    try {
      process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
    } catch (error) {
      if (error.code !== 'ESRCH') throw error;
    }
  }
}

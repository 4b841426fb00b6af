import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * When a process started, as an opaque text, or undefined where no such process runs. A pid alone does not tell: the
 * system gives it to somebody else later.
 */
export function startOf(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return undefined;
  }
  return process.platform === 'linux' ? linuxStart(pid) : psStart(pid);
}

/** True while the process with that pid is still the one that started then. */
export function isAlive({ pid, startedAt }) {
  const start = startOf(pid);
  return start !== undefined && start === startedAt;
}

/** This process, as {@link isAlive} knows it again. */
export function thisProcess() {
  return { pid: process.pid, startedAt: startOf(process.pid) };
}

/** Field 22 of /proc/<pid>/stat, counted after the command's name, which may hold anything; a zombie no longer runs. */
function linuxStart(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

function psStart(pid) {
  try {
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  } catch {
    // No `ps` (Windows): the pid is all there is to know.
    return 'running';
  }
}

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, thisProcess } from './processes.mjs';

const folder = (root) => join(root, 'dist', '.running');

/** Notes that this process serves from the checkout at `root`, until it ends. Several servers may run from one. */
export function announceRunning(root) {
  mkdirSync(folder(root), { recursive: true });
  const file = join(folder(root), String(process.pid));
  writeFileSync(file, JSON.stringify(thisProcess()));
  process.once('exit', () => rmSync(file, { force: true }));
}

/** Pids of the servers that run from the checkout now; what dead ones left is cleared away. */
export function runningServers(root) {
  const pids = [];
  for (const name of listed(folder(root))) {
    const file = join(folder(root), name);
    if (isAlive(parsed(file))) pids.push(Number(name));
    else rmSync(file, { force: true });
  }
  return pids;
}

function listed(path) {
  try {
    return readdirSync(path);
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** A file that is not whole was left by a process that died over it. */
function parsed(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { pid: 0, startedAt: 'never' };
  }
}

import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, startOf, thisProcess } from './processes.mjs';

const POLL_MS = 100;
/** Taking a dead owner's lock away lasts milliseconds; whoever needs longer has died over it. */
const CLAIM_TIMEOUT_MS = 10_000;
/** What a rename onto a folder that is not empty answers. */
const TAKEN = process.platform === 'win32' ? ['EPERM', 'EACCES', 'ENOTEMPTY', 'EEXIST'] : ['ENOTEMPTY', 'EEXIST'];

/**
 * Runs `work` while no other process on this machine holds the same lock. The lock is a folder that names its owner.
 * It is moved into place and away whole, so it is never seen half made; a dead owner's lock is taken over.
 * @param {string} path the folder to be; its parent is made where it does not exist
 * @param {(lock: { keepFor(pid: number): void }) => Promise<T>} work `keepFor` keeps the lock while that child runs too,
 *   should this process be killed over it
 * @param {{ onWait?: (owner: { pid: number }) => void }} options `onWait` is called once, when somebody else holds it
 * @returns {Promise<T>} what `work` gives
 * @template T
 */
export async function withLock(path, work, { onWait } = {}) {
  mkdirSync(dirname(path), { recursive: true });
  const token = randomUUID();
  let waited = false;
  for (;;) {
    const owner = ownerOf(path);
    if (owner === undefined && tryTake(path, token)) break;
    if (owner !== undefined && !isAlive(owner) && !(owner.child && isAlive(owner.child))) {
      if (removeDead(path, owner.token)) continue;
    } else if (owner !== undefined && !waited) {
      waited = true;
      onWait?.(owner);
    }
    await sleep(POLL_MS);
  }
  try {
    return await work({ keepFor: (pid) => writeOwner(path, { token, child: { pid, startedAt: startOf(pid) } }) });
  } finally {
    moveAway(path, token);
  }
}

function tryTake(path, token) {
  const mine = `${path}.${token}`;
  mkdirSync(mine);
  try {
    writeOwner(mine, { token });
    renameSync(mine, path);
    return true;
  } catch (error) {
    rmSync(mine, { recursive: true, force: true });
    if (TAKEN.includes(error.code)) return false;
    throw error;
  }
}

function writeOwner(path, more) {
  const whole = join(path, `owner.${process.pid}`);
  writeFileSync(whole, JSON.stringify({ ...thisProcess(), ...more }));
  renameSync(whole, join(path, 'owner.json'));
}

function moveAway(path, token) {
  const gone = `${path}.${token}`;
  renameSync(path, gone);
  rmSync(gone, { recursive: true, force: true });
}

/** Undefined when nobody holds it. */
function ownerOf(path) {
  try {
    return JSON.parse(readFileSync(join(path, 'owner.json'), 'utf8'));
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Only one process may remove the lock of one dead owner, lest a second removes the lock of the first. False: another is at it. */
function removeDead(path, token) {
  const claim = `${path}.claim-${token}`;
  try {
    mkdirSync(claim);
  } catch {
    if (isOlderThan(claim, CLAIM_TIMEOUT_MS)) rmSync(claim, { recursive: true, force: true });
    return false;
  }
  if (ownerOf(path)?.token === token) moveAway(path, token);
  rmSync(claim, { recursive: true, force: true });
  return true;
}

function isOlderThan(path, ms) {
  const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return made !== undefined && Date.now() - made > ms;
}

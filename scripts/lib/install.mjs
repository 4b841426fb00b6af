import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { withLock } from './lock.mjs';
import { Plain, say } from './log.mjs';
import { runningServers } from './running.mjs';

/**
 * Brings node_modules in line with package-lock.json and this Node version, by `npm ci --ignore-scripts`, only when
 * it is not. What was installed is stamped, so that the next call costs a few milliseconds.
 * @param {string} root the checkout
 * @returns {Promise<'fresh' | 'stamped' | 'installed'>} `stamped`: somebody had installed just that by hand
 */
export async function ensureInstalled(root) {
  if (stampHolds(root)) return 'fresh';
  return withLock(join(root, 'dist', '.install-lock'), (lock) => install(root, lock), {
    onWait: ({ pid }) => say(`Another process (${pid}) is installing the dependencies; waiting for it.`),
  });
}

async function install(root, lock) {
  if (stampHolds(root)) return 'fresh';
  const wanted = stampOf(root);
  if (nodeOfStamp(root) !== undefined && nodeOfStamp(root) !== process.version) say(`Node is ${process.version} now.`);
  else if (isInstalled(root)) {
    writeFileSync(stampFile(root), wanted);
    return 'stamped';
  }
  const servers = runningServers(root);
  if (servers.length > 0) {
    throw new Plain(`The dependencies have changed, but a server runs from this folder (process ${servers.join(', ')}): stop it first.`);
  }
  say('Installing dependencies (npm ci), which takes a minute or two …');
  await npmCi(root, lock);
  writeFileSync(stampFile(root), wanted);
  return 'installed';
}

const stampFile = (root) => join(root, 'node_modules', '.trygg-stamp');

/** `<hash of the lock file> <Node version>` */
function stampOf(root) {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
  return `${hash} ${process.version}`;
}

function readStamp(root) {
  try {
    return readFileSync(stampFile(root), 'utf8');
  } catch {
    return undefined;
  }
}

/** True while what is installed is what the lock file asks for. */
export const stampHolds = (root) => readStamp(root) === stampOf(root);
const nodeOfStamp = (root) => readStamp(root)?.split(' ')[1];

/** Compares what npm says it installed (node_modules/.package-lock.json) with the lock file, package by package. */
export function isInstalled(root) {
  let wanted, found;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    found = JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return false;
  }
  const missing = Object.entries(wanted).some(([path, entry]) => path !== '' && !(found[path] ? same(entry, found[path]) : entry.optional));
  const foreign = Object.keys(found).some((path) => !wanted[path]);
  return !missing && !foreign && Object.keys(found).every((path) => existsSync(join(root, path, 'package.json')));
}

const same = (a, b) => a.version === b.version && a.integrity === b.integrity;

/** What the caller's environment says about npm (production only, other folders, dry runs …) must not change what is installed. */
export function cleanEnvironment(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_ENV' && !/^npm_config_/i.test(name)));
}

/** Says nothing unless npm fails; then everything npm said. */
function npmCi(root, lock) {
  const npm = process.env.npm_execpath;
  const [command, args] = npm && basename(npm) === 'npm-cli.js' ? [process.execPath, [npm]] : ['npm', []];
  const child = spawn(command, [...args, 'ci', '--ignore-scripts'], {
    cwd: root,
    env: cleanEnvironment(process.env),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (child.pid !== undefined) lock.keepFor(child.pid);
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Plain(`npm could not be started: ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(new Plain(`npm ci failed (${code}):\n${Buffer.concat(output).toString()}`));
    });
  });
}

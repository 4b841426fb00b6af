import { execFileSync, fork, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Plain } from '../scripts/lib/log.mjs';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const here = (name) => join(ROOT, 'bench', name);

const START_MS = 20_000;
const STOP_MS = 5_000;
/** How often a starting server is asked whether it is ready: what a figure in milliseconds is exact to. */
const POLL_MS = 5;

const children = new Set();
const folders = new Set();

/** Nothing stays behind, however the benchmark ends. */
export function cleanUp() {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
}

export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'trygg-bench-'));
  folders.add(folder);
  return folder;
}

function watched(child) {
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  await ended;
  clearTimeout(late);
}

/** The settings of the person who runs the benchmark must not change what is measured. */
export function environment(settings) {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot'].filter((name) => process.env[name] !== undefined);
  return { ...Object.fromEntries(kept.map((name) => [name, process.env[name]])), ...settings };
}

/**
 * Starts the built server, with an empty data folder where none is given, and waits until it is ready.
 * @param {{ script?: string, settings?: Record<string, string>, dataDir?: string }} [options]
 * @returns {Promise<{ port: number, pid: number, dataDir: string, readyMs: number, stop(): Promise<void> }>} `readyMs` from the start of its process
 */
export async function startTrygg({ script = 'dist/server.js', settings = {}, dataDir = temporaryFolder() } = {}) {
  const began = performance.now();
  const child = watched(
    spawn(process.execPath, [resolve(ROOT, script)], {
      cwd: ROOT,
      env: environment({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, AUTH_MODE: 'demo', LOG_LEVEL: 'warn', ...settings }),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const said = await portOf(child);
  // With an address of its own it says that one, and was given a port.
  const port = settings.PORT === undefined ? said : Number(settings.PORT);
  await untilReady(`http://127.0.0.1:${port}/readyz`, began);
  const readyMs = performance.now() - began;
  return { port, pid: child.pid, dataDir, readyMs, stop: () => stop(child) };
}

/** The port it says it listens on, which it says last before it serves. */
function portOf(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (chunk) => {
      said += chunk;
      const found = /(?::(\d+))?\/api\/messages/.exec(said);
      if (found !== null) resolve(Number(found[1]));
    });
    child.once('exit', (code) => reject(new Plain(`The server did not start (${code}).`)));
    setTimeout(() => reject(new Plain('The server did not start in time.')), START_MS).unref();
  });
}

async function untilReady(url, began) {
  for (;;) {
    const { status } = await fetch(url).catch(() => ({ status: 0 }));
    if (status === 200) return;
    if (performance.now() - began > START_MS) throw new Plain(`The server is not ready in ${START_MS} ms.`);
    await sleep(POLL_MS);
  }
}

/** A port that nobody has now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** @returns {Promise<{ port: number, stop(): Promise<void> }>} */
export async function startEcho() {
  const child = watched(fork(here('echo.mjs'), { env: environment({}) }));
  const { port } = await new Promise((resolve, reject) => {
    child.once('message', resolve);
    child.once('exit', (code) => reject(new Plain(`The echo bot did not start (${code}).`)));
  });
  return { port, stop: () => stop(child) };
}

/** A process that answers jobs one by one or side by side: `{id, …}` for `{id, job, …}`. */
export function startWorker(file, args = []) {
  const child = watched(fork(file, args, { env: environment({}) }));
  const waiting = new Map();
  let jobs = 0;
  child.on('message', ({ id, error, ...result }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) resolve(result);
    else reject(new Plain(error));
  });
  child.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Plain(`A process of the benchmark has ended (${code}).`));
  });
  const ask = (job, options) => {
    jobs += 1;
    const id = jobs;
    const answer = new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    child.send({ id, job, ...options });
    return { id, answer };
  };
  return {
    /** @returns {Promise<object>} what came of the job */
    do: (job, options) => ask(job, options).answer,
    /** A job that goes on until it is told to stop. */
    begin(job, options) {
      const { id, answer } = ask(job, options);
      return { answer, stop: () => child.send({ job: 'stop', run: id }) };
    },
    stop: () => stop(child),
  };
}

export const startClient = () => startWorker(here('client.mjs'));

/** Resident memory of a process in bytes. */
export function memoryOf(pid) {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
}

/** Milliseconds that all threads of a process have computed, exact to ten; where there is no /proc, as `ps` knows it. */
export function cpuOf(pid) {
  if (!existsSync(`/proc/${pid}/stat`)) return Number(execFileSync('ps', ['-o', 'cputimes=', '-p', String(pid)], { encoding: 'utf8' })) * 1000;
  const [utime, stime] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ').slice(11, 13);
  return (Number(utime) + Number(stime)) * 10;
}

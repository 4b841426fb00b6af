import { setTimeout as sleep } from 'node:timers/promises';
import { memoryOf, startTrygg } from '../processes.mjs';
import { median } from '../statistics.mjs';

/** From the start of the process to the first `/readyz` that says ready: the server itself, and as `npm start` runs it. */
export async function starting({ plan }) {
  const times = { server: [], start: [] };
  for (let round = 0; round < plan.starts; round += 1) {
    times.server.push(await timeOf('dist/server.js'));
    times.start.push(await timeOf('scripts/start.mjs'));
  }
  return [
    { bench: 'start', metric: 'readyz', unit: 'ms', value: median(times.server) },
    { bench: 'start', metric: 'startScript.readyz', unit: 'ms', value: median(times.start) },
  ];
}

async function timeOf(script) {
  const server = await startTrygg({ script });
  await server.stop();
  return server.readyMs;
}

/** Resident memory of a server that `npm start` has started and nobody has used, `plan.idleMs` after it was ready. */
export async function idleMemory({ plan }) {
  const server = await startTrygg({ script: 'scripts/start.mjs' });
  await sleep(plan.idleMs);
  const value = memoryOf(server.pid) / 1e6;
  await server.stop();
  return [{ bench: 'memory', metric: 'idle', unit: 'MB', value }];
}

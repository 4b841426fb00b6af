import { setTimeout as sleep } from 'node:timers/promises';
import { openAccount } from './account.mjs';
import { memoryOf, startClient, startTrygg } from './processes.mjs';
import { median, percentile } from './statistics.mjs';

const CONNECTIONS = 32;
const SAMPLE_MS = 1_000;
/** Until then the server may grow into its work. */
const WARM_MS = 60_000;

/** Turns a second that are well below what either store's server takes on a machine with two cores. */
export const RATES = { sqlite: 60, cosmos: 20 };

/**
 * A steady load of mixed turns, and what the server's memory does meanwhile.
 * @param {{ minutes: number, store: 'sqlite' | 'cosmos', rate: number }} options
 */
export async function soak({ minutes, store, rate }) {
  const account = store === 'cosmos' ? await openAccount() : undefined;
  const trygg = await startTrygg({ settings: account?.settings ?? {} });
  const client = await startClient();
  const ms = minutes * 60_000;
  const work = client.do('steady', { port: trygg.port, rate, connections: CONNECTIONS, ms });
  const samples = await sampled(trygg.pid, work);
  const { turns, ms: took, latencies } = await work;
  await Promise.all([client, trygg].map((one) => one.stop()));
  await account?.stop();
  // A window of a minute each, shorter where all of it is short.
  const warm = Math.min(WARM_MS, ms / 3) / SAMPLE_MS;
  const [early, late] = [median(samples.slice(warm, 2 * warm)), median(samples.slice(-warm))].map((bytes) => bytes / 1e6);
  const figure = (metric, value, unit, more = {}) => ({ bench: `soak.${store}`, metric, value, unit, ...more });
  return [
    figure('rate', (turns / took) * 1000, 'turns/s', { baseline: rate, ratio: ((turns / took) * 1000) / rate }),
    figure('p50', percentile(latencies, 0.5), 'ms'),
    figure('p99', percentile(latencies, 0.99), 'ms'),
    figure('memory', late, 'MB', { baseline: early, ratio: late / early }),
    figure('memory.most', Math.max(...samples) / 1e6, 'MB'),
  ];
}

async function sampled(pid, work) {
  const samples = [];
  let over = false;
  const end = work.then(
    () => (over = true),
    () => (over = true),
  );
  while (!over) {
    samples.push(memoryOf(pid));
    await Promise.race([sleep(SAMPLE_MS), end]);
  }
  return samples;
}

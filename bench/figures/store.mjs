import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, startWorker, temporaryFolder } from '../processes.mjs';
import { medianRound, percentile } from '../statistics.mjs';
import { CONNECTIONS } from './turns.mjs';

/**
 * The store alone: what a submit writes (identity, case and the reporter's state, of the sizes that were found in a
 * database the server has filled), by sixteen writers at once, without and with the slow disk's delay.
 */
export async function bareStore({ sizes, delayMs, plan }) {
  const program = join(temporaryFolder(), 'store.cjs');
  await bundle(program);
  const worker = startWorker(program, [join(ROOT, 'dist', 'store-worker.js')]);
  const run = async (commitDelayMs) => {
    const folder = temporaryFolder();
    const result = await worker.do('write', { file: join(folder, 'store.db'), commitDelayMs, writers: CONNECTIONS, sizes, ms: plan.storeMs });
    rmSync(folder, { recursive: true });
    return result;
  };
  await run(0);
  const rounds = [];
  while (rounds.length < plan.rounds) rounds.push({ fast: await run(0), slow: await run(delayMs) });
  await worker.stop();
  const all = (name) => rounds.flatMap((one) => one[name].latencies);
  const slow = medianRound(rounds.map((one) => ({ value: one.slow.rate, baseline: one.fast.rate })));
  return [
    { bench: 'store', metric: 'caseBytes', unit: 'bytes', value: sizes.cases },
    { bench: 'store', metric: 'rate', unit: 'writes/s', value: slow.baseline },
    { bench: 'store', metric: 'p99', unit: 'ms', value: percentile(all('fast'), 0.99) },
    { bench: 'storeSlowDisk', metric: 'rate', unit: 'writes/s', ...slow },
    { bench: 'storeSlowDisk', metric: 'p99', unit: 'ms', value: percentile(all('slow'), 0.99) },
  ];
}

async function bundle(outfile) {
  const { build } = await import('esbuild');
  await build({ absWorkingDir: ROOT, entryPoints: ['bench/store.ts'], outfile, bundle: true, platform: 'node', target: 'node20', logLevel: 'warning' });
}

/** Mean bytes of the bodies in each container of a database that no server has open. */
export async function documentSizes(file) {
  const { default: Database } = await import('libsql');
  const db = new Database(file);
  try {
    const rows = db.prepare('SELECT container, avg(length(body)) AS bytes FROM documents GROUP BY container').all();
    return Object.fromEntries(rows.map(({ container, bytes }) => [container, Math.round(bytes)]));
  } finally {
    db.close();
  }
}

import { join } from 'node:path';
import { firstLoad } from './figures/page.mjs';
import { idleMemory, starting } from './figures/start.mjs';
import { bareStore, documentSizes } from './figures/store.mjs';
import { submits } from './figures/submits.mjs';
import { PEOPLE, turns } from './figures/turns.mjs';
import { startClient, startEcho, startTrygg } from './processes.mjs';

/** What a slow disk adds to each commit, in milliseconds. */
const DELAY_MS = 5;

/** How much is measured. Odd numbers of rounds have a round in the middle. */
export const PLANS = {
  full: { rounds: 7, roundMs: 1_000, roundTurns: 10_000, cases: 800, reports: 500, starts: 5, idleMs: 10_000, storeMs: 700 },
  quick: { rounds: 1, roundMs: 10_000, roundTurns: 100, cases: 20, reports: 40, starts: 1, idleMs: 500, storeMs: 100 },
};

/**
 * Measures everything on this machine, one after another, and gives each figure as soon as it is known.
 * @param {typeof PLANS.full} plan
 * @yields {{ bench: string, metric: string, value: number, unit: string, baseline?: number, ratio?: number }}
 */
export async function* measure(plan) {
  yield* await starting({ plan });
  yield* await idleMemory({ plan });
  const [client, echo, trygg, slow] = await Promise.all([startClient(), startEcho(), startTrygg(), startTrygg({ settings: { STORE_COMMIT_DELAY_MS: String(DELAY_MS) } })]);
  for (const [port, group] of [[echo.port, 'echo'], [trygg.port, 'askers'], [slow.port, 'slowAskers']]) {
    await client.do('prepare', { port, group, count: PEOPLE, until: 'person' });
  }
  yield* await firstLoad({ trygg });
  yield* await turns({ client, echo, trygg, plan });
  yield* await submits({ client, echo, trygg, slow, plan });
  await Promise.all([client, echo, trygg, slow].map((one) => one.stop()));
  const sizes = await documentSizes(join(slow.dataDir, 'trygg.db'));
  yield* await bareStore({ sizes, delayMs: DELAY_MS, plan });
}

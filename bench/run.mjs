import { join } from 'node:path';
import { cosmosCosts } from './figures/cosmos.mjs';
import { encryption } from './figures/encryption.mjs';
import { guidanceSearch } from './figures/guidance.mjs';
import { notices } from './figures/notices.mjs';
import { firstLoad } from './figures/page.mjs';
import { lists } from './figures/lists.mjs';
import { sizes } from './figures/size.mjs';
import { idleMemory, starting } from './figures/start.mjs';
import { bareStore, documentSizes } from './figures/store.mjs';
import { submits } from './figures/submits.mjs';
import { PEOPLE, turns } from './figures/turns.mjs';
import { startClient, startEcho, startTrygg } from './processes.mjs';

/** What a slow disk adds to each commit, in milliseconds. */
const DELAY_MS = 5;

/** How much is measured. Odd numbers of rounds have a round in the middle. */
export const PLANS = {
  full: {
    rounds: 7, roundMs: 1_000, roundTurns: 10_000, cases: 800, reports: 500, starts: 5, idleMs: 10_000, storeMs: 700,
    cosmosCases: [100, 5_000], placesMs: 10_500,
    sealedRounds: 15,
    passages: 10_000, questions: 500,
    notices: 10_000, downMs: 10_000, afterMs: 20_000,
    sizes: [1_000, 100_000], sizeRounds: 9, sizeTurns: 400, listTurns: 600, listWarm: 100,
  },
  quick: {
    rounds: 1, roundMs: 10_000, roundTurns: 100, cases: 20, reports: 40, starts: 1, idleMs: 500, storeMs: 100,
    cosmosCases: [60, 120], placesMs: 0,
    sealedRounds: 1,
    passages: 1_000, questions: 20,
    notices: 60, downMs: 500, afterMs: 500,
    sizes: [100, 400], sizeRounds: 1, sizeTurns: 20, listTurns: 20, listWarm: 5,
  },
};

/** What `--only` may name, in the order in which they are measured. */
export const GROUPS = {
  start: async function* ({ plan }) {
    yield* await starting({ plan });
    yield* await idleMemory({ plan });
  },
  turns: against,
  encryption: async function* ({ plan }) {
    yield* await encryption({ plan });
  },
  size: async function* ({ plan }) {
    yield* await sizes({ plan });
  },
  lists: async function* ({ plan }) {
    yield* await lists({ plan });
  },
  notices: async function* ({ plan }) {
    yield* await notices({ plan });
  },
  guidance: async function* ({ plan }) {
    yield* await guidanceSearch({ plan });
  },
  cosmos: async function* ({ plan }) {
    yield* await cosmosCosts({ plan });
  },
};

/**
 * Measures on this machine, one after another, and gives each figure as soon as it is known.
 * @param {typeof PLANS.full} plan
 * @param {string} [only] a name of {@link GROUPS}
 * @yields {{ bench: string, metric: string, value: number, unit: string, baseline?: number, ratio?: number }}
 */
export async function* measure(plan, only) {
  for (const [name, group] of Object.entries(GROUPS)) if (only === undefined || only === name) yield* group({ plan });
}

/** Next to the echo bot, and with a slow disk. */
async function* against({ plan }) {
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

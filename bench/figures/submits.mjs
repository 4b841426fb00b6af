import { medianRound, percentile, rateOf } from '../statistics.mjs';
import { CONNECTIONS } from './turns.mjs';

/** Where questions come from while others send reports. */
const ASKING = 4;
const LONG_MS = 60_000;
const MANY = 1_000_000;

/**
 * Reports sent, sixteen at once, each durable before its receipt: next to the echo bot; with a slow disk; and with a
 * slow disk and people asking meanwhile.
 */
export async function submits({ client, echo, trygg, slow, plan }) {
  const prepared = async (port, group) => {
    await client.do('prepare', { port, group, count: plan.reports, until: 'draft' });
    return { port, group, turn: 'submit', connections: CONNECTIONS, ms: LONG_MS, atMost: plan.reports };
  };
  const submit = async (port, group) => client.do('run', await prepared(port, group));
  const submitAndAsk = async (port, group) => {
    const work = await prepared(port, group);
    const asking = client.begin('run', { port, group: 'slowAskers', turn: 'question', connections: ASKING, ms: LONG_MS, atMost: MANY });
    const sent = await client.do('run', work);
    asking.stop();
    return { sent, asked: await asking.answer };
  };
  const round = async (name) => ({
    echo: await client.do('run', { port: echo.port, group: 'echo', turn: 'echo', connections: CONNECTIONS, ms: plan.roundMs, atMost: plan.roundTurns }),
    fast: await submit(trygg.port, `fast ${name}`),
    slow: await submit(slow.port, `slow ${name}`),
    ...(await submitAndAsk(slow.port, `asked ${name}`)),
  });
  await round('warm-up');
  const rounds = [];
  while (rounds.length < plan.rounds) rounds.push(await round(rounds.length));
  return figuresOf(rounds);
}

function figuresOf(rounds) {
  const ratio = (run, baseline) => medianRound(rounds.map((one) => ({ value: rateOf(one[run]), baseline: rateOf(one[baseline]) })));
  const waits = (bench, run, prefix = '') => {
    const all = rounds.flatMap((one) => one[run].latencies);
    return [0.5, 0.99].map((share) => ({ bench, metric: `${prefix}p${share * 100}`, unit: 'ms', value: percentile(all, share) }));
  };
  return [
    { bench: 'submit', metric: 'rate', unit: 'turns/s', ...ratio('fast', 'echo') },
    ...waits('submit', 'fast'),
    { bench: 'submitSlowDisk', metric: 'rate', unit: 'turns/s', ...ratio('slow', 'fast') },
    ...waits('submitSlowDisk', 'slow'),
    { bench: 'submitSlowDiskWhileAsked', metric: 'rate', unit: 'turns/s', ...ratio('sent', 'fast') },
    ...waits('submitSlowDiskWhileAsked', 'sent'),
    ...waits('submitSlowDiskWhileAsked', 'asked', 'question.'),
  ];
}

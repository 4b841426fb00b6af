import { statSync } from 'node:fs';
import { join } from 'node:path';
import { bundled } from '../bundle.mjs';
import { startClient, startTrygg, startWorker } from '../processes.mjs';
import { medianRound, percentile, rateOf } from '../statistics.mjs';
import { CONNECTIONS } from './turns.mjs';

const LONG_MS = 120_000;
export const BEARER = 'demo:coordinator-amn';

/** The same turns on two servers whose stores differ in size alone, in alternating rounds: each rate against that of the small one. */
export async function sizes({ plan }) {
  const program = await bundled('bench/size.ts');
  const client = await startClient();
  const houses = [];
  for (const cases of plan.sizes) houses.push(await filled(program, client, cases));
  const rounds = [];
  // The first round warms both.
  for (let round = 0; round <= plan.sizeRounds; round += 1) {
    const order = round % 2 === 0 ? houses : [...houses].reverse();
    const runs = new Map();
    for (const house of order) runs.set(house, await turns(client, house, round, plan.sizeTurns));
    if (round > 0) rounds.push(houses.map((house) => runs.get(house)));
  }
  await Promise.all([client, ...houses.map(({ trygg }) => trygg)].map((one) => one.stop()));
  const bytes = houses.map(({ trygg }) => statSync(join(trygg.dataDir, 'trygg.db')).size / 1e6);
  return [
    { bench: 'size', metric: 'cases', unit: 'cases', value: plan.sizes[1], baseline: plan.sizes[0], ratio: plan.sizes[1] / plan.sizes[0] },
    { bench: 'size', metric: 'file', unit: 'MB', value: bytes[1], baseline: bytes[0], ratio: bytes[1] / bytes[0] },
    ...Object.keys(rounds[0][0]).flatMap((kind) => figuresOf(kind, rounds)),
  ];
}

function figuresOf(kind, rounds) {
  const all = (index) => percentile(rounds.flatMap((round) => round[index][kind].latencies), 0.5);
  const [small, large] = [all(0), all(1)];
  return [
    { bench: 'size', metric: `${kind}.rate`, unit: 'turns/s', ...medianRound(rounds.map(([few, many]) => ({ value: rateOf(many[kind]), baseline: rateOf(few[kind]) }))) },
    { bench: 'size', metric: `${kind}.p50`, unit: 'ms', value: large, baseline: small, ratio: large / small },
  ];
}

/** A server whose first case was sent to it, and whose others are made like that one. */
export async function filled(program, client, cases) {
  const first = await startTrygg();
  await client.do('prepare', { port: first.port, group: `first ${cases}`, count: 1, until: 'case' });
  const { number } = await client.do('sample', { group: `first ${cases}` });
  await first.stop();
  const filler = startWorker(program);
  const { numbers } = await filler.do('fill', { dataDir: first.dataDir, number, count: cases });
  await filler.stop();
  const trygg = await startTrygg({ dataDir: first.dataDir });
  await client.do('prepare', { port: trygg.port, group: `cases ${cases}`, count: 50, until: 'case' });
  return { trygg, cases, numbers };
}

async function turns(client, { trygg, cases, numbers }, round, atMost) {
  const { port } = trygg;
  const run = (turn, group) => client.do('run', { port, group, turn, connections: CONNECTIONS, ms: LONG_MS, atMost });
  const look = (paths) => client.do('look', { port, paths, bearer: BEARER, connections: CONNECTIONS, atMost });
  const drafts = `drafts ${cases} ${round}`;
  await client.do('prepare', { port, group: drafts, count: atMost, until: 'draft' });
  return {
    submit: await run('submit', drafts),
    followUpStep: await run('step', `cases ${cases}`),
    list: await look(['/api/cases?board=AMN']),
    // Most cases are closed: the page is full at both sizes, so that it is the store that differs and not what is shown.
    listFiltered: await look(['/api/cases?board=AMN&status=closed&type=threat']),
    openCase: await look(numbers.map((number) => `/api/cases/${number}`)),
  };
}

import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildServer } from '../../scripts/lib/build.mjs';
import { Plain } from '../../scripts/lib/log.mjs';
import { cpuOf, ROOT, startClient, startTrygg, temporaryFolder } from '../processes.mjs';
import { medianRound, rateOf } from '../statistics.mjs';
import { CONNECTIONS } from './turns.mjs';

const LONG_MS = 60_000;

/**
 * Reports sent to the server as it is, next to the very same server bundled without sealing, in alternating rounds.
 * Only this build can leave it out: no setting of the server does.
 */
export async function encryption({ plan }) {
  const script = await unsealedServer();
  const [client, sealed, unsealed] = await Promise.all([startClient(), startTrygg(), startTrygg({ script })]);
  const submit = async ({ port, pid }, group) => {
    await client.do('prepare', { port, group, count: plan.reports, until: 'draft' });
    const before = cpuOf(pid);
    const run = await client.do('run', { port, group, turn: 'submit', connections: CONNECTIONS, ms: LONG_MS, atMost: plan.reports });
    return { rate: rateOf(run), cpu: (cpuOf(pid) - before) / run.turns };
  };
  const round = async (name) => {
    // Whoever goes first in a round goes second in the next.
    const order = name % 2 === 0 ? [sealed, unsealed] : [unsealed, sealed];
    const runs = new Map();
    for (const one of order) runs.set(one, await submit(one, `${order.indexOf(one)} ${name}`));
    return { sealed: runs.get(sealed), unsealed: runs.get(unsealed) };
  };
  await round(0);
  const rounds = [];
  while (rounds.length < plan.sealedRounds) rounds.push(await round(rounds.length + 1));
  await Promise.all([client, sealed, unsealed].map((one) => one.stop()));
  const figure = (metric, kind, unit) => ({ bench: 'encryption', metric, unit, ...medianRound(rounds.map((one) => ({ value: one.sealed[kind], baseline: one.unsealed[kind] }))) });
  return [figure('submit', 'rate', 'turns/s'), figure('submit.cpu', 'cpu', 'ms')];
}

/** @returns the path of a server whose store is handed on as it is */
async function unsealedServer() {
  const root = temporaryFolder();
  mkdirSync(join(root, 'dist'));
  for (const name of ['node_modules', 'config', 'guidance']) symlinkSync(join(ROOT, name), join(root, name));
  await buildServer(ROOT, join(root, 'dist'), [withoutSealing]);
  cpSync(join(ROOT, 'dist', 'web'), join(root, 'dist', 'web'), { recursive: true });
  return join(root, 'dist', 'server.js');
}

/** The function that wraps a store. */
const SEALED = 'export function sealed(';

const withoutSealing = {
  name: 'without-sealing',
  setup: ({ onLoad }) =>
    onLoad({ filter: /services[\\/]store[\\/]sealed\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      if (!source.includes(SEALED)) throw new Plain('What the benchmark leaves out is not in services/store/sealed.ts.');
      return { loader: 'ts', contents: `export const sealed = (raw) => raw;\n${source.replace(SEALED, 'function unused(')}` };
    }),
};

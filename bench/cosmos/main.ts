/** A Cosmos DB stand-in with a recording proxy before it, and the people who talk to a server behind which it stands, in a process of their own. */
import * as z from 'zod';
import { openKeyring, openMaster } from '../../services/keys';
import { openCosmosStore } from '../../services/store/cosmos';
import { CONTAINERS } from '../../services/store/ports';
import { sealed } from '../../services/store/sealed';
import { startProxy, type CosmosProxy } from '../../test/helpers/cosmosProxy';
import { startStandIn, type StandIn } from '../../test/helpers/cosmosStandIn';
import { FakeConnector } from '../../test/helpers/fakeConnector';
import type { Cost } from './ledger';
import { look, play } from './script';
import { seed } from './seed';

interface Rig {
  readonly standIn: StandIn;
  readonly proxy: CosmosProxy;
  readonly connector: FakeConnector;
}

const member = z.object({ id: z.string(), aadObjectId: z.string() });
const cast = z.object({ channel: z.enum(['teams', 'directline']), board: z.string(), reporter: member, coordinator: member });
const job = z.discriminatedUnion('job', [
  z.object({ job: z.literal('open') }),
  /** Fills the account with cases like that one. */
  z.object({ job: z.literal('seed'), number: z.string(), count: z.number(), dataKey: z.string() }),
  z.object({ job: z.literal('play'), url: z.string(), casts: z.array(cast) }),
  z.object({ job: z.literal('close') }),
]);
type Job = z.infer<typeof job>;

let rig: Rig | undefined;

function opened(): Rig {
  if (!rig) throw new Error('no account is open');
  return rig;
}

async function open(): Promise<object> {
  const standIn = await startStandIn();
  rig = { standIn, proxy: await startProxy(standIn.endpoint), connector: await FakeConnector.start() };
  // At its start a server looks whether there is anything to bring up to date; from then on it must not.
  rig.proxy.mayCross = true;
  return { account: standIn.endpoint, endpoint: rig.proxy.endpoint, key: standIn.key };
}

async function fill({ number, count, dataKey }: Extract<Job, { job: 'seed' }>): Promise<object> {
  const { endpoint, key } = opened().standIn;
  const documents = await openCosmosStore({ endpoint, key, database: 'trygg', containers: CONTAINERS.filter((name) => name !== 'keys') });
  const keys = await openCosmosStore({ endpoint, key, database: 'trygg-keys', containers: ['keys'] });
  const keyring = openKeyring(keys, openMaster({ dataDir: '', dataKey: Buffer.from(dataKey, 'hex'), hasData: true }));
  await seed(sealed(documents, keyring), number, count);
  await Promise.all([documents.close(), keys.close()]);
  return {};
}

/** @returns what each turn cost, the last case's number, and the queries that no running server may make */
async function perform({ url, casts }: Extract<Job, { job: 'play' }>): Promise<object> {
  const { proxy, connector } = opened();
  proxy.mayCross = false;
  const costs: Cost[] = [];
  let number = '';
  for (const one of casts) {
    const played = await play({ url, proxy, connector }, one);
    costs.push(...played.costs);
    ({ number } = played);
    if (one.channel === 'directline') costs.push(...(await look({ url, proxy, connector }, one, number)));
  }
  return { costs, number, violations: proxy.violations };
}

async function close(): Promise<object> {
  const { standIn, proxy, connector } = opened();
  await Promise.all([proxy.stop(), connector.close()]);
  await standIn.stop();
  return {};
}

function carryOut(given: Job): Promise<object> {
  switch (given.job) {
    case 'open':
      return open();
    case 'seed':
      return fill(given);
    case 'play':
      return perform(given);
    case 'close':
      return close();
  }
}

const numbered = z.looseObject({ id: z.number() });

process.on('message', (message) => {
  const { id } = numbered.parse(message);
  carryOut(job.parse(message)).then(
    (result) => process.send?.({ id, ...result }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());

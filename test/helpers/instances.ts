import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setupCosmos } from '../../services/store/cosmos';
import { CONTAINERS } from '../../services/store/ports';
import type { StorePlace } from '../../services/stores';
import { testApp, until, type House, type HouseOptions } from './app';
import { startProxy, type CosmosProxy, type RecordedRequest } from './cosmosProxy';
import { startStandIn, type StandIn } from './cosmosStandIn';
import { FakeConnector } from './fakeConnector';
import { TeamsPerson } from './teamsPerson';
import { TeamsUser } from './teamsUser';

const DATABASE = 'trygg';
const KEYS_DATABASE = 'trygg-keys';

/** A house among several that share a store, and its own way to that store. */
export interface Instance extends House {
  readonly proxy: CosmosProxy;
}

export interface Instances {
  readonly standIn: StandIn;
  readonly connector: FakeConnector;
  readonly dataKey: Buffer;
  /** All that were opened, in that order. */
  readonly houses: readonly Instance[];
  /** One more on the same store, with the same key unless another is given. */
  join(options?: HouseOptions): Promise<Instance>;
  /** Closes all, removes all; fails where a query crossed partitions. */
  dispose(): Promise<void>;
}

/** Several houses on one Cosmos stand-in, each through a recording proxy of its own, with one connector. */
export async function instances(count: number, options: HouseOptions = {}): Promise<Instances> {
  const standIn = await startStandIn();
  await setupCosmos({ ...standIn, database: DATABASE, containers: CONTAINERS.filter((container) => container !== 'keys') });
  await setupCosmos({ ...standIn, database: KEYS_DATABASE, containers: ['keys'] });
  const connector = await FakeConnector.start();
  const folder = await mkdtemp(join(tmpdir(), 'trygg-instances-'));
  const dataKey = randomBytes(32);
  const proxies: CosmosProxy[] = [];
  const houses: Instance[] = [];

  const open = async (more: HouseOptions = {}): Promise<Instance> => {
    const proxy = await startProxy(standIn.endpoint);
    // Whether an unmarked store holds anything is asked across partitions, once in the life of an installation.
    proxy.mayCross = proxies.push(proxy) === 1;
    const dataDir = await mkdtemp(join(folder, 'data-'));
    const house = await testApp({ store: onAccount(proxy), dataKey, dataDir, connector, ...options, ...more });
    proxy.mayCross = false;
    house.services.instance.announce(house.url);
    const key = { container: 'leases', partition: 'instances', id: house.services.instance.id } as const;
    await until('the instance to be known', async () => (await house.services.store.read(key)) !== undefined);
    const instance = Object.assign(house, { proxy });
    houses.push(instance);
    return instance;
  };

  const all: Instances = {
    standIn,
    connector,
    dataKey,
    houses,
    join: open,
    async dispose() {
      for (const proxy of proxies) proxy.fault = () => undefined;
      await Promise.all(houses.map((house) => house.dispose()));
      const violations = proxies.flatMap((proxy) => proxy.violations);
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await standIn.stop();
      await connector.close();
      await rm(folder, { recursive: true, force: true });
      if (violations.length > 0) throw new Error(violations.join('\n'));
    },
  };
  try {
    while (houses.length < count) await open();
    return all;
  } catch (error) {
    await all.dispose();
    throw error;
  }
}

/** The databases of an installation on that account. */
export function onAccount({ endpoint, key }: { readonly endpoint: string; readonly key: string }): StorePlace {
  return { kind: 'cosmos', endpoint, key, database: DATABASE, keys: { endpoint, key, database: KEYS_DATABASE } };
}

/** As one house, each request to which goes to the instance that `next` names. */
export function spread(first: House, next: () => House): House {
  return Object.defineProperty({ ...first }, 'url', { get: () => next().url, enumerable: true });
}

/** One instance after the other, beginning with the first. */
export function inTurn(houses: readonly House[]): () => House {
  let asked = 0;
  return () => houses[asked++ % houses.length]!;
}

/** The persona in Teams, whose every activity goes to the instance that `next` names. */
export async function teamsPersonOn(first: House, persona: string, next: () => House): Promise<TeamsPerson> {
  const aadObjectId = first.boards.flatMap(({ people }) => people).find(({ id }) => id === persona)?.aadObjectId;
  const person = new TeamsPerson(new TeamsUser(Object.defineProperty({ bot: '', connector: first.connector, aadObjectId, locale: 'sv-SE' }, 'bot', { get: () => next().url })));
  await person.user.install();
  return person;
}

/** Cuts an instance off from its store, as if its machine had been taken away. Returns how to bring it back. */
export function cutOff({ proxy }: Instance): () => void {
  proxy.fault = () => ({ kind: 'reset' });
  return () => void (proxy.fault = () => undefined);
}

/** Writes to that container, of whatever kind. */
export const isWrite = ({ kind, container }: RecordedRequest, ...containers: readonly string[]): boolean =>
  ['create', 'replace', 'upsert'].includes(kind) && (containers.length === 0 || containers.includes(container));

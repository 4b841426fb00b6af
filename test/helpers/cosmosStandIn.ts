import type { AddressInfo } from 'node:net';
import { createHttpServer } from '@vercel/cosmosdb-server';
import { openCosmosStore, setupCosmos, type CosmosStore, type CosmosStoreOptions } from '../../services/store/cosmos';
import { CONTAINERS } from '../../services/store/ports';

export interface StandIn {
  /** `http://127.0.0.1:<port>`: without TLS, so that no certificate has to be trusted. */
  readonly endpoint: string;
  readonly key: string;
  stop(): Promise<void>;
}

export const STAND_IN_KEY = Buffer.from('stand-in').toString('base64');

/** A Cosmos DB stand-in in this process, on a free port of the loopback interface; everything in it ends with it. */
export async function startStandIn(port = 0): Promise<StandIn> {
  const server = createHttpServer({ keepAlive: true });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${taken}`,
    key: STAND_IN_KEY,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const EVERYTHING = { database: 'trygg', containers: CONTAINERS } as const;

/** Sets a database up where it is missing and opens it. */
export async function openOn(account: { readonly endpoint: string; readonly key?: string }, options: Partial<CosmosStoreOptions> = {}): Promise<CosmosStore> {
  const all = { ...EVERYTHING, ...account, ...options };
  await setupCosmos(all);
  return openCosmosStore(all);
}

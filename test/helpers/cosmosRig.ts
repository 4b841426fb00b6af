import { openCosmosStore, type CosmosStore, type CosmosStoreOptions } from '../../services/store/cosmos';
import { startProxy, type CosmosProxy } from './cosmosProxy';
import { EVERYTHING, openOn, startStandIn } from './cosmosStandIn';

/** A stand-in, a store straight on it and a proxy before it, through which the stores under test go. */
export interface CosmosRig {
  readonly proxy: CosmosProxy;
  readonly direct: CosmosStore;
  /** Opened through the proxy; closed with the rig. */
  open(options?: Partial<CosmosStoreOptions>): Promise<CosmosStore>;
  stop(): Promise<void>;
}

export async function cosmosRig(): Promise<CosmosRig> {
  const standIn = await startStandIn();
  const proxy = await startProxy(standIn.endpoint);
  const direct = await openOn(standIn);
  const opened: CosmosStore[] = [direct];
  return {
    proxy,
    direct,
    async open(options = {}) {
      const store = await openCosmosStore({ ...EVERYTHING, endpoint: proxy.endpoint, key: proxy.key, ...options });
      opened.push(store);
      return store;
    },
    async stop() {
      await Promise.all(opened.map((store) => store.close()));
      await proxy.stop();
      await standIn.stop();
    },
  };
}

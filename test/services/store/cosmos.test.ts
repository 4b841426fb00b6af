import { startProxy } from '../../helpers/cosmosProxy';
import { EVERYTHING, openOn, startStandIn } from '../../helpers/cosmosStandIn';
import { openCosmosStore, type CosmosStore } from '../../../services/store/cosmos';
import { storeContract } from './contract';

storeContract('the shared store on a stand-in, watched on the wire', {
  serial: false,
  histories: 20,
  open: async () => {
    const standIn = await startStandIn();
    const proxy = await startProxy(standIn.endpoint);
    const direct = await openOn(standIn);
    const store = await openCosmosStore({ ...EVERYTHING, ...proxy });
    return {
      store: scanningDirectly(store, direct),
      async dispose() {
        expect(proxy.violations).toEqual([]);
        await Promise.all([store.close(), direct.close()]);
        await proxy.stop();
        await standIn.stop();
      },
    };
  },
});

/** Scans are for maintenance: they alone may cross partitions, past the proxy. */
const scanningDirectly = (store: CosmosStore, direct: CosmosStore): CosmosStore => ({
  shared: store.shared,
  read: (at) => store.read(at),
  write: (writes) => store.write(writes),
  remove: (at) => store.remove(at),
  query: (query) => store.query(query),
  list: (query) => store.list(query),
  scan: (...scanned) => direct.scan(...scanned),
  meter: () => store.meter(),
  close: () => store.close(),
});

const { COSMOS_TEST_ENDPOINT: endpoint, COSMOS_TEST_KEY: key } = process.env;
if (endpoint !== undefined) {
  storeContract('the shared store on the account or emulator given', {
    serial: false,
    histories: 5,
    open: async () => {
      const store = await openOn({ endpoint, ...(key === undefined ? {} : { key }) }, { database: 'trygg-contract' });
      return { store, dispose: () => store.close() };
    },
  });
}

import { openOn, startStandIn } from '../../helpers/cosmosStandIn';
import { storeContract } from './contract';

storeContract('the shared store on a stand-in', {
  serial: false,
  histories: 25,
  open: async () => {
    const standIn = await startStandIn();
    const store = await openOn(standIn);
    return {
      store,
      async dispose() {
        await store.close();
        await standIn.stop();
      },
    };
  },
});

import type { Store, WholeStore } from '../../../services/store/ports';
import { modelContract } from './contract/model';
import { pointContract } from './contract/points';
import { queryContract } from './contract/queries';
import { scanContract } from './contract/scan';

export interface OpenedStore {
  readonly store: Store & WholeStore;
  dispose(): Promise<void>;
}

export interface ContractOptions {
  readonly open: () => Promise<OpenedStore>;
  /** Whether calls of one turn are made in the order they were called, and each call wholly or not at all. */
  readonly serial: boolean;
  /** How many random histories are compared with the model. */
  readonly histories?: number;
}

/** What every store must do; run once for each of them. */
export function storeContract(name: string, options: ContractOptions): void {
  describe(`${name} keeps the store's contract`, () => {
    let opened: OpenedStore | undefined;
    beforeAll(async () => {
      opened = await options.open();
    });
    afterAll(() => opened?.dispose());
    const store = (): Store & WholeStore => {
      if (!opened) throw new Error('the store was not opened');
      return opened.store;
    };

    pointContract(store);
    queryContract(store);
    scanContract(store);
    modelContract(store, options);
  });
}

import { StoreUnavailable, type Store } from '../../../services/store/ports';

/** `lost`: written, and the answer does not arrive; `late`: written, and the answer takes its time. */
type Fault = 'refused' | 'lost' | 'late';

export interface Shared {
  readonly store: Store;
  /** The calls since it was last emptied, by name. */
  readonly calls: string[];
  /** What the next writes do; used up one by one. */
  readonly writes: Fault[];
}

/** One instance's way to a store that other instances write to as well. */
export function sharing(store: Store, shared = true): Shared {
  const calls: string[] = [];
  const writes: Fault[] = [];
  const noted = <T>(call: string, answer: Promise<T>): Promise<T> => {
    calls.push(call);
    return answer;
  };
  return {
    calls,
    writes,
    store: {
      shared,
      read: (key) => noted('read', store.read(key)),
      query: (query) => noted('query', store.query(query)),
      list: (query) => noted('list', store.list(query)),
      remove: (key) => noted('remove', store.remove(key)),
      async write(items) {
        calls.push('write');
        const how = writes.shift();
        const etags = how === 'refused' ? [] : await store.write(items);
        if (how === 'late') await new Promise((resolve) => setTimeout(resolve, 100));
        else if (how !== undefined) throw new StoreUnavailable(how);
        return etags;
      },
      close: () => store.close(),
    },
  };
}

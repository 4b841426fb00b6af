/**
 * The browser's two stores, as places that may be missing: reading gives undefined, writing does nothing,
 * where the browser forbids them. Nothing that a person typed ever goes to `local`.
 */
export interface Store {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  remove(key: string): void;
  keys(): readonly string[];
}

function over(find: () => Storage): Store {
  const attempt = <T>(use: (storage: Storage) => T, otherwise: T): T => {
    try {
      return use(find());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt((storage) => storage.getItem(key) ?? undefined, undefined),
    set: (key, value) => attempt((storage) => storage.setItem(key, value), undefined),
    remove: (key) => attempt((storage) => storage.removeItem(key), undefined),
    keys: () => attempt((storage) => Object.keys(storage), []),
  };
}

/** Lives as long as the tab, through reloads. */
export const session: Store = over(() => sessionStorage);
/** Lives on this computer. For choices only: language, demo persona. */
export const local: Store = over(() => localStorage);

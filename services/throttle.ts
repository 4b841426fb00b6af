/** One try, counted before it was looked at: tries made side by side cannot all pass before the first has failed. */
export interface Try {
  /** Milliseconds to wait before a try is looked at; 0 when this one is, and then it counts. */
  readonly waitMs: number;
  /** The try was right: it counts no more. A second time does nothing. */
  forgive(): void;
}

/** Counts tries of a key in a window of time, in memory, until they are forgiven. */
export interface Throttle {
  take(key: string): Try;
}

interface Entry {
  readonly at: number;
}

/** @param tries that may be made within `windowMs` before the key must wait for the window to pass */
export function throttle(tries: number, windowMs: number, clock: () => number = Date.now): Throttle {
  const taken = new Map<string, readonly Entry[]>();
  const keep = (key: string, entries: readonly Entry[]): void => {
    if (entries.length > 0) taken.set(key, entries);
    else taken.delete(key);
  };
  const recent = (key: string): readonly Entry[] => {
    const kept = (taken.get(key) ?? []).filter(({ at }) => clock() - at < windowMs);
    keep(key, kept);
    return kept;
  };
  return {
    take(key) {
      const before = recent(key);
      const [oldest] = before;
      if (oldest && before.length >= tries) return { waitMs: Math.max(1, oldest.at + windowMs - clock()), forgive: () => undefined };
      const own: Entry = { at: clock() };
      keep(key, [...before, own]);
      if (taken.size > 10_000) for (const old of [...taken.keys()].slice(0, 5_000)) recent(old);
      return { waitMs: 0, forgive: () => keep(key, (taken.get(key) ?? []).filter((entry) => entry !== own)) };
    },
  };
}

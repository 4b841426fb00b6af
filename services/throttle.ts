/** Counts failed tries of a key in a window of time, in memory. */
export interface Throttle {
  /** Milliseconds to wait before the next try is looked at; 0 when it may be made now. */
  waitFor(key: string): number;
  failed(key: string): void;
}

/** @param tries failures allowed within `windowMs` before the key must wait for the window to pass */
export function throttle(tries: number, windowMs: number, clock: () => number = Date.now): Throttle {
  const failures = new Map<string, number[]>();
  const recent = (key: string): number[] => {
    const kept = (failures.get(key) ?? []).filter((at) => clock() - at < windowMs);
    if (kept.length > 0) failures.set(key, kept);
    else failures.delete(key);
    return kept;
  };
  return {
    waitFor(key) {
      const kept = recent(key);
      return kept.length < tries ? 0 : Math.max(0, (kept[0] ?? 0) + windowMs - clock());
    },
    failed(key) {
      failures.set(key, [...recent(key), clock()]);
      if (failures.size > 10_000) for (const old of [...failures.keys()].slice(0, 5_000)) recent(old);
    },
  };
}

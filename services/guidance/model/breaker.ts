const FAILURES = 3;
const REST_MS = 60_000;

/** Keeps requests from a server that fails, and from one that has enough to do. */
export interface Breaker {
  /** Runs the work, unless the server is left alone for now or too much is under way: then undefined, at once. Rejects as the work does. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
}

/**
 * After three failures in a row nothing is tried for a minute; then one request tries it.
 * @param now milliseconds on a clock that never goes back
 * @param counts false for what is no failure of the server
 */
export function breaker(atOnce: number, now: () => number, counts: (error: unknown) => boolean): Breaker {
  let failures = 0;
  let restsUntil = 0;
  let running = 0;
  return {
    async run(work) {
      const trying = failures >= FAILURES;
      if (running >= (trying ? 1 : atOnce) || now() < restsUntil) return undefined;
      running += 1;
      try {
        const result = await work();
        failures = 0;
        return result;
      } catch (error) {
        if (counts(error)) failures += 1;
        if (failures >= FAILURES) restsUntil = now() + REST_MS;
        throw error;
      } finally {
        running -= 1;
      }
    },
  };
}

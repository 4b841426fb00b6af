import { performance } from 'node:perf_hooks';

const FAILURES = 3;
const FIRST_MS = 5_000;
const LONGEST_MS = 60_000;

/** Keeps attempts away for a while from where several have failed one after another, so that they hold up nothing else. */
export interface Breaker {
  /** Milliseconds until the next attempt makes sense; 0 lets one through. */
  waitFor(route: string): number;
  record(route: string, worked: boolean): void;
}

interface Route {
  readonly failures: number;
  readonly until: number;
}

/** @param now milliseconds by a clock that only goes forward */
export function breaker(now: () => number = () => performance.now()): Breaker {
  const routes = new Map<string, Route>();
  return {
    waitFor(route) {
      const known = routes.get(route);
      if (!known || known.failures < FAILURES) return 0;
      if (known.until > now()) return known.until - now();
      // One finds out whether it works again; the rest wait for what comes of it.
      routes.set(route, { ...known, until: now() + FIRST_MS });
      return 0;
    },
    record(route, worked) {
      const failures = (routes.get(route)?.failures ?? 0) + 1;
      if (worked) routes.delete(route);
      else routes.set(route, { failures, until: now() + Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - FAILURES)) });
    },
  };
}

import { performance } from 'node:perf_hooks';

/** How long the event loop kept others waiting at the most while the work was done, in milliseconds. */
export async function longestWait<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly waitMs: number }> {
  let longest = 0;
  let last = performance.now();
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  };
  const timer = setInterval(look, 1);
  try {
    const value = await work();
    look();
    return { value, waitMs: longest };
  } finally {
    clearInterval(timer);
  }
}

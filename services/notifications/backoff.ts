const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;

/**
 * How long to wait before the next try: doubling from five seconds to a quarter of an hour, with jitter so that
 * many notices that failed together do not come back together. What the channel asks for is the least it gets.
 * @param attempts tries made so far, from 1
 * @param random 0 to 1
 */
export function waitBefore(attempts: number, retryAfterMs: number | undefined, random: number): number {
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** (attempts - 1));
  const jittered = doubled * (0.5 + random / 2);
  return Math.max(jittered, retryAfterMs ?? 0);
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;

export interface Wakeable {
  /** Resolves after so many milliseconds, or when woken. */
  wait(ms: number): Promise<void>;
  wake(): void;
}

/** A pause that can be ended early. */
export function wakeable(): Wakeable {
  let end: (() => void) | undefined;
  return {
    wait: (ms) =>
      new Promise((resolve) => {
        const timer = setTimeout(() => end?.(), ms);
        end = () => {
          clearTimeout(timer);
          end = undefined;
          resolve();
        };
      }),
    wake: () => end?.(),
  };
}

/** Milliseconds to wait after so many failures: longer each time, and not the same for everybody. */
export function backoff(failures: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return longest / 2 + (random / 2 ** 32) * (longest / 2);
}

import { performance } from 'node:perf_hooks';

/** When requests to the Connector may go, of the whole process. */
export interface Pace {
  /**
   * Resolves true when a request may go. What a person waits for goes before notices; a notice whose turn does not come
   * within `patienceMs` gets false, and is to be tried another time.
   */
  take(kind: 'reply' | 'notice', patienceMs?: number): Promise<boolean>;
}

/** Teams takes 50 requests a second of a bot in a tenant; a little is left for how unevenly they arrive there: what is held up on the way comes together. */
const IN_A_SECOND = 45;
/** Of them notices, at an even pace, so that there is room for people who write. */
const NOTICES_IN_A_SECOND = 36;
const SECOND_MS = 1_000;
/** Notices that may go at once after a pause. */
const BURST = 2;

interface Waiting {
  readonly go: () => void;
}

/** @param now milliseconds by a clock that only goes forward */
export function pace(now: () => number = () => performance.now()): Pace {
  const queues = { reply: new Set<Waiting>(), notice: new Set<Waiting>() };
  /** When each of the last requests went, in a ring. */
  const went = new Float64Array(IN_A_SECOND).fill(-Infinity);
  let oldest = 0;
  let tokens = BURST;
  let filledAt = now();
  let timer: NodeJS.Timeout | undefined;

  const fill = (): void => {
    const at = now();
    tokens = Math.min(BURST, tokens + ((at - filledAt) * NOTICES_IN_A_SECOND) / SECOND_MS);
    filledAt = at;
  };

  /** Milliseconds until the next of that kind may go. */
  const waitOf = (kind: 'reply' | 'notice'): number => {
    const forAll = (went[oldest] ?? 0) + SECOND_MS - now();
    return Math.max(0, forAll, kind === 'reply' || tokens >= 1 ? 0 : ((1 - tokens) * SECOND_MS) / NOTICES_IN_A_SECOND);
  };

  const pump = (): void => {
    clearTimeout(timer);
    fill();
    for (;;) {
      const kind = queues.reply.size > 0 ? 'reply' : 'notice';
      const [next] = queues[kind];
      if (!next) return;
      const wait = waitOf(kind);
      if (wait > 0) {
        timer = setTimeout(pump, Math.ceil(wait));
        return;
      }
      queues[kind].delete(next);
      if (kind === 'notice') tokens -= 1;
      went[oldest] = now();
      oldest = (oldest + 1) % IN_A_SECOND;
      next.go();
    }
  };

  return {
    take: (kind, patienceMs) =>
      new Promise((resolve) => {
        const waiting: Waiting = {
          go() {
            clearTimeout(patience);
            resolve(true);
          },
        };
        const giveUp = (): void => {
          queues[kind].delete(waiting);
          resolve(false);
        };
        const patience = patienceMs === undefined ? undefined : setTimeout(giveUp, patienceMs);
        queues[kind].add(waiting);
        pump();
      }),
  };
}

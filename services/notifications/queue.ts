import { outsideSession } from '../store/session';

export interface WorkQueue {
  /** A case just written, whose notices are to go at once. */
  add(number: string): void;
  /** A case that a sweep found due, and the fence of the lease it was found under. */
  addFound(number: string, fence: number): void;
  /** Resolves when what was found is nearly done, or nothing more will be. */
  room(): Promise<void>;
  /** Begins nothing more, resolves when what is under way has ended, and gives the written cases that were not begun. */
  stop(): Promise<readonly string[]>;
}

/** More written cases than this wait in the store alone, where the next sweep finds them. */
const MOST = 2_000;
/** Of so many taken, one was found by a sweep though new ones wait too. */
const EVERY = 4;

/**
 * Cases whose notices wait to be sent, some at a time. New ones go before those that a sweep found, so that a report is
 * not held up by the thousands that waited while Teams was down.
 */
export function workQueue(atOnce: number, work: (number: string, fence: number | undefined) => Promise<void>): WorkQueue {
  const written = new Set<string>();
  const found = new Map<string, number>();
  const running = new Set<Promise<void>>();
  let rooms: (() => void)[] = [];
  let taken = 0;
  let stopped = false;

  const take = (): readonly [string, number | undefined] | undefined => {
    taken += 1;
    const [ready] = found;
    const [fresh] = written;
    if (fresh !== undefined && (ready === undefined || taken % EVERY !== 0)) {
      written.delete(fresh);
      return [fresh, undefined];
    }
    if (ready) found.delete(ready[0]);
    return ready;
  };

  const pump = (): void => {
    while (!stopped && running.size < atOnce) {
      const next = take();
      if (!next) break;
      const run = work(...next).finally(() => {
        running.delete(run);
        pump();
      });
      running.add(run);
    }
    if (found.size > atOnce && !stopped) return;
    for (const tell of rooms) tell();
    rooms = [];
  };
  const soon = (): void => void outsideSession(() => setImmediate(pump));

  return {
    add(number) {
      if (written.size >= MOST) return;
      found.delete(number);
      written.add(number);
      soon();
    },
    addFound(number, fence) {
      if (!written.has(number)) found.set(number, fence);
      soon();
    },
    room: () =>
      new Promise((resolve) => {
        rooms.push(resolve);
        soon();
      }),
    async stop() {
      stopped = true;
      pump();
      await Promise.allSettled(running);
      return [...written];
    },
  };
}

import type { Case, Notice } from '../../domain/case';
import type { Cases } from '../cases';
import type { Leases } from '../leases';
import type { Logger } from '../log';
import type { References } from '../references';
import { serial } from '../serial';
import type { Store } from '../store/ports';
import { breaker } from './breaker';
import { deliver, type DeliveryDeps } from './deliver';
import type { Message, Messenger, Outlet } from './ports';
import { workQueue } from './queue';

export interface DispatcherDeps {
  readonly cases: () => Cases;
  readonly references: References;
  readonly store: Store;
  readonly boards: readonly string[];
  /** By channel; set when the channels are up. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** By channel: the ways that are no conversations. */
  readonly outlets: ReadonlyMap<string, Outlet>;
  /** What a notice says; never what anybody wrote. */
  readonly messageFor: (notice: Notice, current: Case) => Promise<Message>;
  /** When the board's people may next be disturbed: now, or when it is staffed again. */
  readonly mayDisturbAt: (board: string, now: Date) => Date;
  /** Whether the recipient may still hear of the case: people and cases change while a notice waits. */
  readonly stillConcerns: (notice: Notice, current: Case) => boolean;
  /** What is to be sent in the place of what did not arrive, not before that instant. */
  readonly fallbacks: (current: Case, at: string) => readonly Notice[];
  readonly clock: () => Date;
  /** Which boards this instance looks through. */
  readonly leases: Leases;
  /** Id of this process, by which its claims are known. */
  readonly instance: string;
  readonly log: Logger;
  /** Cases that a sweep asks for at a time. */
  readonly pageOfSweep?: number;
}

export interface Dispatcher {
  /** Sends what a case has to send, soon and beside the turn that asks. */
  wake(number: string): void;
  /** Looks in the store for what is due: after a restart, after a pause, and now and then. */
  sweep(): Promise<void>;
  start(): void;
  /** Begins nothing more, lets what is under way end, and hands the rest over to whoever is there. */
  stop(): Promise<void>;
  stats(): DispatcherStats;
}

export interface DispatcherStats {
  readonly sent: number;
  readonly failed: number;
  /** Sendings taken over from an instance that is gone: each may have been seen twice. */
  readonly takenOver: number;
}

const SWEEP_MS = 15_000;
const SWEEP_PAGE = 200;
/** Enough for the rate that Teams allows when each send takes half a second. */
const AT_ONCE = 24;

/** Sends the notices that cases hold, and writes what came of each back into its case. At least once, seldom twice. */
export function dispatcher(deps: DispatcherDeps): Dispatcher {
  const perCase = serial();
  const stats = { sent: 0, failed: 0, takenOver: 0 };
  let stopped = false;
  const delivering: DeliveryDeps = { ...deps, stats, unrecorded: new Map(), breaker: breaker(), again: (number) => queue.add(number), stopped: () => stopped };
  const queue = workQueue(AT_ONCE, (number, fence) =>
    perCase(number, () => deliver(delivering, number, fence)).catch((error: unknown) => deps.log.error({ code: 'delivery_failed', err: errorName(error) }, 'a delivery round failed; the sweep tries again')),
  );
  const sweeping = sweeps(deps, queue.addFound, queue.room, () => stopped);
  const sweepSafely = (): void => {
    sweeping().catch((error: unknown) => deps.log.error({ code: 'sweep_failed', err: errorName(error) }, 'the store did not answer the sweep'));
  };
  let timer: NodeJS.Timeout | undefined;

  return {
    wake: queue.add,
    sweep: sweeping,
    start() {
      sweepSafely();
      timer = setInterval(sweepSafely, SWEEP_MS);
      timer.unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      // Nobody waits for claims of ours to end: what was not begun is free for others at once.
      const left = await queue.stop();
      await Promise.allSettled(left.map((number) => deps.cases().unclaim(number)));
      await deps.leases.release();
    },
    stats: () => ({ ...stats }),
  };
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

/**
 * Looks through the boards this instance holds. Where more is due than a page, it goes on beside, a page whenever the
 * one before is nearly sent: what thousands of cases wait for is never in memory at once.
 */
function sweeps(deps: DispatcherDeps, found: (number: string, fence: number) => void, room: () => Promise<void>, stopped: () => boolean): () => Promise<void> {
  const goingOn = new Set<string>();

  /** The cursor of the next page, where there is one. */
  const page = async (board: string, dueBefore: string, cursor: string | undefined): Promise<string | undefined> => {
    const lease = stopped() ? undefined : await deps.leases.hold(board, 'notices');
    if (!lease) return undefined;
    const { items, nextCursor } = await deps.store.list({ container: 'cases', partition: board, dueBefore, order: 'due', limit: deps.pageOfSweep ?? SWEEP_PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of items) found(item.key.id, lease.fence);
    return nextCursor;
  };

  const goOn = async (board: string, dueBefore: string, first: string): Promise<void> => {
    for (let cursor: string | undefined = first; cursor !== undefined; cursor = await page(board, dueBefore, cursor)) await room();
  };

  return async () => {
    const due = deps.clock().toISOString();
    for (const board of deps.boards) {
      const next = await page(board, due, undefined);
      if (next === undefined || goingOn.has(board)) continue;
      goingOn.add(board);
      goOn(board, due, next)
        .catch((error: unknown) => deps.log.error({ code: 'sweep_failed', err: errorName(error) }, 'the store did not answer the sweep'))
        .finally(() => goingOn.delete(board));
    }
  };
}

import { randomInt } from 'node:crypto';
import type { Case, Notice } from '../../domain/case';
import { copyNotices, isDue } from '../../domain/notices';
import type { Logger } from '../log';
import { serial } from '../serial';
import type { Cases } from '../cases';
import { isEnough } from '../cases/claims';
import type { Leases } from '../leases';
import type { References } from '../references';
import type { Store } from '../store/ports';
import { outsideSession } from '../store/session';
import { waitBefore } from './backoff';
import type { Address, Delivery, Message, Messenger } from './ports';

export interface DispatcherDeps {
  readonly cases: () => Cases;
  readonly references: References;
  readonly store: Store;
  readonly boards: readonly string[];
  /** By channel; set when the channels are up. */
  readonly messengers: ReadonlyMap<string, Messenger>;
  /** What a notice says; never what anybody wrote. */
  readonly messageFor: (notice: Notice, current: Case) => Promise<Message>;
  /** When the board's people may next be disturbed: now, or when it is staffed again. */
  readonly mayDisturbAt: (board: string, now: Date) => Date;
  /** Whether the recipient may still hear of the case: people and cases change while a notice waits. */
  readonly stillConcerns: (notice: Notice, current: Case) => boolean;
  readonly clock: () => Date;
  /** Which boards this instance looks through. */
  readonly leases: Leases;
  /** Id of this process, by which its claims are known. */
  readonly instance: string;
  readonly log: Logger;
}

export interface Dispatcher {
  /** Sends what a case has to send, soon and beside the turn that asks. `fence`: of the lease under which it was found. */
  wake(number: string, fence?: number): void;
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
const AT_ONCE = 8;

/** Sends the notices that cases hold, and writes what came of each back into its case. At least once, seldom twice. */
export function dispatcher(deps: DispatcherDeps): Dispatcher {
  const perCase = serial();
  const waiting = new Map<string, number | undefined>();
  const running = new Set<Promise<void>>();
  const stats = { sent: 0, failed: 0, takenOver: 0 };
  const unrecorded = new Map<string, ReadonlyMap<string, Notice>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const pump = (): void => {
    for (const [number, fence] of waiting) {
      if (stopped || running.size >= AT_ONCE) return;
      waiting.delete(number);
      const run = perCase(number, () => deliver({ ...deps, stats, unrecorded, again: wake, stopped: () => stopped }, number, fence))
        .catch((error: unknown) => deps.log.error({ code: 'delivery_failed', err: errorName(error) }, 'a delivery round failed; the sweep tries again'))
        .finally(() => {
          running.delete(run);
          pump();
        });
      running.add(run);
    }
  };

  const wake = (number: string, fence?: number): void => {
    if (waiting.has(number)) return;
    waiting.set(number, fence);
    outsideSession(() => setImmediate(pump));
  };

  const sweep = async (): Promise<void> => {
    const due = deps.clock().toISOString();
    for (const board of deps.boards) {
      const lease = stopped ? undefined : await deps.leases.hold(board, 'notices');
      if (!lease) continue;
      const page = await deps.store.list({ container: 'cases', partition: board, dueBefore: due, order: 'due', limit: SWEEP_PAGE });
      for (const item of page.items) wake(item.key.id, lease.fence);
    }
  };

  const sweepSafely = (): void => {
    sweep().catch((error: unknown) => deps.log.error({ code: 'sweep_failed', err: errorName(error) }, 'the store did not answer the sweep'));
  };

  return {
    wake,
    sweep,
    start() {
      sweepSafely();
      timer = setInterval(sweepSafely, SWEEP_MS);
      timer.unref();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await Promise.allSettled(running);
      // Nobody waits for claims of ours to end: what was not begun is free for others at once.
      await Promise.allSettled([...waiting.keys()].map((number) => deps.cases().unclaim(number)));
      await deps.leases.release();
    },
    stats: () => ({ ...stats }),
  };
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

interface DeliveryDeps extends DispatcherDeps {
  readonly stats: { sent: number; failed: number; takenOver: number };
  /** Outcomes that the store could not take, by case: recorded at the next occasion, and not sent again. */
  readonly unrecorded: Map<string, ReadonlyMap<string, Notice>>;
  again(number: string): void;
  /** Whether no further attempt is to be begun. */
  stopped(): boolean;
}

async function deliver(deps: DeliveryDeps, number: string, fence: number | undefined): Promise<void> {
  const late = deps.unrecorded.get(number);
  if (late) await record(deps, number, late, undefined);
  const claimed = await deps.cases().claim(number, fence);
  if (!claimed) return;
  if (claimed.left) {
    deps.stats.takenOver += 1;
    deps.log.warn({ code: 'notice_taken_over' }, 'the instance that was to send is gone; if it died while sending, this notice is seen twice');
  }
  const current = claimed.case;
  await record(deps, number, await attempts(deps, current, fence), current.status);
}

/** Writes what came of the attempts into the case. `seen`: the case's status as the messages showed it. */
async function record(deps: DeliveryDeps, number: string, settled: ReadonlyMap<string, Notice>, seen: Case['status'] | undefined): Promise<void> {
  deps.unrecorded.set(number, settled);
  const after = await deps.cases().settle(number, (fresh) => {
    const notices = fresh.notices.map((notice) => outcomeOf(notice, settled.get(notice.id)));
    // Acknowledged while its card was on the way: that card shows what was, so it is brought up to date as well.
    const late = fresh.status === seen ? [] : copyNotices({ ...fresh, notices: notices.filter((notice) => settled.has(notice.id)) }, deps.clock());
    return [...notices, ...late];
  });
  deps.unrecorded.delete(number);
  if (after?.notices.some((notice) => isDue(notice, deps.clock()))) deps.again(number);
}

/**
 * What is kept of a notice as it stands now and of what came of our attempt: recorded late, after another instance took
 * over, an attempt that failed undoes nothing of what that one has done, or the notice would be sent again.
 */
function outcomeOf(now: Notice, ours: Notice | undefined): Notice {
  if (!ours || now.state === 'sent') return now;
  if (ours.state === 'sent') return ours;
  return now.state !== 'queued' || (ours.state === 'queued' && now.attempts > ours.attempts) ? now : ours;
}

/** What came of each due notice. One whose turn comes when the claim has run out is left to whoever claims it next. */
async function attempts(deps: DeliveryDeps, current: Case, fence: number | undefined): Promise<ReadonlyMap<string, Notice>> {
  const settled = new Map<string, Notice>();
  let { claim } = current;
  for (const notice of current.notices.filter((one) => isDue(one, deps.clock()))) {
    if (deps.stopped()) break;
    if (!isEnough(claim, deps.instance)) claim = (await deps.cases().claim(current.number, fence))?.case.claim;
    if (!isEnough(claim, deps.instance)) break;
    const outcome = await attempt(deps, notice, current);
    if (outcome.state === 'sent') deps.stats.sent += 1;
    if (outcome.state === 'failed') deps.stats.failed += 1;
    settled.set(notice.id, outcome);
  }
  return settled;
}

async function addressOf(deps: DispatcherDeps, notice: Notice, current: Case): Promise<Address | undefined> {
  if (notice.recipient.startsWith('place:')) {
    const key = notice.recipient.slice('place:'.length);
    return (await deps.references.placesOf(current.board)).find((place) => place.key === key)?.address;
  }
  if (notice.recipient !== 'reporter') return deps.references.chatOf(notice.recipient);
  const identity = await deps.cases().identity(current);
  if (!identity) return undefined;
  // A chat's service address may have changed since the report; the newest known is better than the one kept with it.
  return (notice.channel === 'teams' ? await deps.references.chatOf(identity.personId) : undefined) ?? identity.address;
}

async function attempt(deps: DispatcherDeps, notice: Notice, current: Case): Promise<Notice> {
  const at = notice.about === 'new' ? deps.mayDisturbAt(current.board, deps.clock()) : deps.clock();
  if (at > deps.clock()) return { ...notice, nextAt: at.toISOString() };
  if (!deps.stillConcerns(notice, current)) return settle(notice, { state: 'failed', reason: 'noAccess' });
  const address = await addressOf(deps, notice, current);
  const messenger = deps.messengers.get(notice.channel);
  if (!address || !messenger) return settle(notice, { state: 'noConversation' });
  const message = await deps.messageFor(notice, current);
  const delivery = notice.about === 'copy' && notice.messageId !== undefined ? await messenger.update(address, notice.messageId, message) : await messenger.send(address, message);
  return outcome(deps, notice, delivery);
}

function settle(notice: Notice, change: Partial<Notice>): Notice {
  const { nextAt: _, ...rest } = notice;
  return { ...rest, attempts: notice.attempts + 1, ...change };
}

function outcome(deps: DispatcherDeps, notice: Notice, delivery: Delivery): Notice {
  if (delivery.ok) return settle(notice, { state: 'sent', ...(delivery.messageId === undefined ? {} : { messageId: delivery.messageId }) });
  const { reason } = delivery;
  deps.log.warn({ code: 'notice_not_delivered', reason, about: notice.about, channel: notice.channel, attempts: notice.attempts + 1 }, 'a notice was not delivered');
  if (reason === 'blocked' || reason === 'gone' || reason === 'rejected') return settle(notice, { state: 'failed', reason });
  const wait = waitBefore(notice.attempts + 1, delivery.retryAfterMs, randomInt(1_000) / 1_000);
  return settle(notice, { reason, nextAt: new Date(deps.clock().getTime() + wait).toISOString() });
}

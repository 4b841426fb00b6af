import { randomInt } from 'node:crypto';
import type { Case, Notice } from '../../domain/case';
import { copyNotices } from '../../domain/notices';
import type { Logger } from '../log';
import { serial } from '../serial';
import type { Cases } from '../cases';
import type { References } from '../references';
import type { Store } from '../store/ports';
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
  readonly log: Logger;
}

export interface Dispatcher {
  /** Sends what a case has to send, soon and beside the turn that asks. */
  wake(number: string): void;
  /** Looks in the store for what is due: after a restart, after a pause, and now and then. */
  sweep(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const SWEEP_MS = 15_000;
const SWEEP_PAGE = 200;
const AT_ONCE = 8;

/** Sends the notices that cases hold, and writes what came of each back into its case. At least once, seldom twice. */
export function dispatcher(deps: DispatcherDeps): Dispatcher {
  const perCase = serial();
  const waiting: string[] = [];
  const queued = new Set<string>();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  const pump = (): void => {
    while (!stopped && running.size < AT_ONCE) {
      const number = waiting.shift();
      if (number === undefined) return;
      queued.delete(number);
      const run = perCase(number, () => deliver({ ...deps, again: wake }, number))
        .catch((error: unknown) => deps.log.error({ code: 'delivery_failed', err: errorName(error) }, 'a delivery round failed; the sweep tries again'))
        .finally(() => {
          running.delete(run);
          pump();
        });
      running.add(run);
    }
  };

  const wake = (number: string): void => {
    if (queued.has(number)) return;
    queued.add(number);
    waiting.push(number);
    setImmediate(pump);
  };

  const sweep = async (): Promise<void> => {
    const due = deps.clock().toISOString();
    for (const board of deps.boards) {
      const page = await deps.store.query<Case>({ container: 'cases', partition: board, dueBefore: due, order: 'due', limit: SWEEP_PAGE });
      for (const item of page.items) wake(item.key.id);
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
    },
  };
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

async function deliver(deps: DispatcherDeps & { again(number: string): void }, number: string): Promise<void> {
  const current = await deps.cases().find(number);
  const now = deps.clock().toISOString();
  const due = current?.notices.filter((notice) => notice.state === 'queued' && (notice.nextAt ?? '') <= now) ?? [];
  if (!current || due.length === 0) return;
  const settled = new Map<string, Notice>();
  for (const notice of due) settled.set(notice.id, await attempt(deps, notice, current));
  const after = await deps.cases().settle(number, (fresh) => {
    const notices = fresh.notices.map((notice) => settled.get(notice.id) ?? notice);
    // Acknowledged while its card was on the way: that card shows what was, so it is brought up to date as well.
    const late = fresh.status === current.status ? [] : copyNotices({ ...fresh, notices: notices.filter((notice) => settled.has(notice.id)) }, deps.clock());
    return [...notices, ...late];
  });
  if (after?.notices.some((notice) => notice.state === 'queued' && (notice.nextAt ?? '') <= deps.clock().toISOString())) deps.again(number);
}

async function addressOf(deps: DispatcherDeps, notice: Notice, current: Case): Promise<Address | undefined> {
  if (notice.recipient.startsWith('place:')) {
    const key = notice.recipient.slice('place:'.length);
    return (await deps.references.placesOf(current.board)).find((place) => place.key === key)?.address;
  }
  if (notice.recipient !== 'reporter') return deps.references.chatOf(notice.recipient);
  const identity = await deps.cases().identity(current.number);
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

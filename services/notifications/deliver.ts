import { randomInt } from 'node:crypto';
import type { Case, Notice } from '../../domain/case';
import { isToPerson } from '../../domain/delivery';
import { copyNotices, isDue } from '../../domain/notices';
import { hasPassed } from '../../domain/notices/concerns';
import { isEnough } from '../cases/claims';
import { waitBefore } from './backoff';
import type { Breaker } from './breaker';
import type { DispatcherDeps } from './dispatcher';
import type { Address, Delivery } from './ports';

export interface DeliveryDeps extends DispatcherDeps {
  readonly stats: { sent: number; failed: number; takenOver: number };
  /** Outcomes that the store could not take, by case: recorded at the next occasion, and not sent again. */
  readonly unrecorded: Map<string, ReadonlyMap<string, Notice>>;
  /** For the ways that are not Teams' own. */
  readonly breaker: Breaker;
  again(number: string): void;
  /** Whether no further attempt is to be begun. */
  stopped(): boolean;
}

/** Sends what a case has to send now, and writes what came of it back. `fence`: of the lease under which it was found. */
export async function deliver(deps: DeliveryDeps, number: string, fence: number | undefined): Promise<void> {
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
    return [...notices, ...late, ...deps.fallbacks({ ...fresh, notices }, deps.clock().toISOString())];
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

/** What came of each due notice. Ways are tried side by side: a mail server that hangs does not keep Teams waiting. */
async function attempts(deps: DeliveryDeps, current: Case, fence: number | undefined): Promise<ReadonlyMap<string, Notice>> {
  const due = current.notices.filter((notice) => isDue(notice, deps.clock()));
  const ways = [...new Set(due.map(({ channel }) => channel))];
  const outcomes = await Promise.all(ways.map((way) => onOneWay(deps, current, fence, due.filter(({ channel }) => channel === way))));
  return new Map(outcomes.flat().map((outcome) => [outcome.id, outcome]));
}

/** One whose turn comes when the claim has run out is left to whoever claims it next. */
async function onOneWay(deps: DeliveryDeps, current: Case, fence: number | undefined, due: readonly Notice[]): Promise<readonly Notice[]> {
  const outcomes: Notice[] = [];
  let { claim } = current;
  for (const notice of due) {
    if (deps.stopped()) break;
    if (!isEnough(claim, deps.instance)) claim = (await deps.cases().claim(current.number, fence))?.case.claim;
    if (!isEnough(claim, deps.instance)) break;
    const outcome = await attempt(deps, notice, current);
    if (outcome.state === 'sent') deps.stats.sent += 1;
    if (outcome.state === 'failed') deps.stats.failed += 1;
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Whether the notice is one that calls somebody to a case, which nobody is outside declared duty. */
const disturbs = (notice: Notice): boolean => notice.about !== 'copy' && (isToPerson(notice) || notice.recipient.startsWith('place:'));

async function attempt(deps: DeliveryDeps, notice: Notice, current: Case): Promise<Notice> {
  const at = disturbs(notice) ? deps.mayDisturbAt(current.board, deps.clock()) : deps.clock();
  if (at > deps.clock()) return { ...notice, nextAt: at.toISOString() };
  if (!deps.stillConcerns(notice, current)) return settle(deps, notice, { state: 'failed', reason: hasPassed(current, notice) ? 'moot' : 'noAccess' });
  if (deps.outlets.has(notice.channel)) return throughOutlet(deps, notice, current);
  const address = await addressOf(deps, notice, current);
  const messenger = deps.messengers.get(notice.channel);
  if (!address || !messenger) return settle(deps, notice, { state: 'noConversation' });
  const message = await deps.messageFor(notice, current);
  const delivery = notice.about === 'copy' && notice.messageId !== undefined ? await messenger.update(address, notice.messageId, message) : await messenger.send(address, message);
  return outcome(deps, notice, delivery);
}

async function throughOutlet(deps: DeliveryDeps, notice: Notice, current: Case): Promise<Notice> {
  const outlet = deps.outlets.get(notice.channel);
  const route = outlet?.routeOf(current) ?? '';
  const wait = deps.breaker.waitFor(route);
  // What came of the tries before this one is known: it has failed without being made.
  if (wait > 0) return outcome(deps, notice, { ok: false, reason: 'unavailable', retryAfterMs: wait });
  const delivery = await outlet?.send(notice, current);
  if (!delivery) return settle(deps, notice, { state: 'noConversation' });
  deps.breaker.record(route, delivery.ok || delivery.reason !== 'unavailable');
  return outcome(deps, notice, delivery);
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

function settle(deps: DispatcherDeps, notice: Notice, change: Partial<Notice>): Notice {
  const { nextAt: _, ...rest } = notice;
  return { ...rest, attempts: notice.attempts + 1, at: deps.clock().toISOString(), ...change };
}

/** Tries after which a system of a board's is given up: some three days of them. People are never given up. */
const SYSTEM_TRIES = 300;

function outcome(deps: DispatcherDeps, notice: Notice, delivery: Delivery): Notice {
  if (delivery.ok) return sent(deps, notice, delivery.messageId);
  const { reason } = delivery;
  const tries = notice.attempts + 1;
  deps.log.warn({ code: 'notice_not_delivered', reason, about: notice.about, channel: notice.channel, attempts: tries }, 'a notice was not delivered');
  if (reason === 'blocked' || reason === 'gone' || reason === 'rejected') return settle(deps, notice, { state: 'failed', reason });
  if (notice.recipient === 'system' && tries >= SYSTEM_TRIES) return settle(deps, notice, { state: 'failed', reason });
  const wait = waitBefore(tries, delivery.retryAfterMs, randomInt(1_000) / 1_000);
  return settle(deps, notice, { reason, nextAt: new Date(deps.clock().getTime() + wait).toISOString() });
}

/** Why earlier attempts failed is no longer of interest. */
function sent(deps: DispatcherDeps, { reason: _, ...notice }: Notice, messageId: string | undefined): Notice {
  return settle(deps, notice, { state: 'sent', ...(messageId === undefined ? {} : { messageId }) });
}

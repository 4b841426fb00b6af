import { audiencesOf } from '../../domain/access';
import type { Board } from '../../domain/board';
import type { Case, Notice } from '../../domain/case';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import type { Actor } from '../../domain/person';
import { hasArrived } from '../../domain/delivery';
import { isUnreached } from '../../domain/notices';
import type { Cases } from '../cases';
import { hasUnreached } from '../cases/documents';
import type { Page, Store, Summary } from '../store/ports';

const PAGE = 100;

/**
 * A recipient who has just got a chat with the bot is sent what waits for them there: the notices of cases nobody has
 * acknowledged that found no conversation before.
 */
export async function nowReachable(
  deps: { readonly store: Store; readonly cases: Cases; readonly boards: readonly Board[]; readonly isHoliday: IsHoliday; readonly clock: () => Date; readonly wake: (number: string) => void },
  actor: Actor,
): Promise<void> {
  for (const board of deps.boards) {
    const audience = audiencesOf(actor, board);
    if (audience.length === 0) continue;
    const nextAt = (nextStaffed(board.hours, deps.clock(), deps.isHoliday) ?? deps.clock()).toISOString();
    for await (const number of unreached(deps.store, board.code, audience)) {
      const one = await deps.cases.find(number);
      if (!one?.notices.some((notice) => waitsFor(actor, one, notice))) continue;
      await deps.cases.settle(number, (fresh) => fresh.notices.map((notice) => (waitsFor(actor, fresh, notice) ? { ...notice, state: 'queued' as const, nextAt } : notice)));
      deps.wake(number);
    }
  }
}

/** All of them, however many: a notice left out here would be left out for good. Only these are opened. */
async function* unreached(store: Store, board: string, audience: readonly string[]): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page: Page<Summary> = await store.list({ container: 'cases', partition: board, audience, status: ['received'], order: 'worst', limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) if (hasUnreached(item)) yield item.key.id;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

/** What was only to take the place of another notice is not sent when that one, or another in its place, has arrived. */
const waitsFor = (actor: Actor, one: Case, notice: Notice): boolean =>
  notice.recipient === actor.id && notice.channel === 'teams' && isUnreached(notice) && (notice.insteadOf === undefined || !hasArrived(one, notice));

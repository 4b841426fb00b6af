import { audiencesOf } from '../../domain/access';
import type { Board } from '../../domain/board';
import type { Case, Notice } from '../../domain/case';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import type { Actor } from '../../domain/person';
import type { Cases } from '../cases';
import type { Item, Page, Store } from '../store/ports';

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
    for await (const one of unacknowledged(deps.store, board.code, audience)) {
      if (!waitsFor(actor, one)) continue;
      await deps.cases.settle(one.number, (fresh) =>
        fresh.notices.map((notice) => (notice.recipient === actor.id && waits(notice) ? { ...notice, state: 'queued' as const, nextAt } : notice)),
      );
      deps.wake(one.number);
    }
  }
}

/** All of them, however many: a notice left out here would be left out for good. */
async function* unacknowledged(store: Store, board: string, audience: readonly string[]): AsyncGenerator<Case> {
  let cursor: string | undefined;
  do {
    const page: Page<Item<Case>> = await store.query<Case>({ container: 'cases', partition: board, audience, status: ['received'], order: 'worst', limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) yield item.body;
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

function waitsFor(actor: Actor, one: Case): boolean {
  return one.notices.some((notice) => notice.recipient === actor.id && waits(notice));
}

/** Found no conversation, or one that was closed to the bot: both are mended by adding the bot. */
function waits({ about, state, reason }: Notice): boolean {
  return about === 'new' && (state === 'noConversation' || (state === 'failed' && (reason === 'blocked' || reason === 'gone')));
}

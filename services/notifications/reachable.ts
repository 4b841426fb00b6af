import { audiencesOf } from '../../domain/access';
import type { Board } from '../../domain/board';
import type { Case } from '../../domain/case';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import type { Actor } from '../../domain/person';
import type { Cases } from '../cases';
import type { Store } from '../store/ports';

const AT_MOST = 100;

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
    const page = await deps.store.query<Case>({ container: 'cases', partition: board.code, audience, status: ['received'], order: 'worst', limit: AT_MOST });
    const nextAt = (nextStaffed(board.hours, deps.clock(), deps.isHoliday) ?? deps.clock()).toISOString();
    for (const { body } of page.items.filter((item) => waitsFor(actor, item.body))) {
      await deps.cases.settle(body.number, (fresh) =>
        fresh.notices.map((notice) => (notice.recipient === actor.id && notice.state === 'noConversation' ? { ...notice, state: 'queued' as const, nextAt } : notice)),
      );
      deps.wake(body.number);
    }
  }
}

function waitsFor(actor: Actor, one: Case): boolean {
  return one.notices.some((notice) => notice.recipient === actor.id && notice.state === 'noConversation');
}

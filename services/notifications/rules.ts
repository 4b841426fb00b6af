import type { Board } from '../../domain/board';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import type { Case } from '../../domain/case';
import { isOpenToLine } from '../../domain/delivery';
import type { Actor } from '../../domain/person';
import type { People } from '../identity/people';
import type { Owners } from '../owners';
import type { DispatcherDeps } from './dispatcher';
import { messageOf } from './messages';

export interface RulesDeps {
  readonly boards: ReadonlyMap<string, Board>;
  readonly people: People;
  readonly owners: Owners;
  readonly isHoliday: IsHoliday;
  readonly isFor: (actor: Actor, one: Case) => boolean;
  readonly hashOf: (personId: string) => string;
  readonly publicUrl: string;
}

/** What notices say, when people may be disturbed, and whether somebody may still hear of a case. */
export function noticeRules({ boards, people, owners, isHoliday, isFor, hashOf, publicUrl }: RulesDeps): Pick<DispatcherDeps, 'messageFor' | 'mayDisturbAt' | 'stillConcerns'> {
  return {
    async messageFor(notice, current) {
      const locale = notice.recipient === 'reporter' ? current.locale : ((await owners.localeOf(notice.recipient)) ?? 'sv');
      return messageOf(notice, current, locale, `${publicUrl}/workspace`);
    },
    mayDisturbAt: (code, now) => nextStaffed(boards.get(code)?.hours ?? 'always', now, isHoliday) ?? now,
    stillConcerns(notice, current) {
      if (notice.recipient === 'reporter') return true;
      const isPlace = notice.recipient.startsWith('place:');
      if (notice.recipient === 'system' || isPlace) {
        const board = boards.get(current.board);
        // Anybody of the line may sit there, whoever has been put out of the case since among them.
        return board !== undefined && isOpenToLine(current, { board, hashOf }) && !(isPlace && current.status === 'closed');
      }
      const person = people.byId(notice.recipient);
      return person !== undefined && isFor(person, current);
    },
  };
}

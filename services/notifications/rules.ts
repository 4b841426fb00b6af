import type { Board } from '../../domain/board';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import { relationsOf } from '../../domain/access';
import { isOpenToLine } from '../../domain/delivery';
import { concerns } from '../../domain/notices/concerns';
import { CRISIS } from '../../domain/notices/work';
import type { People } from '../identity/people';
import type { Owners } from '../owners';
import type { DispatcherDeps } from './dispatcher';
import { messageOf } from './messages';

export interface RulesDeps {
  readonly boards: ReadonlyMap<string, Board>;
  readonly people: People;
  readonly owners: Owners;
  readonly isHoliday: IsHoliday;
  readonly hashOf: (personId: string) => string;
  readonly publicUrl: string;
}

/** What notices say, when people may be disturbed, and whether somebody may still hear of a case. */
export function noticeRules({ boards, people, owners, isHoliday, hashOf, publicUrl }: RulesDeps): Pick<DispatcherDeps, 'messageFor' | 'mayDisturbAt' | 'stillConcerns'> {
  return {
    async messageFor(notice, current) {
      const locale = notice.recipient === 'reporter' ? current.locale : ((await owners.localeOf(notice.recipient)) ?? 'sv');
      return messageOf(notice, current, locale, `${publicUrl}/workspace`);
    },
    mayDisturbAt: (code, now) => nextStaffed(boards.get(code)?.hours ?? 'always', now, isHoliday) ?? now,
    stillConcerns(notice, current) {
      if (notice.recipient === 'reporter') return true;
      const board = boards.get(current.board);
      const isPlace = notice.recipient.startsWith('place:');
      if (notice.recipient === 'system' || isPlace) {
        // Anybody of the line may sit there, whoever has been put out of the case since among them.
        return board !== undefined && isOpenToLine(current, { board, hashOf }) && !(isPlace && current.status === 'closed');
      }
      if (notice.recipient === CRISIS) return true;
      const person = people.byId(notice.recipient);
      return person !== undefined && board !== undefined && concerns(current, notice, relationsOf(person, current, { board, hashOf }));
    },
  };
}

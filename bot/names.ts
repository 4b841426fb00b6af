import type { Board } from '../domain/board';
import type { Locale } from '../domain/locale';
import { route, usualReader, type Category, type Route } from '../domain/routing';
import { t } from '../locales';

/** A person of the board by name and role, so that nobody has to know who that is. */
export function nameAndRole(board: Board, personId: string, locale: Locale): string {
  const person = board.people.find((one) => one.id === personId);
  const { recipients } = board;
  const kind = (['default', 'deputy', 'independent', 'elected'] as const).find((key) => recipients[key] === personId);
  const role = kind === undefined ? '' : t(locale, `role.${kind === 'default' ? 'coordinator' : kind}`);
  const name = person?.name ?? '';
  if (name === '') return role;
  return role === '' || name.toLowerCase().includes(role.toLowerCase()) ? name : `${name} (${role})`;
}

export interface UsualNames {
  readonly reader: string;
  readonly deputy: string;
  /** False where the deputy is the reader, the reporter, or reads no such reports. */
  readonly deputyStandsIn: boolean;
}

/** Who normally reads this person's reports, and who stands in. */
export function usualNames(board: Board, category: Category, reporterId: string, locale: Locale): UsualNames {
  const found = route(board, { reporterId, category, involved: 'no' });
  const { deputy } = board.recipients;
  return {
    reader: nameAndRole(board, usualReader(board, category, reporterId), locale),
    deputy: board.people.find((person) => person.id === deputy)?.name ?? '',
    deputyStandsIn: found?.audience === 'line' && found.recipient !== deputy && reporterId !== deputy,
  };
}

/** Everybody who reads a report with that route, in one phrase: the coordinator, and the deputy who stands in. */
export function readersOf(board: Board, route: Pick<Route, 'audience' | 'recipient'> & { readonly deputyBarred: boolean }, locale: Locale): string {
  const reader = nameAndRole(board, route.recipient, locale);
  if (route.audience !== 'line' || route.deputyBarred || board.recipients.deputy === route.recipient) return reader;
  return t(locale, 'report.orDeputy', { reader, deputy: nameAndRole(board, board.recipients.deputy, locale) });
}

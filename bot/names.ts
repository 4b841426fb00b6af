import type { Board } from '../domain/board';
import type { Locale } from '../domain/locale';
import { usualReader, type Category, type Route } from '../domain/routing';
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

/** Who normally reads this person's reports, and who stands in. */
export function usualNames(board: Board, category: Category, reporterId: string, locale: Locale): { readonly reader: string; readonly deputy: string } {
  return { reader: nameAndRole(board, usualReader(board, category, reporterId), locale), deputy: nameAndRole(board, board.recipients.deputy, locale) };
}

/** Who reads this report, now for certain. */
export function readerOf(board: Board, route: Route, locale: Locale): string {
  return nameAndRole(board, route.recipient, locale);
}

import type { Locale } from '../domain/locale';
import { t } from '../locales';

/** In the quotation marks of the card's language, whatever language the words are in. */
export const inQuotes = (locale: Locale, words: string): string => `${t(locale, 'quote.opens')}${words}${t(locale, 'quote.closes')}`;

/** So much of a quotation as there is room for, in quotation marks; that it goes on is said outside them, since it stands not there. */
export function quotedShortly(locale: Locale, words: string, atMost: number): string {
  const part = cutAtWord(words, atMost);
  return part === words ? inQuotes(locale, words) : `${inQuotes(locale, part)}\u00a0…`;
}

/** The beginning, to the end of a word, as it stands: no sign of ours is put into what may be a quotation. */
export function cutAtWord(words: string, atMost: number): string {
  if (words.length <= atMost) return words;
  const cut = words.slice(0, atMost);
  const end = Math.max(cut.lastIndexOf(' '), cut.lastIndexOf('\n'));
  return (end > 0 ? cut.slice(0, end) : cut).trimEnd().replace(/[\uD800-\uDBFF]$/u, '');
}

/** `4` is "s. 4", `3-4` is "s. 3–4"; in one line wherever it stands. */
export function pagesOf(locale: Locale, page: string): string {
  return t(locale, page.includes('-') ? 'answer.pages' : 'answer.page', { page: page.replaceAll('-', '–') });
}

import { LOCALES } from '../../../domain/locale';
import { isStopWord } from '../analyse';
import { SEAM, type Line } from './line';

/** After a hyphen at a line's end these words show that it stands for the rest of a word: "trygghets- och säkerhetsarbetet". */
const HANGING = /^(?:och|eller|samt|respektive|till|and|or)\b/iu;

/**
 * Joins a paragraph's lines. A hyphen at a line's end goes where it only divides a word, and stays where it is part of
 * it: after an abbreviation or a figure ("ILS-webben", "2018-2021"), before "och", or where the document writes the
 * word so elsewhere.
 */
export function joinLines(lines: readonly Line[], words: Words): string {
  const parts: string[] = [];
  for (const { text, seam } of lines) {
    const before = parts.pop();
    if (before === undefined) parts.push(text);
    else parts.push(...joined(before, text, words, seam ? SEAM : ''));
  }
  return parts.join('');
}

/** What the line before becomes, and what comes after it. */
function joined(before: string, after: string, words: Words, mark: string): readonly string[] {
  if (!/[\p{L}\p{N}/]-$/u.test(before.slice(-3)) || HANGING.test(after)) return [before, ` ${mark}${after}`];
  const head = /[\p{L}\p{N}-]+-$/u.exec(before.slice(-80))?.[0] ?? '/-';
  const tail = /^[\p{L}\p{N}]+/u.exec(after.slice(0, 80))?.[0] ?? '';
  return [staysHyphen(head, tail, words) ? before : before.slice(0, -1), `${mark}${after}`];
}

function staysHyphen(head: string, tail: string, words: Words): boolean {
  if (head === '/-' || head.length === 2 || /\p{N}/u.test(head) || /^[\p{Lu}\p{N}]/u.test(tail)) return true;
  if (head === head.toUpperCase()) return true;
  return words.has(`${head}${tail}`.toLowerCase());
}

/** The words of a text in lower case, hyphens within them kept, and how often each stands there. */
export type Words = ReadonlyMap<string, number>;

export function wordsOf(lines: readonly Line[]): Words {
  const words = new Map<string, number>();
  for (const { text } of lines) for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu)) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

/**
 * A heading as it was meant: "trygghets - och" has a blank too many, and so have two bits that are no words of the
 * document while together they are ("inr iktat").
 */
export function mendHeading(heading: string, words: Words): string {
  const tokens = heading.replace(/(\p{L}) - (?=(?:och|eller|samt)\b)/gu, '$1- ').replace(/\s+/gu, ' ').trim().split(' ');
  const mended: string[] = [];
  for (const token of tokens) {
    const before = mended.at(-1);
    if (before !== undefined && isBroken(before, token, words)) mended[mended.length - 1] = `${before}${token}`;
    else mended.push(token);
  }
  return mended.join(' ');
}

const LETTERS = /^\p{L}+$/u;

function isBroken(first: string, second: string, words: Words): boolean {
  if (!LETTERS.test(first) || !/^\p{Ll}+$/u.test(second)) return false;
  const [a, b] = [first.toLowerCase(), second];
  const whole = `${a}${b}`;
  // "Passerkort i parker": what is a word by itself is no bit of one.
  if (LOCALES.some((locale) => isStopWord(b, locale))) return false;
  return whole.length >= 5 && isWord(whole, words) && !occurs(a, words) && !occurs(b, words);
}

/** Once is the heading itself. */
const occurs = (word: string, words: Words): boolean => (words.get(word) ?? 0) > 1;

/** The word itself, or one that only ends otherwise: "inriktat" where the document has "inrikta". */
function isWord(word: string, words: Words): boolean {
  if (words.has(word)) return true;
  for (let cut = 1; cut <= 2; cut += 1) if (word.length - cut >= 5 && words.has(word.slice(0, -cut))) return true;
  return ['t', 'a', 'en', 'et', 's'].some((ending) => words.has(`${word}${ending}`));
}

import { isGivenNameAsWritten } from '../privacy/givenNames';
import { endsAsSurname, isOnlyName } from './words';

const WORD = /\p{L}+(?:[-’']\p{L}+)*/gu;
/** A word with a capital within a sentence or after an initial, or words in capitals. */
const CAPITAL = /(?<=[\p{L}:,] |\p{Lu}\. ?)\p{Lu}\p{Ll}|(?<=\p{Ll} )\p{Lu}{3,}/u;

const REMEMBERED = 50_000;
const remembered = new Map<string, boolean>();

/** False where no word of a text can be a name: most texts name nobody, and there are many of them. */
export function mayName(text: string): boolean {
  if (text.includes('@') || CAPITAL.test(text)) return true;
  for (const [word] of text.matchAll(WORD)) if (mayBeName(word)) return true;
  return false;
}

/** False for a word, as it is written, that is no name by itself; with a capital it may be one beside another. */
export function mayBeName(word: string): boolean {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const told = looksLikeName(word);
  remembered.set(word, told);
  return told;
}

function looksLikeName(word: string): boolean {
  const small = word.toLowerCase();
  return small.split(/[-’']/u).some((part) => endsAsSurname(part) || (word === small ? isOnlyName(part) : isGivenNameAsWritten(part)));
}

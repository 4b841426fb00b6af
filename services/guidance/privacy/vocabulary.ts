import { setImmediate as breath } from 'node:timers/promises';
import { LOCALES, type Locale } from '../../../domain/locale';
import { fold, isStopWord, stem, tokenise } from '../analyse';
import { everydayShare } from '../everydayWords';
import { isLightWord } from '../lightWords';
import type { Concept } from '../synonyms';
import type { Passage } from '../types';
import { GENERAL_WORDS } from './generalWords';
import { isGivenName } from './givenNames';

/** The words that the guidance itself and its word list use, beside everyday words and those of administration. A name, a place or a slip is none of them. */
export interface Vocabulary {
  /** Of a word as it is written: with a capital, what many people are called is no word. */
  has(word: string): boolean;
}

const CAPITAL = /^\p{Lu}/u;
const WORD = /[\p{L}\p{N}]+/gu;
const ABBREVIATION = /^\p{Lu}{2,5}$/u;
const SHORTEST_HALF = 4;
/** Passages and words between which others get their turn. */
const AT_A_TIME = 500;

/**
 * Words that stand in the passages only with a capital are left out: those may be names of people and places. What the
 * word list has counts however it is written.
 */
export async function vocabularyOf(passages: readonly Passage[], concepts: readonly Concept[]): Promise<Vocabulary> {
  const raw = new Set([...GENERAL_WORDS, ...concepts.flatMap(({ sv, en, fi }) => [...sv, ...en, ...fi]).flatMap(tokenise)]);
  for (const [at, { title, text, keywords }] of passages.entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await breath();
    for (const word of [title, text, ...keywords].join(' ').normalize('NFC').match(WORD) ?? []) {
      if (!CAPITAL.test(word) || ABBREVIATION.test(word)) raw.add(word.toLowerCase());
    }
  }
  const words = new Set<string>();
  for (const [at, word] of [...raw].entries()) {
    if (at % AT_A_TIME === AT_A_TIME - 1) await breath();
    words.add(fold(word));
    for (const locale of LOCALES) words.add(fold(stem(word, locale)));
  }
  const plain = new Set([...raw].map(fold));
  return { has: (word) => isKnown(words, word.toLowerCase()) && !isName(plain, word) };
}

/** "per år" is none, and neither is "kalla"; "Per", "anna" and "kalle" are. */
function isName(plain: ReadonlySet<string>, word: string): boolean {
  const small = word.toLowerCase();
  return isGivenName(small) && (CAPITAL.test(word) || !(everydayShare(small) < 1 || LOCALES.some((locale) => isStopWord(small, locale)) || plain.has(fold(small))));
}

function isKnown(words: ReadonlySet<string>, word: string): boolean {
  return isEveryday(word) || stands(words, word) || isCompound(words, word);
}

const isEveryday = (word: string): boolean => everydayShare(word) < 1 || LOCALES.some((locale: Locale) => isStopWord(word, locale) || isLightWord(word, locale));

const stands = (words: ReadonlySet<string>, word: string): boolean => words.has(fold(word)) || LOCALES.some((locale) => words.has(fold(stem(word, locale))));

/** Two known words written as one, as Swedish does, with or without an s between them. */
function isCompound(words: ReadonlySet<string>, word: string): boolean {
  for (let cut = SHORTEST_HALF; cut <= word.length - SHORTEST_HALF; cut += 1) {
    const first = word.slice(0, cut);
    if (stands(words, word.slice(cut)) && (stands(words, first) || (first.endsWith('s') && stands(words, first.slice(0, -1))))) return true;
  }
  return false;
}

import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFinnish } from '@orama/stemmers/finnish';
import { stemmer as stemSwedish } from '@orama/stemmers/swedish';
import type { Locale } from '../../domain/locale';
import { FINNISH_STOP_WORDS, STOP_WORDS } from './stopWords';

const PLAIN = /^[\da-z]*$/u;
const WORD = /[\p{L}\p{N}]+/gu;
const TAG = /<[^<>]{0,200}>/gu;
const ENTITY = /&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,8});/giu;
const LETTER_ENTITIES: Readonly<Record<string, string>> = { '&aring;': 'å', '&auml;': 'ä', '&ouml;': 'ö', '&eacute;': 'é' };

/** No word is longer: what is, is a slip or a code, and stemmers take the square of its length. It is told by its beginning. */
const LONGEST_WORD = 100;

/** Words in order: NFC, lower case, letters and digits; markup falls away. */
export function tokenise(text: string): readonly string[] {
  const words = text.normalize('NFC').replace(TAG, ' ').toLowerCase().replace(ENTITY, (entity) => LETTER_ENTITIES[entity] ?? ' ').match(WORD) ?? [];
  return words.some((word) => word.length > LONGEST_WORD) ? words.map((word) => word.slice(0, LONGEST_WORD)) : words;
}

/** As typed on a keyboard without å, ä and ö; other accents fall away too. */
export function fold(word: string): string {
  return PLAIN.test(word) ? word : word.normalize('NFD').replace(/\p{M}/gu, '');
}

/** What a word may be stemmed in: the languages of the passages, and Finnish for what is asked. */
export type SpokenLanguage = Locale | 'fi';

const STEMMERS: Readonly<Record<SpokenLanguage, (word: string) => string>> = {
  sv: stemSwedishWord,
  en: stemEnglish,
  fi: stemFinnish,
};
const MAX_REMEMBERED = 20_000;
const remembered: Readonly<Record<SpokenLanguage, Map<string, string>>> = { sv: new Map(), en: new Map(), fi: new Map() };

/** A word's stem. What is remembered is bounded: questions hold any letters at all. */
export function stem(word: string, language: SpokenLanguage): string {
  const memory = remembered[language];
  const known = memory.get(word);
  if (known !== undefined) return known;
  const made = STEMMERS[language](word);
  if (memory.size >= MAX_REMEMBERED) memory.clear();
  memory.set(word, made);
  return made;
}

/** The stemmer keeps the neuter article ("programmet", "systemets"), which would part it from "program" and "system". */
function stemSwedishWord(word: string): string {
  const base = stemSwedish(word);
  if (!/..[aeiouyåäö].*[^aeiouyåäö]ets?$/u.test(base)) return base;
  const cut = base.replace(/ets?$/u, '');
  return /(mm|nn)$/u.test(cut) ? cut.slice(0, -1) : cut;
}

const FOLDED_STOP_WORDS: ReadonlySet<string> = new Set([...STOP_WORDS.sv].map(fold));

/** True for words that say nothing of a question's subject, å, ä and ö typed or not. */
export function isStopWord(word: string, locale: Locale): boolean {
  return STOP_WORDS[locale].has(word) || FINNISH_STOP_WORDS.has(word) || (locale === 'sv' && FOLDED_STOP_WORDS.has(word));
}

const SHORTEST = 4;
const LONGEST = 5;

/**
 * Runs of four and five characters of the folded word with a blank at both ends, so that compounds, inflections and
 * misspellings meet. A word too short for one run gives itself.
 */
export function grams(word: string): readonly string[] {
  const padded = ` ${fold(word)} `;
  if (padded.length <= SHORTEST) return [padded];
  const runs: string[] = [];
  for (let length = SHORTEST; length <= LONGEST; length += 1) {
    for (let start = 0; start + length <= padded.length; start += 1) runs.push(padded.slice(start, start + length));
  }
  return runs;
}

/** The language a text seems to be in, by its function words; undefined where they do not tell. */
export function languageOf(text: string): Locale | undefined {
  let swedish = 0;
  let english = 0;
  for (const word of tokenise(text).slice(0, 100)) {
    const sv = STOP_WORDS.sv.has(word) || /[åäö]/u.test(word);
    const en = STOP_WORDS.en.has(word);
    if (sv && !en) swedish += 1;
    if (en && !sv) english += 1;
  }
  if (swedish === english) return undefined;
  return swedish > english ? 'sv' : 'en';
}

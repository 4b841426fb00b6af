import { grams, tokenise } from './analyse';
import { everydayShare } from './everydayWords';
import { matchOfParts } from './parts';
import type { QueryWord, Slot } from './query';
import { stemTerm, type TextIndex } from './textIndex';

/** What a piece of text speaks of, in the terms of an index. */
export interface Terms {
  readonly index: TextIndex;
  readonly stems: ReadonlySet<number>;
  readonly grams: ReadonlySet<number>;
}

const isTerm = (term: number | undefined): term is number => term !== undefined;

const MAX_REMEMBERED = 3_000;
const remembered = new WeakMap<TextIndex, Map<string, Terms>>();

/** What was worked out before is remembered for as long as the index lives: the same few passages are looked at again and again. */
export function termsOf(index: TextIndex, text: string): Terms {
  const memory = remembered.get(index) ?? new Map<string, Terms>();
  remembered.set(index, memory);
  const known = memory.get(text);
  if (known) return known;
  if (memory.size >= MAX_REMEMBERED) memory.clear();
  const made = workOut(index, text);
  memory.set(text, made);
  return made;
}

function workOut(index: TextIndex, text: string): Terms {
  const said = tokenise(text).map((word) => wordOf(index, word));
  return { index, stems: new Set(said.map(({ stem }) => stem).filter(isTerm)), grams: new Set(said.flatMap((word) => word.grams)) };
}

interface WordTerms {
  readonly stem: number | undefined;
  readonly grams: readonly number[];
}

const MAX_WORDS = 20_000;
const words = new WeakMap<TextIndex, Map<string, WordTerms>>();

/** A word in the index's terms: the same words stand in all passages. */
function wordOf(index: TextIndex, word: string): WordTerms {
  const memory = words.get(index) ?? new Map<string, WordTerms>();
  words.set(index, memory);
  const known = memory.get(word);
  if (known) return known;
  if (memory.size >= MAX_WORDS) memory.clear();
  const made = { stem: stemTerm(index, word), grams: grams(word).map((gram) => index.vocabulary.grams.get(gram)).filter(isTerm) };
  memory.set(word, made);
  return made;
}

/** A compound that no text has, of words that the text has, says nearly the same. */
export const OF_PARTS = 0.8;

/** Below this share a piece has a word's runs of characters by chance. */
const PARTLY = 0.7;

/** How far a piece of text speaks of what a slot means, from 0 to 1. */
export function meets(terms: Terms, { alternatives, known, text }: Slot): number {
  let best = known ? 0 : OF_PARTS * matchOfParts(terms.index, text, (stem) => terms.stems.has(stem));
  for (const { certainty, words } of alternatives) if (certainty > best) best = Math.max(best, certainty * meetsAll(terms, words));
  return best;
}

/** The mean of the words; half of it where one of them is not there at all: "säkerhetsarbete" is no "säkerhetsråd". */
function meetsAll(terms: Terms, words: readonly QueryWord[]): number {
  let sum = 0;
  let missing = false;
  for (const word of words) {
    const match = meetsWord(terms, word);
    sum += match;
    missing ||= match === 0;
  }
  const mean = sum / Math.max(1, words.length);
  return missing ? mean / 2 : mean;
}

function meetsWord(terms: Terms, word: QueryWord): number {
  if (word.stem !== undefined && terms.stems.has(word.stem)) return 1;
  if (word.grams.length < PARTLY * word.gramCount) return 0;
  // Counted by hand: this is what choosing an answer spends its time on.
  let shared = 0;
  for (const gram of word.grams) if (terms.grams.has(gram)) shared += 1;
  const share = shared / word.gramCount;
  return share >= PARTLY ? share : 0;
}

/** What a slot counts beside others: everyday words hardly do. */
export function importanceOf({ information, text }: Slot): number {
  return information * everydayShare(text);
}

/** How much of what is asked a piece of text speaks of: information, not a share. */
export function speaksOf(terms: Terms, slots: readonly Slot[]): number {
  return slots.reduce((sum, slot) => sum + importanceOf(slot) * meets(terms, slot), 0);
}

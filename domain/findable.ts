import type { Case } from './case';
import { normalise } from './words';
import { latest } from './work/views';

/** More words than this are not kept: a description is no register of persons. */
const MOST = 60;
const SHORTEST = 3;
/** Characters of a word or phrase that are looked at. */
const LONGEST = 200;

/** A word or phrase as it is compared: lower case, single spaces, no punctuation around it. */
export function findable(text: string): string {
  const letters = Array.from(normalise(text).slice(0, LONGEST));
  const isWord = (letter: string): boolean => /[\p{L}\d]/u.test(letter);
  const first = letters.findIndex(isWord);
  return first < 0 ? '' : letters.slice(first, letters.findLastIndex(isWord) + 1).join('');
}

/**
 * What a case may be found by, normalised: the linked matter, where it happened, and persons who are named (whoever gave
 * a bribe, and words written as names in the description). Only keyed hashes of these ever reach a store in the clear.
 */
export function findableWords(one: Case): readonly string[] {
  const value = (id: string): string => one.answers.find((answer) => answer.id === id)?.value ?? '';
  const places = [value('placeName'), latest(one, 'workplaceSet')?.workplace ?? '', value('unit')];
  const words = [...phrases(value('matter')), ...places.flatMap(phrases), ...phrases(value('bribeGiver')), ...names(value('description'))];
  return [...new Set(words.map(findable).filter((word) => word.length >= SHORTEST))].slice(0, MOST);
}

/**
 * What to look for where somebody searches for this: each of its words, all of which must be there, in whatever order;
 * the whole where no word of it is long enough.
 */
export function searchWords(text: string): readonly string[] {
  const words = [...new Set(text.slice(0, LONGEST).split(/\s+/).map(findable).filter((word) => word.length >= SHORTEST))];
  return words.length > 0 ? words : [findable(text)];
}

/** The whole and each of its words. */
const phrases = (text: string): readonly string[] => [text, ...text.split(/\s+/)];

/** Words that begin with a capital letter, and neighbours of such together. */
const names = (text: string): readonly string[] => (text.match(/\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'-]+)*/gu) ?? []).flatMap(phrases);

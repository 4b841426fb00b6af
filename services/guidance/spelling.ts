import { fold, isStopWord, stem, tokenise } from './analyse';
import { elsewhereIn } from './elsewhere';
import { everydayShare } from './everydayWords';
import { isLightWord } from './lightWords';
import type { Concept } from './synonyms';

/** Letters of a word, doubled ones once, below which it is too short to be told from another that is spelt much the same. */
const SHORTEST = 7;
/** From this length on two slips are forgiven, else one. */
const LONG = 11;
/** Where only the last letters differ, it is another form or another word, and no slip. */
const ENDING = 3;
/** Nobody misspells more than a few words; a pasted text is read as it is. */
const MOST_WORDS = 30;

/** A word as it is spelt by ear: without dots and rings, with no letter twice in a row. */
function heard(word: string): string {
  return fold(word).replace(/(\p{L})\1+/gu, '$1').replaceAll('ck', 'k').replaceAll('w', 'v').replaceAll('z', 's');
}

interface Target {
  readonly word: string;
  readonly heard: string;
}

const remembered = new WeakMap<readonly Concept[], readonly Target[]>();

/** The words that people are known to use for what the guidance speaks of. */
function targetsOf(concepts: readonly Concept[]): readonly Target[] {
  const known = remembered.get(concepts);
  if (known) return known;
  const words = new Set(concepts.flatMap(({ sv, en, fi }) => [...sv, ...en, ...fi].flatMap(tokenise)));
  const made = [...words].map((word) => ({ word, heard: heard(word) })).filter((target) => target.heard.length >= SHORTEST - 2 && everydayShare(target.word) === 1);
  remembered.set(concepts, made);
  return made;
}

/**
 * The question with words that no text knows read as the words of the list of synonyms that they are misspelt for:
 * "otilåten påvärkan". The same question where there is none.
 * @param isKnown whether any text has the word
 */
export function respelt(text: string, concepts: readonly Concept[], isKnown: (word: string) => boolean): string {
  const words = tokenise(text);
  if (words.length > MOST_WORDS) return text;
  const read = words.map((word) => (isKnown(word) || !mayBeMisspelt(word) ? word : (nearest(word, targetsOf(concepts)) ?? word)));
  return read.every((word, at) => word === words[at]) ? text : read.join(' ');
}

function mayBeMisspelt(word: string): boolean {
  return /^\p{L}{5,40}$/u.test(word) && everydayShare(word) === 1 && elsewhereIn(word).length === 0 && (['sv', 'en'] as const).every((locale) => !isStopWord(word, locale) && !isLightWord(word, locale));
}

/** The word that it is nearest to, where no other is as near: its forms aside. */
function nearest(word: string, targets: readonly Target[]): string | undefined {
  const said = heard(word);
  const allowed = said.length >= LONG ? 2 : said.length >= SHORTEST ? 1 : 0;
  const near = targets.map((target) => ({ word: target.word, slips: slipsFrom(said, target.heard, allowed) })).filter(({ slips }) => slips <= allowed);
  const least = Math.min(...near.map(({ slips }) => slips));
  const [first, ...others] = near.filter(({ slips }) => slips === least);
  return first && others.every((other) => stem(other.word, 'sv') === stem(first.word, 'sv')) ? first.word : undefined;
}

function slipsFrom(said: string, target: string, allowed: number): number {
  if (said === target) return 0;
  if (target[0] !== said[0] || Math.abs(target.length - said.length) > allowed || differInEnding(said, target)) return Infinity;
  return slipsBetween(said, target, allowed);
}

function differInEnding(one: string, other: string): boolean {
  const same = Math.max(one.length, other.length) - ENDING;
  return one.slice(0, same) === other.slice(0, same);
}

/** Letters left out, put in, changed or swapped with the next one. @returns more than `most` as soon as it is more */
function slipsBetween(one: string, other: string, most: number): number {
  let before: readonly number[] = [];
  let row: readonly number[] = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (before[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed, swapped));
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[other.length] ?? most + 1;
}

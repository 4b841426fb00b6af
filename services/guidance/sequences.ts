import { at } from './terms';
import type { VocabularyBuilder } from './vocabulary';

/** Texts as the numbers of their words' stems, one after another. */
export interface Sequences {
  /** The words of text `t` are `starts[t]` to `starts[t + 1]` of `words`. */
  readonly starts: Uint32Array;
  /** Each {@link numbered}, with {@link BREAK} between a text's strings. */
  readonly words: Uint32Array;
}

const BREAK = 0xffffffff;

export class SequencesBuilder {
  private readonly starts: number[] = [0];
  private readonly words: number[] = [];

  add(strings: readonly (readonly string[])[], vocabulary: VocabularyBuilder): void {
    for (const words of strings) {
      for (const word of words) {
        const { stem, light } = vocabulary.know(word);
        this.words.push(numbered(stem, light));
      }
      this.words.push(BREAK);
    }
    this.starts.push(this.words.length);
  }

  finish(): Sequences {
    return { starts: Uint32Array.from(this.starts), words: Uint32Array.from(this.words) };
  }
}

/** A word as it stands in a sequence: a function word and another with its stem are two. */
export function numbered(stem: number, light: boolean): number {
  return stem * 2 + (light ? 1 : 0);
}

const isLight = (word: number): boolean => word % 2 === 1;

/** More words than any vocabulary has. */
const WORDS = 2 ** 26;

/** Two words side by side, in whichever order. */
export function pairOf(one: number, other: number): number {
  return Math.min(one, other) * WORDS + Math.max(one, other);
}

/**
 * Calls back for each two words that stand side by side in a text, and for each two that have only function words
 * between them.
 * @param isAsked says which words matter; others are looked past
 */
export function eachPair({ starts, words }: Sequences, text: number, isAsked: (word: number) => boolean, found: (pair: number) => void): void {
  let before = BREAK;
  let telling = BREAK;
  const end = at(starts, text + 1);
  for (let place = at(starts, text); place < end; place += 1) {
    const word = at(words, place);
    if (word !== BREAK && isAsked(word)) {
      if (before !== BREAK && isAsked(before)) found(pairOf(before, word));
      if (telling !== before && telling !== BREAK && !isLight(word) && isAsked(telling)) found(pairOf(telling, word));
    }
    before = word;
    if (word === BREAK || !isLight(word)) telling = word;
  }
}

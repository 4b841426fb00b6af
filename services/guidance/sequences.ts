import { at, longer } from './terms';
import type { KnownWord } from './vocabulary';

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
  private words = new Uint32Array(1024);
  private count = 0;

  add(strings: readonly (readonly KnownWord[])[]): void {
    for (const words of strings) {
      for (const { stem, light } of words) this.push(numbered(stem, light));
      this.push(BREAK);
    }
    this.starts.push(this.count);
  }

  finish(): Sequences {
    return { starts: Uint32Array.from(this.starts), words: this.words.slice(0, this.count) };
  }

  private push(word: number): void {
    if (this.count === this.words.length) this.words = longer(this.words, new Uint32Array(this.count * 2));
    this.words[this.count] = word;
    this.count += 1;
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

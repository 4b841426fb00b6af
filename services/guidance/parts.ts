import { stemTerm, type TextIndex } from './textIndex';

/** Two words that a compound can be made of, by their stems: what it is a kind of, and what kind. */
interface Parting {
  readonly last: number;
  readonly firsts: readonly number[];
}

const SHORTEST_FIRST = 3;
const SHORTEST_LAST = 4;

const MAX_REMEMBERED = 3_000;
const remembered = new WeakMap<TextIndex, Map<string, readonly Parting[]>>();

/** A word in the ways in which it can be a compound of the texts' words; the same few questions' words are looked at in many sentences. */
function partingsOf(index: TextIndex, word: string): readonly Parting[] {
  const memory = remembered.get(index) ?? new Map<string, readonly Parting[]>();
  remembered.set(index, memory);
  const known = memory.get(word);
  if (known) return known;
  if (memory.size >= MAX_REMEMBERED) memory.clear();
  const made = part(index, word);
  memory.set(word, made);
  return made;
}

function part(index: TextIndex, word: string): readonly Parting[] {
  const partings: Parting[] = [];
  for (let cut = SHORTEST_FIRST; cut <= word.length - SHORTEST_LAST; cut += 1) {
    const last = stemTerm(index, word.slice(cut));
    if (last === undefined) continue;
    const firsts = new Set([word.slice(0, cut), word.slice(0, cut).replace(/s$/u, '')].map((first) => (first.length < SHORTEST_FIRST ? undefined : stemTerm(index, first))));
    partings.push({ last, firsts: [...firsts].filter((first) => first !== undefined) });
  }
  return partings;
}

/** What a text that has what the compound is a kind of says of it: "anvisning" of "bruksanvisning". */
const KIND_OF = 0.4;

/**
 * 1 where a text has both parts of the compound, less where it has what the compound is a kind of.
 * @param has true for the stems that the text has
 */
export function matchOfParts(index: TextIndex, word: string, has: (stem: number) => boolean): number {
  return Math.max(0, ...partingsOf(index, word).filter(({ last }) => has(last)).map(({ firsts }) => (firsts.some(has) ? 1 : KIND_OF)));
}

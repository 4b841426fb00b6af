import type { Locale } from '../../domain/locale';
import { isStopWord } from './analyse';
import { at } from './terms';
import { stemTerm, type TextIndex } from './textIndex';
import { numbered, pairOf } from './sequences';

/** How a question is put, beside what it speaks of. */
export interface Phrasing {
  /** Stems of its function words that the texts have, each once: "är", "inte". */
  readonly light: readonly number[];
  /** Its words as they stand in sequences. */
  readonly words: ReadonlySet<number>;
  /** Words that stand side by side in it, to what a text gains that has them so. */
  readonly pairs: ReadonlyMap<number, number>;
}

/** What words side by side weigh, as a share of their information; more where both tell something. Chosen as in `query.ts`. */
const SIDE_BY_SIDE = 0.4;
const TELLING = 0.6;
/** A pasted document is told by its beginning. */
const MAX_WORDS = 100;

interface Placed {
  readonly word: number;
  readonly idf: number;
  readonly light: boolean;
}

/** @param words of the question, in its order. @param spoken the language it seems to be in */
export function phrasingOf(words: readonly string[], index: TextIndex, spoken: Locale): Phrasing {
  const placed = words.slice(0, MAX_WORDS).map((word) => placeOf(word, index));
  const pairs = new Map<number, number>();
  const telling = placed.filter((one) => one === undefined || !one.light);
  addPairs(placed, SIDE_BY_SIDE, index, pairs);
  addPairs(telling, TELLING, index, pairs);
  const known = placed.filter((one) => one !== undefined);
  const light = spoken === index.locale ? known.filter((one) => one.light).map(({ word }) => word >>> 1) : [];
  return { light: [...new Set(light)], words: new Set(known.map(({ word }) => word)), pairs };
}

function placeOf(word: string, index: TextIndex): Placed | undefined {
  const stem = stemTerm(index, word);
  if (stem === undefined) return undefined;
  const light = isStopWord(word, index.locale);
  return { word: numbered(stem, light), idf: at(index.stems.idf, stem), light };
}

function addPairs(placed: readonly (Placed | undefined)[], share: number, index: TextIndex, pairs: Map<number, number>): void {
  placed.forEach((one, position) => {
    const next = placed[position + 1];
    if (!one || !next || one.word === next.word) return;
    const pair = pairOf(one.word, next.word);
    const information = Math.min(one.idf + next.idf, index.stems.unknownIdf);
    pairs.set(pair, (pairs.get(pair) ?? 0) + share * information);
  });
}

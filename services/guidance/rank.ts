import type { Alternative, QueryWord, Slot } from './query';
import { addScores, at, contains } from './terms';
import type { TextIndex } from './textIndex';

export interface Hit {
  /** Position of the text in the index. */
  readonly doc: number;
  readonly score: number;
}

/** A whole word weighs as much as this share of its character runs together; chosen on SweQUAD and SweFAQ, see `query.ts`. */
const STEM_WEIGHT = 1;
/** A text that has some of a word's runs has them by chance below this share. */
const PARTLY = 0.6;

/**
 * The best texts for a question, best first; equal scores in the order of the texts.
 * @param prefer factor on each text's score.
 */
export function rank(index: TextIndex, slots: readonly Slot[], limit: number, prefer: (doc: number) => number): readonly Hit[] {
  const total = new Float32Array(index.size);
  const highest = new Float32Array(index.size);
  const one = new Float32Array(index.size);
  for (const { alternatives, weight } of slots) {
    alternatives.forEach((way, position) => {
      const scores = position === 0 ? highest : one;
      scores.fill(0);
      addAlternative(index, way, scores);
      if (position > 0) keepHigher(highest, one);
    });
    for (let doc = 0; doc < total.length; doc += 1) total[doc] = at(total, doc) + weight * at(highest, doc);
  }
  return best(total, limit, prefer);
}

/** Picks the highest few, without sorting the rest. */
function best(scores: Float32Array, limit: number, prefer: (doc: number) => number): readonly Hit[] {
  const hits: Hit[] = [];
  for (let doc = 0; doc < scores.length; doc += 1) {
    const score = at(scores, doc) * prefer(doc);
    const last = hits[hits.length - 1];
    if (score <= 0 || (hits.length === limit && last && last.score >= score)) continue;
    let place = hits.length;
    while (place > 0 && (hits[place - 1]?.score ?? 0) < score) place -= 1;
    hits.splice(place, 0, { doc, score });
    if (hits.length > limit) hits.pop();
  }
  return hits;
}

function addAlternative(index: TextIndex, { weight, words }: Alternative, scores: Float32Array): void {
  for (const word of words) {
    if (word.stem !== undefined) addScores(index.stems, word.stem, weight * STEM_WEIGHT, scores);
    for (const gram of word.grams) addScores(index.grams, gram, weight * word.gramWeight, scores);
  }
}

function keepHigher(highest: Float32Array, other: Float32Array): void {
  for (let doc = 0; doc < highest.length; doc += 1) if (at(other, doc) > at(highest, doc)) highest[doc] = at(other, doc);
}

/** How far a text speaks of what a slot means, from 0 to 1. */
export function matchOf(index: TextIndex, slot: Slot, doc: number): number {
  return Math.max(0, ...slot.alternatives.map((way) => way.certainty * meanMatch(index, way.words, doc)));
}

function meanMatch(index: TextIndex, words: readonly QueryWord[], doc: number): number {
  return words.reduce((sum, word) => sum + wordMatch(index, word, doc), 0) / Math.max(1, words.length);
}

function wordMatch(index: TextIndex, word: QueryWord, doc: number): number {
  if (word.stem !== undefined && contains(index.stems, word.stem, doc)) return 1;
  const shared = word.grams.filter((gram) => contains(index.grams, gram, doc)).length;
  const share = shared / word.gramCount;
  return share >= PARTLY ? share : 0;
}

import type { Phrasing } from './phrasing';
import type { Alternative, Query, QueryWord, Slot } from './query';
import { eachPair } from './sequences';
import { addRoots, addScores, at, contains } from './terms';
import type { Layer, TextIndex } from './textIndex';

export interface Hit {
  /** Position of the text in the index. */
  readonly doc: number;
  readonly score: number;
}

/** A whole word weighs as much as this share of its character runs together; chosen on SweQUAD and SweFAQ, see `query.ts`. */
const STEM_WEIGHT = 1;
/** What a function word counts beside one with a subject. */
const LIGHT_WORD = 0.5;
/** So many of the best texts are read for words that stand side by side as in the question. */
const READ = 100;
/** A text that has some of a word's runs has them by chance below this share. */
const PARTLY = 0.6;

/**
 * The best texts for a question, best first; equal scores in the order of the texts. A text's score is that of the
 * whole and that of its best window.
 * @param prefer factor on each text's score.
 */
export function rank(index: TextIndex, query: Query, limit: number, prefer: (doc: number) => number): readonly Hit[] {
  const whole = scoresOf(index, query);
  addBestWindows(index, query, whole);
  const near = best(whole, Math.max(limit, READ), prefer);
  const read = near.map(({ doc, score }) => ({ doc, score: score + prefer(doc) * sideBySide(index, query.phrasing, doc) }));
  return read.sort((a, b) => b.score - a.score || a.doc - b.doc).slice(0, limit);
}

/**
 * Sum of the square roots of what each slot scores: a text that has a little of everything that was asked comes before
 * one that has much of a part of it.
 */
function scoresOf(layer: Layer, { slots, phrasing }: Query): Float32Array {
  const total = new Float32Array(layer.size);
  const highest = new Float32Array(layer.size);
  const one = new Float32Array(layer.size);
  for (const { alternatives, weight } of slots) {
    alternatives.forEach((way, position) => {
      const scores = position === 0 ? highest : one;
      scores.fill(0);
      addAlternative(layer, way, scores);
      if (position > 0) keepHigher(highest, one);
    });
    for (let doc = 0; doc < total.length; doc += 1) total[doc] = at(total, doc) + weight * Math.sqrt(at(highest, doc));
  }
  for (const stem of phrasing.light) addRoots(layer.stems, stem, LIGHT_WORD, total);
  return total;
}

function addBestWindows({ windows, size }: TextIndex, query: Query, scores: Float32Array): void {
  if (!windows) {
    for (let doc = 0; doc < size; doc += 1) scores[doc] = at(scores, doc) * 2;
    return;
  }
  const found = scoresOf(windows, query);
  const highest = new Float32Array(size);
  for (let window = 0; window < found.length; window += 1) {
    const doc = at(windows.textOf, window);
    if (at(found, window) > at(highest, doc)) highest[doc] = at(found, window);
  }
  for (let doc = 0; doc < size; doc += 1) scores[doc] = at(scores, doc) + at(highest, doc);
}

/** What a text gains by having words side by side as the question has them, each pair once. */
function sideBySide({ sequences }: TextIndex, { words, pairs }: Phrasing, doc: number): number {
  const found = new Set<number>();
  eachPair(sequences, doc, (word) => words.has(word), (pair) => pairs.has(pair) && found.add(pair));
  let gain = 0;
  for (const pair of found) gain += pairs.get(pair) ?? 0;
  return gain;
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

function addAlternative(layer: Layer, { weight, words }: Alternative, scores: Float32Array): void {
  for (const word of words) {
    if (word.stem !== undefined) addScores(layer.stems, word.stem, weight * STEM_WEIGHT, scores);
    for (const gram of word.grams) addScores(layer.grams, gram, weight * word.gramWeight, scores);
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

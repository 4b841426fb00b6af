import type { Phrasing } from './phrasing';
import type { Alternative, Query, QueryWord, Slot } from './query';
import { eachPair } from './sequences';
import { addRoots, addScores, at, contains, postingsOf } from './terms';
import type { Layer, TextIndex } from './textIndex';
import { likelihoods } from './wording';

export interface Hit {
  /** Position of the text in the index. */
  readonly doc: number;
  readonly score: number;
}

/** A whole word weighs as much as this share of its character runs together; chosen on SweQUAD and SweFAQ, see `query.ts`. */
const STEM_WEIGHT = 0.5;
/** What a function word counts beside one with a subject. */
const LIGHT_WORD = 0.5;
/** A run of characters that more texts have tells less than adding it up costs. */
const MOST_POSTINGS = 2_000;
/** So many of the best texts are weighed for who asks and when; of them the best are read for words side by side as in the question. */
const NEAR = 400;
const READ = 100;
/** What the wording tells of a text beside the words that it has: both differ among texts by a standard deviation. Chosen as in `wording.ts`. */
const WORDING = 0.75;
/** A text that has some of a word's runs has them by chance below this share. */
const PARTLY = 0.6;

/**
 * The best texts for a question, best first; equal scores in the order of the texts. A text's score is that of the
 * whole and that of its best window.
 * @param prefer factor on each text's score; 0 hides it.
 */
export function rank(index: TextIndex, query: Query, limit: number, prefer: (doc: number) => number): readonly Hit[] {
  const whole = scoresOf(index, query);
  addBestWindows(index, query, whole);
  const read = nearest(whole, Math.max(limit, READ), prefer);
  const said = read.map((one) => ({ ...one, score: one.score + one.factor * sideBySide(index, query.phrasing, one.doc) }));
  return worded(index, query, said).sort(byScore).slice(0, limit);
}

/** The best by score and preference, among those that score highest; further ones where preference hides too many of them. */
function nearest(scores: Float32Array, count: number, prefer: (doc: number) => number) {
  for (let looked = NEAR; ; looked *= 4) {
    const weighed = highestOf(scores, looked).map((doc) => {
      const factor = prefer(doc);
      return { doc, factor, score: at(scores, doc) * factor };
    });
    const shown = weighed.filter(({ score }) => score > 0);
    if (shown.length >= count || looked >= scores.length) return shown.sort(byScore).slice(0, count);
  }
}

/** Adds what the question's wording tells, as much as the scores themselves differ. */
function worded(index: TextIndex, { words }: Query, said: readonly (Hit & { readonly factor: number })[]): Hit[] {
  const told = likelihoods(index.wording, words, said.map(({ doc }) => doc));
  const least = Math.min(...told);
  const share = (WORDING * spreadOf(said.map(({ score }) => score))) / (deviationOf(told) || 1);
  return said.map(({ doc, score, factor }, place) => ({ doc, score: score + factor * share * (at(told, place) - least) }));
}

/** How much scores differ; among equals the wording decides. */
function spreadOf(scores: readonly number[]): number {
  return Math.max(deviationOf(scores), LEAST_SPREAD * meanOf(scores));
}
const LEAST_SPREAD = 0.01;

function deviationOf(numbers: readonly number[]): number {
  const mean = meanOf(numbers);
  return Math.sqrt(meanOf(numbers.map((number) => (number - mean) ** 2)));
}

function meanOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

const byScore = (a: Hit, b: Hit): number => b.score - a.score || a.doc - b.doc;

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
      addAlternative(layer, way, position === 0 ? highest : one);
      if (position > 0) moveHigher(one, highest);
    });
    moveRoots(highest, weight, total);
  }
  for (const stem of phrasing.light) addRoots(layer.stems, stem, LIGHT_WORD, total);
  return total;
}

/** The best window of a text that has several; one that is a single window is that. */
function addBestWindows({ windows, size }: TextIndex, query: Query, scores: Float32Array): void {
  const highest = scores.slice();
  if (windows) {
    for (const doc of windows.textOf) highest[doc] = 0;
    const found = scoresOf(windows, query);
    for (let window = 0; window < found.length; window += 1) {
      const doc = at(windows.textOf, window);
      if (at(found, window) > at(highest, doc)) highest[doc] = at(found, window);
    }
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

const STEPS = 1_024;

/** The documents that score highest, at least `count` of them where so many score at all, in their order. */
function highestOf(scores: Float32Array, count: number): readonly number[] {
  let most = 0;
  for (const score of scores) if (score > most) most = score;
  const heights = new Uint32Array(STEPS + 1);
  const heightOf = (score: number): number => Math.floor((score / most) * STEPS);
  for (const score of scores) if (score > 0) heights[heightOf(score)] = at(heights, heightOf(score)) + 1;
  let least = STEPS;
  for (let found = at(heights, least); found < count && least > 0; found += at(heights, least)) least -= 1;
  const docs: number[] = [];
  for (let doc = 0; doc < scores.length; doc += 1) if (at(scores, doc) > 0 && heightOf(at(scores, doc)) >= least) docs.push(doc);
  return docs;
}

function addAlternative(layer: Layer, { weight, words }: Alternative, scores: Float32Array): void {
  for (const word of words) {
    if (word.stem !== undefined) addScores(layer.stems, word.stem, weight * STEM_WEIGHT, scores);
    for (const gram of word.grams) if (postingsOf(layer.grams, gram) <= MOST_POSTINGS) addScores(layer.grams, gram, weight * word.gramWeight, scores);
  }
}

function moveHigher(from: Float32Array, to: Float32Array): void {
  for (let doc = 0; doc < to.length; doc += 1) if (at(from, doc) > at(to, doc)) to[doc] = at(from, doc);
  from.fill(0);
}

function moveRoots(from: Float32Array, weight: number, to: Float32Array): void {
  for (let doc = 0; doc < to.length; doc += 1) {
    const score = at(from, doc);
    if (score > 0) to[doc] = at(to, doc) + weight * Math.sqrt(score);
  }
  from.fill(0);
}

/** How far a text speaks of what a slot means, from 0 to 1. */
export function matchOf(index: TextIndex, { alternatives }: Slot, doc: number): number {
  let best = 0;
  for (const { certainty, words } of alternatives) if (certainty > best) best = Math.max(best, certainty * meanMatch(index, words, doc));
  return best;
}

function meanMatch(index: TextIndex, words: readonly QueryWord[], doc: number): number {
  let sum = 0;
  for (const word of words) sum += wordMatch(index, word, doc);
  return sum / Math.max(1, words.length);
}

function wordMatch(index: TextIndex, word: QueryWord, doc: number): number {
  if (word.stem !== undefined && contains(index.stems, word.stem, doc)) return 1;
  if (word.grams.length < PARTLY * word.gramCount) return 0;
  let shared = 0;
  for (const gram of word.grams) if (contains(index.grams, gram, doc)) shared += 1;
  const share = shared / word.gramCount;
  return share >= PARTLY ? share : 0;
}

import { importanceOf } from './meaning';
import type { Slot } from './query';
import { matchOf } from './rank';
import { matchOfParts, namesMatter } from './strangers';
import type { TextIndex } from './textIndex';

/** How well one text carries a question. */
export interface Evidence {
  /** Share of the question's information that the text speaks of, from 0 to 1. Words no text has count, and against. */
  readonly coverage: number;
  /** Information of what it speaks of (sum of idf). */
  readonly mass: number;
  /** How far the text names the very thing that is asked for: the word that tells most. From 0 to 1. */
  readonly named: number;
}

/**
 * What is left of a word that no text has: it may be somebody's own way to say it, though a long one that does not bend
 * like a verb or an adjective is likely to name a matter of its own. Texts in plain words, with the words people use
 * beside them, leave less to chance than a document's own.
 */
const UNKNOWN = { verbatim: { word: 0.25, matter: 0.45 }, own: { word: 0.4, matter: 0.9 } };
/** A compound that no text has, of words that the text has, says nearly the same. */
const OF_PARTS = 0.8;

export interface Weighing {
  /** The text is a document's own words. */
  readonly verbatim: boolean;
  /** True for what every text that comes into question has: the name of the board that wrote it. */
  isGiven(slot: Slot): boolean;
}

export function evidenceFor(index: TextIndex, slots: readonly Slot[], doc: number, { verbatim, isGiven }: Weighing): Evidence {
  const unknown = verbatim ? UNKNOWN.verbatim : UNKNOWN.own;
  const weighed = slots.filter((slot) => !isGiven(slot)).map((slot) => {
    const match = Math.max(matchOf(index, slot, doc), slot.known ? 0 : OF_PARTS * matchOfParts(index, slot.text, doc));
    return { match, weight: importanceOf(slot) * (slot.known || match > 0 ? 1 : namesMatter(slot.text) ? unknown.matter : unknown.word) };
  });
  const asked = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const mass = weighed.reduce((sum, { weight, match }) => sum + weight * match, 0);
  const most = Math.max(0, ...weighed.map(({ weight }) => weight));
  const named = Math.max(0, ...weighed.filter(({ weight }) => weight >= NEARLY_MOST * most).map(({ match }) => match));
  return { coverage: asked > 0 ? mass / asked : 0, mass, named };
}

/** Words that tell nearly as much as the one that tells most: any of them may be the thing asked for. */
const NEARLY_MOST = 0.6;

/** Below about half of the question's information a text in our own words is about something else... */
const LEAST_COVERAGE = 0.47;
/** ...a document's own words are further from how people ask. */
const LEAST_COVERAGE_VERBATIM = 0.35;
/** Words that stand in most texts ("staden", "nämnden") do not make an answer, however well they are covered. */
const LEAST_MASS = 1;
/** The thing asked for is named, or something much like it. */
const LEAST_NAMED = 0.45;

/** Below this share a text is no help either. */
const LEAST_RELATION = 0.2;

/** True when the text is near enough to be shown beside an answer or in the place of one. */
export function isRelated({ coverage }: Evidence): boolean {
  return coverage >= LEAST_RELATION;
}

/** True when the text says enough of what was asked to be given as the answer. @param verbatim the text is a document's own words */
export function carries({ coverage, mass, named }: Evidence, verbatim: boolean): boolean {
  return coverage >= (verbatim ? LEAST_COVERAGE_VERBATIM : LEAST_COVERAGE) && mass >= LEAST_MASS && named >= LEAST_NAMED;
}

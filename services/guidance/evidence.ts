import { importanceOf, OF_PARTS } from './meaning';
import { matchOfParts } from './parts';
import type { Slot } from './query';
import { matchOf } from './rank';
import { contains } from './terms';
import type { TextIndex } from './textIndex';

/** How well one text carries a question. */
export interface Evidence {
  /** Share of the question's information that the text speaks of, from 0 to 1. Words no text has count, and against. */
  readonly coverage: number;
  /** Information of what it speaks of (sum of idf). */
  readonly mass: number;
}

/** @param isGiven true for what every text that comes into question has: the name of the board that wrote it */
export function evidenceFor(index: TextIndex, slots: readonly Slot[], doc: number, isGiven: (slot: Slot) => boolean): Evidence {
  const weighed = slots.filter((slot) => !isGiven(slot)).map((slot) => {
    const ofParts = slot.known ? 0 : OF_PARTS * matchOfParts(index, slot.text, (stem) => contains(index.stems, stem, doc));
    return { match: Math.max(matchOf(index, slot, doc), ofParts), weight: importanceOf(slot) };
  });
  const asked = weighed.reduce((sum, { weight }) => sum + weight, 0);
  const mass = weighed.reduce((sum, { weight, match }) => sum + weight * match, 0);
  return { coverage: asked > 0 ? mass / asked : 0, mass };
}

/** Below this share a text is no help either. */
const LEAST_RELATION = 0.2;

/** True when the text is near enough to be shown beside an answer or in the place of one. */
export function isRelated({ coverage }: Evidence): boolean {
  return coverage >= LEAST_RELATION;
}

/** Words that stand in most texts ("staden", "nämnden") do not make an answer, however well they are covered. */
const LEAST_MASS = 1;

/** A text in our own words, with the words people use beside it, leaves less to chance than a document's own. */
const LEAST_OF_OWN = 0.35;

/**
 * True when the text speaks of something that tells texts apart, and that is no small part of what is asked.
 * @param verbatim the text is a document's own words
 */
export function speaksToIt(evidence: Evidence, verbatim: boolean): boolean {
  return evidence.mass >= LEAST_MASS && (verbatim ? isRelated(evidence) : evidence.coverage >= LEAST_OF_OWN);
}

import type { Slot } from './query';
import { matchOf } from './rank';
import type { TextIndex } from './textIndex';

/** How well one text carries a question. */
export interface Evidence {
  /** Share of the question's information that the text speaks of, from 0 to 1. Words no text has count most, and against. */
  readonly coverage: number;
  /** Information of what it speaks of (sum of idf). */
  readonly mass: number;
}

export function evidenceFor(index: TextIndex, slots: readonly Slot[], doc: number): Evidence {
  let asked = 0;
  let mass = 0;
  for (const slot of slots) {
    asked += slot.information;
    mass += slot.information * matchOf(index, slot, doc);
  }
  return { coverage: asked > 0 ? mass / asked : 0, mass };
}

/** Below about half of the question's information a text is about something else: it has one of two things asked for. */
const LEAST_COVERAGE = 0.47;
/** Words that stand in most texts ("staden", "nämnden") do not make an answer, however well they are covered. */
const LEAST_MASS = 1;

/** Below this share a text is no help either. */
const LEAST_RELATION = 0.2;

/** True when the text is near enough to be shown beside an answer or in the place of one. */
export function isRelated({ coverage }: Evidence): boolean {
  return coverage >= LEAST_RELATION;
}

/** True when the text says enough of what was asked to be given as the answer. */
export function carries({ coverage, mass }: Evidence): boolean {
  return coverage >= LEAST_COVERAGE && mass >= LEAST_MASS;
}

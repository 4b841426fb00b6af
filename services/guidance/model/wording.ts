import { asksWhatToDo } from '../acts';
import { hasWhatIsAsked } from '../asks';
import { plain } from '../requests';
import type { Citation, FoundAnswer, Passage, Statement } from '../types';

/** A claim that its passages carry. */
export interface Held {
  readonly text: string;
  readonly passages: readonly Passage[];
}

/**
 * The answer that the claims make; undefined where they do not make one: nothing is left, nothing of it stands in the passage
 * that carried the question, or it lacks the kind of thing that was asked for, such as a number.
 */
export function worded(question: string, found: FoundAnswer, claims: readonly Held[]): FoundAnswer | undefined {
  const kept = claims.filter(({ text }, position) => claims.findIndex((other) => other.text === text) === position);
  if (!kept.some(({ passages }) => passages.includes(found.passage))) return undefined;
  if (!hasWhatIsAsked(plain(question), kept.map(({ text }) => text))) return undefined;
  const citations: Citation[] = [];
  const statements = kept.map(({ text, passages }): Statement => ({ text, quoted: false, cites: passages.flatMap((passage) => sourcesOf(found, passage)).map((one) => placeOf(citations, one)) }));
  const [first] = citations;
  if (!first || statements.some(({ cites }) => cites.length === 0)) return undefined;
  const cited = new Set(citations.map(({ passage }) => passage));
  return { ...found, written: 'model', statements, citations, passage: first.passage, more: near(found).filter((passage) => !cited.has(passage)) };
}

/**
 * The passages that a model may use: what the answer rests on, then what is near. What to do is told by what carried the
 * question and by routines and general information written for it, never by a proposal.
 */
export function candidates(question: string, found: FoundAnswer): readonly Passage[] {
  const all = near(found);
  return asksWhatToDo(plain(question)) ? all.filter((one) => one === found.passage || one.kind === 'routine' || (one.kind === 'general' && !one.verbatim)) : all;
}

const near = ({ passage, citations, more }: FoundAnswer): readonly Passage[] => [...new Set([passage, ...citations.map((one) => one.passage), ...more])];

/** Where the passage's words stand, as the answer without a model cites it, else as the passage itself does. */
function sourcesOf(found: FoundAnswer, passage: Passage): readonly Citation[] {
  const cited = found.citations.filter((one) => one.passage === passage);
  return cited.length > 0 ? cited : passage.sources.map((source) => ({ passage, source }));
}

function placeOf(citations: Citation[], wanted: Citation): number {
  const known = citations.findIndex(({ passage, source }) => passage === wanted.passage && source === wanted.source);
  return known >= 0 ? known : citations.push(wanted) - 1;
}

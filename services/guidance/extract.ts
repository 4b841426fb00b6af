import type { Question } from './library';
import type { Citation, FoundAnswer, Passage, Statement } from './types';

/** The answer that needs no model: what the best passage says, and where it stands. */
export function extract(_question: Question, passage: Passage, more: readonly Passage[]): FoundAnswer {
  const citations: readonly Citation[] = passage.sources.map((source) => ({ passage, source }));
  const own = passage.text.split(/\n{2,}/u).map((text): Statement => ({ text, quoted: passage.verbatim, cites: [0] }));
  const quotes = passage.sources.flatMap(({ quote }, position): readonly Statement[] => (quote === undefined ? [] : [{ text: quote, quoted: true, cites: [position] }]));
  return { kind: 'found', written: 'extract', statements: [...own, ...quotes], citations, passage, sides: [], more };
}

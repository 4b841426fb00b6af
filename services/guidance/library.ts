import type { Locale } from '../../domain/locale';
import { carries, evidenceFor, isRelated } from './evidence';
import { parseQuestion } from './query';
import { rank } from './rank';
import { hasWhatIsCounted, plain } from './requests';
import { buildThesaurus, type Concept, type Thesaurus } from './synonyms';
import { buildTextIndex, type TextIndex } from './textIndex';
import type { Passage } from './types';

/** The passages of one language, made ready for search. */
export interface Shelf {
  readonly passages: readonly Passage[];
  readonly index: TextIndex;
  readonly thesaurus: Thesaurus;
  /** Titles and keywords word for word, to the passages that have them. */
  readonly phrases: ReadonlyMap<string, ReadonlySet<number>>;
}

/** A question asked just as an editor foresaw it. */
const FORESEEN = 1.25;

export function buildShelf(passages: readonly Passage[], concepts: readonly Concept[], locale: Locale): Shelf {
  const fields = passages.map(({ title, keywords, sources, text }) => ({
    title: [title],
    keywords,
    headings: sources.map(({ heading }) => heading),
    text: [text],
  }));
  return { passages, index: buildTextIndex(fields, locale), thesaurus: buildThesaurus(concepts, locale), phrases: phrasesOf(passages) };
}

function phrasesOf(passages: readonly Passage[]): ReadonlyMap<string, ReadonlySet<number>> {
  const phrases = new Map<string, Set<number>>();
  passages.forEach(({ title, keywords }, position) => {
    for (const phrase of [title, ...keywords].map(plain)) phrases.set(phrase, (phrases.get(phrase) ?? new Set()).add(position));
  });
  return phrases;
}

export interface Found {
  /** Best first; empty when nothing is near the question. */
  readonly passages: readonly Passage[];
  /** True when the best one carries the question. */
  readonly carried: boolean;
}

export interface Question {
  readonly text: string;
  /** Its first words, folded: see `plain`. */
  readonly words: string;
}

/** @param prefer factor on a passage's score: who asks and when. */
export function search(shelf: Shelf, { text, words }: Question, limit: number, prefer: (passage: Passage) => number): Found {
  const { index, thesaurus, phrases } = shelf;
  const passageAt = (doc: number): Passage => {
    const passage = shelf.passages[doc];
    if (!passage) throw new RangeError(`no passage ${doc}`);
    return passage;
  };
  const slots = parseQuestion(text, index, thesaurus);
  const foreseen = phrases.get(words);
  const hits = rank(index, slots, limit, (doc) => prefer(passageAt(doc)) * (foreseen?.has(doc) === true ? FORESEEN : 1));
  const weighed = hits.map(({ doc }) => ({ passage: passageAt(doc), evidence: evidenceFor(index, slots, doc) }));
  const best = weighed[0];
  return {
    passages: weighed.filter(({ evidence }) => isRelated(evidence)).map(({ passage }) => passage),
    carried: best !== undefined && carries(best.evidence) && hasWhatIsCounted(words, best.passage.text),
  };
}

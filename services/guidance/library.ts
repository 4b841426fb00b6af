import type { Locale } from '../../domain/locale';
import { languageOf, tokenise } from './analyse';
import { boardNamesFrom, boardsNamedIn, isOfBoard, type BoardNames } from './boardNames';
import { choose, type Asking, type Weighed } from './choosing';
import { evidenceFor, isRelated } from './evidence';
import { parseQuestion, type Slot } from './query';
import { rank } from './rank';
import { plain } from './requests';
import { FINNISH_STOP_WORDS, STOP_WORDS } from './stopWords';
import { buildThesaurus, type Concept, type Thesaurus } from './synonyms';
import { indexing, type TextIndex } from './textIndex';
import type { Passage } from './types';

/** The passages of one language, made ready for search. */
export interface Shelf {
  readonly passages: readonly Passage[];
  readonly index: TextIndex;
  readonly thesaurus: Thesaurus;
  /** Titles and keywords word for word, to the passages that have them. */
  readonly phrases: ReadonlyMap<string, ReadonlySet<number>>;
  /** Names of the boards that the passages speak of. */
  readonly boards: BoardNames;
  /** Boards whose document or view a passage is, by its position. */
  readonly ownBoards: readonly (readonly string[])[];
  /** Documents that hold proposals or views: nobody is told what to do from any part of them. */
  readonly proposing: ReadonlySet<string>;
}

/** Passages that are looked at closely: the nearest one need not have what is asked for. */
const LOOKED_AT = 12;
/** A question asked just as an editor foresaw it. */
const FORESEEN = 1.25;

/** Makes passages ready for search, in steps of a few milliseconds at the most. */
export function* shelving(passages: readonly Passage[], concepts: readonly Concept[], locale: Locale): Generator<void, Shelf> {
  const fields = passages.map(({ title, keywords, sources, text }) => ({
    title: [title],
    keywords,
    headings: sources.map(({ heading }) => heading),
    text: [text],
  }));
  const index = yield* indexing(fields, locale);
  const phrases = yield* phrasesOf(passages);
  const boards = yield* boardsOf(passages, concepts);
  return { passages, index, thesaurus: buildThesaurus(concepts, locale), phrases, ...boards, proposing: documentsThatPropose(passages) };
}

function* boardsOf(passages: readonly Passage[], concepts: readonly Concept[]): Generator<void, Pick<Shelf, 'boards' | 'ownBoards'>> {
  const titles = new Set(passages.flatMap(({ sources }) => sources.map(({ title }) => title.sv)));
  const boards = boardNamesFrom(concepts, new Set(passages.flatMap((passage) => passage.boards)), [...titles]);
  const ownBoards: (readonly string[])[] = [];
  for (const passage of passages) {
    ownBoards.push(boards.filter((board) => isOfBoard(passage, board)).map(({ code }) => code));
    yield;
  }
  return { boards, ownBoards };
}

function documentsThatPropose(passages: readonly Passage[]): ReadonlySet<string> {
  return new Set(passages.filter(({ kind, verbatim }) => verbatim && (kind === 'proposal' || kind === 'view')).flatMap(({ sources }) => sources.map(({ document }) => document)));
}

function* phrasesOf(passages: readonly Passage[]): Generator<void, ReadonlyMap<string, ReadonlySet<number>>> {
  const phrases = new Map<string, Set<number>>();
  for (const [position, { title, keywords }] of passages.entries()) {
    for (const phrase of [title, ...keywords].map(plain)) phrases.set(phrase, (phrases.get(phrase) ?? new Set()).add(position));
    yield;
  }
  return phrases;
}

export interface Found {
  /** Best first; empty when nothing is near the question. */
  readonly passages: readonly Passage[];
  /** True when the best one carries the question. */
  readonly carried: boolean;
  /** What was asked, in the terms of the index that was searched. */
  readonly asking: Asking;
}

export interface Question {
  readonly text: string;
  /** Its first words, folded: see `plain`. */
  readonly words: string;
  /** What was spoken of before, where the question goes on from it. */
  readonly before?: string | undefined;
}

/** Whoever names a board asks of that board; what another one says of itself is no answer. */
const NAMED_BOARD = 1.5;
const OTHER_BOARD = 0.6;

function boardFactor(own: readonly string[], named: BoardNames): number {
  if (named.length === 0 || own.length === 0) return 1;
  return own.some((board) => named.some(({ code }) => code === board)) ? NAMED_BOARD : OTHER_BOARD;
}

/** What was spoken of before counts half of what is said now. */
const CONTEXT = 0.5;

function withContext(own: readonly Slot[], before: readonly Slot[]): readonly Slot[] {
  const said = new Set(own.map(({ text }) => text));
  return [...own, ...before.filter(({ text, known }) => known && !said.has(text)).map((slot) => ({ ...slot, weight: slot.weight * CONTEXT, information: slot.information * CONTEXT }))];
}

function isForeign(text: string, locale: Locale): boolean {
  return (languageOf(text) ?? locale) !== locale || tokenise(text.slice(0, 500)).some((word) => FINNISH_STOP_WORDS.has(word) && !STOP_WORDS[locale].has(word));
}

/** @param prefer factor on a passage's score: who asks and when. */
export function search(shelf: Shelf, { text, words, before }: Question, limit: number, prefer: (passage: Passage) => number): Found {
  const { index, thesaurus, phrases, boards } = shelf;
  const passageAt = (doc: number): Passage => {
    const passage = shelf.passages[doc];
    if (!passage) throw new RangeError(`no passage ${doc}`);
    return passage;
  };
  const parsed = parseQuestion(text, index, thesaurus);
  const slots = before === undefined ? parsed.slots : withContext(parsed.slots, parseQuestion(before, index, thesaurus).slots);
  const query = { ...parsed, slots };
  const foreseen = phrases.get(words);
  const named = boardsNamedIn(words, boards);
  const isGiven = ({ text: said }: Slot): boolean => plain(said).split(' ').every((word) => named.words.has(word));
  const factor = (doc: number): number => prefer(passageAt(doc)) * (foreseen?.has(doc) === true ? FORESEEN : 1) * boardFactor(shelf.ownBoards[doc] ?? [], named.boards);
  const hits = rank(index, query, LOOKED_AT, factor);
  const weighed = hits.map(({ doc, score }): Weighed => ({ passage: passageAt(doc), score, evidence: evidenceFor(index, slots, doc, { verbatim: passageAt(doc).verbatim, isGiven }) }));
  const asking = { index, slots, words, foreign: isForeign(text, index.locale), names: named.words, proposing: shelf.proposing };
  const { ordered, carried } = choose(weighed, asking);
  const related = ordered.filter(({ evidence }) => isRelated(evidence));
  return { passages: related.slice(0, limit).map(({ passage }) => passage), carried, asking };
}

import type { Locale } from '../../domain/locale';
import { fold, tokenise } from './analyse';
import { askedForIn } from './asks';
import { boardNamesFrom, boardsNamedIn, isOfBoard, type BoardNames } from './boardNames';
import { choose, type Asking, type Weighed } from './choosing';
import { evidenceFor, isRelated } from './evidence';
import { parseQuestion, type Slot } from './query';
import { rank, type Hit } from './rank';
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
/** Passages around the question that tell what one scores by chance. */
const AROUND = 100;
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
  /** The language it is asked in has no passages: most of its words are in none, whatever it asks. */
  readonly foreign?: boolean;
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

/** What is left of a word in another language that the list of synonyms does not know and no text has: it says nothing of what the texts have. */
const FOREIGN = 0.3;

function inForeignWords(slots: readonly Slot[]): readonly Slot[] {
  return slots.map((slot) => (slot.known ? slot : { ...slot, information: slot.information * FOREIGN }));
}

/** What a word that no text has counts where the question's form says that it is the very thing asked for: "vilken drönare". */
const ASKED_FOR = 1.5;

function withAskedFor(slots: readonly Slot[], words: string): readonly Slot[] {
  const asked = new Set(askedForIn(words));
  return slots.map((slot) => (slot.known || !asked.has(fold(slot.text)) ? slot : { ...slot, information: slot.information * ASKED_FOR }));
}

/** Finnish has no passages of its own. */
function isFinnish(text: string, locale: Locale): boolean {
  return tokenise(text.slice(0, 500)).some((word) => FINNISH_STOP_WORDS.has(word) && !STOP_WORDS[locale].has(word));
}

const meanOf = (hits: readonly Hit[]): number => hits.reduce((sum, { score }) => sum + score, 0) / Math.max(1, hits.length);

interface Choice {
  /** Factor on a passage's score: who asks and when. */
  prefer(passage: Passage): number;
  /** True for the passages that may answer; absent: all. */
  readonly among?: ((passage: Passage) => boolean) | undefined;
}

export function search(shelf: Shelf, { text, words, before, foreign: unheard = false }: Question, limit: number, { prefer, among }: Choice): Found {
  const { index, thesaurus, phrases, boards } = shelf;
  const passageAt = (doc: number): Passage => {
    const passage = shelf.passages[doc];
    if (!passage) throw new RangeError(`no passage ${doc}`);
    return passage;
  };
  const parsed = parseQuestion(text, index, thesaurus);
  const foreign = unheard || isFinnish(text, index.locale);
  const own = foreign ? inForeignWords(parsed.slots) : withAskedFor(parsed.slots, words);
  const slots = before === undefined ? own : withContext(own, parseQuestion(before, index, thesaurus).slots);
  const query = { ...parsed, slots };
  const foreseen = phrases.get(words);
  const named = boardsNamedIn(words, boards);
  const isGiven = ({ text: said }: Slot): boolean => plain(said).split(' ').every((word) => named.words.has(word));
  const factor = (doc: number): number => prefer(passageAt(doc)) * (foreseen?.has(doc) === true ? FORESEEN : 1) * boardFactor(shelf.ownBoards[doc] ?? [], named.boards);
  const around = rank(index, query, AROUND, factor);
  const hits = among ? rank(index, query, LOOKED_AT, (doc) => (among(passageAt(doc)) ? factor(doc) : 0)) : around.slice(0, LOOKED_AT);
  const weighed = hits.map(({ doc, score }): Weighed => ({ passage: passageAt(doc), score, evidence: evidenceFor(index, slots, doc, isGiven) }));
  const asking = { index, slots, words, foreign, names: named.words, proposing: shelf.proposing, byChance: meanOf(around) };
  const { ordered, carried } = choose(weighed, asking);
  const related = ordered.filter(({ evidence }) => isRelated(evidence));
  return { passages: related.slice(0, limit).map(({ passage }) => passage), carried, asking };
}

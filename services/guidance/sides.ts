import { boardsNamedIn } from './boardNames';
import { everydayShare } from './everydayWords';
import { statementsFrom } from './extract';
import { search, type Found, type Question, type Shelf } from './library';
import { asksOpinion } from './opinions';
import { importanceOf, meets, termsOf } from './meaning';
import { plain } from './requests';
import type { Citation, FoundAnswer, Passage, Side } from './types';

/** Words that mean the boards together. */
const TOGETHER = /\b((bada|de tva|de bada|alla|vara) (namnderna|forvaltningarna|namnder|forvaltningar)|namnderna|forvaltningarna|(both|the two|the) (boards|committees|departments)|lautakunnat)\b/u;
/** What is looked for where nothing but opinions is asked for: words with which a board says what it thinks of the whole. */
const OVERALL = 'anser förslaget bra delar bedömningen svårt motivera föreslår större hänsyn';
const LIGHT_IN_OPINIONS = /^(tyck|anse|synpunkt|asikt|installning|positiv|kritisk|skil[jl]|olik|oen|ense|eni|overens|namnd|forvaltning|bada|program|forslag|remiss|board|committee|opinion|view|think|differ|disagree|agree)/u;

export interface Showing {
  /** The passage that carries the question as it stands, where one does: it comes first where it speaks for several boards. */
  readonly best: Passage | undefined;
  /** A passage as it is shown: in the reader's language where it has that. */
  shown(passage: Passage): Passage;
}

/**
 * What each board says, where views of two or more boards carry the question: asked of both, or of what is thought of
 * something by whoever has a view on it.
 */
export function sidesFrom(shelf: Shelf, question: Question, { best, shown }: Showing): FoundAnswer | undefined {
  const { boards: named, words: names } = boardsNamedIn(question.words, shelf.boards);
  const both = named.length > 1 || TOGETHER.test(question.words);
  if (named.length === 1 || !(both || asksOpinion(question.words))) return undefined;
  const asked = (named.length > 1 ? named : shelf.boards).map(({ code }) => code);
  const views = asked.flatMap((board) => viewOf(shelf, question, board, names));
  if (views.length < 2) return undefined;
  const read = views.map(({ board, passage, found }) => ({ board, passage: shown(passage), found: { ...found, passages: found.passages.map(shown) } }));
  return answerOf(read, best !== undefined && best.boards.length > 1 ? best : undefined);
}

interface View {
  readonly board: string;
  readonly passage: Passage;
  readonly found: Found;
}

function viewOf(shelf: Shelf, question: Question, board: string, names: ReadonlySet<string>): readonly View[] {
  const own = new Set(shelf.passages.filter((passage, at) => passage.kind === 'view' && shelf.ownBoards[at]?.join() === board));
  const something = question.words.split(' ').some((word) => isSubject(word, names));
  const found = search(shelf, something ? question : { text: OVERALL, words: plain(OVERALL) }, 2, (passage) => (own.has(passage) ? 1 : 0));
  // Whoever has views thinks something, however little the words of a judgement are in them.
  const passage = found.passages[0] ?? (something ? undefined : [...own][0]);
  return passage && (!something || (found.carried && speaksOfSubject(found, passage, names))) ? [{ board, passage, found }] : [];
}

/** From this share on a text speaks of a word. */
const SPEAKS = 0.8;

/** A view of something else is no other side: what tells most of the question, opinions and boards aside, is spoken of. */
function speaksOfSubject({ asking: { index, slots } }: Found, { title, text }: Passage, names: ReadonlySet<string>): boolean {
  const subjects = slots.filter(({ text: said }) => plain(said).split(' ').some((word) => isSubject(word, names)));
  const [most] = [...subjects].sort((a, b) => importanceOf(b) - importanceOf(a));
  return most !== undefined && meets(termsOf(index, `${title}\n${text}`), most) >= SPEAKS;
}

/** A word that names what is thought about: not the boards, and not that they think. */
function isSubject(word: string, names: ReadonlySet<string>): boolean {
  return word.length > 3 && !names.has(word) && everydayShare(word) === 1 && !LIGHT_IN_OPINIONS.test(word) && !SMALL.test(word);
}

const SMALL = /^(vad|va|hur|vilka|vilken|vilket|varfor|finns|deras|dessa|sina|what|does|their|where|which|about|nagot|nagon|mellan|between|enligt)$/u;

function answerOf(views: readonly View[], summary: Passage | undefined): FoundAnswer | undefined {
  const citations: Citation[] = summary ? summary.sources.map((source) => ({ passage: summary, source })) : [];
  const [first] = views;
  if (!first) return undefined;
  const statements = summary ? statementsFrom(first.found.asking, summary, 0) : [];
  const sides = views.map(({ board, passage, found }): Side => {
    const from = citations.length;
    citations.push(...passage.sources.map((source) => ({ passage, source })));
    return { board, passage, statements: statementsFrom(found.asking, passage, from) };
  });
  if (sides.some(({ statements: said }) => said.length === 0)) return undefined;
  const cited = new Set(citations.map(({ passage }) => passage));
  const more = [...new Set(views.flatMap(({ found }) => found.passages))].filter((passage) => !cited.has(passage));
  return { kind: 'found', written: 'extract', statements, citations, passage: summary ?? first.passage, sides, more };
}

import { fold, isStopWord, tokenise } from './analyse';
import { boardsNamedIn } from './boardNames';
import { everydayShare } from './everydayWords';
import { extract, statementsFrom } from './extract';
import { search, type Found, type Question, type Shelf } from './library';
import { asksOpinion } from './opinions';
import { importanceOf, meets, termsOf } from './meaning';
import type { Alternative, Slot } from './query';
import { plain } from './requests';
import { stemTerm } from './textIndex';
import type { Citation, FoundAnswer, Passage, Side } from './types';

/** Words that mean the boards together. */
const TOGETHER = /\b((bada|de tva|de bada|alla|vara) (namnderna|forvaltningarna|namnder|forvaltningar)|namndernas?|forvaltningarnas?|(both|the two|the) (boards|committees|departments|administrations)|lautakunnat)\b/u;
/** Words with which what one says is held against what another does. */
const COMPARES = /\b(bada|de tva|samma (sak|asikt|syn|linje)|lika(dant)?|jamfor\p{L}*|mot varandra|bredvid varandra|both|two|same|compare\p{L}*|side by side|molemmat)\b/u;
/** What is looked for where nothing but opinions is asked for: words with which a board says what it thinks of the whole. */
const OVERALL = 'anser förslaget bra delar bedömningen svårt motivera föreslår större hänsyn';
const LIGHT_IN_OPINIONS = /^(tyck|anse|synpunkt|asikt|installning|uppfatt|syn$|positiv|kritisk|skil[jl]|olik|oen|ense|eni|overens|namnd|forvaltning|bada|program|forslag|remiss|board|committee|opinion|view|think|differ|disagree|agree|samma|sak$|lika|jamfor|compare|same|thing|both|side)/u;

export interface Showing {
  /** The passage that carries the question as it stands, where one does: it comes first where it speaks for several boards. */
  readonly best: Passage | undefined;
  /** A passage as it is shown: in the reader's language where it has that. */
  shown(passage: Passage): Passage;
}

/**
 * What each board says, asked of both, or of what is thought of something by whoever has a view on it. Where one alone
 * has a view although what several think is asked for, that one, and that none was found of the others.
 */
export function sidesFrom(shelf: Shelf, question: Question, { best, shown }: Showing): FoundAnswer | undefined {
  const { boards: named, words: names } = boardsNamedIn(question.words, shelf.boards);
  const opinion = asksOpinion(question.words);
  const both = named.length > 1 || TOGETHER.test(question.words);
  if (!both && !opinion) return undefined;
  const viewsOf = (boards: readonly string[]): readonly View[] => boards.flatMap((board) => viewOf(shelf, question, board, names)).map((view) => inWordsOf(view, shown));
  // One board's view, where nothing was found: its name and the words of an opinion hide what it is about.
  if (named.length === 1) return best ? undefined : ofOne(viewsOf(named.map(({ code }) => code))[0]);
  const asked = (named.length > 1 ? named : shelf.boards).map(({ code }) => code);
  const views = viewsOf(asked);
  const compared = both && (named.length > 1 || opinion || COMPARES.test(question.words));
  if (views.length < 2) return compared ? tellingOf(asked, views, ofOne(views[0])) : undefined;
  const answer = answerOf(views, best !== undefined && best.boards.length > 1 ? best : undefined);
  return compared ? tellingOf(asked, views, answer) : answer;
}

const inWordsOf = ({ board, passage, found }: View, shown: Showing['shown']): View => ({ board, passage: shown(passage), found: { ...found, passages: found.passages.map(shown) } });

/** With those of whom no view was found. */
function tellingOf(asked: readonly string[], views: readonly View[], answer: FoundAnswer | undefined): FoundAnswer | undefined {
  const without = asked.filter((board) => views.every((view) => view.board !== board));
  return answer && without.length > 0 && without.length <= FEW ? { ...answer, noViewFrom: without } : answer;
}

/** More boards than these are not named for having said nothing. */
const FEW = 3;

function ofOne(view: View | undefined): FoundAnswer | undefined {
  if (!view) return undefined;
  const answer = extract(view.found.asking, view.passage, view.found.passages.filter((passage) => passage !== view.passage));
  return answer.statements.length > 0 ? answer : undefined;
}

interface View {
  readonly board: string;
  readonly passage: Passage;
  readonly found: Found;
}

function viewOf(shelf: Shelf, question: Question, board: string, names: ReadonlySet<string>): readonly View[] {
  const own = new Set(shelf.passages.filter((passage, at) => passage.kind === 'view' && shelf.ownBoards[at]?.join() === board));
  const among = (asked: Question): Found => search(shelf, asked, 2, { prefer: () => 1, among: (passage) => own.has(passage) });
  if (!question.words.split(' ').some((word) => isSubject(word, names))) {
    const found = among({ text: OVERALL, words: plain(OVERALL) });
    // Whoever has views thinks something, however little the words of a judgement are in them.
    const passage = found.passages[0] ?? [...own][0];
    return passage ? [{ board, passage, found }] : [];
  }
  const asked = among(question);
  const found = asked.carried ? asked : among(withoutNames(question, names));
  const [passage] = found.passages;
  return passage && found.carried && speaksOfSubject(found, passage, names) ? [{ board, passage, found }] : [];
}

/** Whose view it is goes without saying. */
function withoutNames(question: Question, names: ReadonlySet<string>): Question {
  const text = tokenise(question.text).filter((word) => !names.has(fold(word))).join(' ');
  return { ...question, text, words: plain(text) };
}

/** From this share on a text speaks of a word. */
const SPEAKS = 0.8;

/** A view of something else is no other side: what tells most of the question, opinions and boards aside, is spoken of. */
function speaksOfSubject({ asking: { index, slots, words } }: Found, { title, text }: Passage, names: ReadonlySet<string>): boolean {
  const subjects = slots.filter(({ text: said }) => plain(said).split(' ').some((word) => isSubject(word, names)));
  const most = Math.max(0, ...subjects.map(importanceOf));
  const whole = `${title}\n${text}`;
  const said = tokenise(whole);
  const stems = said.map((word) => stemTerm(index, word));
  const speaksOf = (slot: Slot): boolean => slot.alternatives.some((way) => !isTooWide(way, slot) && meets(termsOf(index, whole), { ...slot, alternatives: [way] }) >= SPEAKS && standTogether(way, stems));
  return subjects.length > 0 && hasNumbers(words, said) && subjects.filter((slot) => importanceOf(slot) >= NEARLY_MOST * most).every(speaksOf);
}
/** Words that tell nearly as much as the one that tells most. */
const NEARLY_MOST = 0.6;

/** "IT security" is no more than "security" without the word that stands in every text. */
function isTooWide({ words: [only, ...others] }: Alternative, { alternatives }: Slot): boolean {
  return others.length === 0 && alternatives.some(({ words }) => words.length > 1 && words.some(({ stem }) => stem !== undefined && stem === only?.stem));
}

/** "Information security" is spoken of where both words stand side by side, not where each stands somewhere. */
function standTogether({ words }: Alternative, said: readonly (number | undefined)[]): boolean {
  return words.length < 2 || said.some((_, start) => words.every(({ stem }, offset) => stem !== undefined && said[start + offset] === stem));
}

/** "Fokusområde 3" is not spoken of in a text about all of them. */
function hasNumbers(words: string, said: readonly string[]): boolean {
  return (words.match(/\b\d{1,2}\b/gu) ?? []).every((number) => said.includes(number));
}

/** A word that names what is thought about: not the boards, and not that they think. */
function isSubject(word: string, names: ReadonlySet<string>): boolean {
  return word.length > 1 && !names.has(word) && everydayShare(word) === 1 && !isStopWord(word, 'sv') && !isStopWord(word, 'en') && !LIGHT_IN_OPINIONS.test(word) && !SMALL.test(word);
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

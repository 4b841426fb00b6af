import { fold, stem, tokenise } from './analyse';
import { asksWhatToDo, tellsWhatToDo } from './acts';
import { askedForIn, comparedIn, countedIn, countedThingIn, definedIn, hasNumber, hasWhatIsAsked, yearsIn } from './asks';
import { elsewhereIn } from './elsewhere';
import { carries, type Evidence } from './evidence';
import { everydayShare } from './everydayWords';
import { importanceOf, meets, termsOf } from './meaning';
import type { Slot } from './query';
import { sentencesOf } from './sentences';
import { isStranger } from './strangers';
import type { TextIndex } from './textIndex';
import type { Passage } from './types';
import { bestScoreIn } from './unitScores';

/** A passage with what speaks for it. */
export interface Weighed {
  readonly passage: Passage;
  readonly score: number;
  readonly evidence: Evidence;
}

export interface Asking {
  readonly index: TextIndex;
  readonly slots: readonly Slot[];
  /** The question's first words, folded. */
  readonly words: string;
  /** Asked in another language than the texts'. */
  readonly foreign: boolean;
  /** Words with which it names boards that the passages know, folded. */
  readonly names: ReadonlySet<string>;
  /** Documents that hold proposals or views. */
  readonly proposing: ReadonlySet<string>;
}

/** A passage further from the question than this share of the nearest one's score is no answer, whatever it has. */
const NEAR_ENOUGH = 0.4;

/** What a text that speaks of nothing asked keeps of its score; the rest comes with how much of the question it covers. */
const BARE = 0.4;

/** What all that is asked in one sentence counts beside the same here and there in a passage. */
const TOGETHER = 0.7;

/** Puts first the nearest passage that answers what is asked, and says whether there is one. */
export function choose(weighed: readonly Weighed[], asking: Asking): { readonly ordered: readonly Weighed[]; readonly carried: boolean } {
  const near = weighed.map((one) => ({ ...one, score: one.score * (BARE + (1 - BARE) * one.evidence.coverage) * (1 - TOGETHER + TOGETHER * bestScoreIn(one.passage.text, asking)) })).sort((a, b) => b.score - a.score);
  const top = near[0]?.score ?? 0;
  const best = near.find((one) => one.score >= NEAR_ENOUGH * top && answers(one, asking));
  return best ? { ordered: [best, ...near.filter((one) => one !== best)], carried: true } : { ordered: near, carried: false };
}

function answers({ passage, evidence }: Weighed, asking: Asking): boolean {
  const { words } = asking;
  if (!carries(evidence, passage.verbatim)) return false;
  if (asksWhatToDo(words) && !tellsWhatToDo(passage, asking.proposing)) return false;
  const sentences = [passage.title, ...sentencesOf(passage.text)];
  const about = speaking(sentences, asking);
  if (about.length === 0) return false;
  return hasWhatIsAsked(words, about) && namesAll(elsewhereIn(words).filter((word) => !asking.names.has(word)), sentences) && tellsApart(asking, sentences) && defines(asking, sentences) && namesCounted(asking, sentences) && namesAskedFor(asking, sentences) && counts(asking, sentences) && leavesLittleOut(asking, sentences);
}

/** The sentences that speak of what tells most of the question, as far as any text knows it. */
function speaking(sentences: readonly string[], { index, slots }: Asking): readonly string[] {
  const known = slots.filter((slot) => slot.known);
  const most = Math.max(0, ...known.map(importanceOf));
  if (known.every((slot) => importanceOf(slot) === 0)) return sentences;
  const telling = known.filter((slot) => importanceOf(slot) >= NEARLY_MOST * most);
  return sentences.filter((sentence) => telling.some((slot) => meets(termsOf(index, sentence), slot) >= SPEAKS));
}
/** Words that tell nearly as much as the one that tells most. */
const NEARLY_MOST = 0.6;

function stemsOf(text: string): readonly string[] {
  return tokenise(text).map((word) => stem(word, 'sv'));
}

function namesAll(named: readonly string[], sentences: readonly string[]): boolean {
  if (named.length === 0) return true;
  const stems = new Set(sentences.flatMap(stemsOf).map(fold));
  return named.every((word) => stems.has(fold(stem(word, 'sv'))));
}

/** Where a difference is asked for, each of the two things stands in a sentence without the other. */
function tellsApart({ index, slots, words }: Asking, sentences: readonly string[]): boolean {
  const [one = [], other = []] = (comparedIn(words) ?? []).map((part) => saidIn(slots, part));
  const distinct = one.filter((slot) => !other.includes(slot));
  if (distinct.length === 0 || other.length === 0) return comparedIn(words) === undefined;
  const speaks = (sentence: string, things: readonly Slot[]): boolean => things.slice(0, 1).some((slot) => meets(termsOf(index, sentence), slot) >= SPEAKS);
  return sentences.some((sentence) => speaks(sentence, distinct) && !speaks(sentence, other)) && sentences.some((sentence) => speaks(sentence, other) && !speaks(sentence, distinct));
}

const DEFINING = /\b(innebär|handlar om|omfattar|avser|avses|avse|definieras|menas|betyder|syftar|means|includes|covers|refers to|is defined)\b/u;
const EXAMPLES = /^(.{2,90}?),? (?:som|såsom|till exempel|t\.ex\.|exempelvis|such as|for example) \p{L}+,/u;
/** From this share on a sentence speaks of a word, misspelt or not. */
const SPEAKS = 0.6;

/** Where a definition is asked for, the thing begins a sentence that says what it is, or is followed by examples. */
function defines({ index, slots, words }: Asking, sentences: readonly string[]): boolean {
  const things = slotsIn(slots, definedIn(words) ?? '');
  if (things.length === 0) return true;
  const speaks = (text: string): boolean => things.every((slot) => meets(termsOf(index, text), slot) >= SPEAKS);
  return sentences.some((sentence) => {
    const verb = DEFINING.exec(sentence);
    const examples = EXAMPLES.exec(sentence)?.[1];
    return (verb !== null && verb.index < 80 && speaks(sentence.slice(0, verb.index))) || (examples !== undefined && speaks(examples.split(' ').slice(-4).join(' ')));
  });
}

/** "Räknas tillbud som …" is answered only by a text that speaks of tillbud. */
function namesCounted({ index, slots, words }: Asking, sentences: readonly string[]): boolean {
  const terms = termsOf(index, sentences.join('\n'));
  return slotsIn(slots, countedIn(words) ?? '').every((slot) => meets(terms, slot) >= SPEAKS);
}

/** What the question's form says is asked for is in the text, if it is a word with a subject. */
function namesAskedFor({ index, slots, words }: Asking, sentences: readonly string[]): boolean {
  const terms = termsOf(index, sentences.join('\n'));
  return slotsIn(slots, askedForIn(words).join(' ')).every((slot) => meets(terms, slot) >= PARTLY);
}
const PARTLY = 0.45;

/** Where things are to be counted, a number stands beside them: "fem fokusområden", "hot är sällsynta". */
function counts({ index, slots, words }: Asking, sentences: readonly string[]): boolean {
  const thing = countedThingIn(words);
  const counted = thing === undefined ? [] : slots.filter(({ text }) => tokenise(text).some((word) => fold(word) === thing));
  if (counted.length === 0) return true;
  return sentences.some((sentence) => {
    const said = tokenise(sentence);
    return said.some((word, at) => hasNumber(fold(word)) && counted.every((slot) => meets(termsOf(index, said.slice(Math.max(0, at - BESIDE), at + BESIDE + 1).join(' ')), slot) >= PARTLY));
  });
}
/** Words between a number and what it counts, at most. */
const BESIDE = 4;

/**
 * False where the question names something that no text knows, and nothing telling that this one has: it asks for what
 * the texts do not speak of. One telling word that the text has is enough: people have their own words for the rest. A year that no text has is such a thing in any question.
 */
function leavesLittleOut({ index, slots, foreign }: Asking, sentences: readonly string[]): boolean {
  if (slots.some(({ text, known }) => !known && yearsIn(text).length > 0)) return false;
  // The words of another language are strangers all; what the list of synonyms makes of them has been looked for.
  if (foreign || !slots.some((slot) => isStranger(index, slot))) return true;
  const terms = termsOf(index, sentences.join('\n'));
  return slots.some((slot) => importanceOf(slot) >= TELLING && meets(terms, slot) >= SPEAKS);
}
/** Information of a word that a few texts have and most have not. */
const TELLING = 1.5;

/** The slots that a part of the question, in its plain words, consists of; words with a subject only. */
function slotsIn(slots: readonly Slot[], part: string): readonly Slot[] {
  return saidIn(slots, part).filter(({ text, weight }) => weight >= 1 && everydayShare(text) === 1);
}

function saidIn(slots: readonly Slot[], part: string): readonly Slot[] {
  const words = new Set(part.split(' '));
  return slots.filter(({ text }) => tokenise(text).some((word) => words.has(fold(word))));
}

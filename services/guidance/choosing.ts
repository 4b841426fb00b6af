import { fold, stem, tokenise } from './analyse';
import { asksWhatToDo, tellsWhatToDo } from './acts';
import { comparedIn, countedIn, countedThingIn, definedIn, hasNumber, hasWhatIsAsked, yearsIn } from './asks';
import { elsewhereIn } from './elsewhere';
import { speaksToIt, type Evidence } from './evidence';
import { everydayShare } from './everydayWords';
import { importanceOf, meets, termsOf } from './meaning';
import type { Slot } from './query';
import { isOfOwnDeed } from './requests';
import { sentencesOf } from './sentences';
import type { TextIndex } from './textIndex';
import type { Passage } from './types';
import { bestScoreIn } from './unitScores';
import { asksWhoKnowsElse } from './whoKnows';

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
  /** What the passages around the question score on average: what one gets that has some of its words by chance. */
  readonly byChance: number;
}

/** A passage further from the question than this share of the nearest one's score is no answer, whatever it has. */
const NEAR_ENOUGH = 0.4;

/** What a text that speaks of nothing asked keeps of its score; the rest comes with how much of the question it covers. */
const BARE = 0.4;

/** What all that is asked in one sentence counts beside the same here and there in a passage: for which passage is nearest, and more for whether one answers at all. */
const TOGETHER = { near: 0.7, sure: 0.9 };
/** What the same counts that no sentence says by itself, misspelt words among it. */
const SPREAD = 0.3;

/**
 * So many times what is got by chance a passage must score to answer, what it speaks of counted in. The one number that
 * says how sure is sure enough: the higher it is, the more is refused, rightly and wrongly. docs/adr/0013 says how it was chosen.
 */
const SURE = 0.4;

/** Puts first the nearest passage that answers what is asked, and says whether there is one. */
export function choose(weighed: readonly Weighed[], asking: Asking): { readonly ordered: readonly Weighed[]; readonly carried: boolean } {
  const near = weighed.map((one) => nearnessOf(one, asking)).sort((a, b) => b.near - a.near);
  const least = NEAR_ENOUGH * (near[0]?.near ?? 0);
  const best = near.find(({ one, near: score, sure }) => score >= least && sure >= SURE && speaksToIt(one.evidence, one.passage.verbatim) && answers(one.passage, asking));
  const ordered = near.map(({ one }) => one);
  return best ? { ordered: [best.one, ...ordered.filter((one) => one !== best.one)], carried: true } : { ordered, carried: false };
}

interface Near {
  readonly one: Weighed;
  /** How near it is, beside the others. */
  readonly near: number;
  /** The same in shares of what a passage scores by chance. */
  readonly sure: number;
}

function nearnessOf(one: Weighed, asking: Asking): Near {
  const covers = BARE + (1 - BARE) * one.evidence.coverage;
  const together = Math.max(bestScoreIn(one.passage.text, asking), SPREAD * one.evidence.coverage);
  const speaks = (share: number): number => covers * (1 - share + share * together);
  // Where all passages are about what is asked, as in a small folder, none is nearer than by chance.
  return { one, near: one.score * speaks(TOGETHER.near), sure: Math.max(1, one.score / asking.byChance) * speaks(TOGETHER.sure) };
}

/** What no nearness makes up for: a passage of the wrong kind, or without the kind of thing that is asked for. */
function answers(passage: Passage, asking: Asking): boolean {
  const { words } = asking;
  if (asksWhoKnowsElse(words) || !thinksOfIt(asking, passage)) return false;
  if (asksWhatToDo(words) && (isOfOwnDeed(words) || !tellsWhatToDo(passage, asking.proposing))) return false;
  const sentences = [passage.title, ...sentencesOf(passage.text)];
  const about = speaking(sentences, asking);
  // The words beside a text of ours tell where to look; what it answers stands in it.
  if (about.length === 0 && !passage.verbatim) return false;
  return hasWhatIsAsked(words, about) && namesAll(elsewhereIn(withoutOthers(words)).filter((word) => !asking.names.has(word)), sentences) && tellsApart(asking, sentences) && defines(asking, sentences) && namesCounted(asking, sentences) && counts(asking, sentences) && namesYears(asking);
}

/** "Gäller X bara Y": what is asked about is X. */
function withoutOthers(words: string): string {
  return ONLY.exec(words)?.[1] ?? words;
}
const ONLY = /^((?:galler|omfattar|handlar|ingar|avser|is|are|does|do) (?:\p{L}+ )+?)(?:bara|endast|enbart|only|just) /u;

const THOUGHT_OF = /\b(?:tycker|anser|tanker|sager|skriver|synpunkt\p{L}*|asikt\p{L}*|syn|installning\p{L}*|thinks?|says?|views?|opinions?)\b.* (?:om|pa|till|about|of|on) (?:en |ett |the |an? )?([\p{L}\d]+)$/u;

/** What nobody has said anything of, nobody is said to think anything of: "vad anser nämnden om drönare?" */
function thinksOfIt({ index, slots, words }: Asking, { title, text }: Passage): boolean {
  const thing = THOUGHT_OF.exec(words)?.[1];
  if (thing === undefined) return true;
  const terms = termsOf(index, `${title}\n${text}`);
  return slots.filter((slot) => !slot.known && tokenise(slot.text).some((word) => fold(word) === thing)).every((slot) => meets(terms, slot) >= PARTLY);
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

/** False where the question names a year that no text has. */
function namesYears({ slots }: Asking): boolean {
  return slots.every(({ text, known }) => known || yearsIn(text).length === 0);
}

/** The slots that a part of the question, in its plain words, consists of; words with a subject only. */
function slotsIn(slots: readonly Slot[], part: string): readonly Slot[] {
  return saidIn(slots, part).filter(({ text, weight }) => weight >= 1 && everydayShare(text) === 1);
}

function saidIn(slots: readonly Slot[], part: string): readonly Slot[] {
  const words = new Set(part.split(' '));
  return slots.filter(({ text }) => tokenise(text).some((word) => words.has(fold(word))));
}

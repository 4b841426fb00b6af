import { fold, stem, tokenise } from './analyse';
import { asksWhatToDo, comparedIn, definedIn, hasWhatIsAsked, tellsWhatToDo } from './asks';
import { elsewhereIn } from './elsewhere';
import { carries, type Evidence } from './evidence';
import { importanceOf, speaksOf, termsOf } from './meaning';
import type { Slot } from './query';
import { sentencesOf } from './sentences';
import type { TextIndex } from './textIndex';
import type { Passage } from './types';

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
}

/** A passage further from the question than this share of the nearest one's score is no answer, whatever it has. */
const NEAR_ENOUGH = 0.4;

/** What a text that speaks of nothing asked keeps of its score; the rest comes with how much of the question it covers. */
const BARE = 0.4;

/** Puts first the nearest passage that answers what is asked, and says whether there is one. */
export function choose(weighed: readonly Weighed[], asking: Asking): { readonly ordered: readonly Weighed[]; readonly carried: boolean } {
  const near = weighed.map((one) => ({ ...one, score: one.score * (BARE + (1 - BARE) * one.evidence.coverage) })).sort((a, b) => b.score - a.score);
  const top = near[0]?.score ?? 0;
  const best = near.find((one) => one.score >= NEAR_ENOUGH * top && answers(one, asking));
  return best ? { ordered: [best, ...near.filter((one) => one !== best)], carried: true } : { ordered: near, carried: false };
}

function answers({ passage, evidence }: Weighed, asking: Asking): boolean {
  const { words } = asking;
  if (!carries(evidence, passage.verbatim)) return false;
  if (asksWhatToDo(words) && !tellsWhatToDo(passage.kind)) return false;
  const sentences = [passage.title, ...sentencesOf(passage.text)];
  return hasWhatIsAsked(words, speaking(sentences, asking)) && namesAll(elsewhereIn(words), sentences) && tellsApart(words, sentences) && defines(words, sentences);
}

/** The sentences that speak of anything asked. */
function speaking(sentences: readonly string[], { index, slots }: Asking): readonly string[] {
  const asked = slots.reduce((sum, slot) => sum + importanceOf(slot), 0);
  const speaks = sentences.map((sentence) => speaksOf(termsOf(index, sentence), slots) >= LEAST_SAID * asked);
  return sentences.filter((_, position) => speaks[position] === true);
}
/** Share of what is asked below which a sentence has everyday words in common with it only. */
const LEAST_SAID = 0.12;

function stemsOf(text: string): readonly string[] {
  return tokenise(text).map((word) => stem(word, 'sv'));
}

function namesAll(named: readonly string[], sentences: readonly string[]): boolean {
  if (named.length === 0) return true;
  const stems = new Set(sentences.flatMap(stemsOf).map(fold));
  return named.every((word) => stems.has(fold(stem(word, 'sv'))));
}

/** Where a difference is asked for, each of the two things stands in a sentence without the other. */
function tellsApart(words: string, sentences: readonly string[]): boolean {
  const compared = comparedIn(words);
  if (!compared) return true;
  const [one = '', other = ''] = compared.map((thing) => stemsOf(thing)[0]);
  const said = sentences.map(stemsOf);
  const alone = (thing: string, without: string): boolean => said.some((stems) => stems.some((had) => had.startsWith(thing)) && !stems.some((had) => had.startsWith(without)));
  return alone(one, other) && alone(other, one);
}

const DEFINING = /^(innebär|handlar|omfattar|avser|avses|definieras|menas|betyder|syftar|means|includes|covers|refers)$/u;

/** Where a definition is asked for, the thing begins a sentence that says what it is, or is followed by examples. */
function defines(words: string, sentences: readonly string[]): boolean {
  const [thing] = stemsOf(definedIn(words) ?? '');
  if (thing === undefined) return true;
  return sentences.some((sentence) => {
    const said = tokenise(sentence);
    const place = said.findIndex((word) => stem(word, 'sv').startsWith(thing));
    if (place < 0) return false;
    return said.slice(place + 1, place + 4).some((word) => DEFINING.test(word)) && place < 4 || new RegExp(`${said[place] ?? ''}\\P{L}+(?:\\p{L}+\\P{L}+)?(?:som|såsom|till exempel|exempelvis|such as) \\p{L}+,`, 'iu').test(sentence);
  });
}

import type { Locale } from '../../domain/locale';
import { grams, isStopWord, languageOf, tokenise } from './analyse';
import { isLightWord } from './lightWords';
import { phrasingOf, type Phrasing } from './phrasing';
import type { Phrase, Thesaurus } from './synonyms';
import { at } from './terms';
import { stemTerm, type TextIndex } from './textIndex';

/** A word as the index knows it. */
export interface QueryWord {
  /** Term among the stems; undefined when no text has the word. */
  readonly stem: number | undefined;
  /** Terms of those of its character runs that any text has. */
  readonly grams: readonly number[];
  /** Number of all its runs. */
  readonly gramCount: number;
  /** Each run counts this much, so that long words do not drown short ones. */
  readonly gramWeight: number;
}

/** One way to say what a slot means. */
export interface Alternative {
  /** Factor on its score in a text. */
  readonly weight: number;
  /** What a text that says it this way counts as evidence. */
  readonly certainty: number;
  readonly words: readonly QueryWord[];
}

/** One thing the question speaks of. */
export interface Slot {
  readonly text: string;
  /** How much it tells texts apart: idf, highest for what no text mentions, lower for everyday words. */
  readonly information: number;
  /** False when no text has the word, in any of its ways. */
  readonly known: boolean;
  /** Factor on its score in a text: 1, less for everyday words. */
  readonly weight: number;
  readonly alternatives: readonly Alternative[];
}

/** A text in the person's own words comes before one in others... */
const SYNONYM_WEIGHT = 0.5;
/** ...but says nearly the same. */
const SYNONYM_CERTAINTY = 0.9;
/** What an everyday word counts beside one with a subject of its own, for which text comes first... */
const LIGHT_WEIGHT = 0.7;
/** ...and for whether a text says enough of what was asked. */
const LIGHT_INFORMATION = 0.3;
/** Between every run counting alike (0) and every word counting alike (1); chosen on SweQUAD and SweFAQ training and dev questions. */
const LENGTH_DAMPING = 0.1;
/** A question longer than this is told by its first words; nobody waits for a pasted document. */
const MAX_CHARACTERS = 1_500;
const MAX_SLOTS = 40;
/** No word is longer; what is, is told by its beginning. */
const MAX_WORD = 60;

/** A question as the index knows it. */
export interface Query {
  /** What it speaks of, in the order of its words, each thing once. */
  readonly slots: readonly Slot[];
  readonly phrasing: Phrasing;
  /** All its words in their order; none where they are of another language than the texts, whose letters tell nothing. */
  readonly words: readonly string[];
}

export function parseQuestion(question: string, index: TextIndex, thesaurus: Thesaurus): Query {
  const text = question.slice(0, MAX_CHARACTERS);
  const words = joinSplitCompounds(tokenise(text).map((word) => unabbreviate(word.slice(0, MAX_WORD))), index);
  const spoken = languageOf(text) ?? index.locale;
  return { slots: slotsOf(words, spoken, index, thesaurus), phrasing: phrasingOf(words, index, spoken), words: spoken === index.locale ? words : [] };
}

function slotsOf(words: readonly string[], spoken: Locale, index: TextIndex, thesaurus: Thesaurus): readonly Slot[] {
  const slots = new Map<string, Slot>();
  for (let start = 0; start < words.length && slots.size < MAX_SLOTS; ) {
    const concept = thesaurus.at(words, start);
    const own = words.slice(start, start + (concept?.length ?? 1));
    start += own.length;
    const key = own.join(' ');
    if (slots.has(key) || (!concept && !saysSomething(key, spoken))) continue;
    slots.set(key, toSlot(own, concept?.phrases ?? [], isLightWord(key, spoken), index));
  }
  return [...slots.values()];
}

/** "trygghets o säkerhetsprogrammet", as it is said. */
function unabbreviate(word: string): string {
  return word === 'o' || word === 'å' ? 'och' : word;
}

function saysSomething(word: string, spoken: Locale): boolean {
  return word.length > 1 && !isStopWord(word, spoken);
}

/** "fokus områden", "händelse hanterings systemet": neighbours that make a word of the texts when written together. */
function joinSplitCompounds(words: readonly string[], index: TextIndex): readonly string[] {
  const joined: string[] = [];
  for (let start = 0; start < words.length; ) {
    const length = [3, 2].find((count) => isSplitCompound(words.slice(start, start + count), count, index)) ?? 1;
    joined.push(words.slice(start, start + length).join(''));
    start += length;
  }
  return joined;
}

function isSplitCompound(parts: readonly string[], count: number, index: TextIndex): boolean {
  if (parts.length < count || parts.some((part) => isStopWord(part, index.locale))) return false;
  const whole = parts.join('');
  return whole.length >= 6 && stemTerm(index, whole) !== undefined;
}

function toSlot(own: Phrase, synonyms: readonly Phrase[], light: boolean, index: TextIndex): Slot {
  const ways = [toAlternative(own, { weight: 1, certainty: 1 }, index), ...synonyms.map((phrase) => toSynonym(phrase, own, index))];
  const known = ways.filter(({ words }) => words.length > 0 && words.every((word) => word.stem !== undefined));
  const rarities = known.length > 0 ? known.map((way) => rarityOf(way, index)) : [index.stems.unknownIdf];
  // A thing is as common as the commonest word for it: a rare synonym must not outweigh the usual word.
  const commonest = Math.min(...rarities);
  const alternatives = ways.map((way) => ({ ...way, weight: way.weight * Math.min(1, commonest / rarityOf(way, index)) }));
  const information = Math.max(...rarities) * (light ? LIGHT_INFORMATION : 1);
  return { text: own.join(' '), information, known: known.length > 0, weight: light ? LIGHT_WEIGHT : 1, alternatives };
}

/** However many words a synonym has, it stands for the person's own. */
function toSynonym(phrase: Phrase, own: Phrase, index: TextIndex): Alternative {
  return toAlternative(phrase, { weight: (SYNONYM_WEIGHT * own.length) / phrase.length, certainty: SYNONYM_CERTAINTY }, index);
}

function rarityOf({ words }: Alternative, index: TextIndex): number {
  return Math.max(...words.map(({ stem }) => (stem === undefined ? index.stems.unknownIdf : at(index.stems.idf, stem))));
}

function toAlternative(phrase: Phrase, trust: Pick<Alternative, 'weight' | 'certainty'>, index: TextIndex): Alternative {
  const telling = phrase.filter((word) => !isStopWord(word, index.locale));
  return { ...trust, words: (telling.length > 0 ? telling : phrase).map((word) => toQueryWord(word, index)) };
}

function toQueryWord(word: string, index: TextIndex): QueryWord {
  const runs = grams(word);
  const known = runs.map((run) => index.vocabulary.grams.get(run)).filter((term) => term !== undefined);
  return { stem: stemTerm(index, word), grams: known, gramCount: runs.length, gramWeight: runs.length ** -LENGTH_DAMPING };
}

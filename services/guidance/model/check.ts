import type { Locale } from '../../../domain/locale';
import { fold, isStopWord, languageOf, stem, tokenise } from '../analyse';
import { isLightWord } from '../lightWords';
import { namesPerson } from '../persons';
import { sentencesOf } from '../sentences';
import { buildThesaurus, type Concept, type Thesaurus } from '../synonyms';
import type { Passage } from '../types';
import { bindsAlike, calendarOf, numbersAlike, numbersOf, turnsAlike, turnsOf } from './meaning';
import { PASSAGE_MAX } from './prompt';
import { actorsOf, beginsAlike, deniesAlike, inOrder, modalsAlike, permitsAlike } from './sameness';

/** One thing that a model says the passages say. */
export interface Claim {
  readonly text: string;
  /** The passages that are to carry it. */
  readonly passages: readonly Passage[];
}

const MAX_LENGTH = 500;
/** Share of a sentence's words that must stand in a passage in the other language, where the word list may lack one; in the same language all must. */
const LEAST_SHARE = 0.85;
/** A sentence this short says nothing of its own with a word that the passage lacks. */
const SHORT = 4;

/** Addresses, markup, numbers to ring, what stands in for something masked, signs and spellings in which a word may hide: no claim needs them. */
const NOT_PLAIN = /[<>{}[\]|`*_#\\^~=\u0000-\u0008\u000b-\u001f\u007f]|https?:|www\.|\w\.(?:com|se|net|org|nu|io|info)(?!\p{L})|@|\+\d|\d(?:[\s\-–./]?\d){4,}|[\p{Cf}\p{Co}\p{M}\p{No}\p{Nl}]|(?!°)\p{So}|(?<!\p{L})(?:o|icke|non|un)-\p{L}|(?<!\p{L})(?:\p{L}[\s.-]+){3}\p{L}(?!\p{L})/iu;
/** Digits that are no such number: years, and what everybody may ring, which must stand in the passage as any number must. */
const HARMLESS = /(?<!\d)(?:(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d|114 14|116 006)(?!\d)/gu;

/** Holds claims against their passages. */
export interface Check {
  /** True when each sentence of the claim is carried by one of its passages. Never throws. */
  carries(claim: Claim): boolean;
}

/** @returns a check of claims in that language which name none of these people. Words of one language are found in the other by the word list. */
export function checker(concepts: readonly Concept[]): (locale: Locale, names?: readonly string[]) => Check {
  const lists = {
    thesauri: { sv: buildThesaurus(concepts, 'sv'), en: buildThesaurus(concepts, 'en') },
    listed: new Set(concepts.flatMap(({ sv, en }) => [...sv, ...en]).flatMap(tokenise).map(fold)),
  };
  return (locale, names = []) => checkOf(lists, locale, names);
}

interface Lists {
  readonly thesauri: Readonly<Record<Locale, Thesaurus>>;
  /** Single words of the word list, folded. */
  readonly listed: ReadonlySet<string>;
}

function checkOf({ thesauri, listed }: Lists, locale: Locale, names: readonly string[]): Check {
  const persons = names.map((name) => name.toLowerCase()).filter((name) => name.length > 2);

  const stands = (sentence: string, passage: Passage): boolean => {
    const { title, text, boards } = passage;
    const words = worded(sentence, locale);
    const content = words.counts.filter(Boolean).length;
    if (content === 0 || !namesStand(sentence, `${title}. ${text} ${boards.join(' ')}`)) return false;
    const [turns, numbers, calendar] = [turnsOf(sentence), numbersOf(sentence), calendarOf(sentence)];
    return windowsOf(sentencesOf(text.slice(0, PASSAGE_MAX))).some((drawn) => {
      const said = drawn.join(' ');
      const whole = `${title}. ${said}`;
      if (!numbersAlike(numbers, numbersOf(whole)) || !subset(calendar, calendarOf(whole))) return false;
      const found = share(words, `${whole} ${boards.join(' ')}`, passage.locale, thesauri[passage.locale]);
      const enough = passage.locale === locale || content < SHORT ? found === 1 : found >= LEAST_SHARE;
      return enough && turnsAlike(turns, turnsOf(said)) && isSaidOfTheSame(sentence, said, title) && (passage.locale !== locale || isSaidTheSameWay(sentence, said));
    });
  };

  /** Names and abbreviations must stand in the passage; two capitals side by side may be a person, unless the word list has them. */
  const namesStand = (sentence: string, whole: string): boolean => {
    const text = fold(whole.toLowerCase());
    const capitals = [...sentence.matchAll(/(?<=[\p{L}\p{N},;–-]["”’)]?\s)\p{Lu}[\p{L}-]*/gu)].map(([word]) => fold(word.toLowerCase()));
    const known = (word: string): boolean => text.includes(word) || listed.has(word) || word.split('-').every((part) => listed.has(part));
    if (!capitals.every(known)) return false;
    const pairs = sentence.match(/(?<!\p{L})\p{Lu}\p{Ll}+\s+\p{Lu}\p{Ll}+/gu) ?? [];
    return pairs.every((pair) => tokenise(pair).some((word) => listed.has(fold(word)) || isStopWord(word, locale)));
  };

  return {
    carries({ text, passages }: Claim): boolean {
      const plain = text.normalize('NFC').trim();
      if (plain === '' || plain.length > MAX_LENGTH || NOT_PLAIN.test(plain.replace(HARMLESS, ' '))) return false;
      if (namesPerson(plain) || persons.some((name) => plain.toLowerCase().includes(name))) return false;
      if ((languageOf(plain) ?? locale) !== locale) return false;
      const sentences = sentencesOf(plain);
      return sentences.length > 0 && passages.length > 0 && sentences.every((sentence) => passages.some((passage) => stands(sentence, passage)));
    },
  };
}

/** The same ones do it to the same ones. */
function isSaidOfTheSame(sentence: string, said: string, title: string): boolean {
  const actors = actorsOf(sentence);
  return beginsAlike(actors, said, title) && (inOrder(actors, actorsOf(said)) || inOrder(actors, actorsOf(`${title} ${said}`)));
}

/** The same is denied, and what one may is not what one can. */
function isSaidTheSameWay(sentence: string, said: string): boolean {
  return deniesAlike(sentence, said) && permitsAlike(sentence, said) && modalsAlike(sentence, said);
}

const subset = (small: ReadonlySet<string>, large: ReadonlySet<string>): boolean => [...small].every((one) => large.has(one));

/** A sentence's words, and which of them have a subject of their own. */
interface Worded {
  readonly words: readonly string[];
  readonly counts: readonly boolean[];
}

function worded(text: string, locale: Locale): Worded {
  const words = tokenise(text);
  return { words, counts: words.map((word) => !isStopWord(word, locale) && !isLightWord(word, locale) && !/^\d+$/u.test(word)) };
}

/** Each sentence, and each two neighbours that bind alike: those may be drawn together into one. */
function windowsOf(sentences: readonly string[]): readonly (readonly string[])[] {
  return sentences.flatMap((one, at) => {
    const next = sentences[at + 1];
    return next !== undefined && bindsAlike(turnsOf(one), turnsOf(next)) ? [[one], [one, next]] : [[one]];
  });
}

/** Share of the content words that stand in the text, as they are, inflected, within a compound, or by the word list. */
function share({ words, counts }: Worded, text: string, locale: Locale, thesaurus: Thesaurus): number {
  const there = tokenise(text);
  const stems = new Set(there.flatMap((word) => [stem(word, locale), fold(stem(word, locale))]));
  let found = 0;
  for (let at = 0; at < words.length; ) {
    const concept = thesaurus.at(words, at);
    const known = concept?.phrases.some((phrase) => phrase.every((part) => standsIn(part, stems, there, locale))) === true;
    const length = known ? concept.length : 1;
    const counted = counts.slice(at, at + length).filter(Boolean).length;
    if (known || standsIn(words[at] ?? '', stems, there, locale)) found += counted;
    at += length;
  }
  return found / counts.filter(Boolean).length;
}

const LEAST_PART = 5;

function standsIn(word: string, stems: ReadonlySet<string>, there: readonly string[], locale: Locale): boolean {
  const base = stem(word, locale);
  if (stems.has(base) || stems.has(fold(base))) return true;
  return base.length >= LEAST_PART && there.some((other) => other.length > base.length && (other.startsWith(base) || stem(other, locale).endsWith(base)));
}

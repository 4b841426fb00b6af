import { join } from 'node:path';
import * as z from 'zod';
import type { Locale } from '../../domain/locale';
import { fold, isStopWord, stem, tokenise, type SpokenLanguage } from './analyse';
import { reasonOf } from './errors';
import { describeIssues } from './frontMatter';
import type { Lists } from './sources/lists';
import type { Problem } from './types';

const FILE = 'synonyms.yaml';
const LANGUAGES: readonly SpokenLanguage[] = ['sv', 'en', 'fi'];

const words = z.array(z.string().min(1)).default([]);
const synonymList = z.array(z.strictObject({ sv: words, en: words, fi: words }));

/** Words for one thing; whoever uses one of them, in any language, looks for all of them. */
export type Concept = z.infer<typeof synonymList>[number];

/**
 * Reads `synonyms.yaml`, which may be absent. Without it, or with a broken one, search works on the passages' own words.
 * @param general path of a list for folders that have none of their own, such as a folder of documents as they came
 */
export async function loadSynonyms(lists: Lists, dir: string, general?: string): Promise<{ concepts: readonly Concept[]; problems: readonly Problem[] }> {
  const bad = (reason: string) => ({ concepts: [], problems: [{ file: FILE, code: 'bad_list' as const, reason }] });
  try {
    const list = (await lists.read(join(dir, FILE))) ?? (general === undefined ? undefined : await lists.read(general));
    if (!list) return { concepts: [], problems: [] };
    const parsed = synonymList.safeParse(list.data);
    return parsed.success ? { concepts: parsed.data, problems: [] } : bad(describeIssues(parsed.error));
  } catch (error) {
    return bad(reasonOf(error));
  }
}

export type Phrase = readonly string[];

/** Finds concepts in a question: the longest phrase that begins at a word. */
export interface Thesaurus {
  /** Number of words the phrase takes, and every way to say it in the language looked for; undefined: none begins here. */
  at(question: Phrase, start: number): { readonly length: number; readonly phrases: readonly Phrase[] } | undefined;
}

interface Entry {
  readonly stems: Phrase;
  readonly phrases: Phrase[];
}
/** By first stem; the longest phrase stands first. */
type Entries = Map<string, Entry[]>;

/** @param locale the language of the texts to be found. */
export function buildThesaurus(concepts: readonly Concept[], locale: Locale): Thesaurus {
  const byLanguage = LANGUAGES.map((language) => ({ language, entries: entriesFor(concepts, language, locale) }));
  return {
    at: (question, start) => {
      const entries = byLanguage.flatMap(({ language, entries: starting }) => starting.get(stemAt(question, start, language))?.find(({ stems }) => standsAt(stems, question, start, language)) ?? []);
      // "information security" is one thing, though "information" is a word in Swedish too.
      const longest = entries.reduce<Entry | undefined>((best, entry) => (best === undefined || entry.stems.length > best.stems.length ? entry : best), undefined);
      if (longest) return { length: longest.stems.length, phrases: longest.phrases };
      return undefined;
    },
  };
}

function entriesFor(concepts: readonly Concept[], language: SpokenLanguage, locale: Locale): Entries {
  const entries: Entries = new Map();
  for (const concept of concepts) {
    const phrases = concept[locale].map(tokenise);
    for (const word of concept[language]) {
      const stems = tokenise(word).map((part) => keyOf(part, language));
      if (!isOnlyStopWord(stems, word)) addEntry(entries, stems, phrases);
    }
  }
  for (const starting of entries.values()) starting.sort((a, b) => b.stems.length - a.stems.length);
  return entries;
}

/** "dense" has the stem of the Swedish "den": what is left of a word must not make a function word name a thing. */
function isOnlyStopWord(stems: Phrase, word: string): boolean {
  const [only = ''] = stems;
  return stems.length === 1 && only !== word.toLowerCase() && LANGUAGES.some((language) => language !== 'fi' && isStopWord(only, language));
}

function addEntry(entries: Entries, stems: Phrase, phrases: readonly Phrase[]): void {
  const [first] = stems;
  if (first === undefined) return;
  const starting = entries.get(first) ?? [];
  const same = starting.find((entry) => entry.stems.join(' ') === stems.join(' '));
  if (same) same.phrases.push(...phrases);
  else entries.set(first, [...starting, { stems, phrases: [...phrases] }]);
}

function standsAt(stems: Phrase, question: Phrase, start: number, language: SpokenLanguage): boolean {
  return stems.every((part, offset) => offset === 0 || part === stemAt(question, start + offset, language));
}

function stemAt(question: Phrase, position: number, language: SpokenLanguage): string {
  const word = question[position];
  return word === undefined ? '' : keyOf(word, language);
}

/** The stem as typed without å, ä and ö; short ones as they are, of which too many would meet. */
function keyOf(word: string, language: SpokenLanguage): string {
  // Twice, since the stemmer takes more from "försvar" than from "försvaret".
  const base = stem(stem(word, language), language);
  return base.length < SHORTEST_FOLDED ? base : fold(base);
}
const SHORTEST_FOLDED = 4;

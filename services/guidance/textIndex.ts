import type { Locale } from '../../domain/locale';
import { fold, grams, isStopWord, stem, tokenise } from './analyse';
import { TermTableBuilder, type TermTable } from './terms';

/** A text to be found: what stands in its fields, each a list of strings. */
export type Fields = Readonly<Record<FieldName, readonly string[]>>;
type FieldName = keyof typeof FIELDS;

/** How much a word counts where it stands, and how far a long field thins it out (BM25F). */
const FIELDS = {
  title: { weight: 2, thinning: 0.3 },
  keywords: { weight: 1, thinning: 0.3 },
  headings: { weight: 0.5, thinning: 0.3 },
  text: { weight: 1, thinning: 0.6 },
} as const;
const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** An inverted index over whole words (stems) and over runs of characters, of one language. */
export interface TextIndex {
  readonly locale: Locale;
  readonly size: number;
  readonly stems: TermTable;
  readonly grams: TermTable;
  /** Stems as typed without å, ä and ö, where that differs, to the stem's term. */
  readonly folded: ReadonlyMap<string, number>;
}

/** Builds the index; document numbers are positions in `texts`. Pure computation, no I/O. */
export function buildTextIndex(texts: readonly Fields[], locale: Locale): TextIndex {
  const analysed = texts.map((fields) => mapFields((name) => contentWords(fields[name], locale)));
  const average = mapFields((name) => analysed.reduce((sum, words) => sum + words[name].length, 0) / Math.max(1, texts.length));
  const stems = new TermTableBuilder();
  const runs = new TermTableBuilder();
  for (const words of analysed) {
    const stemFrequencies = new Map<string, number>();
    const gramFrequencies = new Map<string, number>();
    for (const name of FIELD_NAMES) {
      const { weight, thinning } = FIELDS[name];
      const share = weight / (1 - thinning + (thinning * words[name].length) / Math.max(1, average[name]));
      for (const word of words[name]) {
        increase(stemFrequencies, stem(word, locale), share);
        for (const gram of grams(word)) increase(gramFrequencies, gram, share);
      }
    }
    stems.add(stemFrequencies);
    runs.add(gramFrequencies);
  }
  const stemTable = stems.finish();
  return { locale, size: texts.length, stems: stemTable, grams: runs.finish(), folded: foldedStems(stemTable) };
}

/**
 * The word's term among the stems, as it is spelt or as it would be without å, ä and ö. The stemmer takes the s of
 * "gräns" for an ending but not that of "gränsen", so a stem nobody knows is stemmed once more.
 */
export function stemTerm(index: TextIndex, word: string): number | undefined {
  const base = stem(word, index.locale);
  return index.stems.ids.get(base) ?? index.folded.get(base) ?? index.stems.ids.get(stem(base, index.locale));
}

function contentWords(texts: readonly string[], locale: Locale): readonly string[] {
  return texts.flatMap(tokenise).filter((word) => !isStopWord(word, locale));
}

function foldedStems(table: TermTable): ReadonlyMap<string, number> {
  const folded = new Map<string, number>();
  for (const [term, id] of table.ids) {
    const plain = fold(term);
    if (plain !== term && !folded.has(plain)) folded.set(plain, id);
  }
  return folded;
}

function mapFields<T>(make: (name: FieldName) => T): Readonly<Record<FieldName, T>> {
  return { title: make('title'), keywords: make('keywords'), headings: make('headings'), text: make('text') };
}

function increase(frequencies: Map<string, number>, term: string, by: number): void {
  frequencies.set(term, (frequencies.get(term) ?? 0) + by);
}

import type { Locale } from '../../domain/locale';
import { stem, tokenise } from './analyse';
import { SequencesBuilder, type Sequences } from './sequences';
import { TermTableBuilder, type TermTable } from './terms';
import { VocabularyBuilder, type KnownWord, type Vocabulary } from './vocabulary';
import { windowsOf } from './windows';
import { WordingBuilder, type Wording } from './wording';

/** A text to be found: what stands in its fields, each a list of strings. */
export type Fields = Readonly<Record<FieldName, readonly string[]>>;
type FieldName = keyof typeof FIELDS;
/** The same in words: string by string. */
type Words = Readonly<Record<FieldName, readonly (readonly KnownWord[])[]>>;
/** What is indexed as one: a text, or a window of one. */
interface Unit {
  readonly words: Words;
  /** False for what only counts for how long units are and how rare words: the only window of its text. */
  readonly listed: boolean;
}

/** How much a word counts where it stands, and how far a long field thins it out (BM25F). */
const FIELDS = {
  title: { weight: 2, thinning: 0.3 },
  keywords: { weight: 1, thinning: 0.3 },
  headings: { weight: 0.5, thinning: 0.3 },
  text: { weight: 1, thinning: 0.75 },
} as const;
const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** Inverted indexes over whole words (stems) and over runs of characters. */
export interface Layer {
  readonly size: number;
  readonly stems: TermTable;
  readonly grams: TermTable;
}

export interface TextIndex extends Layer {
  readonly locale: Locale;
  readonly vocabulary: Vocabulary;
  /** The texts word by word. */
  readonly sequences: Sequences;
  /** The same letter by letter. */
  readonly wording: Wording;
  /** The windows of texts that have several, and the text that each stands in; absent where none has. */
  readonly windows?: Layer & { readonly textOf: Uint32Array };
}

/** Builds the index; document numbers are positions in `texts`. Pure computation, no I/O. */
export function buildTextIndex(texts: readonly Fields[], locale: Locale): TextIndex {
  const steps = indexing(texts, locale);
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same in steps of a few milliseconds at the most, so that whoever drives them can let others go first. */
export function* indexing(texts: readonly Fields[], locale: Locale): Generator<void, TextIndex> {
  const vocabulary = new VocabularyBuilder(locale);
  const sequences = new SequencesBuilder();
  const wording = new WordingBuilder();
  const whole: Unit[] = [];
  const windows: Unit[] = [];
  const textOf: number[] = [];
  const known = (words: readonly string[]): readonly KnownWord[] => words.map((word) => vocabulary.know(word));
  for (const [text, fields] of texts.entries()) {
    const body = fields.text.map(tokenise);
    const said = mapFields((name) => (name === 'text' ? body : fields[name].map(tokenise)));
    const words = mapFields((name) => said[name].map(known));
    const unit = { words, listed: true };
    whole.push(unit);
    wording.add(FIELD_NAMES.flatMap((name) => said[name]));
    sequences.add(FIELD_NAMES.flatMap((name) => words[name]));
    const parts = fields.text.flatMap((one, position) => windowsOf(one, body[position] ?? []));
    if (parts.length === 1) windows.push({ words, listed: false });
    else {
      windows.push(...parts.map((part) => ({ words: { ...words, text: [known(part)] }, listed: true })));
      textOf.push(...parts.map(() => text));
    }
    yield;
  }
  const layer = yield* layering(whole, vocabulary);
  const inner = textOf.length === 0 ? {} : { windows: { ...(yield* layering(windows, vocabulary)), textOf: Uint32Array.from(textOf) } };
  return { locale, ...layer, vocabulary: vocabulary.finish(), sequences: sequences.finish(), wording: yield* wording.finish(), ...inner };
}

function* layering(units: readonly Unit[], vocabulary: VocabularyBuilder): Generator<void, Layer> {
  const average = mapFields((name) => units.reduce((sum, { words }) => sum + lengthOf(words[name]), 0) / Math.max(1, units.length));
  const stems = new TermTableBuilder();
  const grams = new TermTableBuilder();
  for (const { words, listed } of units) {
    for (const name of FIELD_NAMES) {
      const { weight, thinning } = FIELDS[name];
      const share = weight / (1 - thinning + (thinning * lengthOf(words[name])) / Math.max(1, average[name]));
      for (const word of words[name].flat()) {
        stems.read(word.stem, share);
        for (const gram of word.grams) grams.read(gram, share);
      }
    }
    stems.endDocument(listed);
    grams.endDocument(listed);
    yield;
  }
  const sizes = vocabulary.sizes;
  return { size: units.filter(({ listed }) => listed).length, stems: yield* stems.finish(sizes.stems), grams: yield* grams.finish(sizes.grams) };
}

/**
 * The word's number among the stems, as it is spelt or as it would be without å, ä and ö. The stemmer takes the s of
 * "gräns" for an ending but not that of "gränsen", so a stem nobody knows is stemmed once more.
 */
export function stemTerm({ vocabulary: { stems, folded }, locale }: TextIndex, word: string): number | undefined {
  const base = stem(word, locale);
  return stems.get(base) ?? folded.get(base) ?? stems.get(stem(base, locale));
}

function lengthOf(strings: readonly (readonly KnownWord[])[]): number {
  return strings.reduce((sum, words) => sum + words.length, 0);
}

function mapFields<T>(make: (name: FieldName) => T): Readonly<Record<FieldName, T>> {
  return { title: make('title'), keywords: make('keywords'), headings: make('headings'), text: make('text') };
}

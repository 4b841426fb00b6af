import type { Locale } from '../../domain/locale';
import { fold, grams, isStopWord, stem } from './analyse';

/** A word as the index knows it. */
export interface KnownWord {
  /** Number of its stem. */
  readonly stem: number;
  /** Numbers of its character runs; none for a function word, whose runs stand everywhere. */
  readonly grams: readonly number[];
  /** True for a function word. */
  readonly light: boolean;
}

/** The numbers of stems and of character runs, of one language. */
export interface Vocabulary {
  readonly stems: ReadonlyMap<string, number>;
  readonly grams: ReadonlyMap<string, number>;
  /** Stems as typed without å, ä and ö, where that differs, to the stem's number. */
  readonly folded: ReadonlyMap<string, number>;
}

/** Gives numbers to words as they come; each word is analysed once, however often it stands in the texts. */
export class VocabularyBuilder {
  private readonly stems = new Map<string, number>();
  private readonly grams = new Map<string, number>();
  private readonly folded = new Map<string, number>();
  private readonly words = new Map<string, KnownWord>();

  constructor(private readonly locale: Locale) {}

  get sizes(): { readonly stems: number; readonly grams: number } {
    return { stems: this.stems.size, grams: this.grams.size };
  }

  know(word: string): KnownWord {
    const known = this.words.get(word);
    if (known) return known;
    const light = isStopWord(word, this.locale);
    const made = { stem: this.stemNumber(stem(word, this.locale)), light, grams: light ? [] : grams(word).map((gram) => numberOf(this.grams, gram)) };
    this.words.set(word, made);
    return made;
  }

  finish(): Vocabulary {
    return { stems: this.stems, grams: this.grams, folded: this.folded };
  }

  private stemNumber(term: string): number {
    const known = this.stems.get(term);
    if (known !== undefined) return known;
    const number = numberOf(this.stems, term);
    const plain = fold(term);
    if (plain !== term && !this.folded.has(plain)) this.folded.set(plain, number);
    return number;
  }
}

function numberOf(numbers: Map<string, number>, term: string): number {
  const known = numbers.get(term);
  if (known !== undefined) return known;
  numbers.set(term, numbers.size);
  return numbers.size - 1;
}

import type { Locale, Localised } from '../../domain/locale';

/** What a passage rests on, said with every answer. `proposal`: a rule in the proposed programme; `view`: one board's opinion on it. */
export type PassageKind = 'proposal' | 'view' | 'general' | 'routine';

/** Where a fact stands, so that a reader can open the page. */
export interface Source {
  /** File name of the document, e.g. `002_9d920868f21f30f2.txt`, or the key of a law or authority page. */
  readonly document: string;
  /** Title as a person reads it, with diary number where there is one. */
  readonly title: Localised;
  readonly heading: string;
  /** Page or range as printed: `4` or `2-3`. Absent where the source has no pages. */
  readonly page?: string;
  /** Words found verbatim in the source, in the source's language; only these stand in quotation marks. */
  readonly quote?: string;
}

export interface Passage {
  /** Same id in both languages. */
  readonly id: string;
  readonly locale: Locale;
  readonly title: string;
  /** Plain text paragraphs in our own words. */
  readonly text: string;
  readonly kind: PassageKind;
  readonly sources: readonly Source[];
  /** ISO dates, inclusive. Absent `validTo`: no end is known. */
  readonly validFrom?: string;
  readonly validTo?: string;
  /** Board codes; empty means all. */
  readonly boards: readonly string[];
  /** Whom it is for; empty means everybody. */
  readonly audience: readonly ('employee' | 'elected')[];
  /** Words people use for this, for search only. */
  readonly keywords: readonly string[];
  /** Day the text was last looked over. */
  readonly updated: string;
}

export type Answer =
  | {
      readonly kind: 'found';
      readonly passage: Passage;
      /** Further passages, best first. */
      readonly more: readonly Passage[];
    }
  | {
      readonly kind: 'silent';
      readonly nearest: readonly Passage[];
      /** A text that says what the sources leave open and whom to ask, where the question is about that. */
      readonly handsOver?: Passage;
    };

export interface Guidance {
  /** Never throws for what a person typed. `board` and `elected` only prefer passages, they hide none. */
  answer(question: string, about: { locale: Locale; board?: string | undefined; elected?: boolean; now: Date }): Answer;
  /** Builds the indexes, some hundred milliseconds of computing, so that the first question need not wait for them. */
  makeReady(): void;
  passage(id: string, locale: Locale): Passage | undefined;
  readonly size: number;
}

import type { Locale, Localised } from '../../domain/locale';
import type { Concept } from './synonyms';

/** What a passage rests on, said with every answer. `proposal`: a rule in the proposed programme; `view`: one board's opinion on it. */
export type PassageKind = 'proposal' | 'view' | 'general' | 'routine';

/** Where a fact stands, so that a reader can open the page. */
export interface Source {
  /** File name of the document, e.g. `002_9d920868f21f30f2.txt`, or the key of a law or authority page. */
  readonly document: string;
  /** Title as a person reads it, with diary number where there is one. */
  readonly title: Localised;
  readonly heading: string;
  /** Headings from the outermost to `heading`, where the source was read whole. */
  readonly path?: readonly string[];
  /** Diary number, where it is known apart from the title. */
  readonly diaryNumber?: string;
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
  /** Plain text paragraphs. */
  readonly text: string;
  /** True where `text` is the document's own words, letter by letter: only then may its sentences stand in quotation marks. */
  readonly verbatim: boolean;
  /**
   * Offsets in `text` between two characters at which the source has something else, left out here: a page header, a
   * footnote's mark. A stretch that reaches across one is in the source's words and yet not to be found there in one
   * piece, so it never stands in quotation marks.
   */
  readonly seams?: readonly number[];
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
  /** Nobody has said when that was: it is the day of the file's last change. */
  readonly fileDated?: true;
}

/** Where a statement of an answer stands. */
export interface Citation {
  readonly passage: Passage;
  readonly source: Source;
}

/** A sentence or two, or a list, of an answer. */
export interface Statement {
  readonly text: string;
  /** True where `text` stands letter by letter in the source that is cited, white space apart: shown in quotation marks. */
  readonly quoted: boolean;
  /** What it rests on, at least one: positions in the answer's `citations`, from 0. */
  readonly cites: readonly number[];
}

/** What one board says where boards differ. */
export interface Side {
  readonly board: string;
  readonly passage: Passage;
  readonly statements: readonly Statement[];
}

export interface FoundAnswer {
  readonly kind: 'found';
  /** Taken out of the passages, or worded by a model and held against them. */
  readonly written: 'extract' | 'model';
  /** In reading order, at least one, unless `sides` hold the answer. */
  readonly statements: readonly Statement[];
  /** In the order in which they are first cited; each is cited by a statement or by a side's. */
  readonly citations: readonly Citation[];
  /** The passage that carries the answer: the first citation's. */
  readonly passage: Passage;
  /** Where boards differ on what was asked: two or more, each board once. Otherwise empty. */
  readonly sides: readonly Side[];
  /** Boards that were asked about as well and of which no view was found. */
  readonly noViewFrom?: readonly string[];
  /** Further passages, best first, none of which is cited. */
  readonly more: readonly Passage[];
}

export interface SilentAnswer {
  readonly kind: 'silent';
  readonly nearest: readonly Passage[];
  /** A text that says what the sources leave open and whom to ask, where the question is about that. */
  readonly handsOver?: Passage;
}

export type Answer = FoundAnswer | SilentAnswer;

/** Who asks, where and when. `board` and `elected` only prefer passages, they hide none. */
export interface About {
  readonly locale: Locale;
  readonly board?: string | undefined;
  readonly elected?: boolean | undefined;
  readonly now: Date;
  /** Id of the passage that carried the answer before, for a question that goes on from it. */
  readonly previous?: string | undefined;
  /** Id of whoever asks, for what may be asked of a model in one person's name; absent for those who are not signed in. It never leaves the machine. */
  readonly asker?: string | undefined;
  /** Names of people that the conversation has given, the asker's own among them: they never leave the machine. */
  readonly names?: readonly string[];
  /** Factor on the scores of passages by `locale/id`, where it is known how near in meaning they are to the question. */
  readonly near?: ReadonlyMap<string, number>;
}

/** Why a source, or a part of it, is not used; each code has a sentence in the workspace. */
export type ProblemCode =
  | 'unreadable'
  | 'too_large'
  | 'unknown_encoding'
  | 'damaged'
  | 'protected'
  | 'no_text'
  | 'empty_folder'
  | 'unread_format'
  | 'bad_front_matter'
  | 'duplicate_id'
  | 'unknown_document'
  | 'no_translation'
  | 'unknown_kind'
  | 'bad_list';

/** A file that could not be used, or was used with a reservation. */
export interface Problem {
  /** Relative to the guidance folder, with forward slashes. */
  readonly file: string;
  readonly code: ProblemCode;
  /** One line in English for the log: where and what, never what a person asked. */
  readonly reason: string;
}

export interface SourceFile {
  /** Relative to the guidance folder, with forward slashes. */
  readonly file: string;
  readonly format: 'markdown' | 'text' | 'docx' | 'pdf';
  /** As it is cited; absent where that is the file's name. */
  readonly title?: Localised;
  readonly passages: number;
  /** ISO instant of the file's last change. */
  readonly changed: string;
}

/** What the guidance rests on now, for whoever edits it. */
export interface GuidanceStatus {
  /** ISO instant at which what answers now was read. */
  readonly loadedAt: string;
  readonly files: readonly SourceFile[];
  readonly problems: readonly Problem[];
  /** All passages in use; which have expired is a question of the day. */
  readonly passages: readonly Passage[];
  /** Drafts in the folder that nobody has approved: listed, never answered from. */
  readonly drafts: readonly { readonly file: string; readonly title: string }[];
}

export interface Guidance {
  /** Never throws for what a person typed. No model, no network, a few milliseconds. */
  answer(question: string, about: About): Answer;
  /** A question that takes up the one before it, as one that is understood by itself; any other as it is. */
  whole(question: string, before: string): string;
  /** Builds the indexes, so that the first question need not wait for them, a slice at a time: everybody else goes on. */
  makeReady(): Promise<void>;
  passage(id: string, locale: Locale): Passage | undefined;
  status(): GuidanceStatus;
  /** Calls back when what `status` tells has changed, until the returned function is called. */
  onChange(listener: () => void): () => void;
  /** The word list in use. */
  concepts(): readonly Concept[];
  readonly size: number;
  /** Stops watching the folder. Again is no error. */
  close(): Promise<void>;
}

/** Answers with a model where one is configured; without one, or when it fails, as `Guidance.answer` does. */
export interface Answerer {
  /** True where a model may be asked, so that an answer can take seconds. */
  readonly asksModel: boolean;
  /** Never rejects. Aborted, it answers at once without a model. */
  answer(question: string, about: About, signal?: AbortSignal): Promise<Answer>;
}

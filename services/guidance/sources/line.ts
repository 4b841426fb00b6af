/** What stands between a line and the one before it: nothing at all, an ordinary line end, or room as between paragraphs. */
export type Gap = 'tight' | 'line' | 'block';

/** A line of a source with what tells of its place. */
export interface Line {
  /** Trimmed, white space within it single. */
  readonly text: string;
  readonly gap: Gap;
  readonly indented: boolean;
  /** A new page begins with it. */
  readonly newPage: boolean;
  /** True where the page break is said by the file itself, not guessed from its layout. */
  readonly surePage: boolean;
  /** Page as printed, where it is known. */
  readonly page?: number | undefined;
  /** Something of the source was left out before it: a page header, a footnote. */
  readonly seam: boolean;
  /** A page header that was left out before it. */
  readonly header?: readonly string[];
  /** Larger or bolder than running text, where the format tells. */
  readonly large?: boolean;
}

/** Stands in joined text where the source had something in between that was left out. Never part of a passage. */
export const SEAM = '\uE000';

const SENTENCE_END = /[.!?:…][”"»’')\]]*$/u;
/** Only the end is looked at: a line can be a whole document. */
export const endsSentence = (text: string): boolean => SENTENCE_END.test(text.slice(-12));

export const startsLower = (text: string): boolean => /^[”"»'(]?\p{Ll}/u.test(text);
export const startsUpper = (text: string): boolean => /^[”"»'(]?\p{Lu}/u.test(text);

/** The length that few lines pass: running text is about so wide. */
export function widthOf(lines: readonly Line[]): number {
  const lengths = lines.map(({ text }) => text.length).sort((a, b) => a - b);
  return lengths[Math.floor(lengths.length * 0.9)] ?? 0;
}

/** True where the next line's first word would have had room: the line ended on purpose. */
export function endsOnPurpose(line: Line, next: Line, width: number): boolean {
  const word = /^\S+/u.exec(next.text)?.[0] ?? '';
  return line.text.length + 1 + word.length <= width * 0.85;
}

import { endsSentence, startsLower, type Line } from './line';

/** What Word leaves where a field has lost what it refers to. */
const FIELD_ERROR = /^(?:Error|Fel)! .+$/u;
const FIELD_ERROR_END = /(?:want to appear here|ska visas här|not found|not defined|hittar inte.*|inte definierat?)\.?$/iu;
const PAGE = /^(?:Sida|Sid|Page)\s+(\d{1,4})(?:\s*\((\d{1,4})\)|\s*(?:\/|av|of)\s*(\d{1,4}))?$/iu;
/** A diary number's own line. */
export const DIARY = /^(?:Dnr|Diarienummer|Diarienr)\b\s*:?/imu;
const TYPE = /^(?:Tjänsteutlåtande|Remissvar|Yttrande|Protokollsutdrag|Protokoll|Skrivelse|Promemoria|PM)$/iu;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;

/** A page as a header prints it: its number, of how many, and how many lines of text stand before it. */
export interface PageMark {
  readonly page: number;
  readonly total: number | undefined;
  /** Position, among the lines that are left, of the first line after it. */
  readonly at: number;
}

export interface Cleared {
  readonly lines: readonly Line[];
  readonly marks: readonly PageMark[];
  /** Lines of the headers that were taken away, for what they tell of the document. */
  readonly headers: readonly string[];
}

/** Takes away page headers and the remains of broken fields, and remembers what they said. */
export function withoutFurniture(lines: readonly Line[]): Cleared {
  const left: Line[] = [];
  const marks: PageMark[] = [];
  const headers: string[] = [];
  for (let start = 0; start < lines.length; ) {
    const end = clusterEnd(lines, start);
    const cluster = lines.slice(start, end);
    const line = lines[start];
    if (!line) break;
    if (isHeader(cluster)) {
      for (const { text } of cluster) headers.push(text);
      const mark = markOf(cluster);
      if (mark) marks.push({ ...mark, at: left.length });
      start = end;
      const next = lines[start];
      // What follows a header begins a page, and may go on in the middle of a sentence.
      if (next) left.push(afterGap(left.at(-1), { ...next, newPage: next.newPage || (mark === undefined && cluster.some(({ newPage }) => newPage)), indented: false, header: sayings(cluster) }));
      start += 1;
    } else {
      left.push(line);
      start += 1;
    }
  }
  return { lines: left, marks, headers };
}

/** What a header says of the document, without the page. */
const sayings = (cluster: readonly Line[]): readonly string[] => cluster.map(({ text }) => text).filter((text) => DIARY.test(text) || TYPE.test(text));

/** Where the run of header-like lines that begins here ends; the same place where none begins. */
function clusterEnd(lines: readonly Line[], start: number): number {
  let end = start;
  while (end < lines.length) {
    const text = lines[end]?.text ?? '';
    if (FIELD_ERROR.test(text)) end = errorEnd(lines, end);
    else if (PAGE.test(text) || DIARY.test(text) || TYPE.test(text) || DATE.test(text)) end += 1;
    else break;
  }
  return end;
}

/** A broken field's message runs over at most three lines. */
function errorEnd(lines: readonly Line[], start: number): number {
  for (let end = start; end < Math.min(lines.length, start + 3); end += 1) {
    if (FIELD_ERROR_END.test(lines[end]?.text ?? '')) return end + 1;
  }
  return start + 1;
}

/** A date or a word such as "Protokoll" alone may be text; a page's number, a diary number or a broken field is not. */
const isHeader = (cluster: readonly Line[]): boolean => cluster.some(({ text }) => PAGE.test(text) || DIARY.test(text) || FIELD_ERROR.test(text));

function markOf(cluster: readonly Line[]): { page: number; total: number | undefined } | undefined {
  for (const { text } of cluster) {
    const found = PAGE.exec(text);
    const total = found?.[2] ?? found?.[3];
    if (found) return { page: Number(found[1]), total: total === undefined ? undefined : Number(total) };
  }
  return undefined;
}

/** The line that follows something left out: where the sentence goes on, no paragraph ends. */
export function afterGap(before: Line | undefined, next: Line): Line {
  const goesOn = before !== undefined && !endsSentence(before.text) && startsLower(next.text);
  return { ...next, seam: true, gap: goesOn ? 'line' : 'block' };
}


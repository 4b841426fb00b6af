import { afterGap } from './furniture';
import { isNumber } from './layout';
import { endsSentence, startsLower, type Line } from './line';

export interface Footnote {
  readonly lines: readonly Line[];
  /** Position, among the lines that are left, of the line after which it stands. */
  readonly at: number;
}

/**
 * Takes footnote marks out of the text and the notes out of the sentences they split. A mark stands alone on its line,
 * in the middle of a sentence; its note begins with the same number and goes on to the end of the page.
 */
export function withoutFootnotes(lines: readonly Line[]): { readonly lines: readonly Line[]; readonly notes: readonly Footnote[] } {
  const left: Line[] = [];
  const notes: Footnote[] = [];
  const marks = new Set<string>();
  for (let at = 0; at < lines.length; at += 1) {
    const [line, next] = [lines[at], lines[at + 1]];
    if (!line) break;
    if (next && isMark(line, next, left.at(-1))) {
      marks.add(line.text);
      left.push({ ...next, gap: 'line', seam: true, indented: false });
      at += 1;
    } else if (next && marks.has(line.text)) {
      const end = noteEnd(lines, at + 1);
      notes.push({ lines: lines.slice(at + 1, end).map((part) => ({ ...part, indented: false })), at: Math.max(0, left.length - 1) });
      const after = lines[end];
      if (after) left.push(afterGap(left.at(-1), after));
      at = end;
    } else left.push(line);
  }
  return { lines: left, notes };
}

function isMark(line: Line, next: Line, before: Line | undefined): boolean {
  return isNumber(line.text) && before !== undefined && !endsSentence(before.text) && startsLower(next.text);
}

/** A note ends with its page, or where the layout tells of none, with its paragraph. */
function noteEnd(lines: readonly Line[], start: number): number {
  let end = start + 1;
  while (end < lines.length && lines[end]?.newPage !== true && lines[end]?.gap !== 'block') end += 1;
  return end;
}

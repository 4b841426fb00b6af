import { sentencesIn } from './sentences';

/** A piece of a passage that can be given by itself: a sentence, or a whole list with what introduces it. */
export interface Unit {
  readonly text: string;
  readonly list: boolean;
  /** Number of a list's items; 0 for a sentence. */
  readonly items: number;
  /** Number of its paragraph: pieces of one paragraph can be given as one. */
  readonly paragraph: number;
}

const ITEM = /^\s*(?:[-–•*·▪]|\d{1,2}[.)]|[a-z]\))\s+\S/u;
const LONGEST_ITEM = 160;

/** The pieces of a text of paragraphs, in order. */
export function unitsOf(text: string): readonly Unit[] {
  return text.split(/\n{2,}/u).flatMap((block, paragraph) => unitsIn(block).map((unit) => ({ ...unit, paragraph })));
}

function unitsIn(block: string): readonly Omit<Unit, 'paragraph'>[] {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const start = lines.findIndex((_, at) => beginsList(lines, at));
  if (start < 0) return lines.flatMap(sentences);
  const length = lines.slice(start).findIndex((line) => !isItem(line));
  const end = length < 0 ? lines.length : start + length;
  // What introduces a list belongs to it: "Fokusområdena är:".
  const before = lines.slice(0, start).flatMap(sentences);
  const lead = before.at(-1);
  const leads = lead !== undefined && (lead.text.endsWith(':') || ITEM.test(lines[start] ?? ''));
  const introduced = leads ? before.slice(0, -1) : before;
  const list = [...(introduced.length < before.length && lead ? [lead.text] : []), ...lines.slice(start, end)].join('\n');
  return [...introduced, { text: list, list: true, items: end - start }, ...(end < lines.length ? unitsIn(lines.slice(end).join('\n')) : [])];
}

const sentences = (line: string): readonly Omit<Unit, 'paragraph'>[] => sentencesIn(line).map((text) => ({ text, list: false, items: 0 }));

/** Two items at least; unmarked ones only after a line that ends in a colon. */
function beginsList(lines: readonly string[], at: number): boolean {
  const [one, other] = [lines[at] ?? '', lines[at + 1] ?? ''];
  if (ITEM.test(one) && ITEM.test(other)) return true;
  return (lines[at - 1] ?? '').trimEnd().endsWith(':') && isItem(one) && (isItem(other) || ITEM.test(one));
}

function isItem(line: string): boolean {
  return ITEM.test(line) || (line.length > 0 && line.length <= LONGEST_ITEM && !/[.:]\s*$/u.test(line));
}

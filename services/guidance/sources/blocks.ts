import type { Footnote } from './footnotes';
import { DIARY } from './furniture';
import { headingLength } from './headings';
import { joinLines, mendHeading, wordsOf, type Words } from './joining';
import { endsOnPurpose, endsSentence, SEAM, startsLower, startsUpper, widthOf, type Line } from './line';

/** A heading, a paragraph, a list, a footnote or the diary number of a page header, in the order of the source. */
export interface Block {
  readonly kind: 'heading' | 'text' | 'list' | 'note' | 'reference';
  /** One line, a list's items one a line; a `SEAM` where something was left out. */
  readonly text: string;
  /** From 1 for the outermost, where the format tells; 0 for the document's own title. */
  readonly level?: number;
  readonly firstPage?: number | undefined;
  readonly lastPage?: number | undefined;
}

const ITEM = /^(?:[•·▪◦‣●○■□\uF0B7\uF0A7*–-]\s+|\d{1,2}[.)]\s+\S|[a-z]\)\s+)/u;
/** A dash or a figure that a sentence may have at a line's beginning as well. */
const UNSURE_ITEM = /^(?:[–-]\s|\d)/u;

interface Sheet {
  readonly lines: readonly Line[];
  readonly width: number;
  readonly words: Words;
}

/** Puts lines together to headings, paragraphs and lists. */
export function toBlocks(lines: readonly Line[], notes: readonly Footnote[]): readonly Block[] {
  const sheet: Sheet = { lines, width: widthOf(lines), words: wordsOf([...lines, ...notes.flatMap((note) => note.lines)]) };
  const blocks: Block[] = [];
  const waiting = [...notes];
  for (let at = 0; at < lines.length; ) {
    const { block, end } = blockAt(sheet, at, blocks.at(-1));
    blocks.push(block, ...references(lines.slice(at, end), blocks));
    at = end;
    while (waiting[0] && waiting[0].at < at) blocks.push(blockOf('note', waiting.shift()?.lines ?? [], sheet));
  }
  return blocks;
}

/** The diary number, with the page whose header says it first. */
function references(lines: readonly Line[], before: readonly Block[]): readonly Block[] {
  return lines.flatMap(({ header, page }): readonly Block[] => {
    const text = header?.join('\n') ?? '';
    if (!DIARY.test(text) || before.some((block) => block.kind === 'reference')) return [];
    return [{ kind: 'reference', text, firstPage: page, lastPage: page }];
  });
}

function blockAt(sheet: Sheet, at: number, before: Block | undefined): { block: Block; end: number } {
  const { lines } = sheet;
  const inList = isItem(sheet, at, before);
  const long = inList ? 0 : headingLength(lines, at, sheet.width);
  if (long > 0) {
    const { text, ...block } = blockOf('heading', lines.slice(at, at + long), sheet);
    return { block: { ...block, text: mendHeading(text.replaceAll(SEAM, ''), sheet.words) }, end: at + long };
  }
  const end = inList ? listEnd(sheet, at) : paragraphEnd(sheet, at);
  return { block: inList ? listOf(sheet, at, end) : blockOf('text', lines.slice(at, end), sheet), end };
}

function blockOf(kind: Block['kind'], lines: readonly Line[], { words }: Sheet): Block {
  return { kind, text: joinLines(lines, words), firstPage: lines[0]?.page, lastPage: lines.at(-1)?.page };
}

/** Begins with a mark or number, or stands indented or short below a line that announces a list. */
function isItem({ lines, width }: Sheet, at: number, before: Block | undefined): boolean {
  const line = lines[at];
  if (!line) return false;
  if (beginsItem(lines, at)) return true;
  const announced = before?.kind === 'text' && before.text.endsWith(':');
  if (!announced || endsSentence(line.text)) return false;
  return line.indented || (line.gap === 'block' ? shortLines(lines, at, width) >= 3 : shortLines(lines, at, width) >= 2);
}

function beginsItem(lines: readonly Line[], at: number): boolean {
  const [line, before] = [lines[at], lines[at - 1]];
  if (!line || !ITEM.test(line.text)) return false;
  return !UNSURE_ITEM.test(line.text) || before === undefined || line.gap === 'block' || /[.:;!?,]$/u.test(before.text.slice(-1)) || ITEM.test(before.text) || line.large === true;
}

/** How many lines from here on are short and ended on purpose, none of them a sentence; four are enough to know. */
function shortLines(lines: readonly Line[], at: number, width: number): number {
  let count = 0;
  for (let next = lines[at + count]; next && count < 4; next = lines[at + count]) {
    const before = lines[at + count - 1];
    if (endsSentence(next.text) || next.text.length >= width * 0.8) break;
    if (count > 0 && (next.gap === 'block' || !before || !endsOnPurpose(before, next, width))) break;
    count += 1;
  }
  return count;
}

function listEnd(sheet: Sheet, start: number): number {
  let end = start + 1;
  while (end < sheet.lines.length && (isNextItem(sheet, start, end) || goesOnItem(sheet, end))) end += 1;
  return end;
}

function isNextItem({ lines, width }: Sheet, start: number, at: number): boolean {
  const [first, line, before] = [lines[start], lines[at], lines[at - 1]];
  if (!first || !line || !before || headingLength(lines, at, width) > 0) return false;
  if (ITEM.test(first.text)) return ITEM.test(line.text) && !/[-–]$/u.test(before.text.slice(-1));
  if (first.indented) return line.indented && line.gap !== 'block';
  return line.gap !== 'block' && !endsSentence(line.text) && endsOnPurpose(before, line, width);
}

/** An item's second line begins with a small letter, or stands close below where the item is not at its end. */
function goesOnItem({ lines }: Sheet, at: number): boolean {
  const [line, before] = [lines[at], lines[at - 1]];
  if (!line || !before || line.gap === 'block') return false;
  return /[\p{L}\p{N}]-$/u.test(before.text.slice(-3)) || (startsLower(line.text) && !endsSentence(before.text));
}

function listOf(sheet: Sheet, start: number, end: number): Block {
  const items: Line[][] = [];
  for (let at = start; at < end; at += 1) {
    const line = sheet.lines[at];
    if (!line) continue;
    if (at === start || isNextItem(sheet, start, at)) items.push([line]);
    else items.at(-1)?.push(line);
  }
  const all = sheet.lines.slice(start, end);
  return { ...blockOf('list', all, sheet), text: items.map((item) => joinLines(item, sheet.words)).join('\n') };
}

function paragraphEnd(sheet: Sheet, start: number): number {
  let end = start + 1;
  while (end < sheet.lines.length && goesOn(sheet, end)) end += 1;
  return end;
}

/** True where the line goes on with the paragraph of the one before. */
function goesOn({ lines, width }: Sheet, at: number): boolean {
  const [line, before] = [lines[at], lines[at - 1]];
  if (!line || !before || beginsItem(lines, at) || headingLength(lines, at, width) > 0) return false;
  if (before.text.endsWith(':') && (line.indented || shortLines(lines, at, width) >= 2)) return false;
  if (!endsSentence(before.text)) return line.gap !== 'block' || startsLower(line.text);
  if (line.gap === 'block') return false;
  return !(endsOnPurpose(before, line, width) && startsUpper(line.text));
}

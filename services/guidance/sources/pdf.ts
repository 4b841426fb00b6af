import { extractTextItems, getDocumentProxy, type StructuredTextItem } from 'unpdf';
import { endsSentence, SEAM, startsLower, type Line } from './line';
import { SourceProblem } from './problem';
import { cleaned, readLines, type ReadDocument } from './read';
import { withoutRepeated } from './repeated';

/** Text this much larger than most is a heading. */
const LARGER = 1.12;
/** Figures this much smaller than their line are a footnote's mark. */
const SMALLER = 0.8;

/** @throws SourceProblem `protected`, `damaged` or `no_text` */
export async function readPdf(bytes: Uint8Array, fallback: string): Promise<ReadDocument> {
  const pages = (await itemsOf(bytes)).map(rowsOf);
  const body = bodySize(pages.flat());
  const step = usualStep(pages);
  const left = leftEdge(pages.flat());
  const lines = withoutRepeated(pages.map((rows, page) => rows.map((row, at) => lineOf(row, rows[at - 1], { body, step, left, first: page > 0 && at === 0 })))).flat();
  if (!lines.some(({ text }) => /\p{L}/u.test(text))) throw new SourceProblem('no_text', 'there is no text in it, perhaps only pictures of pages');
  return readLines(lines, fallback);
}

async function itemsOf(bytes: Uint8Array): Promise<readonly (readonly StructuredTextItem[])[]> {
  try {
    const pdf = await getDocumentProxy(bytes, { verbosity: 0 });
    return (await extractTextItems(pdf)).items;
  } catch (error) {
    if (error instanceof Error && error.name === 'PasswordException') throw new SourceProblem('protected', 'it is locked with a password');
    throw SourceProblem.from('damaged', error);
  }
}

/** Points to the right of where most lines begin. */
const INDENT = 8;

interface Row {
  readonly text: string;
  readonly y: number;
  readonly x: number;
  /** Of most of its letters. */
  readonly size: number;
}

/** A page's lines of text, in the order in which they were written. */
function rowsOf(items: readonly StructuredTextItem[]): readonly Row[] {
  const rows: { parts: StructuredTextItem[]; y: number }[] = [];
  for (const item of items) {
    if (item.str.trim() === '') continue;
    const row = rows.at(-1);
    const size = Math.max(item.fontSize, row?.parts[0]?.fontSize ?? 0);
    // A raised figure stands a little higher on the same line.
    if (row && Math.abs(item.y - row.y) < size * 0.5 && item.x >= (row.parts.at(-1)?.x ?? 0)) row.parts.push(item);
    else rows.push({ parts: [item], y: item.y });
  }
  return rows.map(({ parts, y }) => ({ text: textOf(parts), y, x: parts[0]?.x ?? 0, size: Math.max(...parts.map(({ fontSize }) => fontSize)) })).filter(({ text }) => text !== '');
}

function textOf(parts: readonly StructuredTextItem[]): string {
  const size = Math.max(...parts.map(({ fontSize }) => fontSize));
  let text = '';
  let end = 0;
  let seam = false;
  for (const part of parts) {
    if (text !== '' && part.fontSize < size * SMALLER && /^\d{1,3}$/u.test(part.str.trim())) {
      seam = true;
      end = part.x + part.width;
      continue;
    }
    const apart = text !== '' && !/\s$/u.test(text) && !/^\s/u.test(part.str) && part.x - end > size * 0.15;
    text += `${apart ? ' ' : ''}${seam ? SEAM : ''}${cleaned(part.str.replace(/\u00AD\s*$/u, '-'))}`;
    end = part.x + part.width;
    seam = false;
  }
  return text.replace(/\s+/gu, ' ').trim();
}

/** The size in which most letters are set. */
function bodySize(rows: readonly Row[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of rows) letters.set(Math.round(size), (letters.get(Math.round(size)) ?? 0) + text.length);
  return [...letters].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** Where most lines begin. */
function leftEdge(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const { x } of rows) counts.set(Math.round(x), (counts.get(Math.round(x)) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? 0;
}

/** The usual way down from one line to the next. */
function usualStep(pages: readonly (readonly Row[])[]): number {
  const steps = pages.flatMap((rows) => rows.slice(1).map((row, at) => (rows[at]?.y ?? 0) - row.y)).filter((step) => step > 0);
  return steps.sort((a, b) => a - b)[Math.floor(steps.length * 0.4)] ?? 0;
}

function lineOf(row: Row, before: Row | undefined, { body, step, left, first }: { body: number; step: number; left: number; first: boolean }): Line {
  const large = row.size > body * LARGER;
  const down = before ? before.y - row.y : 0;
  // Further down than usual, or up again: another paragraph, or another column.
  const apart = before !== undefined && (down > step * 1.35 || (down < 0 && !startsLower(row.text)) || (before.size > body * LARGER) !== large);
  const gap = before === undefined && !first ? 'block' : apart ? 'block' : 'line';
  return { text: row.text, gap: first && endsSentence(row.text) && large ? 'block' : gap, indented: row.x > left + INDENT, newPage: first, surePage: true, seam: false, large };
}

import { startsLower, type Gap, type Line } from './line';

/** A ruled line. */
const RULE = /^(?:[_=*–—-]\s?){4,}$/u;

/** A line of a table of contents: "Bakgrund ........ 3". */
const CONTENTS = /^.{1,120}?\s?(?:\.\s?){4,}\s*\d{1,4}$/u;

interface Raw {
  readonly text: string;
  readonly blanks: number;
  readonly indented: boolean;
  readonly feed: boolean;
}

/** Lines longer than this are paragraphs that nobody broke into lines. */
const UNBROKEN = 160;

/**
 * The lines of a plain text. Text taken out of a PDF often has a blank line after every line; there, only more than one
 * parts paragraphs, and a line that follows its neighbour without one and begins with a space opens a page.
 */
export function layOut(text: string): readonly Line[] {
  const raws = rawLines(text);
  const doubled = isDoubled(raws);
  const unbroken = isUnbroken(raws);
  return raws.map((raw, index) => toLine(raw, raws[index - 1], { doubled, unbroken }));
}

function rawLines(text: string): readonly Raw[] {
  const raws: Raw[] = [];
  let blanks = 0;
  let feed = false;
  for (const line of text.split('\n')) {
    feed ||= line.includes('\f');
    const squeezed = line.replace(/\s+/gu, ' ').trim();
    if (squeezed === '' || RULE.test(squeezed) || CONTENTS.test(squeezed)) {
      blanks += squeezed === '' ? 1 : 2;
      continue;
    }
    raws.push({ text: squeezed, blanks, indented: /^[ \t\u00A0]/u.test(line), feed });
    blanks = 0;
    feed = false;
  }
  return raws;
}

/** Most lines have one blank line before them, and many go on in the middle of a sentence. */
function isDoubled(raws: readonly Raw[]): boolean {
  const after = raws.slice(1);
  const single = after.filter(({ blanks }) => blanks === 1);
  return after.length >= 6 && single.length > after.length * 0.5 && single.filter(({ text }) => startsLower(text)).length > single.length * 0.15;
}

function isUnbroken(raws: readonly Raw[]): boolean {
  const lengths = raws.map(({ text }) => text.length).sort((a, b) => a - b);
  return (lengths[Math.floor(lengths.length * 0.8)] ?? 0) > UNBROKEN;
}

function toLine(raw: Raw, before: Raw | undefined, { doubled, unbroken }: { doubled: boolean; unbroken: boolean }): Line {
  const guessed = doubled && raw.blanks === 0 && raw.indented && before !== undefined && !isNumber(before.text);
  return {
    text: raw.text,
    gap: before === undefined ? 'block' : gapOf(raw.blanks, doubled, unbroken),
    indented: raw.indented && !guessed,
    newPage: raw.feed || guessed,
    surePage: raw.feed,
    seam: false,
  };
}

function gapOf(blanks: number, doubled: boolean, unbroken: boolean): Gap {
  if (!doubled) return blanks > 0 || unbroken ? 'block' : 'line';
  if (blanks === 0) return 'tight';
  return blanks === 1 ? 'line' : 'block';
}

/** A line of nothing but a small number: a footnote's mark. */
export const isNumber = (text: string): boolean => /^\d{1,3}$/u.test(text);

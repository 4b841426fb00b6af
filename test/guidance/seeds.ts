import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The source documents' raw text by file name, or why there is nothing to compare with. */
export type Seeds =
  | { readonly kind: 'present'; readonly texts: ReadonlyMap<string, string> }
  | { readonly kind: 'absent'; readonly reason: 'no such folder' };

/** Only a folder that is not there counts as absent; one that cannot be read throws. */
export function readSeeds(folder: string): Seeds {
  if (!existsSync(folder)) return { kind: 'absent', reason: 'no such folder' };
  const names = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  const texts = new Map(names.map((name) => [name, readFileSync(join(folder, name), 'utf8').normalize('NFC')]));
  return { kind: 'present', texts };
}

const PAGE_FURNITURE = /Tjänsteutlåtande\s+Dnr [^\n]+\s+Sida \d+ \(\d+\)\s+Error! Use the Home tab[\s\S]*?appear here\.\s*/gu;
/** A ruled line, the number, the note; it ends where the next page's text begins with one space. */
const FOOTNOTE = /\n {20,}\n\d+\n( [^\n]*\n[\s\S]*?)\n(?= \S)/gu;
const FOOTNOTE_MARK = /\n\d\n (?=\S)/gu;
/** Stands where a line ended with a hyphen, which may belong to the word or not. */
const SOFT = '\u00AD';

/** One line of running text: page furniture gone, footnotes moved to the end, line-end hyphens kept as soft ones. */
export function runningText(raw: string): string {
  const notes: string[] = [];
  const body = raw
    .replace(PAGE_FURNITURE, '\n')
    .replace(FOOTNOTE, (_whole, note: string) => {
      notes.push(note);
      return '\n';
    })
    .replace(FOOTNOTE_MARK, ' ');
  return [body, ...notes].join('\n').replace(/-[^\S\n]*\n\s*/gu, SOFT).replace(/\s+/gu, ' ');
}

/** True when the words stand in the running text as they are, whatever its line breaks did to hyphens and spaces. */
export function standsVerbatim(quote: string, text: string): boolean {
  const steps = quote.normalize('NFC').trim().replace(/\s+/gu, ' ').match(/- |[\s\S]/gu) ?? [];
  return new RegExp(steps.map(stepPattern).join(`${SOFT}?`), 'u').test(text);
}

function stepPattern(step: string): string {
  if (step === '-' || step === '- ') return `(?:${step}|${SOFT})`;
  return step.replace(/[.*+?^${}()|[\]\\/]/gu, '\\$&');
}

/** Letters and digits only, so that damaged headings compare equal to what they were meant to be. */
export function lettersAndDigits(text: string): string {
  return text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Every line of the document, and every two lines that follow each other, as letters and digits. */
export function possibleHeadings(raw: string): ReadonlySet<string> {
  const lines = raw.split('\n').map(lettersAndDigits).filter((line) => line !== '');
  return new Set(lines.flatMap((line, index) => [line, line + (lines[index + 1] ?? '')]));
}

/** Surnames of those who signed: the line before each of their titles. */
export function signatories(raw: string): readonly string[] {
  const lines = raw.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.flatMap((line, index) => {
    const name = ['arbetsmarknadsdirektör', 'ekonomichef'].includes(line) ? lines[index - 1] : undefined;
    return name === undefined ? [] : [name.split(/\s+/u).at(-1) ?? name];
  });
}

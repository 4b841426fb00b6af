import type { Block } from './blocks';
import { SEAM } from './line';
import { readBlocks, type ReadDocument } from './read';

const HEADING = /^ {0,3}(#{1,6})\s+(.+?)\s*#*$/u;
const ITEM = /^\s*(?:[-*+]\s+|(\d{1,3}[.)])\s+)(.*)$/u;
const FENCE = /^ {0,3}(?:```|~~~)/u;
const UNDERLINE = /^ {0,3}(=+|-{3,})\s*$/u;
const TABLE_RULE = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/u;

/** A Markdown text as a document: its headings, paragraphs and lists, in plain words. */
export function readMarkdown(text: string, fallback: string): ReadDocument {
  return readBlocks(blocksOf(withoutComments(text)), [], fallback);
}

/** A comment that nobody closed is text. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', at)) {
    const end = text.indexOf('-->', start + 4);
    if (end < 0) break;
    parts.push(text.slice(at, start));
    at = end + 3;
  }
  return [...parts, text.slice(at)].join(SEAM);
}

function blocksOf(text: string): readonly Block[] {
  const sheet = new Sheet();
  for (const line of text.split('\n')) sheet.line(line);
  sheet.close();
  return sheet.blocks.filter((block) => block.text.replaceAll(SEAM, '').trim() !== '');
}

/** Puts lines together as they come. */
class Sheet {
  readonly blocks: Block[] = [];
  private paragraph: string[] = [];
  private items: string[] = [];

  line(line: string): void {
    if (line.trim() === '') return this.blank();
    const heading = HEADING.exec(line);
    if (heading) this.heading(plain(heading[2] ?? ''), heading[1]?.length ?? 1);
    else if (UNDERLINE.test(line)) this.underline(line.includes('=') ? 1 : 2);
    else if (FENCE.test(line) || TABLE_RULE.test(line.trim())) this.close();
    else this.words(line);
  }

  close(): void {
    if (this.paragraph.length > 0) this.blocks.push({ kind: 'text', text: this.paragraph.join(' ') });
    if (this.items.length > 0) this.blocks.push({ kind: 'list', text: this.items.join('\n') });
    this.paragraph = [];
    this.items = [];
  }

  private heading(text: string, level: number): void {
    this.close();
    this.blocks.push({ kind: 'heading', text: text.replaceAll(SEAM, ''), level });
  }

  /** Makes the one line above it a heading; elsewhere it is a rule. */
  private underline(level: number): void {
    if (this.paragraph.length === 1 && this.items.length === 0) this.heading(this.paragraph.pop() ?? '', level);
    else this.close();
  }

  /** A list goes on after an empty line, a paragraph does not. */
  private blank(): void {
    if (this.items.length === 0) this.close();
  }

  private words(line: string): void {
    const item = ITEM.exec(line);
    if (item) {
      if (this.paragraph.length > 0) this.close();
      this.items.push(plain(`${item[1] === undefined ? '' : `${item[1]} `}${item[2] ?? ''}`));
    } else if (this.items.length > 0 && /^\s{2,}\S/u.test(line)) this.items.push(`${this.items.pop() ?? ''} ${plain(line)}`);
    else {
      if (this.items.length > 0) this.close();
      this.paragraph.push(plain(line.replace(/^\s*>\s?/u, '')));
    }
  }
}

/** Marks of emphasis go; where an address, a picture or a tag stood, the source has letters that the words have not. */
function plain(line: string): string {
  return line
    .replace(/\s+/gu, ' ')
    .replace(/!\[[^\]]{0,500}\]\([^)]{0,2000}\)/gu, SEAM)
    .replace(/\[([^\][]{0,500})\]\([^)]{0,2000}\)/gu, `$1${SEAM}`)
    .replace(/<\/?[a-z][^<>]{0,200}>/giu, SEAM)
    .replace(/(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1/gu, '$2')
    .replace(/(?<![\p{L}\p{N}])([*_])(?=\S)(.{1,300}?)(?<=\S)\1(?![\p{L}\p{N}])/gu, '$2')
    .replace(/`([^`]+)`/gu, '$1')
    .replace(/\\([\\`*_{}[\]()#+.!|-])/gu, '$1')
    .replace(/ ?\| ?/gu, ' | ')
    .replace(/^ \| | \| $/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

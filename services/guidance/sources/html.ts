import type { Block } from './blocks';

const TOKEN = /<(\/?)([a-z][a-z0-9]*)\b([^>]*)>|[^<]+/giu;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

export const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/giu, (whole, decimal: string | undefined, hex: string | undefined, name: string | undefined) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

export type HtmlBlock = Block & { readonly bold?: boolean };

/** The blocks of the simple HTML that mammoth makes: headings, paragraphs, lists, tables by rows, and footnotes. */
export function blocksOfHtml(html: string): readonly HtmlBlock[] {
  const sheet = new HtmlSheet();
  for (const [token, closes, name, rest] of html.matchAll(TOKEN)) {
    if (name === undefined) sheet.text(unescaped(token));
    else if (closes === '/') sheet.close(name.toLowerCase());
    else sheet.open(name.toLowerCase(), rest ?? '');
  }
  return sheet.end();
}

class HtmlSheet {
  private readonly blocks: HtmlBlock[] = [];
  private words = '';
  private bold = '';
  private strong = 0;
  private level = 1;
  private lists = 0;
  private items: string[] = [];
  private cells: string[] | undefined;
  private note = false;
  /** Within a footnote's mark, or the arrow that leads back to it. */
  private skipping = false;

  text(text: string): void {
    if (this.skipping) return;
    this.words += text;
    if (this.strong > 0) this.bold += text;
  }

  open(name: string, rest: string): void {
    if (/^h[1-6]$/u.test(name) && this.lists === 0 && !this.cells) this.openHeading(name, rest);
    else if (name === 'strong' || name === 'b') this.strong += 1;
    else if (name === 'ul' || name === 'ol') this.openList();
    else if (name === 'li') this.note = /id="(?:foot|end)note-/u.test(rest);
    else if (name === 'tr') this.cells = [];
    else if (name === 'a' && /href="#(?:foot|end)note-/u.test(rest)) this.skipping = true;
    else if (name === 'br') this.breakLine();
  }

  close(name: string): void {
    if (name === 'strong' || name === 'b') this.strong = Math.max(0, this.strong - 1);
    else if (name === 'a') this.skipping = false;
    else if (name === 'li') this.closeItem();
    else if (name === 'ul' || name === 'ol') this.closeList();
    else if (/^t(?:d|h|r|able)$/u.test(name)) this.closeInTable(name);
    else if (this.lists > 0 || this.cells) this.text(name === 'p' ? ' ' : '');
    else if (/^h[1-6]$/u.test(name)) this.push('heading', this.level);
    else if (name === 'p') this.flush();
  }

  private closeInTable(name: string): void {
    if (name === 'tr') this.closeRow();
    else if (name === 'table') this.flushItems();
    else this.closeCell();
  }

  end(): readonly HtmlBlock[] {
    this.flush();
    this.flushItems();
    return this.blocks;
  }

  private openHeading(name: string, rest: string): void {
    this.flush();
    this.level = rest.includes('title') ? 0 : Number(name.slice(1));
  }

  private openList(): void {
    if (this.lists === 0) this.flush();
    else this.closeItem();
    this.lists += 1;
  }

  private closeList(): void {
    this.lists = Math.max(0, this.lists - 1);
    if (this.lists === 0) this.flushItems();
  }

  private closeItem(): void {
    const item = this.take();
    if (item === '') return;
    if (this.note) this.blocks.push({ kind: 'note', text: item });
    else this.items.push(item);
  }

  private closeCell(): void {
    const cell = this.take();
    if (cell !== '') this.cells?.push(cell);
  }

  private closeRow(): void {
    if (this.cells && this.cells.length > 0) this.items.push(this.cells.join(' | '));
    this.cells = undefined;
  }

  private breakLine(): void {
    if (this.lists === 0 && !this.cells) this.flush();
    else this.text(' ');
  }

  private flush(): void {
    this.push('text');
  }

  private flushItems(): void {
    if (this.items.length > 0) this.blocks.push({ kind: 'list', text: this.items.join('\n') });
    this.items = [];
  }

  private push(kind: 'text' | 'heading', level?: number): void {
    const bold = this.bold.replace(/\s/gu, '').length;
    const text = this.take();
    if (text === '') return;
    this.flushItems();
    this.blocks.push({ kind, text, bold: bold > 0 && bold >= text.replace(/\s/gu, '').length, ...(level === undefined ? {} : { level }) });
  }

  private take(): string {
    const text = this.words.replace(/\s+/gu, ' ').trim();
    this.words = '';
    this.bold = '';
    return text;
  }
}

import { strToU8, zipSync, type Zippable } from 'fflate';

/** A paragraph of a Word document: its text, and the style it has. */
export interface Paragraph {
  readonly text: string;
  readonly style?: 'Title' | 'heading 1' | 'heading 2';
  /** Item of a bulleted list. */
  readonly item?: true;
  readonly bold?: true;
}

export interface WordOptions {
  readonly header?: readonly string[];
  /** Further files in the archive. */
  readonly extra?: Zippable;
}

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** A Word document, as Word packs one. */
export function wordFile(paragraphs: readonly Paragraph[], { header, extra = {} }: WordOptions = {}): Uint8Array {
  const xml = (text: string): Uint8Array => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);
  const styles = (['Title', 'heading 1', 'heading 2'] as const).map((name) => `<w:style w:type="paragraph" w:styleId="${idOf(name)}"><w:name w:val="${name}"/></w:style>`).join('');
  return zipSync({
    '[Content_Types].xml': xml('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/></Types>'),
    '_rels/.rels': xml(`<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>`),
    'word/_rels/document.xml.rels': xml(
      `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="r1" Type="${OFFICE}/styles" Target="styles.xml"/><Relationship Id="r2" Type="${OFFICE}/numbering" Target="numbering.xml"/></Relationships>`,
    ),
    'word/styles.xml': xml(`<w:styles ${W}>${styles}</w:styles>`),
    'word/numbering.xml': xml(`<w:numbering ${W}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`),
    'word/document.xml': xml(`<w:document ${W}><w:body>${paragraphs.map(paragraphXml).join('')}</w:body></w:document>`),
    ...(header ? { 'word/header1.xml': xml(`<w:hdr ${W}>${header.map((text) => paragraphXml({ text })).join('')}</w:hdr>`) } : {}),
    ...extra,
  });
}

const idOf = (style: string): string => style.replace(' ', '');

function paragraphXml({ text, style, item, bold }: Paragraph): string {
  const looks = `${style === undefined ? '' : `<w:pStyle w:val="${idOf(style)}"/>`}${item ? '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' : ''}`;
  return `<w:p><w:pPr>${looks}</w:pPr><w:r>${bold ? '<w:rPr><w:b/></w:rPr>' : ''}<w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
}

/** A line of a page: its text, its size in points and how far below the one before it stands, in lines. */
export interface PageLine {
  readonly text: string;
  readonly size?: number;
  readonly down?: number;
}

const TOP = 780;

/** A PDF, written by hand: one font, one stream a page. */
export function pdfFile(pages: readonly (readonly PageLine[])[], trailer = ''): Uint8Array {
  const objects: string[] = ['<< /Type /Catalog /Pages 2 0 R >>', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'];
  const kids = pages.map((lines) => {
    const content = contentOf(lines);
    objects.push(`<< /Length ${Buffer.byteLength(content, 'latin1')} >>\nstream\n${content}\nendstream`);
    objects.push(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${objects.length} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`);
    return `${objects.length} 0 R`;
  });
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.join(' ')}] >>`;
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = body.length;
    body += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const whole = `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer << /Size ${objects.length + 1} /Root 1 0 R ${trailer}>>\nstartxref\n${body.length}\n%%EOF`;
  return new Uint8Array(Buffer.from(whole, 'latin1'));
}

function contentOf(lines: readonly PageLine[]): string {
  let y = TOP;
  const shown = lines.map(({ text, size = 11, down = 1 }) => {
    y -= 14 * down;
    return `/F1 ${size} Tf 1 0 0 1 72 ${y} Tm (${text.replace(/[\\()]/gu, '\\$&')}) Tj`;
  });
  return `BT\n${shown.join('\n')}\nET`;
}

/** What makes a reader ask for a password that it cannot guess. */
export const LOCKED = `/ID [<00112233445566778899aabbccddeeff> <00112233445566778899aabbccddeeff>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >> `;

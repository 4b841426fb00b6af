import mammoth from 'mammoth';
import type { Block } from './blocks';
import { blocksOfHtml, unescaped } from './html';
import { SourceProblem } from './problem';
import { cleaned, readBlocks, type ReadDocument } from './read';
import { entriesOf, type Entry } from './zip';

/** What a document may unpack to; a text of a thousand pages takes some ten million bytes. */
const UNPACKED = 100_000_000;
/** Word's names for what the default rules do not know. */
const STYLES = ["p[style-name='Title'] => h1.title:fresh", "p[style-name='Rubrik'] => h1.title:fresh", ...[1, 2, 3, 4].map((level) => `p[style-name='Rubrik ${level}'] => h${level}:fresh`)];

/** @throws SourceProblem `protected`, `damaged`, `too_large` or `no_text` */
export async function readDocx(bytes: Buffer, fallback: string): Promise<ReadDocument> {
  if (isCompound(bytes)) throw compoundProblem(bytes);
  const entries = entriesOf(bytes, UNPACKED);
  const headers = headersOf(checked(entries));
  const blocks = blocksOfHtml(cleaned(await htmlOf(bytes)));
  if (!blocks.some(({ text }) => /\p{L}/u.test(text))) throw new SourceProblem('no_text', 'there is no text in it, perhaps only pictures');
  return readBlocks(withBoldHeadings(blocks), headers, fallback);
}

async function htmlOf(buffer: Buffer): Promise<string> {
  try {
    const noPictures = mammoth.images.imgElement(() => Promise.resolve({ src: '' }));
    return (await mammoth.convertToHtml({ buffer }, { styleMap: STYLES, convertImage: noPictures, externalFileAccess: false })).value;
  } catch (error) {
    throw SourceProblem.from('damaged', error);
  }
}

/** Unpacks what will be read once, within the limit; pictures are not looked at. */
function checked(entries: readonly Entry[]): ReadonlyMap<string, Uint8Array> {
  const contents = new Map(entries.filter(({ name }) => /\.(?:xml|rels)$/iu.test(name)).map((entry) => [entry.name, entry.read()]));
  if (!contents.has('word/document.xml') && !contents.has('_rels/.rels')) throw new SourceProblem('damaged', 'it is no Word document');
  return contents;
}

/** The lines of the page headers, where diary number and sort of document stand. */
function headersOf(contents: ReadonlyMap<string, Uint8Array>): readonly string[] {
  return [...contents]
    .filter(([name]) => /^word\/header\d*\.xml$/iu.test(name))
    .flatMap(([, xml]) => Buffer.from(xml).toString('utf8').split(/<\/w:p>|<w:(?:br|tab)\b[^>]*>/u))
    .map((paragraph) => cleaned(unescaped([...paragraph.matchAll(/<w:t(?:\s[^>]*)?>([^<]*)<\/w:t>/gu)].map(([, text]) => text).join(''))).replace(/\s+/gu, ' ').trim())
    .filter((line) => line !== '');
}

/** Where nobody used Word's headings, a short bold paragraph stands for one. */
function withBoldHeadings(blocks: readonly (Block & { readonly bold?: boolean })[]): readonly Block[] {
  if (blocks.some(({ kind }) => kind === 'heading')) return blocks;
  return blocks.map((block) => (block.bold === true && block.kind === 'text' && block.text.length <= 110 && !/[.:;,]$/u.test(block.text) ? { ...block, kind: 'heading' as const, level: 2 } : block));
}

/** Word before 2007, and any document that Word has locked, is no archive. */
const isCompound = (bytes: Buffer): boolean => bytes.subarray(0, 8).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));

function compoundProblem(bytes: Buffer): SourceProblem {
  const locked = bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return locked ? new SourceProblem('protected', 'it is locked with a password') : new SourceProblem('damaged', 'it is a document of an older format under a new name');
}

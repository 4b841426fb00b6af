import { readFile } from 'node:fs/promises';
import { LOCALES, type Locale } from '../../../domain/locale';
import { languageOf } from '../analyse';
import { curatedOf, draftTitle, isDraft, part, type Curated, type Parted } from '../curated';
import { declaredOf, type Declared } from './declared';
import { decoded } from './encoding';
import { nameOf, type FoundFile } from './files';
import { readMarkdown } from './markdown';
import { SourceProblem } from './problem';
import { cleaned, readText, type ReadDocument } from './read';

/** What a file holds: one passage as an editor wrote it, a document that is read whole, or a draft. */
export type Content =
  | { readonly kind: 'passage'; readonly locale: Locale; readonly curated: Curated }
  | { readonly kind: 'document'; readonly locale: Locale; readonly declared: Declared; readonly mistakes: readonly string[]; readonly read: ReadDocument }
  | { readonly kind: 'draft'; readonly title: string };

/** Larger files are not opened. A text of this size has some ten thousand passages. */
export const LARGEST: Readonly<Record<FoundFile['format'], number>> = { text: 10_000_000, markdown: 10_000_000, docx: 50_000_000, pdf: 50_000_000 };

/** Reads what the main thread should not: started when there is something for it. */
export interface HeavyReader {
  /** @throws SourceProblem */
  read(file: FoundFile): Promise<ReadDocument>;
}

/** Texts up to this size, some twenty pages, are read on the main thread in a few milliseconds. */
const LIGHT = 60_000;

export const isHeavy = ({ format, size }: FoundFile): boolean => format === 'docx' || format === 'pdf' || (format === 'text' && size > LIGHT);

/** A text of this size takes about a millisecond; longer ones take turns with everything else. */
const BRIEF = 2_000;

/**
 * @param turn resolves when it is this file's turn to keep the main thread busy
 * @throws SourceProblem that says why the file is not used
 */
export async function readContent(found: FoundFile, heavy: HeavyReader, turn: () => Promise<void>): Promise<Content> {
  const { format, size, file } = found;
  if (size > LARGEST[format]) throw new SourceProblem('too_large', `${Math.ceil(size / 1_000_000)} MB; at most ${LARGEST[format] / 1_000_000} MB are read`);
  if (isHeavy(found)) return documentOf(file, await heavy.read(found), undefined);
  const text = await textOf(found);
  if (text.length > BRIEF) await turn();
  return format === 'text' ? documentOf(file, readText(text, nameOf(file)), undefined) : markdownOf(file, text);
}

async function textOf({ path }: FoundFile): Promise<string> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw SourceProblem.from('unreadable', error);
  }
  return decoded(bytes);
}

function markdownOf(file: string, text: string): Content {
  const locale = folderLocale(file);
  const curatedPlace = locale !== undefined && file.split('/').length === 2;
  const parted = part(text);
  if (parted && isDraft(parted.data)) return { kind: 'draft', title: draftTitle(parted.data, file) };
  if (curatedPlace) return { kind: 'passage', locale, curated: curatedOf(parted) };
  if (parted && citesSources(parted)) {
    const curated = curatedOf(parted);
    return { kind: 'passage', locale: declaredOf(parted.data).declared.locale ?? locale ?? languageOf(curated.text) ?? 'sv', curated };
  }
  return documentOf(file, readMarkdown(cleaned(parted?.text ?? text), nameOf(file)), parted);
}

/** Whoever names sources writes a passage in their own words, wherever the file lies. */
const citesSources = ({ data }: Parted): boolean => typeof data === 'object' && data !== null && 'sources' in data;

function documentOf(file: string, read: ReadDocument, parted: Parted | undefined): Content {
  if (read.parts.length === 0) throw new SourceProblem('no_text', 'there is no text in it');
  const { declared, mistakes } = declaredOf(parted?.data);
  const sample = read.parts.slice(0, 5).map(({ text }) => text);
  const locale = declared.locale ?? folderLocale(file) ?? languageOf(sample.join(' ')) ?? 'sv';
  return { kind: 'document', locale, declared, mistakes, read };
}

/** `sv/…` and `en/…` say the language of what lies in them. */
const folderLocale = (file: string): Locale | undefined => LOCALES.find((locale) => file.startsWith(`${locale}/`));

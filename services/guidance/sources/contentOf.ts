import { LOCALES, type Locale } from '../../../domain/locale';
import { languageOf } from '../analyse';
import { curatedOf, draftTitle, isDraft, part, type Parted } from '../curated';
import type { Content } from './contents';
import { declaredOf } from './declared';
import { nameOf, type FoundFile } from './files';
import { readMarkdown } from './markdown';
import { SourceProblem } from './problem';
import { cleaned, readText, type ReadDocument } from './read';

/** What a text or a Markdown file holds. @throws SourceProblem */
export function contentOfText({ file, format }: FoundFile, text: string): Content {
  return format === 'text' ? documentOf(file, readText(text, nameOf(file)), undefined) : markdownOf(file, text);
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

/** A document that was read whole. @throws SourceProblem `no_text` */
export function documentOf(file: string, read: ReadDocument, parted: Parted | undefined): Content {
  if (read.parts.length === 0) throw new SourceProblem('no_text', 'there is no text in it');
  const { declared, mistakes } = declaredOf(parted?.data);
  const sample = read.parts.slice(0, 5).map(({ text }) => text);
  const locale = declared.locale ?? folderLocale(file) ?? languageOf(sample.join(' ')) ?? 'sv';
  return { kind: 'document', locale, declared, mistakes, read };
}

/** `sv/…` and `en/…` say the language of what lies in them. */
const folderLocale = (file: string): Locale | undefined => LOCALES.find((locale) => file.startsWith(`${locale}/`));

import { parse } from 'yaml';
import type { Locale } from '../../domain/locale';
import { describeIssues, frontMatter, type DocumentList, type FrontMatter } from './frontMatter';
import { namesPerson, withoutNames } from './persons';
import { SourceProblem } from './sources/problem';
import type { Passage, Source } from './types';

const PARTS = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/u;

/** A Markdown file's front matter, not yet looked at, and its text. */
export interface Parted {
  readonly data: unknown;
  readonly text: string;
}

/** @returns undefined where there is no front matter @throws SourceProblem where it is no YAML */
export function part(content: string): Parted | undefined {
  const parts = PARTS.exec(content);
  if (!parts) return undefined;
  try {
    return { data: parse(parts[1] ?? ''), text: parts[2] ?? '' };
  } catch (error) {
    throw SourceProblem.from('bad_front_matter', error);
  }
}

/** True where the front matter says that nobody has approved the text yet. */
export const isDraft = (data: unknown): boolean => typeof data === 'object' && data !== null && 'draft' in data && data.draft === true;

/** The title of a draft, which may lack everything else. */
export function draftTitle(data: unknown, file: string): string {
  const title = typeof data === 'object' && data !== null && 'title' in data ? data.title : undefined;
  return typeof title === 'string' && title.trim() !== '' ? withoutNames(title.normalize('NFC').trim()) : file;
}

/** A passage as an editor wrote it, not yet bound to what its sources stand for. */
export interface Curated {
  readonly data: FrontMatter;
  readonly text: string;
}

/** A passage is found, weighed and shown as one; a longer text is a document, which is divided under its headings. */
const LONGEST = 20_000;

/** @throws SourceProblem `bad_front_matter` that says what is wrong, or `too_large` */
export function curatedOf(parted: Parted | undefined): Curated {
  if (!parted) throw new SourceProblem('bad_front_matter', 'no front matter between two lines of ---');
  const parsed = frontMatter.safeParse(parted.data);
  if (!parsed.success) throw new SourceProblem('bad_front_matter', describeIssues(parsed.error));
  const text = parted.text.normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (text === '') throw new SourceProblem('bad_front_matter', 'no text below the front matter');
  if (text.length > LONGEST) throw new SourceProblem('too_large', `a passage of ${text.length} characters; at most ${LONGEST} are read`);
  return { data: parsed.data, text };
}

/** @throws SourceProblem `unknown_document` where `documents.yaml` lacks a source */
export function passageOf({ data, text }: Curated, locale: Locale, documents: DocumentList): Passage {
  const { id, kind, boards, audience, updated, validFrom, validTo, sources, title, keywords } = data;
  return {
    id,
    locale,
    kind,
    boards,
    audience,
    updated,
    title: withoutNames(title.normalize('NFC')),
    keywords: keywords.map((keyword) => keyword.normalize('NFC')),
    text,
    verbatim: false,
    sources: sources.map((source) => sourceOf(source, documents)),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

function sourceOf(source: FrontMatter['sources'][number], documents: DocumentList): Source {
  const document = Object.hasOwn(documents, source.document) ? documents[source.document] : undefined;
  if (!document) throw new SourceProblem('unknown_document', `documents.yaml has no ${source.document}`);
  return {
    document: document.file ?? source.document,
    title: { sv: withoutNames(document.title.sv), en: withoutNames(document.title.en) },
    heading: withoutNames(source.heading),
    ...(source.page === undefined ? {} : { page: source.page }),
    // A quotation stands as it is, or not at all.
    ...(source.quote === undefined || namesPerson(source.quote) ? {} : { quote: source.quote }),
  };
}

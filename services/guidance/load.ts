import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { LOCALES, type Locale } from '../../domain/locale';
import { GuidanceError, reasonOf } from './errors';
import { describeIssues, documentList, frontMatter, type DocumentList, type FrontMatter } from './frontMatter';
import type { Passage, Problem, Source } from './types';

export interface LoadedGuidance {
  /** Swedish first, then English, each by file name. */
  readonly passages: readonly Passage[];
  /** Ids of passages that say, in some language, that the sources do not answer. */
  readonly handingOver: ReadonlySet<string>;
  readonly problems: readonly Problem[];
}

/**
 * Reads `documents.yaml`, `sv/*.md` and `en/*.md`. A file that cannot be read or breaks the format is left out and
 * named in `problems`; the rest is loaded.
 * @throws GuidanceError `guidance_missing` when there is no such folder, `guidance_empty` when no passage is left.
 */
export async function loadGuidance(dir: string): Promise<LoadedGuidance> {
  const problems: Problem[] = [];
  const entries = await listFolder(dir);
  if (!entries) throw new GuidanceError('guidance_missing', `the guidance folder cannot be read: ${dir}`);
  const documents = await loadDocuments(dir, problems);
  const files: PassageFile[] = [];
  for (const loaded of await Promise.all(LOCALES.map((locale) => loadLocale(dir, locale, documents)))) {
    files.push(...loaded.files);
    problems.push(...loaded.problems);
  }
  if (files.length === 0) throw new GuidanceError('guidance_empty', emptyMessage(dir, problems));
  problems.push(...missingTranslations(files));
  const handingOver = new Set(files.filter(({ handsOver }) => handsOver).map(({ passage }) => passage.id));
  return { passages: files.map(({ passage }) => passage), handingOver, problems };
}

interface ParsedPassage {
  readonly passage: Passage;
  readonly handsOver: boolean;
}
interface PassageFile extends ParsedPassage {
  readonly file: string;
}

function emptyMessage(dir: string, problems: readonly Problem[]): string {
  const first = problems[0];
  const why = first ? `; first of ${problems.length} problems: ${first.file}: ${first.reason}` : '';
  return `no passage could be read from ${dir} (expected sv/*.md and en/*.md)${why}`;
}

async function listFolder(dir: string): Promise<readonly string[] | undefined> {
  try {
    return (await readdir(dir)).sort();
  } catch {
    return undefined;
  }
}

async function loadDocuments(dir: string, problems: Problem[]): Promise<DocumentList> {
  const file = 'documents.yaml';
  try {
    const parsed = documentList.safeParse(parse(await readText(join(dir, file))));
    if (parsed.success) return parsed.data;
    problems.push({ file, code: 'bad_list', reason: describeIssues(parsed.error) });
  } catch (error) {
    problems.push({ file, code: 'bad_list', reason: reasonOf(error) });
  }
  return {};
}

async function loadLocale(dir: string, locale: Locale, documents: DocumentList): Promise<{ readonly files: readonly PassageFile[]; readonly problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const names = ((await listFolder(join(dir, locale))) ?? []).filter((name) => name.endsWith('.md'));
  const files = new Map<string, PassageFile>();
  // Read side by side: one after another, waiting for the disk was a third of a start.
  const texts = await Promise.allSettled(names.map((name) => readText(join(dir, locale, name))));
  for (const [index, text] of texts.entries()) {
    const file = `${locale}/${names[index] ?? ''}`;
    try {
      if (text.status === 'rejected') throw text.reason;
      const parsed = parsePassage(text.value, locale, documents);
      const { id } = parsed.passage;
      const taken = files.get(id);
      if (taken) throw new Error(`the id ${id} is taken by ${taken.file}`);
      files.set(id, { file, ...parsed });
    } catch (error) {
      problems.push({ file, code: 'bad_front_matter', reason: reasonOf(error) });
    }
  }
  return { files: [...files.values()], problems };
}

const PARTS = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n([\s\S]*))?$/u;

/** Parses one Markdown file with YAML front matter; throws an Error that says what is wrong. */
function parsePassage(content: string, locale: Locale, documents: DocumentList): ParsedPassage {
  const parts = PARTS.exec(content);
  if (!parts) throw new Error('no front matter between two lines of ---');
  const parsed = frontMatter.safeParse(parse(parts[1] ?? ''));
  if (!parsed.success) throw new Error(describeIssues(parsed.error));
  const text = (parts[2] ?? '').normalize('NFC').replaceAll('\r\n', '\n').trim();
  if (text === '') throw new Error('no text below the front matter');
  return { passage: toPassage(parsed.data, text, locale, documents), handsOver: parsed.data.handsOver };
}

function toPassage(data: FrontMatter, text: string, locale: Locale, documents: DocumentList): Passage {
  const { id, kind, boards, audience, updated, validFrom, validTo, sources, title, keywords } = data;
  return {
    id,
    locale,
    kind,
    boards,
    audience,
    updated,
    title: title.normalize('NFC'),
    keywords: keywords.map((keyword) => keyword.normalize('NFC')),
    text,
    verbatim: false,
    sources: sources.map((source) => toSource(source, documents)),
    ...(validFrom === undefined ? {} : { validFrom }),
    ...(validTo === undefined ? {} : { validTo }),
  };
}

function toSource(source: FrontMatter['sources'][number], documents: DocumentList): Source {
  const document = documents[source.document];
  if (!document) throw new Error(`documents.yaml has no ${source.document}`);
  return {
    document: document.file ?? source.document,
    title: document.title,
    heading: source.heading,
    ...(source.page === undefined ? {} : { page: source.page }),
    ...(source.quote === undefined ? {} : { quote: source.quote }),
  };
}

/** A passage in one language only still answers, in that language. */
function missingTranslations(files: readonly PassageFile[]): readonly Problem[] {
  const known = new Set(files.map(({ passage }) => `${passage.locale}/${passage.id}`));
  return files.flatMap(({ file, passage: { id, locale } }) =>
    LOCALES.filter((other) => other !== locale && !known.has(`${other}/${id}`)).map((other) => ({
      file,
      code: 'no_translation' as const,
      reason: `no passage with the id ${id} in ${other}`,
    })),
  );
}

/** Strict UTF-8: a file in another encoding is reported instead of shown with broken letters. */
async function readText(path: string): Promise<string> {
  return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
}

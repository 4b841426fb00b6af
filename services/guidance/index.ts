import { LOCALES, type Locale } from '../../domain/locale';
import { answerFrom } from './answering';
import { buildShelf, type Shelf } from './library';
import { GuidanceFolder, type LoadedGuidance } from './load';
import { heavyReader } from './sources/heavy';
import type { NamedBoard } from './sources/passages';
import { loadSynonyms, type Concept } from './synonyms';
import type { Guidance, Problem } from './types';

export { languageOf } from './analyse';
export { GuidanceError } from './errors';

/** The part of the logger that is used: file names and reasons only, never a question. */
export interface GuidanceLog {
  warn(details: { readonly file: string; readonly reason: string }, message: string): void;
}

export interface GuidanceOptions {
  readonly dir: string;
  readonly log: GuidanceLog;
  /** By whose names a document's board is known. */
  readonly boards?: readonly NamedBoard[];
  /** Path of a list of synonyms for folders that have none of their own. */
  readonly synonyms?: string | undefined;
}

/**
 * Loads the guidance folder into memory; it is indexed at the first question or by `makeReady`. Files that could not be
 * used are logged and listed in `problems`; the rest answers. An empty folder answers nothing, and says so.
 * @throws GuidanceError when the folder is missing.
 */
export async function openGuidance({ dir, log, boards = [], synonyms: general }: GuidanceOptions): Promise<Guidance> {
  const folder = new GuidanceFolder({ dir, boards, heavy: heavyReader() });
  const [loaded, synonyms] = await Promise.all([folder.load(), loadSynonyms(dir, general)]);
  const problems = [...emptiness(loaded), ...loaded.problems, ...synonyms.problems];
  for (const problem of problems) log.warn({ ...problem }, 'guidance file has a problem');
  return guidanceOf(loaded, synonyms.concepts, problems);
}

const emptiness = ({ passages }: LoadedGuidance): readonly Problem[] =>
  passages.length > 0 ? [] : [{ file: '.', code: 'empty_folder', reason: 'no passage could be read from the guidance folder: every question is answered with that the guidance does not say' }];

function guidanceOf({ passages, handingOver, files, drafts }: LoadedGuidance, concepts: readonly Concept[], problems: readonly Problem[]): Guidance {
  const loadedAt = new Date().toISOString();
  const shelfOf = (locale: Locale): Shelf => buildShelf(passages.filter((passage) => passage.locale === locale), concepts, locale);
  const built = new Map<Locale, Shelf>();
  const shelf = (locale: Locale): Shelf => {
    const made = built.get(locale) ?? shelfOf(locale);
    built.set(locale, made);
    return made;
  };
  const byId = new Map(passages.map((passage) => [`${passage.locale}/${passage.id}`, passage]));
  const passage: Guidance['passage'] = (id, locale) => byId.get(`${locale}/${id}`);
  return {
    answer: (text, about) => answerFrom({ shelf, passage, handingOver }, text, about),
    makeReady: () => LOCALES.forEach(shelf),
    passage,
    status: () => ({ loadedAt, files, problems, passages, drafts }),
    size: passages.length,
    close: () => Promise.resolve(),
  };
}

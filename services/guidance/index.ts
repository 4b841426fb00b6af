import { LOCALES, type Locale } from '../../domain/locale';
import { answerFrom } from './answering';
import { loadGuidance, type LoadedGuidance } from './load';
import { buildShelf, type Shelf } from './library';
import { loadSynonyms, type Concept } from './synonyms';
import type { Guidance, Problem } from './types';

export { languageOf } from './analyse';
export { GuidanceError } from './errors';

/** The part of the logger that is used: file names and reasons only, never a question. */
export interface GuidanceLog {
  warn(details: { readonly file: string; readonly reason: string }, message: string): void;
}

/**
 * Loads the guidance folder into memory; it is indexed at the first question or by `makeReady`. Files that could not be used are logged and listed in
 * `problems`; the rest answers.
 * @param options.synonyms path of a list of synonyms for folders that have none of their own
 * @throws GuidanceError when the folder is missing or holds no passage.
 */
export async function openGuidance({ dir, log, synonyms: general }: { dir: string; log: GuidanceLog; synonyms?: string }): Promise<Guidance> {
  const [loaded, synonyms] = await Promise.all([loadGuidance(dir), loadSynonyms(dir, general)]);
  const problems = [...loaded.problems, ...synonyms.problems];
  for (const problem of problems) log.warn({ ...problem }, 'guidance file has a problem');
  return guidanceOf(loaded, synonyms.concepts, problems);
}

function guidanceOf({ passages, handingOver }: LoadedGuidance, concepts: readonly Concept[], problems: readonly Problem[]): Guidance {
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
    status: () => ({ loadedAt, files: [], problems, passages, drafts: [] }),
    size: passages.length,
    close: () => Promise.resolve(),
  };
}

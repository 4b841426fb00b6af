import { LOCALES, type Locale } from '../../domain/locale';
import { languageOf } from './analyse';
import { extract } from './extract';
import { loadGuidance, type LoadedGuidance } from './load';
import { buildShelf, search, type Found, type Question, type Shelf } from './library';
import { preferenceFor, type Asker } from './preference';
import { isNotForGuidance, plain } from './requests';
import { loadSynonyms, type Concept } from './synonyms';
import type { Answer, Guidance, Passage, Problem } from './types';

export { languageOf } from './analyse';
export { GuidanceError } from './errors';

/** The part of the logger that is used: file names and reasons only, never a question. */
export interface GuidanceLog {
  warn(details: { readonly file: string; readonly reason: string }, message: string): void;
}

/** The best passage and up to three to read besides. */
const SHOWN = 4;

/**
 * Loads the guidance folder into memory; it is indexed at the first question or by `makeReady`. Files that could not be used are logged and listed in
 * `problems`; the rest answers.
 * @throws GuidanceError when the folder is missing or holds no passage.
 */
export async function openGuidance({ dir, log }: { dir: string; log: GuidanceLog }): Promise<Guidance> {
  const [loaded, synonyms] = await Promise.all([loadGuidance(dir), loadSynonyms(dir)]);
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
    answer: (text, about) => {
      const question = { text, words: plain(text) };
      return toAnswer(searchBoth(shelf, passage, question, { ...about, handingOver }), question, handingOver);
    },
    makeReady: () => LOCALES.forEach(shelf),
    passage,
    status: () => ({ loadedAt, files: [], problems, passages, drafts: [] }),
    size: passages.length,
    close: () => Promise.resolve(),
  };
}

/**
 * Searches the passages of the language that the question seems to be in, and the other ones where those do not carry
 * it; what is shown is in the asked language wherever the passage has it.
 */
function searchBoth(
  shelf: (locale: Locale) => Shelf,
  passage: Guidance['passage'],
  question: Question,
  { locale, ...asker }: Asker & { locale: Locale },
): Found {
  const prefer = preferenceFor(question.words, asker);
  const spoken = languageOf(question.text) ?? locale;
  const found = search(shelf(spoken), question, SHOWN, prefer);
  const across = found.carried ? found : search(shelf(spoken === 'sv' ? 'en' : 'sv'), question, SHOWN, prefer);
  const { carried, passages } = across.carried ? across : found;
  return { carried, passages: passages.map((near) => passage(near.id, locale) ?? near) };
}

function toAnswer({ passages, carried }: Found, question: Question, handingOver: ReadonlySet<string>): Answer {
  const [best, ...rest] = passages;
  if (best && carried && !handingOver.has(best.id) && !isNotForGuidance(question.words)) return extract(question, best, rest);
  const nearest = (carried ? handOversFirst(passages, handingOver) : passages).slice(0, SHOWN - 1);
  const [first] = nearest;
  return { kind: 'silent', nearest, ...(carried && first && handingOver.has(first.id) ? { handsOver: first } : {}) };
}

/** Where the question is understood and yet not answered, whoever says so and where to turn helps most. */
function handOversFirst(passages: readonly Passage[], handingOver: ReadonlySet<string>): readonly Passage[] {
  return [...passages.filter(({ id }) => handingOver.has(id)), ...passages.filter(({ id }) => !handingOver.has(id))];
}

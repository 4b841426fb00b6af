import { LOCALES, type Locale } from '../../domain/locale';
import type { Shelves } from './answering';
import { shelving, type Shelf } from './library';
import type { LoadedGuidance } from './load';
import type { Concept } from './synonyms';
import type { GuidanceStatus, Problem } from './types';
import { Work } from './work';

/** What is answered from between two reloads. */
export interface ShelvesNow extends Shelves, GuidanceStatus {
  /** Builds what a question would have to wait for, while others get their turn in between. */
  makeReady(): Promise<void>;
}

type Loaded = Omit<LoadedGuidance, 'signature' | 'folders'>;

/** Puts what was loaded on shelves, one a language, each indexed when it is first asked for. */
export function newShelves(loaded: Loaded, synonyms: { readonly concepts: readonly Concept[]; readonly problems: readonly Problem[] }): ShelvesNow {
  const { passages, handingOver, files, drafts } = loaded;
  const shelves = new Map(LOCALES.map((locale) => [locale, new Work(shelving(passages.filter((passage) => passage.locale === locale), synonyms.concepts, locale))]));
  const shelf = (locale: Locale): Shelf => workOn(shelves, locale).finish();
  const byId = new Map(passages.map((passage) => [`${passage.locale}/${passage.id}`, passage]));
  return {
    shelf,
    passage: (id, locale) => byId.get(`${locale}/${id}`),
    handingOver,
    loadedAt: new Date().toISOString(),
    files,
    drafts,
    passages,
    concepts: synonyms.concepts,
    problems: [...emptiness(loaded), ...loaded.problems, ...synonyms.problems],
    makeReady: async () => {
      for (const locale of LOCALES) await workOn(shelves, locale).finishSlowly();
    },
  };
}

function workOn(shelves: ReadonlyMap<Locale, Work<Shelf>>, locale: Locale): Work<Shelf> {
  const work = shelves.get(locale);
  if (!work) throw new RangeError(`no shelf for ${locale}`);
  return work;
}

function emptiness({ passages }: Loaded): readonly Problem[] {
  if (passages.length > 0) return [];
  return [{ file: '.', code: 'empty_folder', reason: 'no passage could be read from the guidance folder: every question is answered with that the guidance does not say' }];
}

/** Before anything is loaded. */
export const emptyShelves: ShelvesNow = newShelves({ passages: [], handingOver: new Set(), files: [], drafts: [], problems: [] }, { concepts: [], problems: [] });

import { setImmediate as breath } from 'node:timers/promises';
import { LOCALES, type Locale } from '../../domain/locale';
import type { Shelves } from './answering';
import { buildShelf, type Shelf } from './library';
import type { LoadedGuidance } from './load';
import type { Concept } from './synonyms';
import type { GuidanceStatus, Problem } from './types';

/** What is answered from between two reloads. */
export interface ShelvesNow extends Shelves, GuidanceStatus {
  readonly concepts: readonly Concept[];
  /** Builds what a question would have to wait for. */
  makeReady(): void;
  /** As `makeReady`, while others get their turn in between. */
  makeReadySlowly(): Promise<void>;
}

type Loaded = Omit<LoadedGuidance, 'signature' | 'folders'>;

/** Puts what was loaded on shelves, one a language, each indexed when it is first asked for. */
export function newShelves(loaded: Loaded, synonyms: { readonly concepts: readonly Concept[]; readonly problems: readonly Problem[] }): ShelvesNow {
  const { passages, handingOver, files, drafts } = loaded;
  const built = new Map<Locale, Shelf>();
  const shelf = (locale: Locale): Shelf => {
    const made = built.get(locale) ?? buildShelf(passages.filter((passage) => passage.locale === locale), synonyms.concepts, locale);
    built.set(locale, made);
    return made;
  };
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
    makeReady: () => LOCALES.forEach(shelf),
    makeReadySlowly: async () => {
      for (const locale of LOCALES) {
        await breath();
        shelf(locale);
      }
    },
  };
}

function emptiness({ passages }: Loaded): readonly Problem[] {
  if (passages.length > 0) return [];
  return [{ file: '.', code: 'empty_folder', reason: 'no passage could be read from the guidance folder: every question is answered with that the guidance does not say' }];
}

/** Before anything is loaded. */
export const emptyShelves: ShelvesNow = newShelves({ passages: [], handingOver: new Set(), files: [], drafts: [], problems: [] }, { concepts: [], problems: [] });

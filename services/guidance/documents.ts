import type { Locale } from '../../domain/locale';
import { parseQuestion } from './query';
import { rank } from './rank';
import { buildThesaurus } from './synonyms';
import { indexing } from './textIndex';
import { Work } from './work';

export interface Document {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

export interface Documents {
  /** Ids of the documents that speak of what was asked, best first. */
  search(question: string, limit: number): readonly string[];
}

/** Whole documents, searched as the guidance is, by nothing but their own words. */
export async function openDocuments(documents: readonly Document[], locale: Locale): Promise<Documents> {
  const steps = indexing(documents.map(({ title, text }) => ({ title: [title], keywords: [], headings: [], text: [text] })), locale);
  const index = await new Work(steps).finishSlowly();
  const thesaurus = buildThesaurus([], locale);
  const search: Documents['search'] = (question, limit) =>
    rank(index, parseQuestion(question, index, thesaurus), limit, () => 1).flatMap(({ doc }) => documents[doc]?.id ?? []);
  return { search };
}

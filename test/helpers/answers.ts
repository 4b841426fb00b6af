import type { Locale } from '../../domain/locale';
import type { About, Answer, Answerer, FoundAnswer, Guidance, Passage, Statement } from '../../services/guidance/types';

/** A passage of a document, letter by letter; `more` changes what it is. */
export function documentPassage(id: string, text: string, more: Partial<Passage> = {}): Passage {
  return {
    id,
    locale: 'sv',
    title: 'Mål och medel',
    text,
    verbatim: true,
    kind: 'proposal',
    sources: [{ document: 'svar.txt', title: { sv: 'Nämndens svar', en: 'The board’s answer' }, heading: 'Mål och medel', path: ['Svar', 'Mål och medel'], page: '7', diaryNumber: '2017-1' }],
    validFrom: '2018-01-01',
    validTo: '2021-12-31',
    boards: [],
    audience: [],
    keywords: [],
    updated: '2026-11-01',
    ...more,
  };
}

/** An answer that quotes the passages one after the other, whole. */
export function quoting(passages: readonly Passage[], more: Partial<FoundAnswer> = {}): FoundAnswer {
  const citations = passages.flatMap((passage) => passage.sources.slice(0, 1).map((source) => ({ passage, source })));
  const statements = passages.map((passage, position): Statement => ({ text: passage.text, quoted: passage.verbatim, cites: [position] }));
  const [passage] = passages;
  if (!passage) throw new Error('an answer quotes something');
  return { kind: 'found', written: 'extract', statements, citations, passage, sides: [], more: [], ...more };
}

/** Guidance that holds these passages and answers everything with that. */
export function guidanceOf(passages: readonly Passage[], answer: Answer): Guidance {
  return {
    answer: () => answer,
    whole: (question) => question,
    makeReady: () => Promise.resolve(),
    passage: (id: string, locale: Locale) => passages.find((one) => one.id === id && one.locale === locale),
    status: () => ({ loadedAt: '2026-11-01T00:00:00.000Z', files: [], problems: [], passages, drafts: [] }),
    onChange: () => () => undefined,
    concepts: () => [],
    size: passages.length,
    close: () => Promise.resolve(),
  };
}

/** A model that takes until it is told to go on, and notes what it was asked; one that does not heed its signal. */
export class SlowAnswerer implements Answerer {
  readonly asksModel = true;
  readonly asked: { readonly question: string; readonly about: About; readonly signal: AbortSignal | undefined }[] = [];
  private readonly open: ((answer: Answer) => void)[] = [];

  answer(question: string, about: About, signal?: AbortSignal): Promise<Answer> {
    this.asked.push({ question, about, signal });
    return new Promise((resolve) => this.open.push(resolve));
  }

  /** Everything asked so far gets that answer. */
  say(answer: Answer): void {
    for (const resolve of this.open.splice(0)) resolve(answer);
  }
}

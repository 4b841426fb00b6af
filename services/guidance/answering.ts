import { LOCALES, type Locale } from '../../domain/locale';
import { asksToAct } from './acts';
import { languageOf } from './analyse';
import { boardsNamedIn } from './boardNames';
import { extract } from './extract';
import { goesOnFrom, mayStandAlone, subjectOf, wholeOf } from './followUp';
import { search, type Found, type Question, type Shelf } from './library';
import { preferenceFor } from './preference';
import { isNotForGuidance, plain } from './requests';
import { restated, restatedLoosely } from './restate';
import { roleIn } from './roles';
import { sidesFrom } from './sides';
import { respelt } from './spelling';
import type { Concept } from './synonyms';
import { stemTerm } from './textIndex';
import type { About, Answer, Passage } from './types';

/** What is answered from: the passages of one moment. */
export interface Shelves {
  /** The passages of one language, made ready for search at the first call. */
  shelf(locale: Locale): Shelf;
  passage(id: string, locale: Locale): Passage | undefined;
  /** Ids of passages that only say that the sources do not answer. */
  readonly handingOver: ReadonlySet<string>;
  /** The list of synonyms. */
  readonly concepts: readonly Concept[];
}

/** The best passage and up to three to read besides. */
const SHOWN = 4;

/** The answer without a model. Never throws for what a person typed. */
export function answerFrom(shelves: Shelves, asked: string, about: About): Answer {
  const { question, found } = understood(shelves, asked, about);
  return bothSides(shelves, question, about.locale, found) ?? toAnswer(found, question, shelves.handingOver);
}

/** True where what a question means may hang on the answer before it. */
export const goesOn = (question: string): boolean => goesOnFrom(plain(question));

/** True where a question that may go on from the one before may as well be one of its own. */
export const standsAlone = (question: string): boolean => mayStandAlone(plain(question));

interface Understood {
  readonly question: Question;
  readonly found: Found;
}

/** The question in the first way to ask it that finds an answer. */
function understood(shelves: Shelves, asked: string, asker: About): Understood {
  const about = { ...asker, elected: roleIn(plain(asked)) ?? asker.elected };
  const put = (text: string): Understood => {
    const words = plain(text);
    const foreign = shelves.shelf(languageOf(text) ?? about.locale).passages.length === 0;
    const question = { text, words, before: subjectBefore(shelves, words, about), foreign };
    return { question, found: ownRoutine(shelves, question, about) ?? searchBoth(shelves, question, about) };
  };
  let first: Understood | undefined;
  for (const text of waysToAsk(shelves, asked, about)) {
    const way = put(text);
    if (way.found.carried) return way;
    first ??= way;
  }
  return first ?? put(asked);
}

/** Misspelt words read as what they stand for and put as the guidance puts it; less of that, the further on. */
function waysToAsk({ concepts, shelf }: Shelves, asked: string, about: About): ReadonlySet<string> {
  const read = respelt(asked, concepts, (word) => LOCALES.some((locale) => stemTerm(shelf(locale).index, word) !== undefined));
  return new Set([restated(read, about), read, asked, restatedLoosely(read, about)]);
}

/** The question with what it goes on from, where it takes that up: whole, it is understood without it. */
export function whole({ shelf }: Shelves, question: string, before: string): string {
  return wholeOf(question, before, (words) => boardsNamedIn(words, shelf(languageOf(before) ?? 'sv').boards).words);
}

/** What a short question leaves out, because the answer before spoke of it. */
function subjectBefore({ passage }: Shelves, words: string, { previous, locale }: About): string | undefined {
  if (previous === undefined || !goesOnFrom(words)) return undefined;
  const before = passage(previous, locale) ?? passage(previous, locale === 'sv' ? 'en' : 'sv');
  return before && subjectOf(before);
}

/** Where boards differ on what was asked: what each of them says, side by side. */
function bothSides({ shelf, passage }: Shelves, question: Question, locale: Locale, { carried, passages, asking }: Found): Answer | undefined {
  if (isNotForGuidance(question.words)) return undefined;
  const best = carried ? passages[0] : undefined;
  const shown = (near: Passage): Passage => passage(near.id, locale) ?? near;
  // Where the language asked in has the boards' views and they do not differ on it, another one's words for them are no find.
  const spoken = shelf(asking.index.locale);
  return sidesFrom(spoken.passages.length > 0 ? spoken : shelf(asking.index.locale === 'sv' ? 'en' : 'sv'), question, { best, shown });
}

/** Where somebody asks what to do and a routine of their board's tells it, that comes before everything else. */
function ownRoutine(shelves: Shelves, question: Question, about: About): Found | undefined {
  if (!asksToAct(question.words) || !LOCALES.some((locale) => shelves.shelf(locale).passages.some(({ kind }) => kind === 'routine'))) return undefined;
  const found = searchBoth(shelves, question, about, ({ kind, boards }) => kind === 'routine' && (boards.length === 0 || (about.board !== undefined && boards.includes(about.board))));
  if (!found.carried) return undefined;
  const others = searchBoth(shelves, question, about).passages.filter(({ id }) => found.passages.every((own) => own.id !== id));
  return { ...found, passages: [...found.passages, ...others].slice(0, SHOWN) };
}

/**
 * Searches the passages of the language that the question seems to be in, and the other ones where those do not carry
 * it; what is shown is in the asked language wherever the passage has it.
 */
function searchBoth({ shelf, passage, handingOver }: Shelves, question: Question, { locale, ...asker }: About, among?: (passage: Passage) => boolean): Found {
  const prefer = preferenceFor(question.words, { ...asker, handingOver });
  const spoken = languageOf(question.text) ?? locale;
  const found = search(shelf(spoken), question, SHOWN, { prefer, among });
  const across = found.carried ? found : search(shelf(spoken === 'sv' ? 'en' : 'sv'), question, SHOWN, { prefer, among });
  const { carried, passages, asking } = across.carried ? across : found;
  return { carried, asking, passages: passages.map((near) => passage(near.id, locale) ?? near) };
}

function toAnswer({ passages, carried, asking }: Found, question: Question, handingOver: ReadonlySet<string>): Answer {
  const [best, ...rest] = passages;
  if (best && carried && !handingOver.has(best.id) && !isNotForGuidance(question.words)) {
    const answer = extract(asking, best, rest);
    // Where every sentence names a person, nothing of it is said.
    if (answer.statements.length > 0) return answer;
  }
  const nearest = (carried ? handOversFirst(passages, handingOver) : passages).slice(0, SHOWN - 1);
  const [first] = nearest;
  return { kind: 'silent', nearest, ...(carried && first && handingOver.has(first.id) ? { handsOver: first } : {}) };
}

/** Where the question is understood and yet not answered, whoever says so and where to turn helps most. */
function handOversFirst(passages: readonly Passage[], handingOver: ReadonlySet<string>): readonly Passage[] {
  return [...passages.filter(({ id }) => handingOver.has(id)), ...passages.filter(({ id }) => !handingOver.has(id))];
}

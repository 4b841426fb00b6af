import type { AnswerView, Further, StatementView } from '../../cards/answer';
import { CITATIONS_MAX } from '../../cards/answer';
import { LABEL_MAX, mark, shortened, type CitationView } from '../../cards/citations';
import { passageCard } from '../../cards/passage';
import { standingOf } from '../../cards/standing';
import { noteCard } from '../../cards/talk';
import { pagesOf, quotedShortly } from '../../cards/typography';
import { toLocal } from '../../domain/calendar';
import type { Locale } from '../../domain/locale';
import { t } from '../../locales';
import { languageOf, withoutNames } from '../../services/guidance';
import type { FoundAnswer, Passage, Source, Statement } from '../../services/guidance/types';
import type { Payloads } from '../../cards/payloads';
import type { Context } from '../context';
import type { AnswerNote, Reply } from '../turn';

/** What Teams takes of a citation's name and abstract. */
const NAME_MAX = 80;
const ABSTRACT_MAX = 160;
const PLACE_MAX = 130;
/** Signs around a quotation there: a colon, spaces, quotation marks, and that it goes on. */
const AROUND = 6;

/** Teams cuts a longer label off without a sign. */
const LABEL_IN_TEAMS = 44;

/** A passage as a button that opens it, in the reader's language. */
export function furtherOf({ turn }: Context, passage: Passage, locale: Locale): Further {
  return { passage: passage.id, in: passage.locale, title: labelOf(passage, locale, turn.channel === 'teams' ? LABEL_IN_TEAMS : LABEL_MAX) };
}

/** Parts of documents share their headings: page and document tell them apart, so where room is short the heading gives way. */
function labelOf({ title, verbatim, sources: [source] }: Passage, locale: Locale, atMost: number): string {
  if (!verbatim || source?.page === undefined) return shortened(title, atMost);
  const pages = pagesOf(locale, source.page);
  const inDocument = (heading: string): string => t(locale, 'answer.placeInDocument', { title: heading, pages, source: source.title[locale].split(',')[0] ?? '' });
  const onPage = (heading: string): string => t(locale, 'answer.placeOnPage', { title: heading, pages });
  const label = inDocument(title).length <= atMost || inDocument('').length <= atMost / 2 ? inDocument : onPage;
  return label(shortened(title, atMost - label('').length));
}

/** Where a passage stands in one of its sources. */
function citationOf(passage: Passage, source: Source, locale: Locale, today: string): CitationView {
  const { id, locale: language, kind, validFrom, validTo } = passage;
  return {
    passage: id,
    in: language,
    title: source.title[locale],
    heading: source.heading,
    page: source.page,
    diaryNumber: source.diaryNumber,
    kind,
    validFrom,
    validTo,
    expired: validTo !== undefined && validTo < today,
    quote: source.quote,
  };
}

/** The answer as its card shows it. */
export function answerView(context: Context, locale: Locale, answer: FoundAnswer): AnswerView {
  const { passage, citations, sides, statements } = answer;
  const { services } = context;
  const today = toLocal(context.now).date;
  const nameOf = (board: string): string => services.boards.get(board)?.name[locale] ?? board;
  return {
    locale,
    title: passage.title,
    written: answer.written,
    statements: statements.map(statementOf),
    citations: citations.map(({ passage: cited, source }) => citationOf(cited, source, locale, today)),
    ...(answer.noViewFrom ? { noViewFrom: answer.noViewFrom.map(nameOf) } : {}),
    sides: sides.map((side) => ({ board: nameOf(side.board), statements: side.statements.map(statementOf) })),
    verbatim: passage.verbatim,
    updated: passage.updated,
    fileDated: passage.fileDated,
    quotedIn: quotedIn(answer, locale),
    more: answer.more.map((one) => furtherOf(context, one, locale)),
  };
}

const statementOf = ({ text, quoted, cites }: Statement): StatementView => ({ text, quoted, cites });

/** The language of words that stand as they are in their source, where it is not the reader's. */
function quotedIn({ statements, sides, citations }: FoundAnswer, locale: Locale): Locale | undefined {
  const all = [...statements, ...sides.flatMap((side) => side.statements)];
  const spoken = all.map(({ text, quoted, cites }) => {
    const passage = citations[cites[0] ?? 0]?.passage;
    // A passage of our own in the reader's language may quote a document in the document's.
    return quoted && passage?.verbatim !== true ? languageOf(text) : passage?.locale;
  });
  return spoken.find((language) => language !== undefined && language !== locale);
}

/** What a channel with conventions of its own for answers is told beside the card. */
export function noteOf({ locale, written, citations }: AnswerView, feedback: AnswerNote['feedback']): AnswerNote {
  const shown = citations.slice(0, CITATIONS_MAX);
  return {
    written,
    line: t(locale, 'answer.marksLine', { marks: shown.map((_, index) => mark(index + 1)).join(' ') }),
    citations: shown.map((citation) => {
      const { title, heading, page, quote } = citation;
      // What is no more than a proposal, or has expired, is so wherever it is cited.
      const rest = [...(page === undefined ? [] : [`, ${pagesOf(locale, page)}`]), ...[standingOf(locale, citation, shown)].filter((standing) => standing !== '').map((standing) => ` · ${standing}`)].join('');
      const place = `${shortened(heading, PLACE_MAX - rest.length)}${rest}`;
      const abstract = quote === undefined ? place : `${place}: ${quotedShortly(locale, quote, ABSTRACT_MAX - place.length - AROUND)}`;
      return { name: shortened(title, NAME_MAX), abstract };
    }),
    feedback,
  };
}

/** Opens a passage that an answer rests on or that lies near. Anybody may read it. */
export function showPassage({ services, now }: Context, { passage: id, in: language, locale, part = 1 }: Payloads['passage.show']): readonly Reply[] {
  const passage = services.guidance.passage(id, language) ?? services.guidance.passage(id, language === 'sv' ? 'en' : 'sv');
  if (!passage) return [{ card: noteCard(locale, 'passageGone', t(locale, 'passage.gone'), ['ask']) }];
  const today = toLocal(now).date;
  const { title, text, verbatim, sources, updated, fileDated } = passage;
  const card = passageCard({
    locale,
    passage: id,
    in: passage.locale,
    title,
    text: withoutNames(text),
    verbatim,
    path: sources[0]?.path ?? [],
    citations: sources.map((source) => citationOf(passage, source, locale, today)),
    updated,
    fileDated,
    part,
  });
  return [{ card }];
}

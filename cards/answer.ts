import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { card, container, inert, quiet, submit, text, title } from './build';
import { pack } from './payloads';
import type { AdaptiveCard, Element } from './types';

/** Where an answer stands, as a person reads it. */
export interface CitationView {
  readonly title: string;
  readonly heading: string;
  readonly page?: string | undefined;
  /** Words found verbatim in the source. */
  readonly quote?: string | undefined;
}

export interface AnswerView {
  readonly locale: Locale;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly kind: 'proposal' | 'view' | 'general' | 'routine';
  readonly citations: readonly CitationView[];
  /** ISO dates; shown when the passage has them. */
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly expired: boolean;
  readonly updated: string;
  readonly more: readonly { readonly title: string; readonly citation: string }[];
}

/** A citation in one line: document, heading and page. */
export function citationLine(locale: Locale, citation: CitationView): string {
  const { title: name, heading, page } = citation;
  return page === undefined ? t(locale, 'answer.citationNoPage', { title: name, heading }) : t(locale, 'answer.citation', { title: name, heading, page });
}

function basis(view: AnswerView): readonly Element[] {
  const { locale } = view;
  const validity = view.validFrom && view.validTo ? t(locale, 'answer.validity', { from: view.validFrom, to: view.validTo }) : '';
  const lines = [t(locale, `answer.kind.${view.kind}`), validity, view.expired ? t(locale, 'answer.expired') : '', t(locale, 'answer.updated', { date: view.updated })];
  return lines.filter((line) => line.length > 0).map((line) => quiet(line, { spacing: 'small' }));
}

function quotes(view: AnswerView): readonly Element[] {
  const quoted = view.citations.filter((citation) => citation.quote !== undefined);
  if (quoted.length === 0) return [];
  const mark = (words: string): string => `”${words}”`;
  return [quiet(t(view.locale, 'answer.quote')), ...quoted.slice(0, 2).map((citation) => inert(mark(citation.quote ?? ''), { spacing: 'small' }))];
}

/** An answer: our own words called a summary, quotation marks only around what stands in the source, and where it stands. */
export function answerCard(view: AnswerView): AdaptiveCard {
  const { locale } = view;
  const first = view.citations[0];
  const lead = view.kind === 'general' || !first ? t(locale, 'answer.general') : t(locale, 'answer.summary', { source: citationLine(locale, first) });
  const rest = view.kind === 'general' ? view.citations : view.citations.slice(1);
  const body: Element[] = [
    title('answer', view.title),
    quiet(lead),
    ...view.paragraphs.map((paragraph) => text(paragraph)),
    ...quotes(view),
    ...(rest.length > 0 ? [container(rest.map((citation) => quiet(citationLine(locale, citation), { spacing: 'small' })), { id: 'citations' })] : []),
    container(basis(view), { spacing: 'medium' }),
    ...furtherReading(view),
    quiet(t(locale, 'answer.machine')),
  ];
  return card(locale, view.title, body, [submit(t(locale, 'answer.report'), pack('say', { word: 'report' }))]);
}

function furtherReading(view: AnswerView): readonly Element[] {
  if (view.more.length === 0) return [];
  const rows = view.more.map((one) => quiet(`${one.title}. ${one.citation}`, { spacing: 'small' }));
  return [text(t(view.locale, 'answer.more'), { weight: 'bolder', spacing: 'medium' }), ...rows];
}

/** An honest no, what lies nearest, and one tap to send the question to somebody who may know. */
export function notFoundCard(locale: Locale, view: { readonly question: string; readonly reader?: string | undefined; readonly nearest: readonly string[]; readonly help?: string | undefined; readonly anonymous: boolean }): AdaptiveCard {
  const body: Element[] = [
    title('notFound', t(locale, 'notFound.title')),
    text(view.help ?? t(locale, 'notFound.body')),
    text(t(locale, 'emergencyLine'), { weight: 'bolder' }),
    ...(view.nearest.length > 0 ? [quiet(t(locale, 'notFound.nearest')), ...view.nearest.map((name) => quiet(name, { spacing: 'small' }))] : []),
    ...(view.reader ? [quiet(t(locale, 'notFound.notSaved'))] : []),
    ...(view.reader && view.anonymous ? [quiet(t(locale, 'notFound.anonymous'))] : []),
    quiet(t(locale, 'answer.machine')),
  ];
  const send = view.reader ? [submit(t(locale, 'notFound.send', { reader: view.reader }), pack('question.send', { question: view.question }), 'positive')] : [];
  return card(locale, t(locale, 'notFound.title'), body, [...send, submit(t(locale, 'answer.report'), pack('say', { word: 'report' }))]);
}

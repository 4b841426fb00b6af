import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { quiet, submit } from './build';
import { pack } from './payloads';
import { standingOf } from './standing';
import type { CardAction, Element } from './types';
import { pagesOf } from './typography';

export type Kind = 'proposal' | 'view' | 'general' | 'routine';

/** Where a passage can be opened: its id, and the language it is in. */
export interface PlaceView {
  readonly passage: string;
  readonly in: Locale;
}

/** Where an answer stands, as a person reads it. All texts of it come from a source. */
export interface CitationView extends PlaceView {
  readonly title: string;
  readonly heading: string;
  readonly page?: string | undefined;
  /** Only where the title does not say it. */
  readonly diaryNumber?: string | undefined;
  readonly kind: Kind;
  /** ISO dates; shown when the passage has them. */
  readonly validFrom?: string | undefined;
  readonly validTo?: string | undefined;
  readonly expired: boolean;
  /** Words found verbatim in the source. */
  readonly quote?: string | undefined;
}

/** Characters of a title or heading: a damaged source may call a whole page one. */
const NAME_MAX = 120;
export const LABEL_MAX = 100;

/** So much of a text, without control characters, cut at a word where there is one. A no-break space stays one. */
export function shortened(text: string, atMost: number): string {
  const plain = text.replace(/(?:\p{Cc}|[^\S\u00a0])+/gu, ' ').trim();
  if (plain.length <= atMost) return plain;
  const cut = plain.slice(0, atMost - 1).replace(/[\uD800-\uDBFF]$/u, '');
  const end = cut.lastIndexOf(' ');
  return `${end > atMost / 2 ? cut.slice(0, end) : cut}…`;
}

/** A source's own words where only a TextBlock will do, which is Markdown: without the signs that would make it more than words. */
export function harmless(text: string): string {
  return shortened(text, NAME_MAX)
    .replace(/[\\`*_[\]<>|~]/gu, ' ')
    // An address that stands by itself is made a link by some clients.
    .replace(/:(?=\/\/)|(?<=\bwww)\.|@/giu, (sign) => ` ${sign} `)
    .replace(/^(\s*(?:\d+[.)]|[-+#]+)) +/u, '$1\u00a0')
    .replace(/ {2,}/gu, ' ')
    .trim();
}

/** A short document is one text under its own name; a file that tells of no title goes by its name, as it is written and as words. */
const isSame = (name: string, heading: string): boolean => name === heading || name.startsWith(`${heading}, `) || name.replace(/\.\p{L}{2,4}$/u, '').replaceAll('_', ' ') === heading.replaceAll('_', ' ');

/** A citation in one line: document, heading and page. */
export function citationLine(locale: Locale, { title, heading, page, diaryNumber }: CitationView): string {
  const name = shortened(title, NAME_MAX);
  const whole = diaryNumber === undefined || name.includes(diaryNumber) ? name : `${name}, ${t(locale, 'answer.diary', { number: shortened(diaryNumber, 40) })}`;
  if (isSame(name, shortened(heading, NAME_MAX))) return page === undefined ? whole : `${whole}, ${pagesOf(locale, page)}`;
  const place = { title: whole, heading: shortened(heading, NAME_MAX) };
  return page === undefined ? t(locale, 'answer.citationNoPage', place) : t(locale, 'answer.citation', { ...place, pages: pagesOf(locale, page) });
}

/** What stands before a quotation: whose words they are, and on which page. */
export function accordingTo(locale: Locale, { title, page }: CitationView): string {
  const name = shortened(title, NAME_MAX);
  return page === undefined ? t(locale, 'answer.accordingNoPage', { title: name }) : t(locale, 'answer.according', { title: name, pages: pagesOf(locale, page) });
}

/** `[1]`, as it stands in the answer and before the source. */
export const mark = (position: number): string => `[${position}]`;

/** A button that opens a passage. */
export function opening(label: string, locale: Locale, { passage, in: language }: PlaceView): CardAction {
  return submit(label, pack('passage.show', { passage, in: language, locale }));
}

/** Further passages as buttons with their titles; of several that nobody could tell apart, the first. */
export function furtherReading(locale: Locale, passages: readonly (PlaceView & { readonly title: string })[]): Element {
  return { type: 'ActionSet', id: 'further', spacing: 'small', actions: passages.filter(isFirst).map((one) => opening(shortened(one.title, LABEL_MAX), locale, one)) };
}

const isFirst = ({ title }: { readonly title: string }, at: number, all: readonly { readonly title: string }[]): boolean => all.findIndex((other) => other.title === title) === at;

interface Group {
  readonly place: CitationView;
  /** With their positions, from 1. */
  readonly cited: readonly { readonly position: number; readonly citation: CitationView }[];
}

/** Citations that lead to the same passage, together: one button opens it. */
function byPassage(citations: readonly CitationView[]): readonly Group[] {
  const keyOf = ({ in: language, passage }: CitationView): string => `${language}/${passage}`;
  const numbered = citations.map((citation, index) => ({ position: index + 1, citation }));
  const firsts = citations.filter((citation, index) => citations.findIndex((other) => keyOf(other) === keyOf(citation)) === index);
  return firsts.map((place) => ({ place, cited: numbered.filter(({ citation }) => keyOf(citation) === keyOf(place)) }));
}

/** Where it stands and, where that is to be said of it, what kind of text it is and for how long it holds. */
export function sourceLines(locale: Locale, citation: CitationView, all: readonly CitationView[], { before = '', spacing = 'small' } = {}): readonly Element[] {
  const standing = standingOf(locale, citation, all);
  return [small(`${before}${citationLine(locale, citation)}`, { spacing }), ...(standing === '' ? [] : [quiet(standing, { spacing: 'none' })])];
}

/** The list of sources, numbered as in the answer, each with a button that opens the passage. */
export function citationList(locale: Locale, citations: readonly CitationView[]): readonly Element[] {
  const groups = byPassage(citations);
  return groups.flatMap(({ place, cited }, index) => {
    const marks = cited.map(({ position }) => mark(position)).join(' ');
    const label = groups.length === 1 ? t(locale, 'answer.openPlace') : t(locale, 'answer.openMarked', { marks });
    return [
      ...cited.flatMap(({ position, citation }, at) => sourceLines(locale, citation, citations, { before: `${mark(position)} `, spacing: at === 0 && index > 0 ? 'medium' : 'small' })),
      { type: 'ActionSet', id: `open${index + 1}`, spacing: 'small', actions: [opening(label, locale, place)] },
    ];
  });
}

/** Secondary text out of a source: letter for letter, and never Markdown. */
export function small(content: string, more: { readonly [key: string]: string } = {}): Element {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: content, size: 'small', isSubtle: true }], ...more };
}

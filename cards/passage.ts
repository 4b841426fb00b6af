import { LEFT_OUT } from '../domain/leftOut';
import type { Locale } from '../domain/locale';
import { t } from '../locales';
import { updatedLine } from './answer';
import { card, inert, quiet, submit, text, title } from './build';
import { harmless, shortened, small, sourceLines, type CitationView, type PlaceView } from './citations';
import { pack } from './payloads';
import { kindLines, restsOnProposal } from './standing';
import type { AdaptiveCard, CardAction, Element } from './types';
import { quotedShortly } from './typography';

export interface PassageView extends PlaceView {
  readonly locale: Locale;
  readonly title: string;
  readonly text: string;
  /** The document's own words. */
  readonly verbatim: boolean;
  /** Headings from the outermost on. */
  readonly path: readonly string[];
  /** Its places in the sources, at least one. */
  readonly citations: readonly CitationView[];
  readonly updated: string;
  /** Nobody has said when: it is the date of the file. */
  readonly fileDated?: boolean | undefined;
  /** From 1. */
  readonly part: number;
}

/** Characters of a passage on one card: with signs of several bytes each still under the 28 kB that Teams takes. */
const PART = 6_000;
const SOURCES_MAX = 6;

/** The text in pieces, each ending with a paragraph or a line where it can. */
export function partsOf(words: string): readonly string[] {
  const parts: string[] = [];
  let rest = words.trim();
  while (rest.length > PART) {
    const piece = rest.slice(0, PART);
    const end = [piece.lastIndexOf('\n\n'), piece.lastIndexOf('\n'), piece.lastIndexOf(' ')].find((at) => at > PART / 2) ?? PART;
    parts.push(rest.slice(0, end));
    rest = rest.slice(end).trimStart();
  }
  return [...parts, rest];
}

/** A passage, whole: what the source says, where it stands, and for how long it holds. A long one comes in parts. */
export function passageCard(view: PassageView): AdaptiveCard {
  const { locale, citations, verbatim } = view;
  const parts = partsOf(view.text);
  // General information is nobody else's words that we would have summed up.
  const isGeneral = citations.every(({ kind }) => kind === 'general');
  const part = Math.min(view.part, parts.length);
  const body: Element[] = [
    title('passage', harmless(view.title)),
    ...(view.path.length > 1 ? [small(view.path.map((one) => shortened(one, 80)).slice(-5).join(' › '), { spacing: 'small' })] : []),
    ...kindElement(kindLines(locale, citations).join(' '), view.text),
    ...(parts.length > 1 ? [quiet(t(locale, 'passage.part', { part, parts: parts.length }))] : []),
    ...(verbatim || !isGeneral ? [quiet(t(locale, verbatim ? 'passage.whole' : 'passage.own'))] : []),
    ...(parts[part - 1] ?? '').split(/\n{2,}/u).map((paragraph) => inert(paragraph, { spacing: 'small' })),
    ...(part === 1 ? quotations(view) : []),
    text(t(locale, 'answer.sources'), { weight: 'bolder', spacing: 'large', separator: true }),
    ...citations.slice(0, SOURCES_MAX).flatMap((citation) => sourceLines(locale, citation, citations)),
    ...notes(view).map((line) => quiet(line, { spacing: 'small' })),
  ];
  return card(locale, harmless(view.title), body, part < parts.length ? [rest(view, part + 1)] : []);
}

/** A text about law may end with saying what it is. */
const kindElement = (kind: string, words: string): readonly Element[] => (words.endsWith(kind) ? [] : [quiet(kind, { spacing: 'small' })]);

/** What the source says letter by letter, where the passage is in our own words. */
function quotations({ locale, citations }: PassageView): readonly Element[] {
  const quoted = citations.flatMap(({ quote }) => (quote === undefined ? [] : [quote])).slice(0, 3);
  return quoted.length === 0 ? [] : [quiet(t(locale, 'answer.quote')), ...quoted.map((words) => inert(quotedShortly(locale, words, 600), { spacing: 'small' }))];
}

function notes(view: PassageView): readonly string[] {
  const { locale, in: language, title: name, text: words, path, citations } = view;
  const shown = [name, words, ...path, ...citations.flatMap((one) => [one.title, one.heading])];
  return [
    ...(shown.some((one) => one.includes(LEFT_OUT)) ? [t(locale, 'answer.nameLeftOut')] : []),
    ...(citations.some(restsOnProposal) ? [t(locale, 'answer.since')] : []),
    ...(language === locale ? [] : [t(locale, language === 'sv' ? 'answer.inSwedish' : 'answer.inEnglish')]),
    updatedLine(view),
  ];
}

function rest({ locale, passage, in: language }: PassageView, part: number): CardAction {
  return submit(t(locale, 'passage.rest'), pack('passage.show', { passage, in: language, locale, part }));
}

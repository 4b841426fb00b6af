import type { Locale } from '../domain/locale';
import { t } from '../locales';
import type { CitationView, Kind } from './citations';

/** Rests on the programme that was proposed: the proposal, or what a board said of it. */
export const restsOnProposal = ({ kind }: { readonly kind: Kind }): boolean => kind === 'proposal' || kind === 'view';

const kindsOf = (citations: readonly CitationView[]): readonly Kind[] => [...new Set(citations.map(({ kind }) => kind))];

/** What kind of text a card rests on, each kind once. What several boards think is no one board's view. */
export function kindLines(locale: Locale, citations: readonly CitationView[], sides = 0): readonly string[] {
  const boards = new Set(citations.filter(({ kind }) => kind === 'view').map(({ title }) => title)).size;
  return kindsOf(citations).map((kind) => t(locale, kind === 'view' && (sides > 0 || boards > 1) ? 'answer.views' : `answer.kind.${kind}`));
}

/**
 * What is to be said of one citation: that it is a proposal, a board's view or expired, always; what else it is, only
 * where the card's citations differ in it, since otherwise the card says it once above.
 */
export function standingOf(locale: Locale, citation: CitationView, all: readonly CitationView[]): string {
  const label = restsOnProposal(citation) || kindsOf(all).length > 1 ? t(locale, `answer.label.${citation.kind}`) : '';
  return [label, validity(locale, citation)].filter((part) => part !== '').join(' · ');
}

/** Whole years are told by their names. */
const isWholeYears = (from: string, to: string): boolean => from.endsWith('-01-01') && to.endsWith('-12-31');

/** A proposal was never in force: it is for a time. */
function validity(locale: Locale, citation: CitationView): string {
  const { validFrom: from, validTo: to, expired } = citation;
  const proposed = restsOnProposal(citation);
  if (to === undefined) return from === undefined ? '' : t(locale, proposed ? 'answer.forFrom' : 'answer.validFrom', { from });
  if (from === undefined) return expired ? t(locale, proposed ? 'answer.forGone' : 'answer.gone', { to }) : '';
  const period = isWholeYears(from, to) ? { from: from.slice(0, 4), to: to.slice(0, 4) } : { from, to };
  if (proposed) return t(locale, expired ? 'answer.forGoneBoth' : 'answer.forBoth', period);
  return t(locale, expired ? 'answer.goneBoth' : 'answer.validBoth', period);
}

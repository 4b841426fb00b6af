import { endsSentence, type Line } from './line';

/** So many lines at the top and at the bottom of a page may be its header and footer. */
const EDGE = 4;
/** What `withoutFurniture` looks at itself, since it tells of the document or the page. */
const TELLING = /^(?:sida|sid|page)\s+\d|^(?:dnr|diarie)|^(?:tjänsteutlåtande|remissvar|yttrande|protokoll(?:sutdrag)?)$/iu;

/** Takes away what stands at the edge of page after page, whatever number is in it: headers, footers, page numbers. */
export function withoutRepeated(pages: readonly (readonly Line[])[]): readonly (readonly Line[])[] {
  if (pages.length < 2) return pages;
  const counts = new Map<string, number>();
  for (const lines of pages) for (const key of new Set(edges(lines).map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  const often = Math.max(2, Math.ceil(pages.length / 2));
  const left = pages.map((lines) => {
    const edge = new Set(edges(lines));
    return lines.filter((line) => !edge.has(line) || TELLING.test(line.text) || (counts.get(keyOf(line)) ?? 0) < often);
  });
  const lost = (page: number): boolean => left[page]?.length !== pages[page]?.length;
  // A page begins with the first line that is left of it.
  return left.map((lines, page) => lines.map((line, at) => (at === 0 && page > 0 ? { ...line, newPage: true, gap: 'line' as const, seam: lost(page) || lost(page - 1) } : line)));
}

function edges(lines: readonly Line[]): readonly Line[] {
  const edge = Math.min(EDGE, Math.ceil(lines.length / 3));
  return [...lines.slice(0, edge), ...lines.slice(Math.max(edge, lines.length - edge))];
}

/** Whole sentences are a header only where they are the same to the figure. */
const keyOf = ({ text, large }: Line): string => `${large === true ? 'large ' : ''}${endsSentence(text) ? text : text.toLowerCase().replace(/\d+/gu, '#')}`;

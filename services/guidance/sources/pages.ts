import type { PageMark } from './furniture';
import type { Line } from './line';

/**
 * Gives each line its page as printed. Page headers say which page begins; breaks that the layout gives away count on
 * from there, and only where the count agrees with the next header and the number of pages. What is unsure has no page.
 */
export function withPages(lines: readonly Line[], marks: readonly PageMark[]): readonly Line[] {
  const starts = asHeaders(marks);
  if (starts.length === 0) return lines.some(({ surePage }) => surePage) ? counted(lines.map((line) => ({ ...line, newPage: line.newPage && line.surePage })), 1) : lines;
  const edges = [0, ...starts.map(({ at }) => at), lines.length];
  return edges.slice(0, -1).flatMap((from, part) => {
    const own = lines.slice(from, edges[part + 1]);
    const begins = starts[part - 1];
    return begins ? pagesAfter(own, begins, starts[part]) : pagesBefore(own, starts[0]);
  });
}

/** A footer says which page ends; the next one begins after it. Where the first mark says 1 below text, they are footers. */
function asHeaders(marks: readonly PageMark[]): readonly PageMark[] {
  const [first] = marks;
  if (!first || first.page !== 1 || first.at < 3) return marks;
  return marks.map((mark) => ({ ...mark, page: mark.page + 1 }));
}

/** Breaks within a stretch; one at its very beginning is the header's own. */
const breaksIn = (lines: readonly Line[]): number => lines.slice(1).filter(({ newPage }) => newPage).length;

function pagesBefore(lines: readonly Line[], first: PageMark | undefined): readonly Line[] {
  const breaks = breaksIn(lines);
  const start = (first?.page ?? 0) - 1 - breaks;
  return start === 1 || (breaks === 0 && start > 1) ? counted(lines, start) : lines;
}

function pagesAfter(lines: readonly Line[], { page, total }: PageMark, next: PageMark | undefined): readonly Line[] {
  const last = next ? next.page - 1 : (total ?? Number.POSITIVE_INFINITY);
  const fits = page + breaksIn(lines) <= last && (!next || page + breaksIn(lines) === last);
  if (fits) return counted(lines, page);
  const sure = lines.findIndex(({ newPage }, at) => at > 0 && newPage);
  return sure === -1 ? counted(lines, page) : [...counted(lines.slice(0, sure), page), ...lines.slice(sure)];
}

function counted(lines: readonly Line[], start: number): readonly Line[] {
  let page = start;
  return lines.map((line, at) => {
    if (at > 0 && line.newPage) page += 1;
    return { ...line, page };
  });
}

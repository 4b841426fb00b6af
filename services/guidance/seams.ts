import type { Passage } from './types';

/**
 * True where a stretch of a passage's text stands in its source in one piece, so that it may be put in quotation marks:
 * nothing that was left out, such as a page header, lies within it.
 */
export function standsWhole({ text, seams = [] }: Pick<Passage, 'text' | 'seams'>, stretch: string): boolean {
  if (seams.length === 0) return true;
  const start = text.indexOf(stretch);
  return start !== -1 && !seams.some((seam) => seam > start && seam < start + stretch.length);
}

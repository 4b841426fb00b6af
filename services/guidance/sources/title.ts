import { isBody, isRole } from '../names/words';
import type { Block } from './blocks';
import { isUsualHeading } from './headings';

/** A heading above everything else, with another heading or the only one of its level below it. */
export function titleOf(blocks: readonly Block[]): string | undefined {
  const [first, second] = blocks;
  if (first?.kind !== 'heading') return undefined;
  if (first.level === 0) return first.text;
  const sole = first.level === 1 && blocks.filter(({ kind, level }) => kind === 'heading' && level === 1).length === 1;
  return sole || (second?.kind === 'heading' && !isLetterhead(first.text)) ? first.text : undefined;
}

/** Blocks of a document's head at most. */
const HEAD = 12;

/**
 * What a document without marked levels seems to be called: the heading right above where its usual sections begin, or
 * else its first one. Whose letter paper it is and to whom it goes are no titles.
 */
export function openingOf(blocks: readonly Block[]): string | undefined {
  const sections = blocks.findIndex(({ kind, text }) => kind === 'heading' && isUsualHeading(text));
  const head = blocks.slice(0, sections < 0 ? HEAD : Math.min(sections, HEAD));
  const headings = head.filter(({ kind, text }) => kind === 'heading' && !isLetterhead(text)).map(({ text }) => text);
  return sections < 0 ? headings[0] : headings.at(-1);
}

const LABEL = /^(?:till|från|datum|beslutsdatum|kontakt|bilaga|sida|dnr|diarienummer|to|from|date|contact|appendix|page)(?!\p{L})|:|^[\d\s.,/–-]+$/iu;

/** "Stockholms stad", "Miljö- och hälsoskyddsnämnden", "Till": words of bodies and labels only. */
function isLetterhead(text: string): boolean {
  const words = text.toLowerCase().replace(/\p{L}+- och /gu, '').match(/\p{L}{4,}/gu) ?? [];
  return LABEL.test(text) || words.every((word) => isBody(word) || isRole(word));
}

import { isStopWord, stem, tokenise } from '../../services/guidance/analyse';
import type { Place } from './questionFile';

/** What is cited: a file's name, the heading and the page or pages. */
export interface Cited {
  readonly source: string;
  readonly heading: string;
  readonly page: string | null;
}

const letters = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** True where the citation is one of the places: the same file, and a heading of which one contains the other or a page in common. */
export function isRight(cited: Cited, places: readonly Place[]): boolean {
  return places.some((place) => cited.source === place.file && (sameHeading(cited.heading, place.heading) || sharePage(cited.page, place.page)));
}

function sameHeading(one: string, other: string): boolean {
  const [cited, wanted] = [letters(one), letters(other)];
  return cited !== '' && wanted !== '' && (cited.includes(wanted) || wanted.includes(cited));
}

function sharePage(one: string | null, other: string | undefined): boolean {
  const wanted = pagesOf(other ?? '');
  return pagesOf(one ?? '').some((page) => wanted.includes(page));
}

/** `4` or `2-3` or `2, 4` as single pages. */
function pagesOf(written: string): readonly number[] {
  return [...written.matchAll(/(\d{1,4})(?:\s*[–-]\s*(\d{1,4}))?/gu)].flatMap(([, from, to]) => {
    const first = Number(from);
    const last = Math.min(Number(to ?? from), first + 200);
    return Array.from({ length: Math.max(1, last - first + 1) }, (_, offset) => first + offset);
  });
}

/** How much of a fact's content must be said for the fact to be there: facts are written in the asker's words. */
const SAID = 0.6;

/**
 * True where the answer says the fact, as far as words tell: most of its content words are there, in some form or as a
 * part of a compound. A fact written `one thing/another` is there when either is.
 */
export function says(answer: string, fact: string): boolean {
  const said = tokenise(answer).map((word) => stem(word, 'sv'));
  return fact.split(/(?<=\p{L}{4})\/(?=\p{L}{4})/u).some((way) => {
    const wanted = tokenise(way).filter((word) => !isStopWord(word, 'sv') && word.length > 1);
    const there = wanted.filter((word) => said.some((other) => sameWord(stem(word, 'sv'), other)));
    return wanted.length > 0 ? there.length / wanted.length >= SAID : letters(answer).includes(letters(way));
  });
}

function sameWord(one: string, other: string): boolean {
  if (one === other) return true;
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.length >= 4 && long.includes(short);
}

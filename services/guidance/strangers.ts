import { fold, isStopWord } from './analyse';
import { everydayShare } from './everydayWords';
import type { Slot } from './query';
import { contains } from './terms';
import { stemTerm, type TextIndex } from './textIndex';

/** Longer than most words that phrase a question. */
const MATTER = /^\p{L}{8,}$/u;
/** Endings of verbs, adjectives and adverbs. */
const BENDS = /(ade|ats|at|ar|er|era|igt|ligt|lig|liga|ala|ska|iska|mässigt|ande|ende|ing|ingen|ed|ly|ful|ive|ally|ssa|ssä|sta|stä|iin|lla|llä|een)$/u;

/** True for a word that no text has and that is likely to name a matter of its own. */
export function namesMatter(word: string): boolean {
  return MATTER.test(word) && !BENDS.test(word);
}

/** Endings that make no noun; "-ar" and "-er" make many. */
const NO_NOUN = /(ade|ats|at|era|igt|ligt|lig|liga|ala|ska|iska|mässigt|ande|ende)$/u;
/** Letters that a word has in common with one of the texts' when both are of one family: "livsmedel", "livsmedelskontrollen". */
const FAMILY = 5;

/** True for a word that no text has, in no form and with no part in common, and that seems to be a noun: a question with it asks of something else. */
export function isStranger(index: TextIndex, { text, known, weight }: Slot): boolean {
  if (known || weight < 1 || everydayShare(text) < 1 || text.length < 3 || NO_NOUN.test(text)) return false;
  return !hasKnownPart(index, text) && !hasRelative(index, text);
}

/** A part of a compound that texts have as a word of its own: "terrordådet", "krisgrejer", "olycksarbetet". */
function hasKnownPart(index: TextIndex, word: string): boolean {
  for (let cut = 3; cut <= word.length - 3; cut += 1) {
    const [first, last] = [word.slice(0, cut), word.slice(cut)];
    if (last.length >= FAMILY && (stemTerm(index, last) !== undefined || everydayShare(last) < 1 || isStopWord(last, 'sv'))) return true;
    if (first.length > 3 && (stemTerm(index, first) !== undefined || stemTerm(index, first.replace(/s$/u, '')) !== undefined)) return true;
  }
  return false;
}

/** How the words of the texts begin. */
const beginnings = new WeakMap<TextIndex, ReadonlySet<string>>();

/** True where a word of the texts begins as this one does: as all of a short one, as the first letters of a longer one. */
function hasRelative(index: TextIndex, word: string): boolean {
  const stems = beginnings.get(index) ?? new Set([...index.vocabulary.stems.keys()].flatMap((stem) => [FAMILY - 1, FAMILY, FAMILY + 1].map((length) => fold(stem).slice(0, length))));
  beginnings.set(index, stems);
  return word.length >= FAMILY - 1 && stems.has(fold(word).slice(0, FAMILY + 1));
}

/** 1 where the text has both parts of the compound, half where it has what the compound is a kind of. */
export function matchOfParts(index: TextIndex, word: string, doc: number): number {
  let best = 0;
  for (let cut = 3; cut <= word.length - 4; cut += 1) {
    const last = stemTerm(index, word.slice(cut));
    if (last === undefined || !contains(index.stems, last, doc)) continue;
    const begins = [word.slice(0, cut), word.slice(0, cut).replace(/s$/u, '')].some((part) => {
      const first = part.length < 3 ? undefined : stemTerm(index, part);
      return first !== undefined && contains(index.stems, first, doc);
    });
    best = Math.max(best, begins ? 1 : 0.5);
  }
  return best;
}


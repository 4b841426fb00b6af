import { fold, isStopWord, tokenise } from '../analyse';
import { LOCALES } from '../../../domain/locale';
import { isFunction } from './mask';
import type { Vocabulary } from './vocabulary';

const SHORTEST = 3;

/**
 * True where a word of the text is part of somebody's name, though it is a word of the language too and so was not
 * masked: "storm", where Eva Storm is known. Å, ä and ö may be missing, and a genitive's s may follow.
 * @param names of the people in the conversation and of those whom the boards configure
 */
export function namesKnown(text: string, names: readonly string[], vocabulary: Vocabulary): boolean {
  const parts = new Set(names.filter((name) => !isFunction(name, vocabulary.has)).flatMap(tokenise).filter(isTelling).map(fold));
  return parts.size > 0 && tokenise(text).some((word) => [word, word.replace(/s$/u, '')].some((form) => parts.has(fold(form))));
}

/** "Van", "Per": what stands in every other sentence names nobody by itself. */
const isTelling = (part: string): boolean => part.length >= SHORTEST && !LOCALES.some((locale) => isStopWord(part, locale));

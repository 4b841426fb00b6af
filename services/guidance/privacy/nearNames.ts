import { LOCALES } from '../../../domain/locale';
import { fold, isStopWord, tokenise } from '../analyse';
import { isFunction } from './mask';
import type { Vocabulary } from './vocabulary';

/** People who are known by their names. */
export interface KnownNames {
  /** Of those in the conversation: a word that is one letter off is taken for a slip. */
  readonly given?: readonly string[];
  /** Of those whom the boards configure. They are many, and "brott" is no slip for Britt. */
  readonly configured?: readonly string[];
}

const SHORTEST = 3;
const SHORTEST_SLIP = 4;

/**
 * True where a word of the text may be part of somebody's name though it is a word of the language too, and so was not
 * masked: "storm", where Eva Storm is known, and "evastorm". Å, ä and ö may be missing, and a genitive's s may follow.
 */
export function namesKnown(text: string, { given = [], configured = [] }: KnownNames, vocabulary: Vocabulary): boolean {
  const persons = [...given, ...configured].filter((name) => !isFunction(name, vocabulary.has));
  if (persons.length === 0) return false;
  const parts = new Set(persons.flatMap(partsOf).map(fold));
  const written = [...persons.map((name) => tokenise(name).join('')), ...given.filter((name) => persons.includes(name)).flatMap(partsOf)].filter((name) => name.length >= SHORTEST_SLIP);
  return tokenise(text).some((word) => [word, word.replace(/s$/u, '')].some((form) => parts.has(fold(form)) || (!isStop(word) && written.some((name) => isOneOff(form, name)))));
}

const isStop = (word: string): boolean => LOCALES.some((locale) => isStopWord(word, locale));

/** "Van", "Per": what stands in every other sentence names nobody by itself. */
const partsOf = (name: string): readonly string[] => tokenise(name).filter((part) => part.length >= SHORTEST && !isStop(part));

/** True where at most one letter is missing, too many, another, or in its neighbour's place. */
function isOneOff(word: string, name: string): boolean {
  if (Math.abs(word.length - name.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === name[start]) start += 1;
  const [rest, other] = [word.slice(start), name.slice(start)];
  if (rest.slice(1) === other || rest === other.slice(1) || rest.slice(1) === other.slice(1)) return true;
  return rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2);
}

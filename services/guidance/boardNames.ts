import { fold, tokenise } from './analyse';
import type { Concept } from './synonyms';
import type { Passage } from './types';

/** The names by which people call boards: those of the synonym list that stand beside a board's code. */
export type BoardNames = readonly { readonly code: string; readonly names: readonly (readonly string[])[] }[];

/** Boards that a question names, and the words with which it does, folded. */
export interface NamedBoards {
  readonly boards: BoardNames;
  readonly words: ReadonlySet<string>;
}

const CODE = /^[A-Z]{2,6}$/u;
/** "arbetsmarknadsnämnden" is called "arbetsmarknad" by those who work there. */
const BODY = /s?(namnd|forvaltning)(en|ens|erna)?$/u;

/**
 * The boards that the passages speak of: by code, or by a name that stands in the title of their document.
 * @param titles of the documents, in any language
 */
export function boardNamesFrom(concepts: readonly Concept[], codes: ReadonlySet<string>, titles: readonly string[]): BoardNames {
  const folded = titles.map((title) => ` ${foldedWords(title).join(' ')} `);
  return concepts.flatMap(({ sv, en, fi }) => {
    const all = [...sv, ...en, ...fi];
    const code = all.find((word) => CODE.test(word));
    if (code === undefined || !(codes.has(code) || all.some((name) => isName(name) && folded.some((title) => title.includes(` ${foldedWords(name).join(' ')} `))))) return [];
    return [{ code, names: all.map(foldedWords).flatMap(withShortName) }];
  });
}

/** A body's name, and not one of the words for something else that has an abbreviation. */
const isName = (name: string): boolean => BODY.test(foldedWords(name).join(' '));

/** True where the passage, or the document it stands in, is that board's. */
export function isOfBoard({ boards, sources }: Pick<Passage, 'boards' | 'sources'>, { code, names }: BoardNames[number]): boolean {
  if (boards.includes(code)) return true;
  return sources.some(({ title }) => {
    const words = foldedWords(title.sv);
    return names.some((name) => BODY.test(name.join(' ')) && words.some((_, start) => name.every((word, offset) => words[start + offset] === word)));
  });
}

const foldedWords = (name: string): readonly string[] => tokenise(name).map(fold);

function withShortName(name: readonly string[]): readonly (readonly string[])[] {
  const [only] = name;
  const short = name.length === 1 ? only?.replace(BODY, '') : undefined;
  return short === undefined || short === only || short.length < 4 ? [name] : [name, [short]];
}

/** The boards as one: nothing that a passage must speak of. */
const TOGETHER = /^(namnderna|forvaltningarna|boards|committees|lautakunnat)$/u;

/** @param words the question's first words, folded, with single blanks between them */
export function boardsNamedIn(words: string, boards: BoardNames): NamedBoards {
  const said = words.split(' ');
  const found = new Set<string>(said.filter((word) => TOGETHER.test(word)));
  const named = boards.filter(({ names }) => {
    const standing = names.filter((name) => standsIn(said, name));
    for (const name of standing) for (const word of name) found.add(word);
    return standing.length > 0;
  });
  return { boards: named, words: found };
}

/** The name's words one after another, the last one in any case; "miljö och egendom" is no name of a board. */
function standsIn(said: readonly string[], name: readonly string[]): boolean {
  return said.some((_, start) => {
    const after = said[start + name.length];
    if (name.length === 1 && (after === 'och' || after === 'o') && !BODY.test(said.slice(start).join(' '))) {
      if ((name[0]?.length ?? 0) > 3 && !BODY.test(name[0] ?? '')) return false;
    }
    return name.every((word, offset) => isForm(said[start + offset] ?? '', word));
  });
}

function isForm(word: string, name: string): boolean {
  return word === name || (name.length > 3 && [`${name}s`, `${name}ens`, `${name}en`].includes(word)) || (name.length > 12 && word.startsWith(name.slice(0, -2)) && word.length <= name.length + 2);
}

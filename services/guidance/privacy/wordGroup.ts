/** The words of a list. */
export const words = (text: string): readonly string[] => text.trim().split(/\s+/u);

export const withoutRings = (part: string): string => part.replace(/[åä]/gu, 'a').replace(/ö/gu, 'o');

/** Source of a pattern for whole words or phrases, typed with å, ä and ö or without. */
export const sourceOf = (...parts: readonly string[]): string =>
  String.raw`(?<![\p{L}\p{N}])(?:${[...new Set(parts.flatMap((part) => [part, withoutRings(part)]))].join('|')})(?![\p{L}\p{N}])`;

/** Whole words or phrases, typed with å, ä and ö or without, in small letters. */
export const group = (...parts: readonly string[]): RegExp => new RegExp(sourceOf(...parts), 'u');

/** How a word is written: `Anna`, `ANNA`, `anna`, `A.`. */
export type Shape = 'capital' | 'capitals' | 'small' | 'initial' | 'other';

/** A word of a text and its neighbours on the same line, with nothing but a blank between. */
export interface Token {
  /** As it is written. */
  readonly word: string;
  readonly small: string;
  readonly shape: Shape;
  readonly start: number;
  readonly end: number;
  /** The first word of a sentence, an item or the text. */
  readonly begins: boolean;
  /** Stands right behind a quotation mark. */
  readonly quoted: boolean;
  readonly before: Token | undefined;
  readonly after: Token | undefined;
}

const WORD = /\p{L}+(?:[-’']\p{L}+)*/gu;
const CAPITAL = /^(?:\p{Lu}[’']?)?\p{Lu}\p{Ll}+(?:\p{Lu}\p{Ll}+)?(?:-\p{Lu}\p{Ll}+)*(?:[’']s)?$/u;
const CAPITALS = /^\p{Lu}{2,}(?:-\p{Lu}{2,})*$/u;
const SMALL = /^\p{Ll}+(?:-\p{Ll}+)*(?:[’']s)?$/u;

function shapeOf(word: string): Shape {
  if (/^\p{Lu}$/u.test(word)) return 'initial';
  if (SMALL.test(word)) return 'small';
  if (CAPITAL.test(word)) return 'capital';
  return CAPITALS.test(word) ? 'capitals' : 'other';
}

type Writable = { -readonly [Key in keyof Token]: Token[Key] };

/** The words of a text, linked where they stand side by side. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let last: Writable | undefined;
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    const gap = text.slice(last?.end ?? 0, start);
    const beside = last && isBeside(gap, last.shape) ? last : undefined;
    const token: Writable = { word, small: word.toLowerCase().replace(/[’']s$/u, 's'), shape: shapeOf(word), start, end: start + word.length, begins: last === undefined || BEGINS.test(gap), quoted: /[”“"«»]$/u.test(gap), before: beside, after: undefined };
    if (beside) beside.after = token;
    tokens.push(token);
    last = token;
  }
  return tokens;
}

/** A stop, a mark of an item, or a new line. */
const BEGINS = /[.!?:…•\n]|^\s*[–-]\s|\s[–-]\s*$/u;

function isBeside(gap: string, shape: Shape): boolean {
  return gap === ' ' || gap === '\u00a0' || (shape === 'initial' && /^\.?[ \u00a0]?$/u.test(gap));
}

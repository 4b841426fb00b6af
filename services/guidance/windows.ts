import { tokenise } from './analyse';

/** Words that a window holds at most, and how many of them the next one begins with again. */
const WORDS = 90;
const AGAIN = 30;
/** A text up to so many words is one window. */
const WHOLE = 135;

const SENTENCES = /\n+|(?<=[.!?:])\s+(?=["”–-]?[\p{Lu}\d])/u;

/**
 * A long text in overlapping windows of whole sentences, as words: a long document that speaks of much is found by the
 * place where it speaks of what was asked. A short text is one window.
 * @param whole the text's words
 */
export function windowsOf(text: string, whole: readonly string[]): readonly (readonly string[])[] {
  if (whole.length <= WHOLE) return [whole];
  const sentences = text.split(SENTENCES).map(tokenise).filter((words) => words.length > 0);
  const windows: (readonly string[])[] = [];
  for (let start = 0; start < sentences.length; ) {
    const end = endOf(sentences, start);
    windows.push(sentences.slice(start, end).flat());
    if (end >= sentences.length) break;
    start = Math.max(again(sentences, end), start + 1);
  }
  return windows;
}

/** Position after the last sentence that fits; at least one does. */
function endOf(sentences: readonly (readonly string[])[], start: number): number {
  let end = start;
  let count = 0;
  while (end < sentences.length) {
    count += lengthAt(sentences, end);
    if (count > WORDS && end > start) break;
    end += 1;
  }
  return end;
}

function again(sentences: readonly (readonly string[])[], end: number): number {
  let start = end;
  let count = lengthAt(sentences, start - 1);
  while (count <= AGAIN) {
    start -= 1;
    count += lengthAt(sentences, start - 1);
    if (start === 0) break;
  }
  return start;
}

function lengthAt(sentences: readonly (readonly string[])[], position: number): number {
  return sentences[position]?.length ?? 0;
}

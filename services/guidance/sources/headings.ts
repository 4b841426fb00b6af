import { endsOnPurpose, endsSentence, startsLower, startsUpper, type Line } from './line';

const LONGEST = 110;
const MOST_WORDS = 14;
/** Headings that the city's reports have, alone on their line. */
const USUAL =
  /^(?:sammanfattning|bakgrund|inledning|syfte|ärendet|ärendets beredning|beslutsunderlag|bilag(?:a|or)|jämställdhetsanalys|konsekvenser.*|.*synpunkter(?: och förslag)?|.*ställningstagande|(?:.* )?förslag till beslut|summary|background|introduction|purpose|appendi(?:x|ces))$/iu;
/** A line that ends with one of these goes on. */
const OPEN_END = /(?:\b(?:och|eller|att|som|i|på|av|för|med|till|en|ett|den|det|de|vid|om|från|inom|the|of|and|or|to|in|for|a)|[-–,;])$/iu;

/** True for a heading of the outermost level in the city's reports. */
export const isUsualHeading = (text: string): boolean => USUAL.test(text);

/** How many lines of a heading begin here: 0, 1 or 2. */
export function headingLength(lines: readonly Line[], at: number, width: number): 0 | 1 | 2 {
  const line = lines[at];
  if (!line || !mayBegin(lines, at)) return 0;
  const [next, after] = [lines[at + 1], lines[at + 2]];
  if (isOneLine(line, next, width)) return 1;
  return next && after && isTwoLines(line, next, after, width) ? 2 : 0;
}

/** Begins with a capital or a section number, after a whole sentence or some room. */
function mayBegin(lines: readonly Line[], at: number): boolean {
  const [line, before] = [lines[at], lines[at - 1]];
  if (!line || line.text.length > LONGEST || !/^(?:\d{1,2}(?:\.\d{1,2})+\.?\s+|\d{1,2}\s+)?\p{Lu}/u.test(line.text)) return false;
  if (line.text.split(' ').length > MOST_WORDS) return false;
  if (/[:.,;!…]$|:\s*[\d-]+$/u.test(line.text) || !/\p{L}{3}/u.test(line.text)) return false;
  return before === undefined || line.gap === 'block' || line.newPage || endsSentence(before.text) || line.large === true;
}

function isOneLine(line: Line, next: Line | undefined, width: number): boolean {
  if (!next) return false;
  if (line.large === true) return next.large !== true || startsUpper(next.text);
  if (USUAL.test(line.text)) return !startsLower(next.text) || next.gap === 'block';
  if (startsLower(next.text) || (OPEN_END.test(line.text) && !standsAlone(line, next, width))) return false;
  return next.gap === 'block' ? !line.indented || endsOnPurpose(line, next, width) : line.gap === 'block' && endsOnPurpose(line, next, width);
}

/** "Områden att fokusera arbetet på" is a heading for all its last word: there is room above it and beside it. */
const standsAlone = (line: Line, next: Line, width: number): boolean => line.gap === 'block' && endsOnPurpose(line, next, width) && !/(?:[-–,;]|\boch)$/u.test(line.text);

/** The second line is the short rest of the first, and a sentence begins below it. */
function isTwoLines(line: Line, next: Line, after: Line, width: number): boolean {
  if (line.gap !== 'block' && next.gap !== 'tight') return false;
  if (line.large === true) return next.large === true;
  return startsLower(next.text) && next.text.length < width * 0.5 && !/[:.,;!?…]$/u.test(next.text) && startsUpper(after.text) && next.gap !== 'block';
}

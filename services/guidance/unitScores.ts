import { fold } from './analyse';
import { asksForKind, hasWhatIsAsked } from './asks';
import type { Asking } from './choosing';
import { importanceOf, speaksOf, termsOf } from './meaning';
import { unitsOf, type Unit } from './units';

/** What a piece that has the kind of thing asked for (a number, a time) gains, in shares of what is asked. */
const OF_KIND = 0.35;
const WHY = /\b(varfor|syfte\p{L}*|poang\p{L}*|mening\p{L}*|anledning\p{L}*|orsak\p{L}*|nytta\p{L}*|why|purpose|reason|miksi)\b/u;
const BECAUSE = /\b(syfte\p{L}*|for att|eftersom|darfor|darmed|genom att|sa att|beror|bidra\p{L}*|orsak\p{L}*|anledning\p{L}*|borga|because|in order|purpose|therefore)\b/u;
const A_REASON = 0.25;

/** A list of as many as are asked for, or of another number. */
const AS_MANY = 0.3;
const NUMBERS: Readonly<Record<string, number>> = { tva: 2, tre: 3, fyra: 4, fem: 5, sex: 6, sju: 7, atta: 8, nio: 9, tio: 10, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, kaksi: 2, kolme: 3, nelja: 4, viisi: 5 };

/** The beginning of a passage says what it is about. */
const FIRST = 0.05;
const LISTS = /\b(vilka|vad heter|namn|lista|rakna upp|hur manga|which|what are|name the|list|mitka)\b/u;
const A_LIST = 0.3;
const WHAT_IS = /^(vad (ar|innebar|betyder|menas|handlar)|vad gar \p{L}+ ut pa|what (is|are|does)|mika on|mita (on|tarkoittaa))\b/u;
const IS = /^.{2,80}?\b(innebär|handlar om|omfattar|avser|är|syftar|means|is|covers|includes)\b/u;
const SAYS_WHAT_IT_IS = 0.25;
/** True where a list answers best: "vilka …", "hur många …". */
export function asksForList(words: string): boolean {
  return LISTS.test(words);
}

/** How well a piece of a passage answers by itself: about 1 where it speaks of all that is asked. @param position among the passage's pieces */
export function scoreOf(unit: Unit, position: number, asking: Asking): number {
  const { words } = asking;
  const said = speaksShare(asking, unit.text);
  const kind = asksForKind(words) && hasWhatIsAsked(words, [unit.text]) ? OF_KIND : 0;
  const what = WHAT_IS.test(words) && said > 0 && IS.test(unit.text) ? SAYS_WHAT_IT_IS * speaksShare(asking, IS.exec(unit.text)?.[0] ?? '') : 0;
  return said + kind + what + (position === 0 ? FIRST : 0) + (WHY.test(words) && said > 0 && BECAUSE.test(fold(unit.text.toLowerCase())) ? A_REASON : 0) + (unit.list ? listScore(unit, words) : 0);
}

function listScore({ items }: Unit, words: string): number {
  const wanted = words.split(' ').map((word) => NUMBERS[word] ?? (/^\d{1,2}$/u.test(word) ? Number(word) : 0)).find((number) => number > 1);
  const agrees = wanted === undefined ? 0 : wanted === items ? AS_MANY : -AS_MANY;
  return agrees + (LISTS.test(words) ? A_LIST : 0);
}

/** Share of what is asked that a piece of text speaks of. */
function speaksShare({ index, slots }: Asking, text: string): number {
  const asked = slots.reduce((sum, slot) => sum + importanceOf(slot), 0);
  return asked > 0 ? speaksOf(termsOf(index, text), slots) / asked : 0;
}

/** How well the best piece of a text answers by itself. */
export function bestScoreIn(text: string, asking: Asking): number {
  return Math.max(0, ...unitsOf(text).map((unit, position) => scoreOf(unit, position, asking)));
}

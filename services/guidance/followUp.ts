import { fold, isStopWord, tokenise } from './analyse';
import { everydayShare } from './everydayWords';
import { EVENT } from './events';
import { isLightWord } from './lightWords';
import { plain } from './requests';
import { EMPLOYED, ELECTED } from './roles';
import type { Passage } from './types';
import { unitsOf } from './units';

/** Longer than this nobody leaves out what they are speaking of. */
const MOST_WORDS = 9;

/** What somebody goes on with. */
const LEAD = /^(?:(?:och|o|men|samt|fast|ja|jo|okej|ok|and|but|also|then|so|what about|how about|enta|mutta)(?: |$))+/u;
/** Said of something else than what was said before: "how is it for …", "if it is …". */
const INSTEAD =
  /^(?:(?:hur (?:ar|blir) det|vad galler|galler (?:det|samma)(?: \p{L}+)?|ar det (?:samma|likadant|annorlunda)(?: \p{L}+)?|samma sak|what if|is it (?:the same|different)|same) ?(?:med|for|om|nar|hos|vid|if|when|with|at)? ?(?:det|it)? ?|(?:om|ifall|nar|if|when) (?:det|han|hon|hen|den|de|jag|it|he|she|they|i) (?:ar|var|is|are|was|am) )/u;
const QUESTION = /^(?:vad|va|vem|vilka|vilken|vilket|hur|nar|var|vart|varfor|vems|what|who|which|how|when|where|why|mita|mika|kuka|miten|milloin|missa)\b/u;
/** What stands for something said before. */
const STANDS_FOR = /\b(det|den|detta|denna|dessa|dom|dem|de|dar|dit|da|it|that|those|them|this|they|these|se|sita|siita|ne|niita|tama)\b/u;
/** Said after an answer to hear more of it. */
const MORE = /^(varfor|hur|nar|var|vem|vilka|vilken|why|how|when|where|who|which|miksi|miten|milloin|kuka)( da| det| so| that| niin)?$|^(berätta|beratta|tell me|lis[aä][aä]) ?(mer|more)?$|^mer$|^more$/u;

/**
 * True for a short question that only makes sense after what was asked before: "och för förtroendevalda?", "varför då?",
 * "vem ansvarar för det?". A question with a subject of its own is none, whatever it begins with.
 * @param words the question's first words, folded
 */
export function goesOnFrom(words: string): boolean {
  const said = words.split(' ').filter((word) => word !== '');
  if (said.length === 0 || said.length > MOST_WORDS) return false;
  return MORE.test(words) || takesUp(words) || (STANDS_FOR.test(words) && subjectsIn(words).length === 0);
}

/** True where a question puts something in the place of what was said before: "och för förtroendevalda?", "och om det är en kollega?". */
function takesUp(words: string): boolean {
  const body = words.replace(LEAD, '');
  const led = body !== words;
  if (INSTEAD.test(body)) return subjectsIn(body.replace(INSTEAD, '')).filter((word) => led || kindOf(word) === undefined).length <= (led ? 2 : 0);
  if (/ (?:da|then)$/u.test(body) && !QUESTION.test(body)) return subjectsIn(body).length <= 1;
  if (!led) return false;
  // "And what is IA?" is a question of its own, "and what do employees do?" is not.
  return QUESTION.test(body) ? subjectsIn(body).every((word) => kindOf(word) !== undefined) || STANDS_FOR.test(body) : subjectsIn(body).length <= 2;
}

/** True for words that begin as a question of its own does, and not with "och" or "men". */
export const mayStandAlone = (words: string): boolean => !/^(?:och|o|men|samt|fast|and|but|also|then|so|enta|mutta)\b/u.test(words);

function subjectsIn(words: string): readonly string[] {
  return words.split(' ').filter((word) => word.length > 1 && !STANDS_FOR.test(word) && !isStopWord(word, 'sv') && !isStopWord(word, 'en') && !isLightWord(word, 'sv') && everydayShare(word) === 1 && !PHRASES.has(word));
}

/** Words that phrase a question about whatever was spoken of. */
const PHRASES: ReadonlySet<string> = new Set('ansvarar ansvarig ansvariga ansvar bestammer galler bestamt responsible happens deadline ofta vastaa berattar'.split(' '));

type Kind = 'person' | 'event' | 'way' | 'board';

const KINDS: readonly (readonly [Kind, RegExp])[] = [
  ['person', new RegExp(`${ELECTED.source}|${EMPLOYED.source}|\\b(?:\\p{L}*chef(?:en|er|erna)?|kolleg\\p{L}*|arbetskamrat\\p{L}*|konsult\\p{L}*|praktikant\\p{L}*|inhyrd\\p{L}*|vikari\\p{L}*|sommarjobb\\p{L}*|inspektor\\p{L}*|samordnar\\p{L}*|brukar\\p{L}*|medborgar\\p{L}*|managers?|colleagues?|consultants?|trainees?|inspectors?|officials?|representatives?|poliitiko\\p{L}*|esimie\\p{L}*)\\b`, 'u')],
  ['event', new RegExp(`${EVENT}|\\b(?:otillaten|otillborlig|undue)\\b`, 'u')],
  ['way', /\b(?:telefon\p{L}*|sms|mejl\p{L}*|mail\p{L}*|brev\p{L}*|teams|intranatet|phone|letter|email)\b/u],
];

/** What a word stands beside in a question: one of a kind takes the place of another. */
function kindOf(word: string, boards?: ReadonlySet<string>): Kind | undefined {
  return boards?.has(word) === true ? 'board' : KINDS.find(([, of]) => of.test(word))?.[0];
}

/**
 * A question that takes up the one before as a whole one: that one, with what is new in the place of what it is new for.
 * "Vad gör jag som politiker om jag blir hotad?" and "och för anställda?" become "vad gör jag om jag blir hotad för
 * anställda". A question that stands for itself, or only asks on, is left as it is.
 * @param namesBoards the words, folded, with which words name boards
 */
export function wholeOf(question: string, before: string, namesBoards: (words: string) => ReadonlySet<string>): string {
  const words = plain(question);
  if (!goesOnFrom(words) || MORE.test(words) || !takesUp(words)) return question;
  const boards = namesBoards(`${words} ${plain(before)}`);
  const lead = (LEAD.exec(words)?.[0] ?? '').split(' ').filter((word) => word !== '').length;
  const added = tokenise(question).slice(lead);
  const kinds = new Set(added.map((word) => kindOf(fold(word), boards)).filter((kind) => kind !== undefined));
  const kept: string[] = [];
  let place: number | undefined;
  for (const word of tokenise(before)) {
    const kind = kindOf(fold(word), boards);
    if (kind === undefined || !kinds.has(kind)) {
      kept.push(word);
      continue;
    }
    if (!isBare(added, boards)) leaveOut(kept, added.find((other) => kindOf(fold(other), boards) === kind));
    place ??= kept.length;
  }
  const at = place !== undefined && isBare(added, boards) ? place : kept.length;
  return [...kept.slice(0, at), ...added, ...kept.slice(at)].join(' ');
}

/** "Som förtroendevald" goes with what led to it; in "vad gör en förtroendevald" another one takes the place. */
function leaveOut(kept: string[], instead: string | undefined): void {
  const led = kept.findLastIndex((word) => !ARTICLE.test(word));
  if (JOINS.test(kept[led] ?? '')) kept.splice(led);
  else if (instead !== undefined) kept.push(instead);
}

/** "Och kollegorna?" stands where what it takes the place of stood; "och för kollegorna?" has its own way to be added. */
const isBare = ([first = '']: readonly string[], boards: ReadonlySet<string>): boolean => kindOf(fold(first), boards) !== undefined;

const ARTICLE = /^(?:en|ett|den|de|an?|the)$/u;
const JOINS = /^(?:som|för|mot|av|as|for|against|by|och|and)$/u;

/** Words of a passage that come along. */
const MOST_CONTEXT = 30;

/** What a passage is about, in few words: its title, and how a document's passage begins, whose heading may say little. */
export function subjectOf({ title, text, verbatim }: Passage): string {
  const beginning = verbatim ? (unitsOf(text)[0]?.text ?? '') : '';
  return tokenise(`${title} ${beginning}`).slice(0, MOST_CONTEXT).join(' ');
}

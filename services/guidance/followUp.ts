import { fold, isStopWord, tokenise } from './analyse';
import { everydayShare } from './everydayWords';
import { isLightWord } from './lightWords';
import type { Passage } from './types';
import { unitsOf } from './units';

/** Longer than this nobody leaves out what they are speaking of. */
const MOST_WORDS = 9;

const GOES_ON = /^(och|o|men|samt|fast|ja men|okej men|ok men|and|but|also|what about|how about|then|entä|enta|mutta|ja)\b/u;
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
  if (MORE.test(words)) return true;
  const subjects = said.filter(namesSubject).length;
  if (GOES_ON.test(words)) return subjects <= 2;
  return STANDS_FOR.test(words) && subjects === 0;
}

function namesSubject(word: string): boolean {
  return word.length > 1 && !STANDS_FOR.test(word) && !isStopWord(word, 'sv') && !isStopWord(word, 'en') && !isLightWord(word, 'sv') && everydayShare(word) === 1 && !PHRASES.has(fold(word));
}

/** Words that phrase a question about whatever was spoken of. */
const PHRASES: ReadonlySet<string> = new Set('ansvarar ansvarig ansvariga ansvar bestammer galler bestamt responsible happens deadline ofta vastaa'.split(' '));

/** Words of a passage that come along. */
const MOST_CONTEXT = 30;

/** What a passage is about, in few words: its title, and how a document's passage begins, whose heading may say little. */
export function subjectOf({ title, text, verbatim }: Passage): string {
  const beginning = verbatim ? (unitsOf(text)[0]?.text ?? '') : '';
  return tokenise(`${title} ${beginning}`).slice(0, MOST_CONTEXT).join(' ');
}

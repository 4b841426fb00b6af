import { LOCALES } from '../../../domain/locale';
import { isStopWord, tokenise } from '../analyse';
import { everydayShare } from '../everydayWords';
import { isLightWord } from '../lightWords';
import { tellsOfAsker, withoutManners } from './asker';
import { isGeneralWord } from './generalWords';
import { PLACEHOLDERS } from './mask';
import { namesKnown, type KnownNames } from './nearNames';
import { withoutDisguise } from './plainText';
import { tellsOfSomebody } from './tells';
import type { Vocabulary } from './vocabulary';
import { tellsWhen } from './when';
import { tellsWhere } from './where';

/** Longer texts tell something, whatever else they do. */
export const MAX_LENGTH = 300;
const MAX_WORDS = 40;

/** Digits that say nothing of when or who: focus area 3, tertialrapport 2, the programme's years, the emergency number. */
const HARMLESS_RANGE = /(?<![\p{L}\p{N}])(?:114 ?14|(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d)(?![\p{L}\p{N}])/gu;
/** Digits with nothing but blanks and signs between them may be a number or a date, told digit by digit. */
const DIGIT_BY_DIGIT = /\p{N}[^\p{L}\p{N}]+\p{N}/u;
const HARMLESS_NUMBER =
  /(?<![\p{L}\p{N}])112(?![\p{L}\p{N}])|(?<=(?<!\p{L})(?:(?:fokus|mål)?områden?|tertialrapport|punkt|steg|nivå|kapitel|kap|del|aa|areas?|level|step|chapter|part|och|and) )[1-9](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[1-9](?= (?:fokusområden|områden|målområden|focus areas|areas|nämnder|nämnderna|boards))/gu;

const ASKS = /(?<!\p{L})(?:vad|va|vem|vems|vilka|vilken|vilket|hur|när|var|vart|varför|varifrån|får|kan|ska|skall|måste|räknas|gäller|finns|är|har|bör|behöver|omfattas|ingår|behövs|krävs|räcker|ersätter|skyddas|används|what|who|whose|which|how|when|where|why|may|can|should|must|does|do|is|are|has|have|mitä|mikä|mitkä|mistä|kuka|kuinka|miten|onko|milloin)(?!\p{L})/u;

/**
 * True when a text, already masked, reads as a general question about the programme and nothing else; only then may it
 * leave the machine. Made the positive way round: what is not recognised stays.
 * @param names of people who are known: where a word may be one of them, the text stays
 */
export function mayLeave(masked: string, vocabulary: Vocabulary, names: KnownNames = {}): boolean {
  const text = withoutDisguise(masked).toLowerCase().replace(/\s+/gu, ' ').trim();
  if (text.length === 0 || text.length > MAX_LENGTH) return false;
  return isQuestion(text) && isOneSentence(text) && !hasStrangeCapital(masked, vocabulary) && !isTold(text) && !tellsWhenOrWhere(text) && isMadeOfKnownWords(text, vocabulary) && !namesKnown(text.replace(MARKS, ' '), names, vocabulary);
}

/** Written with a capital, what many people are called is a name, whatever else it means. */
function hasStrangeCapital(masked: string, vocabulary: Vocabulary): boolean {
  const words = withoutDisguise(masked).replace(/\[\p{Lu}+\]/gu, ' ').match(/(?<!\p{L})\p{Lu}\p{L}*/gu) ?? [];
  return words.some((word) => !vocabulary.has(word) && word.length > 1);
}

/** What comes after the question, or before it, is told. */
function isOneSentence(text: string): boolean {
  const plain = text.replace(MARKS, ' ').replace(/^(?:hej|hejsan|hello|hi|god morgon|moi)[,.! ]+/u, '').replace(/(?<!\p{L})(?:bl\.?\s?a|t\.?\s?ex|m\.?\s?m|kap|dvs|e\.g|i\.e)\./gu, ' ');
  return !/[.?!…;:]\s.*\p{L}/u.test(plain);
}

function isQuestion(text: string): boolean {
  const first = text.split(' ', 3).join(' ');
  return ASKS.test(first) || (text.includes('?') && ASKS.test(text));
}

function isTold(text: string): boolean {
  const plain = withoutManners(text);
  return tellsOfSomebody(plain) || tellsOfAsker(plain);
}

/** A long number that is neither somebody's own nor a telephone's may be a date or a case. */
function tellsWhenOrWhere(text: string): boolean {
  if (text.includes(PLACEHOLDERS.number.toLowerCase()) || tellsWhen(text)) return true;
  const numbers = text.replace(HARMLESS_RANGE, ' ');
  return DIGIT_BY_DIGIT.test(numbers) || /\p{N}/u.test(numbers.replace(HARMLESS_NUMBER, ' ')) || tellsWhere(text);
}

const MARKS = new RegExp(Object.values(PLACEHOLDERS).map((mark) => mark.toLowerCase().replace(/[[\]]/gu, String.raw`\$&`)).join('|'), 'gu');

function isMadeOfKnownWords(text: string, vocabulary: Vocabulary): boolean {
  // Not as markup, which would hide what stands in it.
  const words = tokenise(text.replace(MARKS, ' ').replace(HARMLESS_RANGE, ' ').replace(HARMLESS_NUMBER, ' ').replace(/[<>&]/gu, ' '));
  return words.length > 0 && words.length <= MAX_WORDS && words.every((word) => vocabulary.has(word)) && hasSubject(text);
}

/** A question without a subject ("vart ska vi fly") is about whoever asks. */
const hasSubject = (text: string): boolean => OF_THE_MACHINE.test(text) || tokenise(withoutManners(text).replace(MARKS, ' ')).some(isOfSubject);

function isOfSubject(word: string): boolean {
  return isGeneralWord(word) || everydayShare(word) === 1 && !/^\p{N}/u.test(word) && !LOCALES.some((locale) => isStopWord(word, locale) || isLightWord(word, locale));
}
/** What the machine can do, and what a word means. */
const OF_THE_MACHINE = /^(?:hej )?(?:vad|hur|va|what|how) (?:kan|can) (?:du|you|jag|i) (?:hjälpa|göra|svara|help|do|answer|fråga|ask)(?!\p{L})|^(?:vad är|vad betyder|what is) (?:(?:en|ett|an?) )?\p{L}+ ?\??$/u;


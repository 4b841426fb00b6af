import Personnummer from 'personnummer';
import { escapeForRegExp, withoutDisguise } from './plainText';

/** What stands in the place of what was masked; the same in both languages, and never let into an answer. */
export const PLACEHOLDERS = { person: '[PERSON]', identity: '[PERSONNUMMER]', phone: '[TELEFON]', number: '[NUMMER]', email: '[EPOST]' } as const;

/** Numbers that everybody may ring, which say nothing of whoever asks. */
const PUBLIC_NUMBERS: ReadonlySet<string> = new Set(['112', '11414', '116006']);

/** Each begins where a word does: begun anywhere within one, a long word would be read again from each of its letters. */
const EMAIL = /(?<![^\s@])[^\s@]+\s{0,2}@\s{0,2}[^\s@]+|(?<!\S)\S+\s{0,2}[[(]\s{0,9}(?:at|snabel-?a)\s{0,9}[\])]\s{0,2}\S+/giu;
const BETWEEN = String.raw`(?:[\s\-‐-―−+./()_:·]{0,4}|,)`;
/** Five digits or more, however they are set apart: numbers of people, telephones, accounts, cards. */
const LONG_NUMBER = new RegExp(String.raw`[+(]{0,2}\d(?:${BETWEEN}\d){4,}`, 'gu');
/** Personal numbers for whom none is fixed yet have a letter after the date. */
const INTERIM = new RegExp(String.raw`(?<!\d)\d(?:${BETWEEN}\d){5,7}${BETWEEN}[TRSUWXJKLMN]${BETWEEN}\d${BETWEEN}\d${BETWEEN}\d(?!\d)`, 'giu');
const DATE = /^\d{1,4}([-/.\s])\d{1,2}\1\d{1,4}$/u;
const YEARS = /^(?:19|20)\d\d\s?[-–]\s?(?:19|20)\d\d$/u;

/**
 * Text in which nothing tells who is meant: personal and coordination numbers, other long numbers, e-mail addresses, and names.
 * @param names of people in the conversation
 * @param isWord true for words of the language: "Chef MHN" is the name of a function, "Safety Programme" of nobody
 * @param configured names that are known once and for all, by {@link namePattern}
 */
export function mask(text: string, names: readonly string[] = [], isWord: (word: string) => boolean = () => false, configured?: RegExp): string {
  const patterns = [configured, namePattern(names, isWord)].filter((pattern) => pattern !== undefined);
  return maskNames(maskContacts(text), patterns, isWord);
}

/** The same without looking for what may be a name: for the guidance's own text. @param names that are known, by {@link namePattern} */
export function maskContacts(text: string, names?: RegExp): string {
  const masked = maskNumbers(withoutDisguise(text).replace(EMAIL, PLACEHOLDERS.email));
  return names ? masked.replace(names, PLACEHOLDERS.person) : masked;
}

function maskNumbers(text: string): string {
  return text.replace(INTERIM, PLACEHOLDERS.identity).replace(LONG_NUMBER, (found) => {
    const digits = found.replace(/\D/gu, '');
    if (PUBLIC_NUMBERS.has(digits) || YEARS.test(found)) return found;
    if (isIdentityNumber(found, digits)) return PLACEHOLDERS.identity;
    return /^[+(]*0|^\+/u.test(found) && !DATE.test(found) ? PLACEHOLDERS.phone : PLACEHOLDERS.number;
  });
}

/** A number of the right form with a wrong check digit is masked all the same, as a number. */
function isIdentityNumber(found: string, digits: string): boolean {
  const sign = found.includes('+') ? '+' : '-';
  return (digits.length === 10 || digits.length === 12) && Personnummer.valid(`${digits.slice(0, -4)}${sign}${digits.slice(-4)}`);
}

const NAME = String.raw`\p{Lu}[\p{L}'’]*(?:-\p{Lu}[\p{L}'’]*)*`;
const NAMES = `${NAME}(?:\\s+${NAME})*`;
/** Two or more words with a capital, one after another. Abbreviations ("AMN", "IA") are none. */
const PAIR = new RegExp(String.raw`(?<![\p{L}\p{N}])(?!\p{Lu}{2,}(?!\p{L}))${NAME}(?:\s+(?!\p{Lu}{2,}(?!\p{L}))${NAME})+`, 'gu');
/** Whatever the letters: up to three words after these are somebody's name. "Vad heter programmet" asks for none. */
const SAID = /(?<![\p{L}])((?<!(?:vad|va|vem|hur)\s+)heter|kallas|namnet är|(?:mitt|hans|hennes|hens) namn är|(?:my|his|her|their) name is|(?:is|am) called|i am named)\s+([\p{L}'’-]+(?:\s+(?!(?:och|men|jag|and|but|i)(?!\p{L}))[\p{L}'’-]+){0,2})/giu;
const oneOf = (words: string): string => `(?:${words.split(' ').map((word) => `[${word.charAt(0)}${word.charAt(0).toUpperCase()}]${word.slice(1)}`).join('|')})`;
const TITLES = oneOf('chef kollega arbetskamrat handläggare inspektör sekreterare politiker ordförande direktör herr fru manager boss colleague coworker inspector officer councillor mr mrs ms');
/** A name after what somebody is: "min chef Anna". */
const TITLED = new RegExp(String.raw`(?<!\p{L})(${TITLES}(?:n|en|an|s)?\.?)\s+(${NAMES})`, 'gu');

function maskNames(text: string, patterns: readonly RegExp[], isWord: (word: string) => boolean): string {
  const known = patterns.reduce((masked, pattern) => masked.replace(pattern, PLACEHOLDERS.person), text);
  return known
    .replace(SAID, (_all, before: string) => `${before} ${PLACEHOLDERS.person}`)
    .replace(TITLED, (_all, title: string) => `${title} ${PLACEHOLDERS.person}`)
    .replace(PAIR, (pair) => (wordsOf(pair).every(isWord) ? pair : PLACEHOLDERS.person));
}

const SHORTEST_PART = 3;
const PART = /[\p{L}'’-]+/gu;

const wordsOf = (text: string): readonly string[] => text.match(PART) ?? [];

/** True for what is called after its function ("Chef MHN"), which tells of nobody. */
export function isFunction(name: string, isWord: (word: string) => boolean): boolean {
  return wordsOf(name).every(isWord);
}

/** One pattern for all of them: whole names in any letter case, and their parts where they are long enough and no words. */
export function namePattern(names: readonly string[], isWord: (word: string) => boolean): RegExp | undefined {
  const forms = [...new Set(names.flatMap((name) => formsOf(name, isWord)))].sort((a, b) => b.length - a.length);
  return forms.length === 0 ? undefined : new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${forms.join('|')})(?:['’]?s)?(?![\p{L}\p{N}])`, 'giu');
}

function formsOf(name: string, isWord: (word: string) => boolean): readonly string[] {
  const whole = withoutDisguise(name).trim();
  if (isFunction(whole, isWord)) return [];
  const parts = wordsOf(whole).filter((part) => part.length >= SHORTEST_PART && !isWord(part));
  return [whole.split(/\s+/u).map(escapeForRegExp).join(String.raw`\s+`), ...parts.map(escapeForRegExp)];
}

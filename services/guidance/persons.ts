import { isStopWord } from './analyse';
import { isGivenName } from './privacy/givenNames';

/** What bodies, places and documents are called; a word with one of these in it is no part of a person's name. */
const BODIES = /(nämnd|styrelse|förvaltning|kontor|stad|kommun|verk|myndighet|råd|program|bolag|avdelning|enhet|riksdag|region|landsting|fullmäktige|enkät|vision|område|rapport|lag|balk|plan|tertial|committee|board|council|office|administration|city|authority|agency|stockholm|sverige|trygg)/iu;
const TITLES = 'direktör(?:en)?|chef(?:en)?|handläggare(?:n)?|kontaktperson(?:en)?|sekreterare(?:n)?|samordnare(?:n)?|ordförande(?:n)?|inspektör(?:en)?|ledamot(?:en)?|ombud(?:et)?|borgarråd(?:et)?|manager|director|chair|officer|coordinator|inspector';
const TITLED = new RegExp(`(?<!\\p{L})\\p{L}*(?:${TITLES}),? (?:\\p{Lu}\\.? )?\\p{Lu}\\p{Ll}+(?![\\p{L}-])`, 'u');
const PAIR = /(?<![\p{L}”"])(\p{Lu}\p{Ll}+) (?:\p{Lu}\.? |(?:af|von|de) )?(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}-])/gu;

const SURNAME = /(?<!\p{L})\p{Lu}\p{Ll}+ssons?(?!\p{L})/u;
const CAPITAL = /(?<![\p{L}\p{N}”"-])\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?!\p{L})/gu;
/** What people are called and sentences begin with as well. */
const ORDINARY: ReadonlySet<string> = new Set('per dag max maj juni stig sten saga love liv alma dan jan tage tor sol björn vera viola ida hans ann lena'.split(' '));

/** A given name by itself: "besvaras av Karin". */
function isCalled(sentence: string): boolean {
  return [...sentence.matchAll(CAPITAL)].some(({ 0: word, index }) => {
    const begins = /(?:^|[.!?:\n])[\s–•-]*$/u.test(sentence.slice(Math.max(0, index - 8), index));
    return word.toLowerCase().split('-').some((part) => isGivenName(part) && !(begins && ORDINARY.has(part)));
  });
}

/** True where a sentence seems to name a person: nobody's name is quoted. A given name, or two words with capitals that are nobody's body, place or title. */
export function namesPerson(sentence: string): boolean {
  if (SURNAME.test(sentence) || isCalled(sentence)) return true;
  const titled = TITLED.exec(sentence);
  if (titled && !BODIES.test(titled[0].split(' ').slice(1).join(' '))) return true;
  return [...sentence.matchAll(PAIR)].some(({ index, 1: first = '', 2: last = '' }) => {
    if (BODIES.test(first) || BODIES.test(last)) return false;
    return index > 0 || !isStopWord(first.toLowerCase(), 'sv');
  });
}

import { isStopWord } from './analyse';

/** What bodies, places and documents are called; a word with one of these in it is no part of a person's name. */
const BODIES = /(nämnd|styrelse|förvaltning|kontor|stad|kommun|verk|myndighet|råd|program|bolag|avdelning|enhet|riksdag|region|landsting|fullmäktige|enkät|vision|område|rapport|lag|balk|plan|tertial|committee|board|council|office|administration|city|authority|agency|stockholm|sverige|trygg)/iu;
const TITLES = 'direktör(?:en)?|chef(?:en)?|handläggare(?:n)?|kontaktperson(?:en)?|sekreterare(?:n)?|samordnare(?:n)?|ordförande(?:n)?|inspektör(?:en)?|ledamot(?:en)?|ombud(?:et)?|borgarråd(?:et)?|manager|director|chair|officer|coordinator|inspector';
const TITLED = new RegExp(`(?<!\\p{L})\\p{L}*(?:${TITLES}),? (?:\\p{Lu}\\.? )?\\p{Lu}\\p{Ll}+(?![\\p{L}-])`, 'u');
const PAIR = /(?<![\p{L}”"])(\p{Lu}\p{Ll}+) (?:\p{Lu}\.? |(?:af|von|de) )?(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}-])/gu;

/** True where a sentence seems to name a person: nobody's name is quoted. Two words with capitals that are nobody's body, place or title. */
export function namesPerson(sentence: string): boolean {
  const titled = TITLED.exec(sentence);
  if (titled && !BODIES.test(titled[0].split(' ').slice(1).join(' '))) return true;
  return [...sentence.matchAll(PAIR)].some(({ index, 1: first = '', 2: last = '' }) => {
    if (BODIES.test(first) || BODIES.test(last)) return false;
    return index > 0 || !isStopWord(first.toLowerCase(), 'sv');
  });
}

import type { Locale } from '../../domain/locale';

/** What befalls people: the words for it, folded, in any form, and how the guidance puts the question what to do then. */
interface Event {
  readonly words: string;
  readonly asked: Readonly<Record<Locale, string>>;
  /** Elected officials are told something else. */
  readonly ofElected?: boolean;
}

/** The first that a question names is what it is about: a threat goes before the violence that it is named with. */
const EVENTS: readonly Event[] = [
  {
    words: '(?:dods)?hot(?:et|en|elser?|as|ad|ade|ar|at|ats|fulla?|fullt|situation\\p{L}*)?|threat\\p{L}*|uhka\\p{L}*|uhat\\p{L}*|uhkail\\p{L}*',
    asked: { sv: 'Vad gör jag om jag blir hotad?', en: 'What do I do if I am threatened?' },
    ofElected: true,
  },
  {
    words: '(?:hot ?och ?)?vald(?:et|sam\\p{L}*|shandelse\\p{L}*|ssituation\\p{L}*)?|\\p{L}*misshand\\p{L}*|slagen|knuffa\\p{L}*|sparka\\p{L}*|spotta\\p{L}*|overf(?:all|oll)\\p{L}*|violen\\p{L}*|assault\\p{L}*|attacked|vakival\\p{L}*',
    asked: { sv: 'Vad gör jag om jag blir utsatt för våld?', en: 'What do I do after violence?' },
    ofElected: true,
  },
  {
    words: 'mut(?:a|an|or|orna|ad|ade|ar|as|erbjudand\\p{L}*|brott\\p{L}*|forsok\\p{L}*)|bestick(?:a|ning\\p{L}*|ad)|brib\\p{L}*|lahjo\\p{L}*|lahjus\\p{L}*',
    asked: { sv: 'Vad gör jag om någon erbjuder mig en muta?', en: 'What do I do if somebody offers me a bribe?' },
  },
  {
    words: 'trakasser\\p{L}*|harass\\p{L}*|hairin\\p{L}*|hairi\\p{L}*',
    asked: { sv: 'Vad gör jag om jag blir utsatt för trakasserier?', en: 'What do I do if I am harassed?' },
    ofElected: true,
  },
  {
    words: 'otillaten paverkan|otillborlig paverkan|patryckning\\p{L}*|undue influence|improper influence',
    asked: { sv: 'Vad gör jag vid otillåten påverkan?', en: 'What do I do about undue influence?' },
  },
  {
    words: 'skadegor\\p{L}*|klott\\p{L}*|vandali\\p{L}*|ilkival\\p{L}*',
    asked: { sv: 'Vad gör jag efter skadegörelse?', en: 'What do I do after vandalism?' },
  },
];

const AS_ELECTED: Readonly<Record<Locale, string>> = { sv: 'Vad gör jag som förtroendevald om jag blir hotad?', en: 'What do I do as an elected official if I am threatened?' };

/** A pattern's source for a word that names what befalls people. */
export const EVENT = `\\b(?:${EVENTS.map(({ words }) => words).join('|')}|krank\\p{L}*|pahopp\\p{L}*|incident\\p{L}*|handelse|handelsen)\\b`;

const NAMED = EVENTS.map((event) => ({ ...event, names: new RegExp(`\\b(?:${event.words})\\b`, 'u'), all: new RegExp(`\\b(?:${event.words})\\b`, 'gu') }));

/** The words of a question that name what befalls people. */
export function eventsIn(words: string): string {
  return NAMED.flatMap(({ all }) => words.match(all) ?? []).join(' ');
}

/** How the guidance puts the question what to do, where a question names one thing that befalls people and nothing besides. */
export function askedOfEvent(rest: string, { locale, elected }: { readonly locale: Locale; readonly elected: boolean }): string | undefined {
  const named = NAMED.filter(({ names }) => names.test(rest));
  const left = named.reduce((text, { all }) => text.replace(all, ' '), rest).trim();
  if (left !== '') return undefined;
  return elected && named[0]?.ofElected === true ? AS_ELECTED[locale] : named[0]?.asked[locale];
}

import type { Locale, Localised } from '../../domain/locale';
import { asksOfProposal, asksToAct, GUIDE } from './acts';
import { fold, isStopWord, languageOf, tokenise } from './analyse';
import { elsewhereIn } from './elsewhere';
import { askedOfEvent, EVENT, eventsIn } from './events';
import { gifted } from './gifts';
import { isOfOwnDeed, plain } from './requests';
import { ELECTED } from './roles';
import { asksForSupport } from './support';
import { asksWhoKnows, asksWhoReads } from './whoKnows';

/** Who puts a question, or whom it names. */
export interface Asker {
  readonly locale: Locale;
  readonly elected?: boolean | undefined;
}

/** A kind of question that people word in their own ways, and how the guidance puts it. */
interface Kind {
  is(words: string): boolean;
  readonly asked: Localised;
  /** Elected officials are told something else. */
  readonly ofElected?: Localised;
}

/** Against what befalls people, and not against slippery streets. */
const ASKS_FOR_SAFETY = new RegExp(`\\b(?:skydda\\p{L}*|varna\\p{L}*|ansvar\\p{L}*|protect\\p{L}*|responsible|safeguard\\p{L}*)\\b.*\\b(?:mig|min sakerhet|me|my safety)\\b(?! (?:mot|fran|for|against|from)\\b(?! (?:\\p{L}+ ){0,2}?${EVENT}))`, 'u');

const OF_COLLEAGUE = '(?:\\p{L}*kolleg(?:a|an|or|orna)|arbetskamrat(?:en|er|erna)?|colleagues?|coworkers?)';
const BEFELL = '(?:hota(?:d|de|s|ts)|utsatt\\p{L}*|utsatts|slagen|misshandlad\\p{L}*|trakasserad\\p{L}*|mordhotad|threatened|assaulted|attacked|harassed|hit|beaten)';
/** Somebody else's being threatened, and not somebody else's threatening. */
const BEFELL_COLLEAGUE = new RegExp(`\\b${OF_COLLEAGUE} (?:som )?(?:(?:har|hade|blir|blev|blivit|ar|is|was|gets|got|has|have|had|been|are) ){0,3}${BEFELL}\\b(?! (?:mig|oss|me|us|nagon|somebody|someone)\\b)`, 'u');

/** Who threatens is a colleague: "… om jag blir hotad, men om det är en kollega". */
const BY_COLLEAGUE = new RegExp(`\\b${BEFELL} (?:\\p{L}+ ){0,3}?(?:det ar|it is|it s) (?:en|min|a|my) ${OF_COLLEAGUE}\\b`, 'u');

const KINDS: readonly Kind[] = [
  {
    is: (words) => BY_COLLEAGUE.test(words) && asksToAct(words),
    asked: { sv: 'Om en kollega eller chef beter sig illa', en: 'If a colleague or manager behaves badly' },
  },
  {
    is: (words) => BEFELL_COLLEAGUE.test(words) && asksToAct(words),
    asked: { sv: 'Kan jag rapportera åt en kollega?', en: 'Can I report for a colleague?' },
  },
  {
    is: asksWhoKnows,
    asked: { sv: 'Syns det att det är jag som har rapporterat?', en: 'Will anyone know that I have reported?' },
    ofElected: { sv: 'Syns det att det är jag som har rapporterat som förtroendevald?', en: 'Will anyone know that I have reported as an elected official?' },
  },
  {
    is: asksWhoReads,
    asked: { sv: 'Vem kan läsa min rapport?', en: 'Who can read my report?' },
    ofElected: { sv: 'Vem kan läsa min rapport som förtroendevald?', en: 'Who can read my report as an elected official?' },
  },
  { is: (words) => gifted(words) === 'limit', asked: { sv: 'Finns det en beloppsgräns för gåvor?', en: 'Is there a money limit for gifts?' } },
  { is: (words) => gifted(words) === 'may', asked: { sv: 'Får jag ta emot en gåva?', en: 'May I accept a gift?' } },
  {
    is: (words) => /\b((ar (staden|kommunen)|vem ar) min arbetsgivare|ar jag (en )?anstalld( (av|i|hos) .*)?$|am i (an employee|employed)( (by|of) .*)?$|who is my employer|is the city my employer)\b/u.test(words),
    asked: { sv: 'Är staden arbetsgivare för anställda?', en: 'Is the city the employer of employees?' },
    ofElected: { sv: 'Är staden min arbetsgivare som förtroendevald?', en: 'Is the city my employer as an elected official?' },
  },
  {
    is: (words) => ASKS_FOR_SAFETY.test(words),
    asked: { sv: 'Vad ansvarar chefen för vid hot eller våld mot en anställd?', en: 'What is the manager responsible for after threats or violence against an employee?' },
    ofElected: { sv: 'Har staden ansvar för min säkerhet som förtroendevald?', en: 'Is the city responsible for my safety as an elected official?' },
  },
  {
    is: (words) => asksForSupport(words) && !asksOfProposal(words),
    asked: { sv: 'Vart vänder jag mig för stöd, till exempel Brottsofferjouren?', en: 'Where do I turn for support, for example Victim Support Sweden?' },
  },
  {
    is: (words) => /\b(galler (programmet|det har|detta|fokusomradet) (ocksa )?(for )?(mig|oss)|omfattas (jag|vi)|(am i|are we) covered|does (it|this|the programme|the program) (apply to|cover) (me|us))\b/u.test(words),
    asked: { sv: 'Omfattar fokusområde 3 anställda?', en: 'Does focus area 3 cover employees?' },
    ofElected: { sv: 'Omfattar fokusområde 3 förtroendevalda?', en: 'Does focus area 3 cover elected officials?' },
  },
];

/** Words that only say that somebody wants to know what to do: not what has happened, nor to whom it has. */
const PHRASING = new RegExp(
  `^(?:${GUIDE}|steg|ga|gar|tillvaga|situation\\p{L}*|forsta|steget|forsok\\p{L}*|enhet\\p{L}*|nasta|vilka|vilken|galler|hander|hant|hantera\\p{L}*|agera\\p{L}*|bemot\\p{L}*|reagera\\p{L}*|prata\\p{L}*|tala|talar|beratta\\p{L}*|kontakta\\p{L}*|vanda|vander|folja|utsatt\\p{L}*|utsatts|erbj\\p{L}*|drabba\\p{L}*|blitt|uppdrag|uppdraget|anstalld\\p{L}*|medarbetar\\p{L}*|personal\\p{L}*|handlagg\\p{L}*|inspektor\\p{L}*|tjansteman\\p{L}*|tjanstem\\p{L}*|brukar\\p{L}*|klient\\p{L}*|kund\\p{L}*|medborgar\\p{L}*|besokar\\p{L}*|foretag\\p{L}*|anhorig\\p{L}*|jobbet|idag|igar|nyss|precis|handle|deal|respond|react|act|talk|speak|tell|contact|turn|steps?|take|taken|next|first|attempt\\p{L}*|applies|happens|exposed|face|facing|meet|advice|guidance|offer\\p{L}*|employees?|staff|clients?|customers?|visitors?|citizens?|assignment|today|yesterday|you|person|minua|teen|toimin|tehda|pitaa|jos|joku|jalkeen|toimia)$`,
  'u',
);

/**
 * A question as the guidance puts it, where it is of a kind that people word in their own ways: who gets to know what
 * they have reported, what they may take, and what to do when something has happened; as an elected official, where
 * whoever asks is one, or asks for one. Any other question is left as it is.
 */
export function restated(text: string, { locale, elected }: Asker): string {
  const words = plain(text);
  const asElected = elected === true;
  const spoken = languageOf(text) ?? locale;
  if (isOfOwnDeed(words)) return text;
  const kind = KINDS.find(({ is }) => is(words));
  if (kind) return ((asElected ? kind.ofElected : undefined) ?? kind.asked)[spoken];
  if (!asksToAct(words)) return text;
  const telling = tokenise(text).filter((word) => !PHRASING.test(fold(word)) && !ELECTED.test(fold(word)) && !isStopWord(word, spoken));
  return askedOfEvent(telling.map(fold).join(' '), { locale: spoken, elected: elected === true }) ?? text;
}

/**
 * What to do about the thing that has befallen somebody, whatever else they tell of it: better than nothing, where no text
 * speaks of all that. The question itself where it is none of these, or names a matter for somebody else.
 */
export function restatedLoosely(text: string, { locale, elected }: Asker): string {
  const words = plain(text);
  if (!asksToAct(words) || isOfOwnDeed(words) || elsewhereIn(text).length > 0) return text;
  return askedOfEvent(eventsIn(words), { locale: languageOf(text) ?? locale, elected: elected === true }) ?? text;
}

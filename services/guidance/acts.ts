import { EVENT } from './events';
import { asksForSupport } from './support';
import { asksWhoKnows, asksWhoReads } from './whoKnows';
import type { Passage } from './types';

/** Whoever is meant: what anybody should do when threatened is told as what I should do is. */
const WHOEVER = '(?:en |ett )?(?:man|vi|jag|\\p{L}*(?:anstalld|medarbetar|chef|fortroendevald|politiker|inspektor|handlaggar|personal)\\p{L}*)';
/** What says how something is to be done. */
export const GUIDE = '(?:rutin|rutinen|rutiner|rutinerna|checklist\\p{L}*|atgard|atgarder|atgarderna|handlingsplan\\p{L}*|arbetsgang\\p{L}*|rad|tips|hjalp|tillvagagangssatt\\p{L}*|routines?|procedures?|measures|action plan|ohjeet|toimintaohje\\p{L}*)';

const ACTS = [
  // "What do I do", "what should we do now".
  /\b(vad|va|hur) (gor|ska|skall|bor|borde|maste) (jag|man|vi)( gora)?( nu)?( da)?$/u,
  /\b(vad|va) (gor|ska|skall|bor|borde|maste) jag\b|\b(vad|va) (gor|ska|bor) (man|vi) (gora )?(om|ifall|nu|efter)\b/u,
  /\b(vad|va|hur) (ska|skall|bor|borde|maste|kan|behover) (jag|man|vi)( \p{L}+){0,4}? (gora|agera|hantera|bemota|reagera|tanka pa)\b/u,
  /\bvad (ar|vore) (ratt|bast|klokt|lampligt|viktigast?) att gora\b|\bwhat to do (about|if|when|after|in|now)\b|\bwhat is (the best thing|best|right) to do\b/u,
  /\bhur (\p{L}+ )?\p{L}{3,} jag\b|\bhur gar (jag|man|vi) tillvaga/u,
  /\b(what|how) (do|should|can|must) i\b|\bwhat (do|should|must) we do\b|\bhow (do|should|can|must) (we|you|one|they) (handle|deal|respond|react|act|cope)\b|\bhow (to|do you|do i|should one) (handle|deal with|respond to|react to|act)\b/u,
  /\bmit[a] (teen|tehda|voin tehda|(minun )?pitaa tehda|pitaisi tehda|taytyy tehda)\b|\bmiten (toimin|toimia|pitaa toimia|minun pitaa toimia)\b/u,
  // "Who do I turn to".
  /\b(vart|vem) (ringer|vander|gar|kontaktar|pratar|talar|berattar|sager|meddelar) (jag|man|vi)\b|\bvem (ska|skall|kan|bor|maste) (jag|man|vi) \p{L}+|\bvem ska (gora|ringa|anmala|kontakta)\b.*\bjag\b/u,
  /\bwhere (do|should|can) (i|we|you) (turn|go|call)\b/u,
  /\bwho(m)? (do|should|can|must) (i|we|you) (call|contact|tell|talk|speak|turn|inform|ask)\b|\bkenelle (soitan|ilmoitan|kerron|puhun|voin puhua|pitaa kertoa)\b/u,
];

const ACTS_OF_ANYBODY = [
  new RegExp(`\\b(?:hur|vad|va) (?:ska|skall|bor|borde|maste|kan) ${WHOEVER} (?:gora|agera|hantera|bemota|reagera|bete sig)\\b`, 'u'),
  new RegExp(`\\bhur (?:gor|agerar|hanterar|bemoter|reagerar) ${WHOEVER}\\b`, 'u'),
  new RegExp(`\\b(?:vad|va) gor ${WHOEVER} (?:som \\p{L}+ )?(?:vid|om|nar|ifall|nu|som)\\b`, 'u'),
  new RegExp(`\\b(?:vilka steg|vilket steg|forsta steget|steg for steg|nasta steg|checklist\\p{L}*|what steps|which steps|steps to take|first step|next steps?)\\b(?=.*${EVENT})|^(?:\\p{L}+ ){0,3}(?:steg|steget|steps?)$|${EVENT}.*\\b(?:steg|steget|steps?)\\b`, 'u'),
  /\b(what|how) (does|do|should|must|can) (an? |the )?(employees?|staff|managers?|officials?|politicians?|you|one) (do|act|handle|respond|react)\b/u,
  new RegExp(`\\b(?:behover|bor|ska|maste) ${WHOEVER} (?:polis ?)?anmala\\b`, 'u'),
  // "Routine for threats", "what holds when somebody is threatened", with no word of whoever proposes one.
  new RegExp(`^(?:(?:vad ar|vad sager|vilken|vilka|var (?:finns|hittar jag|ar)|what is|where is) )?(?:(?:en|vara?|var|stadens|the|a|our) )?${GUIDE} (?:(?:galler|ska (?:jag|vi|man) folja) )?(?:(?:vid|efter|nar|om|for|kring|i handelse av|for|after|when|in case of|on) )?(?:\\p{L}+ ){0,3}?${EVENT}`, 'u'),
  new RegExp(`^(?:\\p{L}+ ){0,2}?${EVENT} ${GUIDE}$`, 'u'),
  new RegExp(`\\b(?:rad|tips|instruktion(?:en|er)?|vagledning|advice|help|guidance) (?:vid|efter|om|kring|for|nar|on|about|after|with|in case of) (?:\\p{L}+ ){0,3}?${EVENT}`, 'u'),
  new RegExp(`\\b(?:vad galler|what applies|what happens) (?:om|vid|nar|ifall|efter|if|when|after|in case of) .*${EVENT}`, 'u'),
  new RegExp(`\\b(?:vad hander|what happens) (?:om|nar|ifall|if|when) (?:jag|en anstalld|nagon|man|i|somebody|someone|an employee) .*${EVENT}`, 'u'),
];

/** The programme itself, and what is proposed. */
const PROPOSED = 'program\\p{L}*|\\p{L}*programmet|\\p{L}*forslag\\p{L}*|foresla\\p{L}*|remiss\\p{L}*|propos\\p{L}*|ohjelma\\p{L}*';
const OF_PROPOSAL = new RegExp(`\\b(?:${PROPOSED})\\b`, 'u');
/** Whoever names the programme, or who is to propose something or to answer, asks of that. */
const OF_PROGRAMME = new RegExp(`\\b(?:${PROPOSED}|fokusomrad\\p{L}*|yttrand\\p{L}*|focus area|namnd\\p{L}*|forvaltning\\p{L}*|amn|mhn|amf|committee|administration)\\b`, 'u');
const OF_ONESELF = /\b(jag|mig|mej|min|mina|mitt|i|me|my|minua|minun|teen|toimin)\b/u;

/** "May I…": what is allowed is decided by law and by the board's own rules. */
const ALLOWED =
  /\b((?<!(var|vart|nar) )(far|kan) jag (?!(hitta|lasa|se|hora|veta)\b)\p{L}+a\b|(far|kan) (man|jag|vi|en|anstallda|personal) (ta|bli|ha|bjuda|ge|behalla|anvanda|acceptera|vagra|tacka|saga|fa|kopa|lana|vara|folja|filma|spela)\b|har (jag|vi|man) ratt (att|till)|ratt har (jag|vi)|har jag ratt|may (i|we)|(am i|are we) allowed|can (i|we) (accept|take|keep|refuse|be|get)|saako|saanko)/u;

/** How this service itself works. */
const SERVICE = /\b(jag skriver (har|till dig|nu)|det jag (skriver|skrev|sager|berattar)|vad jag (skriver|skrev)|min(a)? rapport(en|er)?|jag (har )?(rapporterat|anmalt|berattat)|om jag (blir|blev|har|rapporterar|anmaler)|if i (am|get|report|have)|nar jag rapporterar|vem (ser|laser) (det|min|vad)|(boten|chatten|chattboten|tjansten)\b|what i (write|say|tell)|this (bot|chat|service)|my report)\b/u;

const isOfProgramme = (words: string): boolean => OF_PROGRAMME.test(words) && !OF_ONESELF.test(words);

/** True where what is proposed is asked for, and not what to do oneself. */
export function asksOfProposal(words: string): boolean {
  return OF_PROPOSAL.test(words) && !OF_ONESELF.test(words);
}

/** True where somebody asks what to do now: somebody's own question, or one of anybody that is not of what is proposed. */
export function asksToAct(words: string): boolean {
  if (isOfProgramme(words)) return false;
  return [...ACTS, ...ACTS_OF_ANYBODY].some((pattern) => pattern.test(words));
}

/** True where somebody asks what to do or what they may do, or how this service works: a routine or general information answers, never a proposal or a view. */
export function asksWhatToDo(words: string): boolean {
  return asksToAct(words) || ALLOWED.test(words) || SERVICE.test(words) || (asksForSupport(words) && !asksOfProposal(words)) || asksWhoKnows(words) || asksWhoReads(words);
}

/**
 * True for passages from which somebody may be told what to do.
 * @param proposing documents that hold proposals or views: what else stands in them is no advice either
 */
export function tellsWhatToDo({ kind, verbatim, sources }: Passage, proposing: ReadonlySet<string>): boolean {
  return kind === 'routine' || (kind === 'general' && !(verbatim && sources.some(({ document }) => proposing.has(document))));
}

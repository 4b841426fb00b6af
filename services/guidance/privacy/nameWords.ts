import { isGivenNameAsWritten } from './givenNames';
import { words } from './wordGroup';

/** What some people are called and sentences are made of as well, in letters of any size; where each of them is no name. */
const NO_NAME: ReadonlyMap<string, RegExp> = new Map([
  ['per', /(?<!\p{L})per (?:år|månad|vecka|dag|nämnd|person|anställd|tertial|kvartal|område|fokusområde|avdelning|styck|capita|telefon|mejl|e-post|brev|year|month|board|person|area)(?!\p{L})/gu],
  ['dag', /(?<!\p{L})(?:per|en|varje) dag(?!\p{L})/gu],
  ['inga', /(?<!\p{L})(?:finns|finns det|har|har vi|får|ges|är|gäller) inga(?= \p{L})/gu],
  ['klara', /(?<!\p{L})klara (?:av|sig|regler|riktlinjer|rutiner|mål|ansvar)(?!\p{L})/gu],
  ['liv', /(?<!\p{L})(?:liv (?:och|eller)|(?:människors|andras|mänskligt) liv)(?!\p{L})/gu],
  ['will', /(?<!\p{L})(?:(?:what|when|how|who|where|which(?: \p{L}+)?) will(?= (?:the|we|i|it|this|be|happen|apply|replace|boards)(?!\p{L}))|(?:programme|programmes|boards?|it|we|i) will)(?!\p{L})/gu],
  ['may', /(?<!\p{L})(?:(?:what|when|how|where|which(?: \p{L}+)?|how much) may(?= (?:we|i|a|an|the|employees|elected|staff|officials|be|boards|managers)(?!\p{L}))|(?<=^|[,.!] ?)may(?= (?:we|i|employees|elected|staff|officials|boards|managers)(?!\p{L}))|(?:i|we|employees|staff|officials|boards|managers) may)(?!\p{L})/gu],
]);
/** Names that are words too, for which there is no place where they are none, or none that a question of the programme has. */
const NAMES = `
  mark hope grace faith joy bill rose rosa ruby penny violet ivy dawn eve june summer autumn drew chase grant hunter mason carter taylor baker smith dean dale glen page pat sue ray rob nick jack miles reed rich sandy angel lance rusty wade norm gene basil clay earl heath pierce frank art max ben tom
  sten stig bo björn ulv falk varg bror sol storm lilja ros rosa viola linn love frid tage dan kim tor tyra saga maj gull gun rut sky stark modig stål hård frisk kron krona löv rask svärd sköld gren lund ek lind alm ask björk berg dal holm ström strand sand sjö ö hed kvist blom ring
  toivo ilo lahja helmi meri suvi rauha lempi onni satu taika sulo veli tuuli pilvi lumi armas oma
`;
const ALWAYS: ReadonlySet<string> = new Set(words(NAMES));
const WORD = /(?<![\p{L}\p{N}])\p{L}+(?![\p{L}\p{N}])/gu;

/** Which are names only for the guidance's own words ("lägga ask"): with them alone a word of the language is one. */
const isBoth = (word: string): boolean => ALWAYS.has(word) || NO_NAME.has(word) || (word.endsWith('s') && (ALWAYS.has(word.slice(0, -1)) || word === 'pers'));

/** True where a word may be somebody's name, though it is a word of the language: "kan per rapportera". @param text in small letters */
export function mayNameSomebody(text: string): boolean {
  const rest = [...NO_NAME.values()].reduce((left, pattern) => left.replace(pattern, ' '), text);
  return (rest.match(WORD) ?? []).some((word) => isBoth(word) || isGivenNameAsWritten(word));
}

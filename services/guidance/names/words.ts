import { everydayShare } from '../everydayWords';
import { isLightWord } from '../lightWords';
import { fold, isStopWord } from '../analyse';
import { LOCALES } from '../../../domain/locale';
import { isGivenNameAsWritten } from '../privacy/givenNames';

const words = (text: string): readonly string[] => text.trim().split(/\s+/u);
const setOf = (text: string): ReadonlySet<string> => new Set(words(text));

/** What bodies, places and documents are called; a word with one of these in it is no part of a person's name. */
const BODIES = new RegExp(words('nämnd styrelse förvaltning kontor stad kommun verk myndighet råd program bolag avdelning enhet riksdag region landsting fullmäktige enkät vision område rapport lag balk plan tertial förbund förening committee council administration authority agency stockholm sverige trygg').join('|'), 'u');
/** The same as words of their own, and what machines are called. */
const BODY_WORDS = setOf(`
  parti partiet kyrka kyrkan museum museet skola skolan institut universitet universitetet högskola högskolan bibliotek sjukhus polis polisen domstol ministeriet departement policy
  board office city government parliament department service services security safety police court union market markets environment environmental health labour labor public work general undue influence
  focus area areas situation picture pictures swedish european united national act code programme programmes system center centre centrum forum group gruppen
  microsoft google teams windows adobe facebook outlook excel sharepoint internet word power azure linkedin instagram twitter youtube
`);
/** @param word in small letters */
export const isBody = (word: string): boolean => BODIES.test(word) || BODY_WORDS.has(word);

/** What some people are called and what sentences are made of as well, in Swedish or English; small letters hide no name there. */
const COMMON: ReadonlySet<string> = new Set([...setOf(`
  alma alva ann klass mans arne axel berit bo britt björn dag dan elva frank gun hans harald harry helge ida inga inger iris isa ivan jack jan jana juni kaj karl kent klara lasse lena leo lina linda linn liv lotta
  love maj mats max may maya mia milo minna moa my omar ove per rune rut saga sam sari siv sol sten stig sture stina tage tim tilde tom tomas tor tore tova tove tuva urban vera viola älva åke ali ian ines
  robin rolf roger charlie eddie jens kalle kari aino marja timo juha tiina
`)].map(fold));

/** @param word in small letters, with or without a genitive's s */
export const isCommonName = (word: string): boolean => COMMON.has(fold(word)) || (word.endsWith('s') && COMMON.has(fold(word.slice(0, -1))));

/** What people are called and nothing else is. @param word in small letters */
export const isOnlyName = (word: string): boolean => isGivenNameAsWritten(word) && !isCommonName(word);

/** Surnames by their form: "Andersson", whatever the letters. */
const SON = /^\p{L}{2,}ssons?$/u;
const NO_SON: ReadonlySet<string> = setOf('brorsson brorssons systersson systerssons lesson lessons');
/** @param word in small letters */
export const isSurname = (word: string): boolean => word.length >= 6 && SON.test(word) && !NO_SON.has(word);

const ENDINGS = /^\p{L}{2,}(?:qvist|quist|kvist|ström|gren|blad|stedt|hjelm|feldt|crantz|lund|berg|dahl|holm|fors|nius|elius|adius|ovic|ović|oglu|wicz|enko|vall|wall)s?$/u;
/** What surnames end in, and other words too: to be believed beside a title or a given name. @param word in small letters */
export const endsAsSurname = (word: string): boolean => isSurname(word) || ENDINGS.test(word);

const ORDINARY_ENDING = /.(?:ning(?:en|ar)?|ande|ende|het(?:en|er)?|else(?:r|n)?|tion(?:en|er)?|skap(?:et)?|isk[at]?|lig[at]?|nska|rna|orna|tet|net|tioner|ionen|unionen|korset|bladet|barnen|tions?|ments?|ness|ity|ities|ings?|ence|ance|ship|ation)s?$/u;
const OTHER_WORDS: ReadonlySet<string> = setOf(`
  röda vita blåa gröna svarta svenska norska danska finska nordiska europeiska internationella förenta norra södra östra västra övre nedre inre yttre lilla kungliga rädda första andra tredje öppna gröna gula
  parliamentary ombudsman ombudsmen black white red blue green north south east west new act law code safe rights equality union criminal programme swedish general health first second third
  ask call contact see read write kontakta ring fråga skriv ta läs mejla maila hälsa bank energi miljö human resources turism
  bilaga sida kapitel avsnitt figur tabell steg del punkt fråga svar punkten mål medel krav regel regler rutin rutiner riktlinje riktlinjer
`);
/** An everyday word of the language, or one that its ending tells. @param word in small letters */
export function isOrdinary(word: string): boolean {
  return OTHER_WORDS.has(word) || ORDINARY_ENDING.test(word) || everydayShare(word) < 1 || LOCALES.some((locale) => isStopWord(word, locale) || isLightWord(word, locale));
}

const ROLES =
  /(?:direktör|chef|handläggare|kontaktperson|sekreterare|samordnare|strateg|controller|ordförande|jurist|inspektör|utredare|ledare|ledamot|ombud|borgarråd|specialist|rådgivare|assistent|koordinator|registrator|ansvarig|manager|director|chair|officer|secretary|coordinator|inspector|advisor|investigator)(?:en|n|et|s|ens)?$/u;
/** What somebody is at work: "säkerhetschefen". @param word in small letters */
export const isRole = (word: string): boolean => ROLES.test(word);
export const isForm = (word: string): boolean => /^(?:herr|fru|fröken|mr|mrs|ms|dr|docent|professor)$/u.test(word);

/** Before somebody whom one is to turn to, or who has said or done something. @param word in small letters */
export const isBeforePerson = (word: string): boolean => /^(?:av|hos|till|från|kontakta|fråga|ring|enligt|mejla|by|from|ask|call|contact)$/u.test(word);

/** Between a given name and a surname. */
export const isParticle = (word: string): boolean => /^(?:af|av|von|van|de|del|della|der|den|di|da|dos|la|le|el|al|bin|ibn|ben)$/u.test(word);

/** A law or a saint is called so, and not whoever it was. */
export const isBeforeNoPerson = (word: string): boolean => /^(?:lex|sankt|sankta|sant|första|andra)$/u.test(word);

/** A street, a square or a house is called so. */
export const isPlace = (word: string): boolean => /(?:^|\p{L})(?:gata|gatan|väg|vägen|plats|torg|gränd|backe|allé|park|kyrka|församling|skola|huset|street|road|square|avenue|school)s?$/u.test(word);

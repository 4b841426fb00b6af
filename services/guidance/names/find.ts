import { emailsOfPersons } from './emails';
import { isGivenNameAsWritten } from '../privacy/givenNames';
import { mayBeName, mayName } from './quick';
import { tokensOf, type Token } from './tokens';
import { endsAsSurname, isBeforeNoPerson, isBeforePerson, isBody, isCommonName, isForm, isOnlyName, isOrdinary, isParticle, isPlace, isRole, isSurname } from './words';

/** A stretch of a text, by its offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Where a text seems to name persons, in order and apart. A given name that is no other word, a surname by its form, a
 * word after what somebody is, or two words with capitals that are nobody's body, place or title; the first two in small
 * letters and in capitals too. It is meant to find rather too much than too little.
 */
export function namesIn(text: string): readonly Span[] {
  if (!mayName(text)) return [];
  const spans = [...emailsOfPersons(text)];
  for (const token of tokensOf(text)) {
    if ((token.shape === 'small' && !mayBeName(token.word)) || !isNameToken(token)) continue;
    const [first, last] = [reachBack(token), reachOn(token)];
    if (!isOfPlace(first, last)) spans.push({ start: first.start, end: last.end });
  }
  return apart(spans);
}

const isNameToken = (token: Token): boolean => isGivenNameHere(token) || isSurnameHere(token) || isTitled(token) || beginsPair(token) || isCapitalsPair(token);

/** A given name by itself: "besvaras av Karin". */
function isGivenNameHere({ small, shape, begins, before, after }: Token): boolean {
  if (before && isBeforeNoPerson(before.small)) return false;
  const parts = small.split('-');
  if (parts.length > 1 && shape === 'capital' && parts.every(isGivenNameAsWritten)) return true;
  if (shape === 'capital') return parts.some((part) => isGivenNameAsWritten(part) && !(begins && isCommonName(part) && !(after?.shape === 'capital' && !isBody(after.small) && !isOrdinary(after.small))));
  if (!isGiven(parts)) return false;
  // One word in capitals may be an abbreviation.
  return shape === 'small' || (shape === 'capitals' && [before, after].some((beside) => beside?.shape === 'capitals' && (!isOrdinary(beside.small) || isRole(beside.small))));
}

/** "karin", "per-erik": a given name and nothing else. */
const isGiven = (parts: readonly string[]): boolean => parts.every(isGivenNameAsWritten) && parts.some(isOnlyName);

const isSurnameHere = ({ small, shape }: Token): boolean => shape !== 'other' && small.split('-').some(isSurname);

/** What follows what somebody is: "säkerhetschef Lindqvist". */
function isTitled({ small, shape, before }: Token): boolean {
  const title = before?.shape === 'initial' ? before.before : before;
  if (!title || title.shape === 'initial' || !(isRole(title.small) || isForm(title.small))) return false;
  return shape === 'capital' ? !isBody(small) && !isOrdinary(small) && !isRole(small) : shape !== 'other' && shape !== 'initial' && endsAsSurname(small) && !isBody(small);
}

/** Two words with capitals side by side, or an initial and a surname. */
function beginsPair(token: Token): boolean {
  const { shape, quoted } = token;
  const next = token.after && isParticle(token.after.small) ? token.after.after : token.after;
  if (!next || next.shape !== 'capital' || quoted) return false;
  if (shape === 'initial') return endsAsSurname(next.small);
  return shape === 'capital' && [token, next].every(({ small }) => !isBody(small) && !isOrdinary(small) && !isRole(small) && !isForm(small) && !isBeforeNoPerson(small));
}

/** "kontakta ARJUN PÅHITTAD": words in capitals within a sentence, after one that leads to somebody. */
function isCapitalsPair({ shape, before, after, small }: Token): boolean {
  if (shape !== 'capitals' || after?.shape !== 'capitals' || !before || before.shape === 'capitals' || !isBeforePerson(before.small)) return false;
  return [small, after.small].every((word) => word.length > 2 && !isBody(word) && !isOrdinary(word) && !isRole(word));
}

/** Words of one name, each way: a list of names is met word by word, and joined. */
const REACH = 8;

/** Names and initials before a surname. */
function reachBack(token: Token): Token {
  let first = token;
  if (!isSurnameHere(token)) return token.before?.shape === 'initial' ? token.before : token;
  for (let before = first.before, left = REACH; left > 0 && before && isPart(before, token) && !isStartOfSentence(before); before = before.before, left -= 1) first = before;
  return first;
}

/** A word with which a sentence begins has a capital for that reason. */
const isStartOfSentence = ({ begins, small, shape }: Token): boolean => begins && shape === 'capital' && !isGivenNameAsWritten(small) && isOrdinary(small);

/** Surnames after a given name, with what may stand between. */
function reachOn(token: Token): Token {
  let last = token;
  for (let after = last.after, left = REACH; left > 0 && after; after = after.after, left -= 1) {
    const beyond = isParticle(after.small) ? after.after : undefined;
    if (isPart(after, token)) last = after;
    else if (!beyond || !isPart(beyond, token)) break;
  }
  return last;
}

/** Whether a word beside a name belongs to it. */
function isPart({ small, shape }: Token, { shape: like, small: name }: Token): boolean {
  if (shape === 'initial') return like !== 'small';
  if (endsAsSurname(small) || isGiven(small.split('-'))) return shape !== 'other';
  if (like === 'small') return shape === 'small' && (isCommonName(small) ? isSurname(name) : mayBeSurname(small) && isOnlyName(name));
  return shape === like && !isBody(small) && !isOrdinary(small) && !isRole(small) && !isForm(small);
}

/** After a given name in small letters; what ends as verbs do is a verb. */
const mayBeSurname = (small: string): boolean => small.length > 3 && !isBody(small) && !isOrdinary(small) && !isRole(small) && !/(?:[ae]r|de|te|it|at|as|es|en|et|na|a|or|ed|s)$/u.test(small);

/** "Karin Boyes gata" and "Per Dubbsgatan" are nobody. */
function isOfPlace(first: Token, { after, small }: Token): boolean {
  return isPlace(small) || (after !== undefined && isPlace(after.small)) || (first.before !== undefined && isBeforeNoPerson(first.before.small));
}

function apart(spans: readonly Span[]): readonly Span[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

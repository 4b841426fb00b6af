import { fold } from '../analyse';
import { isGivenNameAsWritten } from '../privacy/givenNames';
import type { Span } from './find';
import { isOrdinary, isSurname } from './words';

const EMAIL = /(?<![^\s<(:/;,])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu;
/** What a mailbox for everybody is called, å, ä and ö typed or not. */
const FOR_ALL = /(?:namnd|forvaltning|kontor|stad|kommun|verk|avdelning|enhet|halsa|miljo|service|info|kontakt|support|registrator|diarie|press|jour|sakerhet|trygg|larm|upphandling|kundtjanst|fastighet|social|skola|kultur|trafik|idrott|funktion|brevlada|center|board|office|contact|team)/u;

/** Addresses that seem to be somebody's own: "anna.andersson@…". */
export function emailsOfPersons(text: string): readonly Span[] {
  if (!text.includes('@')) return [];
  return [...text.matchAll(EMAIL)].filter(({ 0: email }) => isPersons(email.slice(0, email.indexOf('@')))).map(({ 0: email, index }) => ({ start: index, end: index + email.length }));
}

function isPersons(mailbox: string): boolean {
  const parts = mailbox.toLowerCase().split(/[^\p{L}]+/u).filter((part) => part.length > 1);
  if (FOR_ALL.test(fold(mailbox.toLowerCase()))) return false;
  return parts.some((part) => isGivenNameAsWritten(part) || isSurname(part)) || (parts.length === 2 && !parts.some(isOrdinary));
}

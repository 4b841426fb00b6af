import type { Outcome } from './index';

/** Why a command was not carried out. */
export type Refused = Extract<Outcome, { readonly ok: false }>['refusal'];

/** The stable code that a refusal is told as: over HTTP, and in the log whichever way the command came. */
const CODES: Readonly<Record<Refused, string>> = {
  stale: 'stale_version',
  alreadyAcknowledged: 'already_acknowledged',
  closed: 'case_closed',
  notFound: 'case_not_found',
  forbidden: 'forbidden',
  tooLarge: 'case_full',
  changed: 'stale_answers',
  notYet: 'not_yet',
  unchanged: 'unchanged',
  unknown: 'unknown_here',
  missing: 'reason_missing',
  reporterFirst: 'reporter_first',
  notHere: 'not_for_this_case',
  nobodyLeft: 'nobody_left',
  onlyYou: 'only_you_left',
  ownRequest: 'own_request',
  notClosed: 'not_closed',
  withdrawn: 'case_withdrawn',
};

export const codeOf = (refusal: Refused): string => CODES[refusal];

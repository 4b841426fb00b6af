import type { Case, Decision } from '../case';
import type { Setting } from '../clocks';
import { lineOf, successor } from '../routing';
import type { Stamp, WorkCommand } from './types';

/**
 * Somebody is out of the case from now on, with whoever is above them: out of recipients, lists, counts and access. Who
 * has the case next follows the board's order; where nobody is left, nothing changes and it is said.
 */
export function declareConflict(current: Case, { person, reason }: Extract<WorkCommand, { command: 'declareConflict' }>, stamp: Stamp, setting: Setting): Decision {
  const who = person ?? stamp.by.person ?? '';
  if (!setting.board.people.some(({ id }) => id === who)) return { ok: false, refusal: 'unknown' };
  const barred = [who, ...lineOf(setting.board, who)].map(setting.hashOf).filter((hash) => !current.barred.includes(hash));
  if (barred.length === 0) return { ok: false, refusal: 'unchanged' };
  const next = successor(setting, current, [...current.barred, ...barred]);
  if (!next) return { ok: false, refusal: 'nobodyLeft' };
  return { ok: true, events: [{ ...stamp, kind: 'conflictDeclared', barred, ...next, ...(reason === undefined ? {} : { reason }) }] };
}

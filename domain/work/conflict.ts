import type { Answer, Case, CaseEvent, Decision } from '../case';
import type { Setting } from '../clocks';
import { lineOf, successor } from '../routing';
import type { Stamp, WorkCommand } from './types';

/** The code of the answer that says it was the reporter's own manager. */
const OWN_MANAGER = 'manager';

/**
 * Who is put out of the case by what its reporter has added: where their manager is pointed out, whoever is above them. The
 * case does not know who reported, but among whom it is kept from is its reporter; of the others the line is out already.
 */
export function outByRule(current: Case, answers: readonly Answer[], at: string, setting: Setting): readonly CaseEvent[] {
  if (!answers.some(({ id, code }) => id === 'relation' && code === OWN_MANAGER)) return [];
  const keptFrom = setting.board.people.filter(({ id }) => current.barred.includes(setting.hashOf(id)));
  const lines = new Set(keptFrom.flatMap(({ id }) => lineOf(setting.board, id)));
  const barred = [...lines].map(setting.hashOf).filter((hash) => !current.barred.includes(hash));
  const next = successor(setting, current, [...current.barred, ...barred]);
  return next && barred.length > 0 ? [{ at, by: { role: 'system' }, kind: 'conflictDeclared', barred, ...next }] : [];
}

/**
 * Somebody is out of the case from now on, with whoever is above them: out of recipients, lists, counts and access. Who
 * has the case next follows the board's order; where nobody is left, nothing changes and it is said.
 */
export function declareConflict(current: Case, { person, reason }: Extract<WorkCommand, { command: 'declareConflict' }>, stamp: Stamp, setting: Setting): Decision {
  const who = person ?? stamp.by.person ?? '';
  if (!setting.board.people.some(({ id }) => id === who)) return { ok: false, refusal: 'unknown' };
  const barred = [who, ...lineOf(setting.board, who)].map(setting.hashOf).filter((hash) => !current.barred.includes(hash));
  // Of a hidden case nobody is told who is out of it already: its reporter is among them.
  if (barred.length === 0 && current.visibility !== 'hidden') return { ok: false, refusal: 'unchanged' };
  const next = successor(setting, current, [...current.barred, ...barred]);
  if (!next) return { ok: false, refusal: 'nobodyLeft' };
  return { ok: true, events: [{ ...stamp, kind: 'conflictDeclared', barred, ...next, ...(reason === undefined ? {} : { reason }) }] };
}

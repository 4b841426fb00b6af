import type { Answer, Case, CaseEvent, Decision } from '../case';
import type { Setting } from '../clocks';
import { lineOf, offerable, successor, workers } from '../routing';
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
 * has the case next follows the board's order; where nobody is left, nothing changes and it is said. Nobody gets a case to
 * themselves by what they say of others: then the next in order has it, and the board's independent recipient hears of it.
 */
export function declareConflict(current: Case, { person, reason }: Extract<WorkCommand, { command: 'declareConflict' }>, stamp: Stamp, setting: Setting): Decision {
  const who = person ?? stamp.by.person ?? '';
  if (!setting.board.people.some(({ id }) => id === who)) return { ok: false, refusal: 'unknown' };
  const out = [who, ...lineOf(setting.board, who)];
  const barred = out.map(setting.hashOf).filter((hash) => !current.barred.includes(hash));
  // Of a hidden case nobody is told who is out of it already: its reporter is among them.
  if (barred.length === 0 && current.visibility !== 'hidden') return { ok: false, refusal: 'unchanged' };
  const next = successor(setting, current, [...current.barred, ...barred]);
  if (!next) return { ok: false, refusal: 'nobodyLeft' };
  const said = { ...stamp, kind: 'conflictDeclared', barred, ...(reason === undefined ? {} : { reason }) } as const;
  if (who === stamp.by.person) return { ok: true, events: [{ ...said, ...next }] };
  const others = successor(setting, current, [...current.barred, ...barred, setting.hashOf(stamp.by.person ?? '')]);
  if (!others) return { ok: false, refusal: 'onlyYou' };
  return { ok: true, events: [{ ...said, ...(others.audience === current.audience || !takesWorkers(current, out, setting) ? next : others), ofOther: true }] };
}

/** Whether any of them works the case; of a hidden one whoever is out of it already counts too, for that is not to be told. */
function takesWorkers(current: Case, out: readonly string[], setting: Setting): boolean {
  const able = workers(setting.board, current.audience);
  return offerable(setting, out, current).some((person) => able.includes(person));
}

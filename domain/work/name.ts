import type { Case, Decision } from '../case';
import type { Stamp } from './types';
import { nameRequestOf, nameReviewsOf, nameSeenBy } from './views';

/**
 * Whether the rules made the case as critical as it is out of the reporter's own words: only then may one person see a
 * hidden name alone. A worker who sets the severity, or the type that the rules then judge by, opens no name by it.
 */
export function isRuleCritical(one: Pick<Case, 'events'>): boolean {
  const level = one.events.findLast((event) => event.kind === 'received' || event.kind === 'severityRaised' || event.kind === 'severitySet');
  return level !== undefined && level.severity === 'critical' && level.by.role !== 'worker';
}

/** To see a hidden name takes a second person, but for a case that the reporter's own words made critical. */
export function revealName(current: Case, reason: string, stamp: Stamp): Decision {
  const to = stamp.by.person ?? '';
  if (current.visibility !== 'hidden') return { ok: false, refusal: 'notHere' };
  if (nameSeenBy(current).includes(to)) return { ok: false, refusal: 'unchanged' };
  if (isRuleCritical(current)) return { ok: true, events: [{ ...stamp, kind: 'nameRevealed', to, reason, alone: true }] };
  return nameRequestOf(current) ? { ok: false, refusal: 'unchanged' } : { ok: true, events: [{ ...stamp, kind: 'nameRequested', reason }] };
}

/** A second person's yes or no: nobody answers their own request. */
export function answerNameRequest(current: Case, command: 'approveName' | 'refuseName', stamp: Stamp): Decision {
  const request = nameRequestOf(current);
  if (!request) return { ok: false, refusal: 'unknown' };
  if (request.by.person === stamp.by.person) return { ok: false, refusal: 'ownRequest' };
  if (command === 'refuseName') return { ok: true, events: [{ ...stamp, kind: 'nameRefused' }] };
  return { ok: true, events: [{ ...stamp, kind: 'nameRevealed', to: request.by.person ?? '', reason: request.reason, alone: false }] };
}

/** What one person did alone is looked at afterwards by another. */
export function reviewName(current: Case, stamp: Stamp): Decision {
  const waiting = nameReviewsOf(current);
  if (waiting.length === 0) return { ok: false, refusal: 'unknown' };
  return waiting.every(({ to }) => to === stamp.by.person) ? { ok: false, refusal: 'ownRequest' } : { ok: true, events: [{ ...stamp, kind: 'nameReviewed' }] };
}

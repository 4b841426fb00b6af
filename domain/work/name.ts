import type { Case } from '../case';

/**
 * Whether the rules made the case critical out of the reporter's own words, and it still is: only then may one person see
 * a hidden name alone. A worker who sets the severity opens no name by it.
 */
export function isRuleCritical(one: Pick<Case, 'events' | 'severity'>): boolean {
  return one.severity === 'critical' && one.events.some((event) => (event.kind === 'received' || event.kind === 'severityRaised') && event.by.role !== 'worker' && event.severity === 'critical');
}

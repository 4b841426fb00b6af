import type { Case } from '../case';
import type { Setting } from '../clocks';

/** Which manager hears of a case with the reporter's yes, and before whom the reporter hears it. */

/** The case as referrals are decided by. */
type Referred = Pick<Case, 'events' | 'visibility'>;

/**
 * Whether the reporter has been told that a manager must know, and none has been let in since: what they were told of is
 * one referral, and another manager is told of anew.
 */
export function isAnnounced({ events }: Pick<Case, 'events'>): boolean {
  return events.findLast(({ kind }) => kind === 'referralAnnounced' || kind === 'referred')?.kind === 'referralAnnounced';
}

/** Whether the reporter chose that this manager knows: "my manager" is their own and nobody else. */
export function isChosen({ visibility }: Pick<Case, 'visibility'>, manager: string, { reporterManager }: Pick<Setting, 'reporterManager'>): boolean {
  return visibility === 'coordinatorAndManager' && manager === reporterManager;
}

/** Whether the reporter must be told before this manager is. */
export function mustAnnounce(one: Referred, manager: string, setting: Pick<Setting, 'reporterManager'>): boolean {
  return !isChosen(one, manager, setting) && !isAnnounced(one);
}

/** Whether a manager might be let in as things stand: only then does it matter who the reporter's own is. */
export const mayLetIn = (one: Referred): boolean => one.visibility === 'coordinatorAndManager' || isAnnounced(one);

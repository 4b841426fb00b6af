import type { Case, Notice } from './case';
import { hasArrived, isSpared, isUndelivered } from './delivery';

/** Tried by some way, refused there or meant for somebody who has left, and not arrived by another. */
const isLost = (one: Pick<Case, 'notices'>, notice: Notice): boolean =>
  notice.state === 'failed' && !isSpared(notice) && notice.about !== 'copy' && !notice.recipient.startsWith('place:') && !hasArrived(one, notice);

/**
 * Whether something that had to be told was sent and reached nobody. Where nobody has a chat with the bot or an e-mail
 * address there was nothing to send: that is no failure of this case but the board's state, told once for the board.
 */
export function isLostOnTheWay(one: Pick<Case, 'notices' | 'status'>): boolean {
  return isUndelivered(one) && one.notices.some((notice) => isLost(one, notice));
}

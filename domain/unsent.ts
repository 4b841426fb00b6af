import type { Case, Notice } from './case';
import type { Setting } from './clocks';
import { hasArrived, isSpared, isUndelivered } from './delivery';
import { referredTo } from './work/views';

type HashOf = Setting['hashOf'];

/** To a manager whom the case was referred to and whom no way leads to: nobody else hears of it in their place. */
const isForNobodyElse = (one: Pick<Case, 'events' | 'barred'>, { state, only, recipient }: Notice, hashOf: HashOf): boolean =>
  state === 'noConversation' && only === true && referredTo(one).includes(recipient) && !one.barred.includes(hashOf(recipient));

/** Tried by some way, refused there or meant for somebody who has left, and not arrived by another. */
const isLost = (one: Pick<Case, 'notices' | 'events' | 'barred'>, notice: Notice, hashOf: HashOf): boolean =>
  (notice.state === 'failed' || isForNobodyElse(one, notice, hashOf)) && !isSpared(notice) && notice.about !== 'copy' && !notice.recipient.startsWith('place:') && !hasArrived(one, notice);

/**
 * Whether something that had to be told was sent and reached nobody. Where nobody has a chat with the bot or an e-mail
 * address there was nothing to send: that is no failure of this case but the board's state, told once for the board.
 */
export function isLostOnTheWay(one: Pick<Case, 'notices' | 'events' | 'barred' | 'status'>, hashOf: HashOf): boolean {
  return isUndelivered(one) && one.notices.some((notice) => isLost(one, notice, hashOf));
}

import * as z from 'zod';
import type { AdaptiveCard } from '../../../cards/types';
import type { Messenger } from '../../../services/notifications/ports';
import { StoreUnavailable } from '../../../services/store/ports';
import type { Reply } from '../../turn';

/** Addresses of earlier versions have no owner: their conversations are found in memory only. */
const reference = z.object({ conversationId: z.string(), owner: z.string().optional() });
export type Recipient = z.infer<typeof reference>;

/** Sends of the bot's own accord to an intranet conversation. What was sent there cannot be changed afterwards. */
export function directLineMessenger(push: (to: Recipient, replies: readonly Reply[]) => Promise<boolean>): Messenger {
  return {
    async send(address, message) {
      const parsed = reference.safeParse(address.reference);
      if (!parsed.success) return { ok: false, reason: 'rejected' };
      const reply: Reply = { ...(message.card === undefined ? {} : { card: message.card as AdaptiveCard }), ...(message.text === undefined ? {} : { text: message.text }) };
      try {
        return (await push(parsed.data, [reply])) ? { ok: true } : { ok: false, reason: 'gone' };
      } catch (error) {
        return { ok: false, reason: error instanceof StoreUnavailable ? 'unavailable' : 'rejected' };
      }
    },
    update: () => Promise.resolve({ ok: false, reason: 'rejected' }),
  };
}

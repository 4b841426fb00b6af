import * as z from 'zod';
import { SESSION_FIELD, withSession } from '../cards/session';
import { runInSession, sessionToken } from '../services/store/session';
import type { Turn, TurnHandler } from './turn';

const carried = z.looseObject({ [SESSION_FIELD]: z.string() });

/**
 * Each turn goes on in the store's session that the card pressed was made in, whichever instance made it, so that a
 * shared store shows what was written there. The token travels in the cards; a forged one is no more than a wish.
 */
export function inSession(handler: TurnHandler): TurnHandler {
  return (turn) =>
    runInSession(tokenOf(turn), async () => {
      const replies = await handler(turn);
      const token = sessionToken();
      return token === undefined ? replies : replies.map((reply) => (reply.card ? { ...reply, card: withSession(reply.card, token) } : reply));
    });
}

function tokenOf({ input }: Turn): string | undefined {
  const parsed = carried.safeParse(input.kind === 'action' ? input.data : undefined);
  return parsed.success ? parsed.data[SESSION_FIELD] : undefined;
}

import { withButtons } from './channels';
import type { AdaptiveCard, CardAction, Element } from './types';

/** Where a button carries the store's session token, so that it comes back with the next press. */
export const SESSION_FIELD = 's';

function carrying(action: CardAction, token: string): CardAction {
  if (action.type !== 'Action.Submit') return action;
  return { ...action, data: { ...(action['data'] as object), [SESSION_FIELD]: token } };
}

/** The card with the store's session token in each of its buttons. It tells nothing of anybody. */
export function withSession(card: AdaptiveCard, token: string): AdaptiveCard {
  return { ...card, body: card.body.map((element) => withButtons(element, (action) => carrying(action, token)) as Element), ...(card.actions ? { actions: card.actions.map((action) => carrying(action, token)) } : {}) };
}

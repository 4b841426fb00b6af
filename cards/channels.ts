import type { AdaptiveCard, CardAction } from './types';

function execute(action: CardAction): CardAction | object {
  if (action.type !== 'Action.Submit') return action;
  const data = action['data'] as { readonly a?: string } | undefined;
  return { ...action, type: 'Action.Execute', verb: data?.a ?? 'trygg', fallback: action };
}

/** The card as Teams wants it: Action.Execute, whose answer takes the card's place, with Action.Submit to fall back on. */
export function forTeams(card: AdaptiveCard): object {
  const actions = card.actions?.map(execute);
  return { ...card, ...(actions ? { actions } : {}), msteams: { width: 'full' } };
}

/** The card as Direct Line clients want it: they post nothing for an Action.Execute, so Submit it stays. */
export function forDirectLine(card: AdaptiveCard): object {
  return card;
}

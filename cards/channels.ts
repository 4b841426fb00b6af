import type { AdaptiveCard, CardAction, Element } from './types';

/** Teams answers an Execute with a card in the same place; the Submit it falls back on does the same in older clients. */
function execute(action: CardAction): object {
  if (action.type !== 'Action.Submit') return action;
  const data = action['data'] as { readonly a?: string } | undefined;
  return { ...action, type: 'Action.Execute', verb: data?.a ?? 'trygg', fallback: action };
}

/** The element with each of its buttons as `each` has it. Buttons stand under a card or in sets, also within containers and columns. */
export function withButtons(element: Element, each: (action: CardAction) => object): object {
  const { actions, items, columns } = element;
  if (element.type === 'ActionSet' && Array.isArray(actions)) return { ...element, actions: (actions as readonly CardAction[]).map(each) };
  if (Array.isArray(items)) return { ...element, items: (items as readonly Element[]).map((item) => withButtons(item, each)) };
  if (Array.isArray(columns)) return { ...element, columns: (columns as readonly Element[]).map((column) => withButtons(column, each)) };
  return element;
}

/** The card as Teams wants it: Action.Execute, whose answer takes the card's place, with Action.Submit to fall back on. */
export function forTeams(card: AdaptiveCard): object {
  return { ...card, body: card.body.map((element) => withButtons(element, execute)), ...(card.actions ? { actions: card.actions.map(execute) } : {}), msteams: { width: 'full' } };
}

/** The card as Direct Line clients want it: they post nothing for an Action.Execute, so Submit it stays. */
export function forDirectLine(card: AdaptiveCard): object {
  return card;
}

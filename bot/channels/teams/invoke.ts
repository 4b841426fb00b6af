import type { Reply } from '../../turn';
import { json, type Answer } from './answer';
import type { TeamsOptions } from './options';
import { CARD } from './reply';

/** The body of the response to `adaptiveCard/action`. Source: "Universal Actions for Adaptive Cards", response format. */
export type ActionResponse =
  | { readonly statusCode: 200; readonly type: typeof CARD; readonly value: object }
  | { readonly statusCode: 200; readonly type: 'application/vnd.microsoft.activity.message'; readonly value: string }
  | { readonly statusCode: 400 | 500; readonly type: 'application/vnd.microsoft.error'; readonly value: { readonly code: string; readonly message: string } };

/**
 * Splits replies into what the response to the press holds (the card that takes the pressed one's place, or the
 * text where there is nothing but text) and what is sent as messages beside it, in order.
 */
export function actionResponse(replies: readonly Reply[], present: TeamsOptions['present']): { response: ActionResponse; rest: readonly Reply[] } {
  const replacing = replies.find((reply) => reply.card !== undefined && reply.replace === true);
  if (replacing?.card !== undefined) {
    const { card, text } = replacing;
    const rest = replies.flatMap((reply) => (reply !== replacing ? reply : text === undefined ? [] : { text }));
    return { response: { statusCode: 200, type: CARD, value: present(card) }, rest };
  }
  const [first, ...others] = replies;
  if (replies.every((reply) => reply.card === undefined)) return { response: said(first?.text ?? ''), rest: others };
  return { response: said(''), rest: replies };
}

function said(value: string): ActionResponse {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

/** The HTTP status stays 200: clients read the status in the body. */
export function actionFailed(message: string): ActionResponse {
  return { statusCode: 500, type: 'application/vnd.microsoft.error', value: { code: 'InternalError', message } };
}

export const MALFORMED_ACTION: Answer = json(200, {
  statusCode: 400,
  type: 'application/vnd.microsoft.error',
  value: { code: 'BadRequest', message: 'Not an Action.Execute' },
} satisfies ActionResponse);

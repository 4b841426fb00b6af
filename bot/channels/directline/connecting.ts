import type { Request } from 'restify';
import type { Actor } from '../../../domain/person';
import { newConversationId, type Claims } from './auth';
import { readBody } from '../../../http/body';
import { Bucket } from './bucket';
import { sendJson, sendNothing } from '../../../http/problem';
import { BASE, bearer, browserLocale, caller, queryOf, startLocale, type Parts, type Route } from './request';

/** Tokens and conversations: how a client comes in, comes back and leaves. */
export function connecting({ auth, conversations, turns, cors, limits, stopping, instanceId }: Parts) {
  const newTokens = new Bucket(limits.tokensPerSecond, limits.tokenBurst);
  const newExpiry = (): number => auth.seconds() + limits.tokenSeconds;

  /** What a client needs to go on: its conversation, a token from now, and how many seconds that lasts. */
  const credentials = ({ actor, conversationId }: Claims) => ({
    conversationId,
    token: auth.issue(actor, conversationId),
    expires_in: limits.tokenSeconds,
  });

  const connection = (request: Request, claims: Claims) => {
    const { actor, conversationId } = claims;
    const watermark = queryOf(request).get('watermark') || '-';
    const query = new URLSearchParams({ watermark, t: auth.issue(actor, conversationId, 'stream') });
    const streamUrl = `${cors.streamBase(request)}${BASE}/conversations/${conversationId}/stream?${query.toString()}`;
    return { ...credentials(claims), streamUrl };
  };

  const begun = (actor: Actor): Claims => {
    newTokens.take();
    return { actor, conversationId: newConversationId(actor.kind === 'anonymous' ? instanceId : undefined), expiresAt: newExpiry() };
  };

  const generate: Route = (request, response) => {
    sendJson(response, 200, credentials(begun(auth.signIn(bearer(request)))));
  };

  const refresh: Route = (request, response) => {
    const claims = auth.verify(bearer(request));
    conversations.refuseEnded(claims.conversationId);
    conversations.extend(claims.conversationId, newExpiry());
    sendJson(response, 200, credentials(claims));
  };

  const start: Route = async (request, response) => {
    stopping.refuse();
    const who = auth.either(bearer(request));
    const claims = 'conversationId' in who ? who : begun(who);
    const locale = startLocale(await readBody(request, limits.activityBytes));
    const first = await conversations.start({ ...claims, expiresAt: newExpiry() }, (conversation) => {
      conversation.locale = locale ?? conversation.locale ?? browserLocale(request);
      if (conversation.joined) return false;
      // Not waited for: the client connects meanwhile and finds the greeting in its stream.
      void turns.join(conversation, claims.actor);
      return true;
    });
    sendJson(response, first ? 201 : 200, connection(request, claims));
  };

  const reconnect: Route = async (request, response) => {
    const claims = caller(request, auth);
    await conversations.use({ ...claims, expiresAt: newExpiry() }, () => undefined);
    sendJson(response, 200, connection(request, claims));
  };

  const end: Route = async (request, response) => {
    await conversations.use(caller(request, auth), (conversation) => conversations.end(conversation));
    sendNothing(response);
  };

  return { generate, refresh, start, reconnect, end };
}

import type { Request, RequestHandler, Response } from 'restify';
import { parseJson } from './activity';
import { bearerOf, type Auth, type Claims } from './auth';
import type { Conversations } from './conversations';
import type { Cors } from './cors';
import type { Forwarding } from './forward';
import type { Looking } from './looking';
import type { Limits, Log } from './options';
import { Problem, problemOf, sendProblem } from '../../../http/problem';
import type { Stopping } from './stopping';
import { languageTag } from './translate';
import type { Turns } from './turns';
import type { Uploads } from './upload';

export const BASE = '/v3/directline';

/** What the routes are made of. */
export interface Parts {
  readonly auth: Auth;
  readonly conversations: Conversations;
  readonly turns: Turns;
  readonly uploads: Uploads;
  readonly cors: Cors;
  readonly looking: Looking;
  readonly forwarding: Forwarding;
  readonly stopping: Stopping;
  /** This instance's, where there are others. */
  readonly instanceId: string | undefined;
  readonly limits: Limits;
  readonly log: Log;
}

export type Route = (request: Request, response: Response) => Promise<void> | void;

/** A route whose failures are answered as coded problems. */
export function answering(work: Route, { cors, log }: Pick<Parts, 'cors' | 'log'>): RequestHandler {
  return async (request: Request, response: Response): Promise<void> => {
    cors.apply(request, response);
    try {
      await work(request, response);
    } catch (error) {
      sendProblem(response, problemOf(error, log));
    }
  };
}

/** A route that is the business of whoever holds the conversation: handed over when that is another instance. */
export function whereHeld(work: Route, claimsOf: (request: Request) => Claims | undefined, { forwarding, instanceId }: Pick<Parts, 'forwarding' | 'instanceId'>): Route {
  if (instanceId === undefined) return work;
  return async (request, response) => {
    const claims = claimsOf(request);
    const peer = claims && (await forwarding.peerOf(claims, request));
    await (peer ? forwarding.pass(request, response, peer) : work(request, response));
  };
}

/** @throws Problem 401 `token_missing` */
export function bearer(request: Request): string {
  return bearerOf(request.headers.authorization);
}

/** The caller, whose token must be of the conversation in the path. @throws Problem 403 `conversation_foreign` */
export function caller(request: Request, auth: Auth): Claims {
  const claims = auth.verify(bearer(request));
  const { id }: { readonly id?: unknown } = request.params as object;
  if (claims.conversationId !== id) throw new Problem(403, 'conversation_foreign');
  return claims;
}

export function queryOf(request: Request): URLSearchParams {
  return new URL(request.url ?? '/', 'http://localhost').searchParams;
}

/** The language a client starts a conversation in. @throws Problem 400 `json_malformed` */
export function startLocale(body: Uint8Array): string | undefined {
  if (body.length === 0) return undefined;
  const json = parseJson(body);
  const locale = typeof json === 'object' && json !== null && 'locale' in json ? json.locale : undefined;
  return typeof locale === 'string' ? languageTag(locale) : undefined;
}

/** The language that the browser asks for first. */
export function browserLocale(request: Request): string | undefined {
  return languageTag(/^[A-Za-z0-9-]+/.exec(request.headers['accept-language'] ?? '')?.[0]);
}

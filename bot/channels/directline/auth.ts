import { createSecretKey, randomBytes } from 'node:crypto';
import jwt from 'jsonwebtoken';
import * as z from 'zod';
import type { Actor } from '../../../domain/person';
import type { DirectLineOptions, Limits } from './options';
import { Problem } from '../../../http/problem';

const ISSUER = 'trygg';
/** `any` opens every route; `stream` stands in an address, where logs may see it, and only connects a stream. */
const AUDIENCE = { any: 'directline', stream: 'directline-stream' } as const;
export type Use = keyof typeof AUDIENCE;

const payload = z.object({
  conv: z.string().min(1),
  /** `user` is the claim that the official client reads its own id from. */
  user: z.string().min(1),
  kind: z.enum(['person', 'anonymous']),
  exp: z.number(),
});

/** What a token says once its signature and age have been checked. */
export interface Claims {
  readonly conversationId: string;
  readonly actor: Actor;
  /** Unix seconds. */
  readonly expiresAt: number;
}

export type Auth = ReturnType<typeof auth>;

/**
 * Stateless tokens (HS256): each is bound to one conversation and one person. A signed-in person is looked up at
 * every use, so that roles are never older than the configuration; an anonymous one lives in the token alone.
 */
export function auth({ secret, people, clock }: Pick<DirectLineOptions, 'secret' | 'people' | 'clock'>, limits: Limits) {
  // Given as text it would be tried as a PEM at each use, which costs more than the whole check.
  const key = createSecretKey(secret, 'utf8');
  const seconds = (): number => Math.floor(clock().getTime() / 1000);

  /** A token of that conversation for that person, from now on. */
  function issue(actor: Pick<Actor, 'id' | 'kind'>, conversationId: string, use: Use = 'any'): string {
    const lifetime = use === 'any' ? limits.tokenSeconds : limits.streamTokenSeconds;
    const now = seconds();
    const claims = { conv: conversationId, user: actor.id, kind: actor.kind, iat: now, exp: now + lifetime };
    return jwt.sign(claims, key, { algorithm: 'HS256', issuer: ISSUER, audience: AUDIENCE[use] });
  }

  function decode(token: string, uses: readonly Use[]): z.infer<typeof payload> {
    try {
      const [first, ...rest] = uses.map((use) => AUDIENCE[use]);
      const audience: [string, ...string[]] = [first ?? AUDIENCE.any, ...rest];
      return payload.parse(jwt.verify(token, key, { algorithms: ['HS256'], issuer: ISSUER, audience, clockTimestamp: seconds() }));
    } catch (error) {
      // The official client takes 403 for "expired" and keeps the conversation for a new token.
      if (error instanceof jwt.TokenExpiredError) throw new Problem(403, 'token_expired');
      throw new Problem(401, 'token_invalid');
    }
  }

  function actorOf(claims: z.infer<typeof payload>): Actor {
    if (claims.kind === 'anonymous') return { id: claims.user, name: '', kind: 'anonymous', roles: [] };
    const person = people.byId(claims.user);
    if (!person) throw new Problem(403, 'person_unknown');
    return person;
  }

  /** @throws Problem 401 `token_invalid`, 403 `token_expired` or `person_unknown` */
  function verify(token: string, uses: readonly Use[] = ['any']): Claims {
    const claims = decode(token, uses);
    return { conversationId: claims.conv, actor: actorOf(claims), expiresAt: claims.exp };
  }

  /** Whoever the bearer of a sign-in (not of one of our tokens) is. @throws Problem 401 `token_invalid` */
  function signIn(bearer: string): Actor {
    const actor = people.resolve(bearer);
    if (!actor) throw new Problem(401, 'token_invalid');
    return actor;
  }

  /** A token of ours, or a sign-in that may start a conversation. */
  function either(bearer: string): Claims | Actor {
    const actor = people.resolve(bearer);
    return actor ?? verify(bearer);
  }

  /** As {@link either}, where only the conversation matters: undefined for a sign-in, which has none yet. */
  function inConversation(bearer: string): Claims | undefined {
    const who = either(bearer);
    return 'conversationId' in who ? who : undefined;
  }

  return { issue, verify, signIn, either, inConversation, seconds };
}

/** The bearer of an Authorization header. @throws Problem 401 `token_missing` */
export function bearerOf(header: string | undefined): string {
  const bearer = /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1];
  if (bearer === undefined) throw new Problem(401, 'token_missing');
  return bearer;
}

/**
 * Not guessable, and fit for a path, a document's id and an activity's id.
 * @param holder the instance that alone will hold it, where only one does
 */
export function newConversationId(holder?: string): string {
  const random = randomBytes(18).toString('base64url');
  return holder === undefined ? random : `${holder}.${random}`;
}

/** The instance named in a conversation's id; undefined when any may hold it. */
export function holderOf(conversationId: string): string | undefined {
  const end = conversationId.lastIndexOf('.');
  return end < 0 ? undefined : conversationId.slice(0, end);
}

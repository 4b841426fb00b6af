import * as z from 'zod';
import { NoAnswer } from './errors';

/** What a failed attempt means for whoever made it. */
export type Failure =
  /** The account has answered: absent, there already, or another version. */
  | { readonly kind: 'answer'; readonly status: 404 | 409 | 412 }
  /** Worth another attempt. `unclear`: this one may have been carried out all the same. */
  | { readonly kind: 'again'; readonly unclear: boolean; readonly afterMs?: number }
  /** The replica asked has not come as far as the session token says. */
  | { readonly kind: 'session' }
  /** The request was malformed; with a session token from outside, that may be why. */
  | { readonly kind: 'malformed' }
  | { readonly kind: 'hopeless' };

const answered = z.object({ code: z.number(), substatus: z.number().optional(), retryAfterInMs: z.number().optional() });

const READ_SESSION_NOT_AVAILABLE = 1002;
const OWNER_NOT_FOUND = 1003;
/** The region just contacted no longer takes writes, or does not know the account yet: it is failing over. */
const FAILING_OVER = new Set([3, 1008]);
/** Refused before anything was done: too much at once, or another write of the same document under way. */
const NOT_BEGUN = new Set([429, 449]);
/** Time-out and a partition that has moved; so are all server errors. */
const UNCLEAR = new Set([408, 410]);

/** Of an error that the SDK has thrown, or an answer it has given back in its place. */
export function failureOf(error: unknown): Failure {
  if (error instanceof NoAnswer) return { kind: 'again', unclear: error.sent };
  const parsed = answered.safeParse(error);
  if (!parsed.success) return notFromAccount(error);
  const { code, substatus = 0, retryAfterInMs } = parsed.data;
  if (code === 404) return notFound(substatus);
  if (code === 409 || code === 412) return { kind: 'answer', status: code };
  if (NOT_BEGUN.has(code) || (code === 403 && FAILING_OVER.has(substatus))) return again(false, retryAfterInMs);
  if (UNCLEAR.has(code) || code >= 500) return again(true, retryAfterInMs);
  return { kind: code === 400 ? 'malformed' : 'hopeless' };
}

/** A container that is gone must not look like a document that is absent. */
function notFound(substatus: number): Failure {
  if (substatus === READ_SESSION_NOT_AVAILABLE) return { kind: 'session' };
  return substatus === OWNER_NOT_FOUND ? { kind: 'hopeless' } : { kind: 'answer', status: 404 };
}

const again = (unclear: boolean, afterMs: number | undefined): Failure => ({ kind: 'again', unclear, ...(afterMs === undefined ? {} : { afterMs }) });

/** Mistakes in our own code are to be seen; a token that could not be fetched, or an answer cut short, is worth another attempt. */
function notFromAccount(error: unknown): Failure {
  if (error instanceof TypeError || error instanceof RangeError) throw error;
  return { kind: 'again', unclear: true };
}

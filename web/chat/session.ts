import { isRecord, numberAt, parseJson, stringAt } from '../shared/json';
import { session } from '../shared/storage';

/** The conversation of this tab. It lives in sessionStorage alone, so that it ends with the tab. */
export interface Session {
  readonly persona: string | undefined;
  readonly conversationId: string;
  readonly token: string;
  /** Milliseconds since 1970 from which a new token is asked for: half of the token's life is left. */
  readonly refreshAt: number;
}

const KEY = 'trygg.session';

/** The conversation to go on with, where this tab had one as that persona. */
export function storedSession(persona: string | undefined): Session | undefined {
  const json = parseJson(session.get(KEY) ?? '');
  const conversationId = stringAt(json, 'conversationId');
  const token = stringAt(json, 'token');
  const refreshAt = numberAt(json, 'refreshAt');
  if (conversationId === undefined || token === undefined || refreshAt === undefined) return undefined;
  return stringAt(json, 'persona') === persona ? { persona, conversationId, token, refreshAt } : undefined;
}

/** Keeps the conversation through reloads. */
export function storeSession(value: Session): void {
  session.set(KEY, JSON.stringify(value));
}

/** Forgets the conversation and its token. */
export function forgetSession(): void {
  session.remove(KEY);
}

/** A token answer of the server as a session; undefined where it lacks a part. */
export function readSession(json: unknown, persona: string | undefined, now: number): Session | undefined {
  const conversationId = stringAt(json, 'conversationId');
  const token = stringAt(json, 'token');
  if (conversationId === undefined || token === undefined) return undefined;
  const seconds = numberAt(json, 'expires_in') ?? 1800;
  return { persona, conversationId, token, refreshAt: now + (seconds * 1000) / 2 };
}

/** Where the stream is, if the server said so. */
export function streamUrlOf(json: unknown): string | undefined {
  return isRecord(json) ? stringAt(json, 'streamUrl') : undefined;
}

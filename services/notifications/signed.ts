import { createHmac } from 'node:crypto';
import type { Delivery } from './ports';

export interface Signed {
  readonly url: string;
  /** One signature for each. */
  readonly secrets: readonly string[];
  /** The same at every try, so that the receiver acts once. */
  readonly key: string;
  readonly body: object;
  /** Milliseconds for the whole exchange. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 24 * 60 * 60_000;

/** https, or this machine: nothing about a case goes over a network in the clear. */
export function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname, username, password } = new URL(value);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && (hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)));
}

/** `v1=` and the HMAC-SHA-256, in hexadecimal, of the timestamp, a full stop and the body, for each secret. */
export function signatureOf(secrets: readonly string[], timestamp: string, body: string): string {
  return secrets.map((secret) => `v1=${createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex')}`).join(',');
}

/** Posts JSON to another system, signed, once. Never throws; follows no redirect, which would take it somewhere else. */
export async function postSigned({ url, secrets, key, body, timeoutMs = TIMEOUT_MS }: Signed): Promise<Delivery> {
  if (!isSafeUrl(url) || secrets.length === 0) return { ok: false, reason: 'rejected' };
  const text = JSON.stringify(body);
  const timestamp = String(Math.floor(Date.now() / 1000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key, 'trygg-timestamp': timestamp, 'trygg-signature': signatureOf(secrets, timestamp, text) },
      body: text,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // What it says is not read: only whether it took it.
    await response.body?.cancel();
    return outcomeOf(response.status, response.headers.get('retry-after'));
  } catch {
    return { ok: false, reason: 'unavailable' };
  }
}

function outcomeOf(status: number, retryAfter: string | null): Delivery {
  if (status >= 200 && status < 300) return { ok: true };
  if (status === 410) return { ok: false, reason: 'gone' };
  const pause = pauseIn(retryAfter);
  if (status === 429) return { ok: false, reason: 'throttled', ...pause };
  // 401 and 403 are a secret that somebody will mend, as a server that is down is.
  if (status >= 500 || status === 401 || status === 403 || status === 408 || status === 409 || status === 425) return { ok: false, reason: 'unavailable', ...pause };
  return { ok: false, reason: 'rejected' };
}

/** Retry-After as seconds or a date. */
function pauseIn(header: string | null): { readonly retryAfterMs?: number } {
  if (header === null) return {};
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) && ms > 0 ? { retryAfterMs: Math.min(ms, LONGEST_PAUSE_MS) } : {};
}

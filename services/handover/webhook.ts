import type { IaFailure } from '../../domain/work/types';
import { isSafeUrl, signatureOf } from '../notifications/signed';

/** What came of one try to hand something over. */
export type Receipt = { readonly ok: true; /** The number it got there. */ readonly number?: string } | ({ readonly ok: false } & IaFailure);

export interface Posting {
  readonly url: string;
  /** One signature for each. */
  readonly secrets: readonly string[];
  /** The same for the same thing handed over again: whoever receives takes it once. */
  readonly idempotencyKey: string;
  readonly body: string;
}

const TIMEOUT_MS = 10_000;
const RECEIPT_BYTES = 64 * 1024;
const NUMBER_MAX = 60;

/**
 * Posts a body to an address out of the configuration, signed as notices to a board's own system are, and reads the
 * receipt. Follows no redirect: what was signed goes nowhere else.
 */
export async function post({ url, secrets, idempotencyKey, body }: Posting, timeoutMs = TIMEOUT_MS): Promise<Receipt> {
  if (!isSafeUrl(url) || secrets.length === 0) return { ok: false, why: 'unreachable' };
  const timestamp = String(Math.floor(Date.now() / 1000));
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/json; charset=utf-8', 'idempotency-key': idempotencyKey, 'trygg-timestamp': timestamp, 'trygg-signature': signatureOf(secrets, timestamp, body) },
      body,
    });
    if (!response.ok) {
      await response.body?.cancel();
      return { ok: false, why: 'status', status: response.status };
    }
    return { ok: true, ...numberIn(await beginning(response)) };
  } catch (error) {
    return { ok: false, why: isTimeout(error) ? 'timeout' : 'unreachable' };
  }
}

/** By name: what a signal throws is no Error everywhere. */
const isTimeout = (error: unknown): boolean => typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';

/** As much of an answer as a receipt can be. */
async function beginning(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  for (let size = 0; size <= RECEIPT_BYTES; ) {
    const read: { done: boolean; value?: Uint8Array | undefined } = await reader.read();
    if (read.done || !read.value) return Buffer.concat(chunks).toString('utf8');
    size += read.value.length;
    chunks.push(read.value);
  }
  await reader.cancel();
  return '';
}

/** The number in a receipt, where it is one; anything else is a receipt without a number. */
function numberIn(text: string): { readonly number?: string } {
  try {
    const json: unknown = JSON.parse(text);
    const number = typeof json === 'object' && json !== null && 'number' in json ? json.number : undefined;
    const written = typeof number === 'number' ? String(number) : typeof number === 'string' ? number.trim() : '';
    return written !== '' && written.length <= NUMBER_MAX && !/[\p{Cc}\p{Cf}]/u.test(written) ? { number: written } : {};
  } catch {
    return {};
  }
}

import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { unpacked } from './entities';

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
export type HttpClient = NonNullable<ConnectorOptions['httpClient']>;
type WebRequest = Parameters<HttpClient['sendRequest']>[0];
type WebResponse = Awaited<ReturnType<HttpClient['sendRequest']>>;

/** The Connector refused (`status`), or gave no answer (no `status`; `reached` false when it cannot have got the request). */
export class ConnectorFailure extends Error {
  override readonly name = 'ConnectorFailure';
  constructor(
    readonly status?: number,
    readonly retryAfterMs?: number,
    readonly reached = true,
  ) {
    super(status === undefined ? 'the connector did not answer' : `the connector answered ${status}`);
  }
}

export interface ConnectorHttpOptions {
  /** Milliseconds for one attempt. */
  readonly timeoutMs: number;
  /** Attempts in all. The caller that tries again by itself gives 1. */
  readonly attempts: number;
  /** Resolves when a request may go; absent for a caller that waits before it begins. */
  readonly turn?: () => Promise<unknown>;
}

const FIRST_WAIT_MS = 300;
/** A person waits for the reply, and Teams sends the activity again after 15 s: longer pauses are not worth it. */
const LONGEST_WAIT_MS = 3_000;
const PASSING = new Set([429, 500, 502, 503, 504]);

/**
 * The HTTP client under botbuilder's ConnectorClient. Its own client retries three times whatever the caller wants,
 * with a timeout of minutes; that policy leaves alone an error that is not its own kind, which is what this throws.
 */
export function connectorHttp(options: ConnectorHttpOptions): HttpClient {
  return {
    async sendRequest(request) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await options.turn?.();
          return await sendOnce(request, options.timeoutMs);
        } catch (error) {
          const pause = error instanceof ConnectorFailure ? pauseBefore(error, attempt) : undefined;
          if (pause === undefined || attempt >= options.attempts) throw error;
          await wait(pause);
        }
      }
    },
  };
}

/** Milliseconds until another attempt makes sense. Undefined when it does not, or when the first may have got through. */
function pauseBefore(failure: ConnectorFailure, attempt: number): number | undefined {
  if (failure.status === undefined ? failure.reached : !PASSING.has(failure.status)) return undefined;
  const pause = failure.retryAfterMs ?? FIRST_WAIT_MS * 2 ** (attempt - 1);
  return pause <= LONGEST_WAIT_MS ? pause : undefined;
}

async function sendOnce(request: WebRequest, timeoutMs: number): Promise<WebResponse> {
  const { status, headers, text } = await post(request, timeoutMs);
  if (status >= 300) throw new ConnectorFailure(status, retryAfterMs(headers.get('retry-after'), text));
  const received = request.headers.clone();
  for (const name of received.headerNames()) received.remove(name);
  headers.forEach((value, name) => received.set(name, value));
  return { request, status, headers: received, bodyAsText: text };
}

async function post(request: WebRequest, timeoutMs: number): Promise<{ status: number; headers: Headers; text: string }> {
  const body: unknown = request.body;
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson(),
      body: typeof body === 'string' ? unpacked(body) : null,
      // A redirect would take the bot's token to another host.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  } catch (error) {
    throw new ConnectorFailure(undefined, undefined, !neverConnected(error));
  }
}

const withCause = z.object({ cause: z.object({ code: z.string() }) });

function neverConnected(error: unknown): boolean {
  const parsed = withCause.safeParse(error);
  return parsed.success && ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'].includes(parsed.data.cause.code);
}

const throttled = z.object({ retryAfter: z.coerce.number() });
const throttledBody = z.union([throttled, z.object({ error: throttled }).transform(({ error }) => error)]);

/** Retry-After as seconds or a date, from the header, else seconds from the body. @returns milliseconds */
export function retryAfterMs(header: string | null, body: string, now = Date.now()): number | undefined {
  const fromHeader = header === null ? Number.NaN : /^\s*\d/.test(header) ? Number.parseFloat(header) * 1000 : Date.parse(header) - now;
  const ms = Number.isNaN(fromHeader) ? secondsInBody(body) * 1000 : fromHeader;
  return Number.isFinite(ms) ? Math.max(0, Math.round(ms)) : undefined;
}

function secondsInBody(body: string): number {
  if (!body.includes('retryAfter')) return Number.NaN;
  try {
    const parsed = throttledBody.safeParse(JSON.parse(body));
    return parsed.success ? parsed.data.retryAfter : Number.NaN;
  } catch {
    return Number.NaN;
  }
}

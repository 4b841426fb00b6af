import * as http from 'node:http';
import * as https from 'node:https';
import type { CosmosClientOptions } from '@azure/cosmos';
import { moveSession } from '../session';
import { currentAttempt, type Attempt } from './attempt';
import { NoAnswer } from './errors';

export type HttpClient = NonNullable<CosmosClientOptions['httpClient']>;
type Request = Parameters<HttpClient['sendRequest']>[0];
type Response = Awaited<ReturnType<HttpClient['sendRequest']>>;
type Headers = Response['headers'];

interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN']);
const DEFAULT_TIMEOUT_MS = 5_000;

/**
 * Carries the SDK's requests, so that each has a time limit, is counted with its bytes, and fails in a way that the SDK
 * does not try again on its own: only the caller knows whether a write may be repeated.
 */
export class MeteredHttp implements HttpClient {
  readonly #agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true }) };

  async sendRequest(request: Request): Promise<Response> {
    const attempt = currentAttempt();
    if (attempt?.withoutPlans !== false && request.headers.get('x-ms-cosmos-is-query-plan-request')) return noPlan(request);
    if (attempt?.withoutSession) request.headers.delete('x-ms-session-token');
    const answer = await this.#send(request, attempt?.timeoutMs ?? DEFAULT_TIMEOUT_MS);
    if (attempt) report(attempt, request, answer);
    const text = answer.body.toString();
    // A write that asked for no content back gets none; the SDK reads an id from it.
    return { request, status: answer.status, headers: answer.headers, bodyAsText: text === '' && answer.status !== 204 ? '{}' : text };
  }

  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #send({ url, method, headers, body }: Request, timeoutMs: number): Promise<Received> {
    const { protocol } = new URL(url);
    const secure = protocol === 'https:';
    return new Promise((resolve, reject) => {
      const outgoing = (secure ? https : http).request(url, { method, headers: headers.toJSON(), agent: this.#agents[secure ? 'https:' : 'http:'] });
      const timer = setTimeout(() => outgoing.destroy(new NoAnswer('timeout', true)), timeoutMs);
      const fail = (error: NodeJS.ErrnoException): void => {
        clearTimeout(timer);
        const code = error.code ?? 'unknown';
        reject(error instanceof NoAnswer ? error : new NoAnswer(code, !NEVER_SENT.has(code)));
      };
      outgoing.on('error', fail).on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', fail)
          .on('end', () => {
            clearTimeout(timer);
            resolve({ status: incoming.statusCode ?? 0, headers: new ReceivedHeaders(incoming.headers), body: Buffer.concat(chunks) });
          });
      });
      outgoing.end(typeof body === 'string' ? body : undefined);
    });
  }
}

/** A conversation's state lies in `owners`: its session is the one that travels. */
function report({ container, record }: Attempt, { body }: Request, { status, headers, body: received }: Received): void {
  const token = headers.get('x-ms-session-token');
  if (container === 'owners' && token !== undefined && status < 300) moveSession(token);
  record({
    bytesSent: Buffer.byteLength(typeof body === 'string' ? body : ''),
    bytesReceived: received.length,
    status,
    documents: Number(headers.get('x-ms-item-count') ?? 0),
    charge: Number(headers.get('x-ms-request-charge') ?? 0),
  });
}

/**
 * The SDK asks for a plan beside every query and uses it only where the account refuses the query without one, which it
 * does for none inside a partition. Refused here, it costs no request.
 */
const noPlan = (request: Request): Response => ({ request, status: 400, headers: new ReceivedHeaders({}), bodyAsText: '{"message":"no plan"}' });

/** The interface that the SDK reads an answer's headers by. */
class ReceivedHeaders implements Headers {
  readonly #values: Map<string, string>;
  constructor(received: http.IncomingHttpHeaders) {
    this.#values = new Map(Object.entries(received).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])));
  }
  get = (name: string): string | undefined => this.#values.get(name.toLowerCase());
  has = (name: string): boolean => this.#values.has(name.toLowerCase());
  set = (name: string, value: string | number | boolean): void => void this.#values.set(name.toLowerCase(), String(value));
  delete = (name: string): void => void this.#values.delete(name.toLowerCase());
  toJSON = (): Record<string, string> => Object.fromEntries(this.#values);
  [Symbol.iterator] = (): IterableIterator<[string, string]> => this.#values[Symbol.iterator]();
}

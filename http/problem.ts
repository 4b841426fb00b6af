import { STATUS_CODES, type ServerResponse } from 'node:http';
import { InvalidCursor, StoreUnavailable } from '../services/store/ports';
import type { Logger as Log } from '../services/log';

/** An answer that is not a success: `code` is stable and what clients translate; nothing in it comes from a person. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    readonly code: string,
    /** Seconds until trying again makes sense. */
    readonly retryAfter?: number,
    /** What else a client needs: which field is wrong, what a case has become. Codes and numbers, and who did it. */
    readonly more: object = {},
  ) {
    super(code);
  }

  /** RFC 9457 body. */
  get body(): string {
    return JSON.stringify({ type: 'about:blank', title: STATUS_CODES[this.status], status: this.status, code: this.code, ...this.more });
  }

  get headers(): Record<string, string> {
    return {
      'content-type': 'application/problem+json',
      ...(this.retryAfter === undefined ? {} : { 'retry-after': String(this.retryAfter) }),
    };
  }
}

/** The problem a failure is told as. What nobody foresaw is logged, by its kind only. */
export function problemOf(error: unknown, log: Log): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof InvalidCursor) return new Problem(422, 'cursor_invalid');
  if (error instanceof StoreUnavailable) return new Problem(503, 'store_unavailable', 5);
  log.error({ code: 'internal', error: error instanceof Error ? error.name : 'unknown' }, 'a request failed');
  return new Problem(500, 'internal');
}

/** Sends JSON that no cache keeps: answers here hold tokens and transcripts. */
export function sendJson(response: ServerResponse, status: number, body: object): void {
  end(response, status, { 'content-type': 'application/json; charset=utf-8' }, JSON.stringify(body));
}

export function sendProblem(response: ServerResponse, problem: Problem): void {
  end(response, problem.status, problem.headers, problem.body);
}

export function sendNothing(response: ServerResponse): void {
  end(response, 204, {}, '');
}

function end(response: ServerResponse, status: number, headers: Record<string, string>, body: string): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'cache-control': 'no-store', ...headers, ...(body ? { 'content-length': Buffer.byteLength(body) } : {}) });
  response.end(body);
}

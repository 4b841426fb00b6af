import { STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';

/** What `/api/messages` answers: nothing but a status, JSON, or a problem with a stable code. */
export interface Answer {
  readonly status: number;
  /** JSON, already written out so that a redelivery gets the very same. */
  readonly body?: string | undefined;
  readonly type?: 'application/json; charset=utf-8' | 'application/problem+json' | undefined;
}

export const DONE: Answer = { status: 200 };

export function json(status: number, body: unknown): Answer {
  return { status, body: JSON.stringify(body), type: 'application/json; charset=utf-8' };
}

/** RFC 9457. Nothing in it comes from a person or from an error's message. */
export function problem(status: number, code: string): Answer {
  const body = JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status], status, code });
  return { status, body, type: 'application/problem+json' };
}

export function send(response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const headers: Record<string, string | number> = { 'cache-control': 'no-store', 'content-length': Buffer.byteLength(answer.body ?? '') };
  if (answer.type !== undefined) headers['content-type'] = answer.type;
  if (answer.status === 405) headers['allow'] = 'POST';
  response.writeHead(answer.status, headers);
  response.end(answer.body);
}

/** How much of a body that is too large is read away, so that the sender gets to see the answer. */
const PATIENCE = 8 * 1024 * 1024;

/** The whole body, or undefined when it has more bytes than `limit`. Rejects when the sender goes away. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else chunks = [];
      if (size > limit + PATIENCE) resolve(undefined);
    });
    request.on('end', () => {
      const [only] = chunks;
      if (size > limit) resolve(undefined);
      else resolve(only !== undefined && chunks.length === 1 ? only : Buffer.concat(chunks));
    });
    request.on('error', reject);
    request.on('aborted', () => reject(new Error('request aborted')));
  });
}

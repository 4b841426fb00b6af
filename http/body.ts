import type { IncomingMessage } from 'node:http';
import { Problem } from './problem';

/** How much of a body that is too large is read away, so that the client gets to see the answer. */
const PATIENCE = 8 * 1024 * 1024;

/** The whole body. @throws Problem 413 `too_large` */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  await refuseAnnounced(request, limit);
  const chunks: Buffer[] = [];
  for await (const chunk of limited(request, limit, 'too_large')) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The body as JSON. @throws Problem 400 `malformed_json`, and as {@link readBody} */
export async function jsonOf(request: IncomingMessage, limit: number): Promise<unknown> {
  const body = await readBody(request, limit);
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    throw new Problem(400, 'malformed_json');
  }
}

/** Refuses what says itself that it is too large, before anything is made of it. @throws Problem 413 `too_large` */
export async function refuseAnnounced(request: IncomingMessage, limit: number): Promise<void> {
  if (Number(request.headers['content-length'] ?? 0) > limit) await limited(request, 0, 'too_large').next();
}

/**
 * The chunks of a body up to a limit in bytes; what comes after is read away for a while before it throws.
 * @throws Problem 413 with the code, 400 `body_incomplete`
 */
export async function* limited(request: IncomingMessage, limit: number, code: string): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of received(request)) {
    size += chunk.length;
    if (size <= limit) yield chunk;
    else if (size > limit + PATIENCE) break;
  }
  if (size > limit) throw new Problem(413, code);
}

async function* received(request: IncomingMessage): AsyncGenerator<Buffer> {
  // Leaving early must not destroy the socket: an answer is still to be sent.
  const chunks: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false });
  try {
    yield* chunks;
  } catch {
    // The sender went away; nobody reads the answer, and it is no mistake of ours to be logged.
    throw new Problem(400, 'body_incomplete');
  }
}

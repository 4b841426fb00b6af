import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../domain/person';
import type { Cases } from '../services/cases';
import type { Live } from '../services/live';

const KEEP_ALIVE_MS = 15_000;

/**
 * Server-sent events: `case` with `{board, number, version, kind}` for each change of a case that the listener may
 * work, access looked at anew for each. Ends with the connection.
 */
export function streamChanges(deps: { readonly live: Live; readonly cases: Cases }, actor: Actor, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write(': open\n\n');
  const leave = deps.live.subscribe(({ case: one, kind }) => {
    if (!deps.cases.isFor(actor, one)) return;
    const { board, number, version, subject } = one;
    response.write(`event: case\ndata: ${JSON.stringify({ board, number, version, kind, subject })}\n\n`);
  });
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  const end = (): void => {
    clearInterval(keepAlive);
    leave();
  };
  request.on('close', end);
  response.on('close', end);
}

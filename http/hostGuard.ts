import type { IncomingMessage } from 'node:http';
import type { Next, Request, Response, Server } from 'restify';
import { Problem, sendProblem } from './problem';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** The name in a Host header, without its port. */
function hostName(request: IncomingMessage): string {
  return (request.headers.host ?? '').replace(/:\d+$/, '');
}

/**
 * In demo mode anybody may be anybody, so only this machine is served: a page elsewhere whose name is made to point
 * here comes with its own name in the Host header and is turned away. The address in PUBLIC_URL is let through.
 */
export function hostGuard(server: Server, publicUrl: string | undefined): void {
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).hostname;
  server.pre((request: Request, response: Response, next: Next) => {
    const name = hostName(request);
    if (LOOPBACK.test(name) || (own !== undefined && name === own)) {
      next();
      return;
    }
    sendProblem(response, new Problem(403, 'host_not_allowed'));
    next(false);
  });
  server.on('NotFound', (_request: Request, response: Response, _error: unknown, done: () => void) => {
    sendProblem(response, new Problem(404, 'not_found'));
    done();
  });
  server.on('MethodNotAllowed', (_request: Request, response: Response, _error: unknown, done: () => void) => {
    sendProblem(response, new Problem(405, 'method_not_allowed'));
    done();
  });
}

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
  server.on('NotFound', answered(new Problem(404, 'not_found')));
  server.on('MethodNotAllowed', answered(new Problem(405, 'method_not_allowed')));
}

/**
 * Answers a request that no route takes. Sent by restify itself: of what goes out past it restify knows nothing, and
 * would answer a second time, which throws where nobody catches it and ends the process.
 */
function answered(problem: Problem): (request: Request, response: Response, error: unknown, done: () => void) => void {
  return (_request, response, _error, done) => {
    response.sendRaw(problem.status, problem.body, { ...problem.headers, 'cache-control': 'no-store' });
    done();
  };
}

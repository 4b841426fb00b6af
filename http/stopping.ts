import type { Next, Request, Response, Server } from 'restify';
import { Problem, sendProblem } from './problem';

const RETRY_AFTER_SECONDS = 2;

/** Turns new work away once stopping has begun: whoever brought it keeps it and tries again, here or at another instance. */
export function stopping(server: Server): { begin(): void } {
  let begun = false;
  server.pre((request: Request, response: Response, next: Next) => {
    if (!begun || request.method !== 'POST') {
      next();
      return;
    }
    response.setHeader('connection', 'close');
    sendProblem(response, new Problem(503, 'stopping', RETRY_AFTER_SECONDS));
    next(false);
  });
  return { begin: () => void (begun = true) };
}

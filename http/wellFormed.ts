import type { IncomingMessage } from 'node:http';
import type { Server } from 'restify';

/**
 * True where address and Host header make a URL. Node hands over requests whose do not; restify, and everybody else
 * who then reads the address as a URL, throws where nobody catches it, and one such request would end the process.
 */
export function wellFormed({ url = '/', headers }: Pick<IncomingMessage, 'url' | 'headers'>): boolean {
  const base = `http://${headers.host ?? 'localhost'}`;
  return URL.canParse(base) && (url.startsWith('/') ? URL.canParse(base + url) && URL.canParse(url, base) : URL.canParse(url, base));
}

/** Answers 400 before any route is looked up. Connections that ask for an upgrade have to be asked about separately. */
export function refuseMalformed(server: Server): void {
  server.pre((request, response, next) => {
    if (wellFormed(request)) {
      next();
      return;
    }
    const body = JSON.stringify({ type: 'about:blank', title: 'Bad Request', status: 400, code: 'request_malformed' });
    response.writeHead(400, { 'content-type': 'application/problem+json', 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
    response.end(body);
    next(false);
  });
}

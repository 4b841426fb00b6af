import type { IncomingMessage, ServerResponse } from 'node:http';

const METHODS = 'GET, POST, DELETE, OPTIONS';
/** The official client sends `x-ms-bot-agent`, and through a polyfill `x-requested-with`. */
const HEADERS = 'authorization, content-type, content-disposition, x-ms-bot-agent, x-requested-with';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

export type Cors = ReturnType<typeof cors>;

/** Which pages may call: those of the own origin, those configured, and local ones where the service is local too. */
export function cors({ publicUrl, origins = [] }: { readonly publicUrl?: string | undefined; readonly origins?: readonly string[] | undefined }) {
  const listed = new Set(origins);

  /** Host and port that browsers see. */
  function ownHost(request: IncomingMessage): string {
    return publicUrl === undefined ? (request.headers.host ?? '') : new URL(publicUrl).host;
  }

  /** True when no page of a foreign origin is behind the request. */
  function allows(request: IncomingMessage): boolean {
    const { origin } = request.headers;
    if (origin === undefined || listed.has(origin)) return true;
    const page = URL.canParse(origin) ? new URL(origin) : undefined;
    if (!page) return false;
    const own = ownHost(request);
    return page.host === own || (LOOPBACK.has(page.hostname) && LOOPBACK.has(hostname(own)));
  }

  /** Tells a browser whether the page may read the answer. */
  function apply(request: IncomingMessage, response: ServerResponse): void {
    response.setHeader('vary', 'Origin');
    const { origin } = request.headers;
    if (origin === undefined || !allows(request)) return;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-expose-headers', 'retry-after');
  }

  /** Answers a preflight. */
  function preflight(request: IncomingMessage, response: ServerResponse): void {
    apply(request, response);
    if (response.hasHeader('access-control-allow-origin')) {
      response.setHeader('access-control-allow-methods', METHODS);
      response.setHeader('access-control-allow-headers', HEADERS);
      response.setHeader('access-control-max-age', '600');
    }
  }

  /** `ws://host` or `wss://host`, as the client has to call it. */
  function streamBase(request: IncomingMessage): string {
    const secure = publicUrl === undefined ? request.headers['x-forwarded-proto'] === 'https' : publicUrl.startsWith('https:');
    return `${secure ? 'wss' : 'ws'}://${ownHost(request)}`;
  }

  return { allows, apply, preflight, streamBase };
}

function hostname(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}

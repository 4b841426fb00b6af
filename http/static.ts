import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Request, RequestHandler, Response, Server } from 'restify';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Where Microsoft shows tabs: https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/tab-requirements */
const TEAMS_HOSTS =
  "'self' https://teams.microsoft.com https://*.teams.microsoft.com https://*.cloud.microsoft https://*.office.com https://*.microsoft365.com https://*.skype.com";

/** Policies that the card renderer makes when it is loaded; no other code of ours makes any. */
const RENDERER_POLICIES =
  'adaptivecards#markdownPassthroughPolicy adaptivecards#restoreContentsPolicy adaptivecards#deprecatedExportedFunctionPolicy';

interface Representation {
  readonly body: Buffer;
  readonly encoding?: 'br' | 'gzip';
}

interface Resource {
  readonly type: string;
  readonly etag: string;
  /** Best first; the last one is not encoded. */
  readonly representations: readonly Representation[];
}

export interface StaticPages {
  /** Adds GET and HEAD for `/`, `/workspace` and `/assets/*`. */
  register(server: Server): void;
}

/**
 * The built pages: `chat.html`, `workspace.html` and `assets/` with hashed names, each with `.br` and `.gz` beside it
 * where the build made them. All is read here, once: what is not in the folder now cannot be asked for.
 * @throws where the folder or a page is missing: the pages have not been built.
 */
export function staticPages({ dir }: { readonly dir: string }): StaticPages {
  const chat = read(dir, 'chat.html');
  const workspace = read(dir, 'workspace.html');
  const names = readdirSync(join(dir, 'assets')).filter((name) => !/\.(br|gz)$/.test(name));
  const assets = new Map(names.map((name) => [name, read(join(dir, 'assets'), name)]));

  const page = (resource: Resource, policy: (host: string) => string, headers: Readonly<Record<string, string>>): RequestHandler =>
    handler((request, response) => {
      const secured = { ...headers, 'content-security-policy': policy(hostOf(request)), 'cache-control': 'no-cache' };
      send(request, response, resource, secured);
    });

  const asset = handler((request, response) => {
    const { name } = (request.params ?? {}) as Readonly<Record<string, unknown>>;
    const resource = typeof name === 'string' ? assets.get(name) : undefined;
    if (resource) send(request, response, resource, { 'cache-control': 'public, max-age=31536000, immutable' });
    else notFound(response);
  });

  return {
    register(server) {
      const add = (path: string, handle: RequestHandler): void => {
        server.get(path, handle);
        server.head(path, handle);
      };
      add('/', page(chat, chatPolicy, { 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin' }));
      add('/workspace', page(workspace, workspacePolicy, {}));
      add('/assets/:name', asset);
    },
  };
}

function handler(work: (request: Request, response: Response) => void): RequestHandler {
  return (request, response, next) => {
    work(request, response);
    next(false);
  };
}

function read(dir: string, name: string): Resource {
  const file = join(dir, name);
  const plain = readFileSync(file);
  const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  const encoded = ([['br', '.br'], ['gzip', '.gz']] as const).flatMap(([encoding, suffix]): Representation[] => {
    if (!existsSync(file + suffix)) return [];
    const body = readFileSync(file + suffix);
    return body.length < plain.length ? [{ body, encoding }] : [];
  });
  return { type: TYPES[extname(name)] ?? 'application/octet-stream', etag, representations: [...encoded, { body: plain }] };
}

function send(request: Request, response: Response, resource: Resource, headers: Readonly<Record<string, string>>): void {
  const { body, encoding } = choose(resource, request.headers['accept-encoding']);
  const common = {
    ...headers,
    etag: resource.etag,
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  };
  if (matches(request.headers['if-none-match'], resource.etag)) {
    response.writeHead(304, common);
    response.end();
    return;
  }
  response.writeHead(200, {
    ...common,
    'content-type': resource.type,
    'content-length': String(body.length),
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

function notFound(response: Response): void {
  const body = JSON.stringify({ type: 'about:blank', title: 'Not Found', status: 404, code: 'not_found' });
  response.writeHead(404, {
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

/** The best representation that the browser takes; `br;q=0` is a refusal. */
function choose({ representations }: Resource, accepted: string | string[] | undefined): Representation {
  const taken = new Map(
    String(accepted ?? '')
      .split(',')
      .map((part) => part.trim().toLowerCase().split(/\s*;\s*q=/))
      .map(([name = '', weight = '1']) => [name, Number(weight) > 0]),
  );
  const found = representations.find(({ encoding }) => encoding === undefined || taken.get(encoding) === true);
  return found ?? { body: Buffer.alloc(0) };
}

function matches(header: string | undefined, etag: string): boolean {
  return (header ?? '').split(',').some((part) => part.trim().replace(/^W\//, '') === etag || part.trim() === '*');
}

/** The Host header, where it is fit to stand in a policy. */
function hostOf(request: Request): string {
  const host = request.headers.host ?? '';
  return /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,39}\])(?::\d{1,5})?$/i.test(host) ? host : '';
}

function policy(host: string, frameAncestors: string): string {
  // Not every browser takes 'self' for the stream's scheme, so the host is named.
  const streams = host === '' ? '' : ` ws://${host} wss://${host}`;
  return [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self'${streams}`,
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors}`,
  ].join('; ');
}

/** The chat also forbids that text is ever put in as HTML, so that a mistake of ours would break and not leak. */
function chatPolicy(host: string): string {
  return `${policy(host, "'none'")}; require-trusted-types-for 'script'; trusted-types ${RENDERER_POLICIES}`;
}

function workspacePolicy(host: string): string {
  return policy(host, TEAMS_HOSTS);
}

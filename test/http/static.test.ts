import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { createServer, type Server } from 'restify';
import { staticPages } from '../../http/static';

const SCRIPT = `export const text = '${'long '.repeat(100)}';`;

describe('the pages', () => {
  let folder: string;
  let server: Server;
  let port: number;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'trygg-static-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'chat.html'), '<p>chat</p>');
    await writeFile(join(folder, 'workspace.html'), '<p>workspace</p>');
    await writeFile(join(folder, 'assets', 'main-ABC.js'), SCRIPT);
    await writeFile(join(folder, 'assets', 'main-ABC.js.gz'), gzipSync(SCRIPT));
    await writeFile(join(folder, 'assets', 'main-ABC.js.br'), 'packed');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    server = createServer();
    staticPages({ dir: folder }).register(server);
    await new Promise<void>((done) => {
      server.listen(0, '127.0.0.1', done);
    });
    ({ port } = server.address());
  });
  afterAll(async () => {
    await new Promise<void>((done) => {
      server.close(done);
    });
    await rm(folder, { recursive: true, force: true });
  });

  interface Answer {
    readonly status: number | undefined;
    readonly headers: IncomingMessage['headers'];
    readonly body: Buffer;
  }

  // Not fetch: it would tidy the paths and unpack the bodies.
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }));
      })
        .on('error', reject)
        .end();
    });

  it.each([
    ['/', '<p>chat</p>'],
    ['/?say=rapportera', '<p>chat</p>'],
    ['/workspace', '<p>workspace</p>'],
  ])('%s is a page that browsers ask for again each time', async (path, text) => {
    const { status, headers, body } = await get(path);
    expect(status).toBe(200);
    expect(body.toString()).toBe(text);
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });

  it('lets no foreign page frame the chat, and Teams the workspace', async () => {
    const [chat, workspace] = await Promise.all([get('/'), get('/workspace')]);
    expect(chat.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(chat.headers['x-frame-options']).toBe('DENY');
    expect(workspace.headers['content-security-policy']).toMatch(/frame-ancestors 'self' https:\/\/teams\.microsoft\.com /);
    expect(workspace.headers['x-frame-options']).toBeUndefined();
  });

  it('allows no script but its own, no HTML made of text, and no address but its own', async () => {
    const policy = String((await get('/', { host: 'trygg.example:8443' })).headers['content-security-policy']);
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self' ws://trygg.example:8443 wss://trygg.example:8443",
        "object-src 'none'",
        "base-uri 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  it('takes no policy from a strange Host header', async () => {
    const policy = String((await get('/', { host: "x'unsafe-inline'" })).headers['content-security-policy']);
    expect(policy).toContain("connect-src 'self'; ");
    expect(policy).not.toContain('unsafe');
  });

  it('sends an asset packed as the browser takes it, to be kept for ever', async () => {
    const [plain, gzip, brotli, refused] = await Promise.all([
      get('/assets/main-ABC.js'),
      get('/assets/main-ABC.js', { 'accept-encoding': 'gzip, deflate' }),
      get('/assets/main-ABC.js', { 'accept-encoding': 'gzip, deflate, br, zstd' }),
      get('/assets/main-ABC.js', { 'accept-encoding': 'br;q=0, gzip;q=0' }),
    ]);
    expect(plain.body.toString()).toBe(SCRIPT);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gzip.headers['content-encoding']).toBe('gzip');
    expect(gzip.body).toEqual(gzipSync(SCRIPT));
    expect(brotli.headers).toMatchObject({
      'content-encoding': 'br',
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
      'content-length': '6',
    });
    expect(refused.headers['content-encoding']).toBeUndefined();
  });

  it('answers 304 to whoever has the same, and HEAD without a body', async () => {
    const { headers } = await get('/');
    const again = await get('/', { 'if-none-match': `"other", W/${headers.etag}` });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect((await get('/', { 'if-none-match': '"other"' })).status).toBe(200);
    const head = await get('/assets/main-ABC.js', {}, 'HEAD');
    expect([head.status, head.body.length, head.headers['content-length']]).toEqual([200, 0, String(SCRIPT.length)]);
  });

  it.each(['/assets/none.js', '/assets/../secret.txt', '/assets/..%2fsecret.txt', '/assets/%2e%2e%2fchat.html', '/assets/main-ABC.js.gz', '/assets/', '/assets/constructor'])(
    'has nothing at %s',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body.toString()).not.toMatch(/^secret|<p>/);
    },
  );

  it('says at once when the pages have not been built', () => {
    expect(() => staticPages({ dir: join(folder, 'assets') })).toThrow(/chat\.html/);
  });
});

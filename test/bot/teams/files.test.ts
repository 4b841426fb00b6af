import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { download, type DownloadRules } from '../../../bot/channels/teams/download';
import type { IncomingFile } from '../../../bot/turn';
import { rig, type Rig } from './rig';

function redirects(url: string): readonly [number, Record<string, string>] {
  if (url.startsWith('/to/')) return [302, { location: decodeURIComponent(url.slice(4)) }];
  if (url === '/loop') return [307, { location: '/loop' }];
  return [url === '/nowhere' ? 302 : 200, {}];
}

/** Files on this machine, at the addresses that messages name. */
let server: Server;
let base = '';
const asked: { url: string | undefined; authorization: string | undefined }[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const { url = '' } = request;
    asked.push({ url, authorization: request.headers.authorization });
    const [status, headers] = redirects(url);
    response.writeHead(url.startsWith('/missing') ? 404 : status, headers);
    if (url === '/hang') response.write('half');
    else response.end(Buffer.from([0, 255, 128, 10]));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => (asked.length = 0));

async function bytes(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

describe('a message with files', () => {
  let bot: Rig;
  beforeEach(async () => (bot = await rig()));
  afterEach(() => bot.close());

  const files = (): readonly IncomingFile[] => {
    const input = bot.turns[0]?.input;
    return input?.kind === 'files' ? input.files : [];
  };

  test('hands them on with the text; nothing is fetched before somebody opens one', async () => {
    await bot.user().sendFiles([{ name: 'brev från okänd.PDF', url: `${base}/letter` }, { name: 'ej med', url: `${base}/picture`, contentType: 'image/png' }], 'se här');
    expect(bot.turns[0]?.input).toMatchObject({ kind: 'files', text: 'se här' });
    expect(files().map(({ name, contentType }) => [name, contentType])).toEqual([['brev från okänd.PDF', 'application/pdf'], ['image.png', 'image/png']]);
    expect(asked).toEqual([]);
    expect(await bytes(await files()[0]!.open())).toEqual(Buffer.from([0, 255, 128, 10]));
    expect(asked.map(({ url }) => url)).toEqual(['/letter']);
  });

  test.each([['bild.heic', 'image/heic'], ['okänt.xyz', 'application/octet-stream'], ['utan', 'application/octet-stream']])('%s is %s', async (name, contentType) => {
    await bot.user().sendFiles([{ name, url: `${base}/x` }]);
    expect(files().map((file) => file.contentType)).toEqual([contentType]);
  });

  test.each<[string, object]>([
    ['the HTML that Teams adds to every message', { contentType: 'text/html', content: '<p>hej</p>', contentUrl: 'https://files.example/' }],
    ['a card of a link', { contentType: 'application/vnd.microsoft.card.hero', content: {} }],
    ['a file without an address', { contentType: 'application/vnd.microsoft.teams.file.download.info', content: {}, name: 'x.pdf' }],
    ['a picture without an address', { contentType: 'image/png' }],
  ])('%s is no file', async (_, attachment) => {
    await bot.user().send({ type: 'message', text: 'hej', attachments: [attachment] });
    expect(bot.turns[0]?.input).toEqual({ kind: 'text', text: 'hej' });
  });

  test('an address of elsewhere is not fetched without encryption', async () => {
    await bot.user().sendFiles([{ name: 'a.pdf', url: 'http://files.example/a.pdf' }]);
    await expect(files()[0]!.open()).rejects.toMatchObject({ code: 'address_refused' });
  });
});

describe('fetching', () => {
  const rules = (changes: Partial<DownloadRules> = {}): DownloadRules => ({ loopback: true, timeoutMs: 5000, authorize: () => Promise.resolve(undefined), ...changes });

  test('follows redirects on allowed ground', async () => {
    expect(await bytes(await download(`${base}/to/${encodeURIComponent('/file')}`, rules()))).toHaveLength(4);
    expect(asked.map(({ url }) => url)).toEqual(['/to/%2Ffile', '/file']);
  });

  test.each(['http://10.0.0.1/', 'https://192.168.1.1/', 'https://[fd00::1]/', 'https://169.254.169.254/latest/meta-data', 'https://[::ffff:10.0.0.1]/', 'http://files.example/', 'file:///etc/passwd', 'https://'])(
    'refuses a redirect to %s',
    async (target) => {
      await expect(download(`${base}/to/${encodeURIComponent(target)}`, rules())).rejects.toMatchObject({ name: 'DownloadFailed', code: 'address_refused' });
    },
  );

  test.each(['https://127.0.0.1/', 'https://localhost/', 'http://localhost/', 'https://[::1]/', 'https://0/', 'ftp://files.example/', 'rubbish'])(
    'with a registration %s is refused: this machine is as private as its network',
    async (address) => {
      await expect(download(address, rules({ loopback: false }))).rejects.toMatchObject({ code: 'address_refused' });
      expect(asked).toEqual([]);
    },
  );

  test('ends a circle', async () => {
    await expect(download(`${base}/loop`, rules())).rejects.toMatchObject({ code: 'too_many_redirects' });
    expect(asked).toHaveLength(6);
  });

  test.each([['/missing', 404], ['/nowhere', 302]])('%s is a failure with its status', async (path, status) => {
    await expect(download(`${base}${path}`, rules())).rejects.toMatchObject({ code: 'status', status });
  });

  test('nobody there is unreachable', async () => {
    await expect(download('http://127.0.0.1:1/', rules())).rejects.toMatchObject({ code: 'unreachable' });
  });

  test('a file that does not end in time breaks off', async () => {
    const started = performance.now();
    const chunks = await download(`${base}/hang`, rules({ timeoutMs: 200 }));
    await expect(bytes(chunks)).rejects.toThrow();
    expect(performance.now() - started).toBeLessThan(3000);
  });

  test('identifies the bot only where it is told to, asked anew for each redirect', async () => {
    const authorize = (url: URL): Promise<string | undefined> => Promise.resolve(url.pathname.startsWith('/to/') ? 'Bearer ours' : undefined);
    await bytes(await download(`${base}/to/${encodeURIComponent('/file')}`, rules({ authorize })));
    expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer ours', undefined]);
  });

  test('without the token it needs it asks for nothing', async () => {
    await expect(download(`${base}/file`, rules({ authorize: () => Promise.reject(new Error('no token')) }))).rejects.toMatchObject({ code: 'unreachable' });
    expect(asked).toEqual([]);
  });

  test('an error tells no address: it is the key to the file', async () => {
    const error: unknown = await download(`${base}/missing?tempauth=secret`, rules()).catch((caught: unknown) => caught);
    expect(JSON.stringify(error) + String(error)).not.toContain('secret');
  });
});

import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openBlobs, setUpBlobs, type AttachmentsPlace } from '../../../services/attachments';
import { connectionStringOf, startAzurite, type Azurite } from '../../helpers/azurite';
import { allIds, chunks, newId, whole } from './places';

/** What the proxy does with a request: passes it on, drops its answer after it was carried out, fails, or cuts the body. */
type Fault = 'loseAnswer' | 'busy' | 'reset' | 'cut' | undefined;

let azurite: Azurite;
let proxy: Server;
let place: AttachmentsPlace;
let fault: (asked: IncomingMessage) => Fault = () => undefined;
beforeAll(async () => {
  azurite = await startAzurite();
  proxy = createServer(forward);
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  place = at(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}/devstoreaccount1`);
  await setUpBlobs(place);
});
beforeEach(() => (fault = () => undefined));
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  await azurite.stop();
});

const at = (endpoint: string, container = 'files'): AttachmentsPlace => ({ kind: 'blob', connectionString: connectionStringOf(endpoint), container });

function forward(asked: IncomingMessage, response: ServerResponse): void {
  const kind = fault(asked);
  if (kind === 'reset') return void asked.socket.destroy();
  if (kind === 'busy') {
    // Not in one: once restify is loaded in the process, as a test before may have, its writeHead returns nothing.
    response.writeHead(503);
    return void response.end();
  }
  const { hostname, port } = new URL(azurite.endpoint);
  const passed = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers }, (answer) => {
    if (kind === 'loseAnswer') return void answer.resume().on('end', () => asked.socket.destroy());
    response.writeHead(answer.statusCode ?? 500, answer.headers);
    if (kind === 'cut') return void answer.once('data', (part: Buffer) => response.write(part, () => asked.socket.destroy()));
    answer.pipe(response);
  });
  passed.on('error', () => response.destroy());
  asked.pipe(passed);
}

/** The fault for the first so many requests that fit, none for the rest. */
function faultsFor(kind: Fault, fits: (asked: IncomingMessage) => boolean, times = 1): void {
  let left = times;
  fault = (asked) => (fits(asked) && left-- > 0 ? kind : undefined);
}

const isCommit = ({ url = '' }: IncomingMessage): boolean => url.includes('comp=blocklist');

it('is refused with a code where there is no such container, and made by whoever sets up, once', async () => {
  const missing = at(azurite.endpoint, 'not-there');
  await expect(openBlobs(missing)).rejects.toMatchObject({ name: 'BlobsUnavailable', code: 'blob_container_missing' });
  expect([await setUpBlobs(missing), await setUpBlobs(missing)]).toEqual([true, false]);
  expect(await allIds(await openBlobs(missing))).toEqual([]);
});

it.each([
  ['half a connection string', { connectionString: 'AccountKey=hemlig-nyckel' }],
  ['no address', { endpoint: 'hemlig-nyckel' }],
  ['neither', {}],
])('is refused with a code when the settings hold %s, which is not repeated', async (_what, settings) => {
  const error: unknown = await openBlobs({ kind: 'blob', container: 'files', ...settings }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'blob_settings_invalid' });
  expect(String(error)).not.toContain('hemlig');
});

it('tells of a file as saved whose answer was lost after it was written', async () => {
  const blobs = await openBlobs(place);
  const id = newId();
  faultsFor('loseAnswer', isCommit);
  await blobs.put(id, chunks(Buffer.from('whole')));
  expect(String(await whole(blobs.open(id)))).toBe('whole');
});

it.each(['busy', 'reset'] as const)('goes on after a %s answer', async (kind) => {
  const blobs = await openBlobs(place);
  const id = newId();
  faultsFor(kind, ({ url = '' }) => url.includes('comp=block&') || url.endsWith('comp=block'));
  await blobs.put(id, chunks(Buffer.alloc(1_100_000, 'x')));
  faultsFor(kind, ({ method }) => method === 'GET');
  expect((await whole(blobs.open(id)))?.length).toBe(1_100_000);
});

it('gives up in seconds when the service stays away, leaves nothing, and shows no secret', async () => {
  const blobs = await openBlobs(place);
  const id = newId();
  const begun = Date.now();
  faultsFor('busy', ({ method }) => method === 'PUT', Infinity);
  const error: unknown = await blobs.put(id, chunks(Buffer.from('x'))).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ name: 'BlobsUnavailable', code: 'blob_unavailable' });
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/sharedkey|authorization|127\.0\.0\.1/i);
  fault = () => undefined;
  expect(await blobs.open(id)).toBeUndefined();
});

it('fails a reader whose bytes stop coming, rather than end the file early', async () => {
  const blobs = await openBlobs(place);
  const id = newId();
  await blobs.put(id, chunks(Buffer.alloc(3_000_000, 'x')));
  faultsFor('cut', ({ method }) => method === 'GET', Infinity);
  await expect(whole(blobs.open(id))).rejects.toThrow();
});

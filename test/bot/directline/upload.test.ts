import { existsSync } from 'node:fs';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { request, type ClientRequest } from 'node:http';
import type { Reply, Turn } from '../../../bot/turn';
import { testStore, type TestStore } from '../../helpers/store';
import { bytesOf, PICTURE, running, sha256, smallBot, until, type Running, type Setup } from './harness';
import { begin, call, type Talk } from './http';

let stored: TestStore;
let service: Running;

const serve = async (setup: Partial<Setup> = {}): Promise<Talk> => {
  service = await running({ store: stored.store, ...setup });
  return begin(service);
};
const upload = (chat: Talk, body: unknown, headers: Record<string, string> = {}) =>
  call(service, 'POST', `conversations/${chat.id}/upload?userId=whoever`, chat.token, body, headers);

const form = (...parts: readonly (readonly [name: string, content: Blob | string, file?: string])[]): FormData => {
  const made = new FormData();
  for (const [name, content, file] of parts) {
    if (typeof content === 'string') made.append(name, content);
    else made.append(name, content, file);
  }
  return made;
};
const activity = (more: object = {}): Blob => new Blob([JSON.stringify({ type: 'message', text: 'se bilder', ...more })], { type: 'application/vnd.microsoft.activity' });
const file = (bytes: Uint8Array | string, type = 'image/png'): Blob => new Blob([bytes], { type });
const answers = async (chat: Talk): Promise<(string | undefined)[]> => (await chat.read()).filter(({ from }) => from.role === 'bot').slice(1).map(({ text }) => text);

/** The spooled files that this process holds open now, as they lie on the disk (Linux). */
async function spooled(): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for (const fd of await readdir('/proc/self/fd')) {
    const target = await readlink(`/proc/self/fd/${fd}`).catch(() => '');
    if (/trygg-[0-9a-f-]{36} \(deleted\)$/.test(target)) found.push(await readFile(`/proc/self/fd/${fd}`));
  }
  return found;
}

/** An upload under way, of which the first half has been sent. */
function halfway(chat: Talk): ClientRequest {
  const sending = request(`${service.domain}/conversations/${chat.id}/upload`, {
    method: 'POST',
    agent: false,
    headers: { authorization: `Bearer ${chat.token}`, 'content-type': 'multipart/form-data; boundary=b', 'transfer-encoding': 'chunked' },
  });
  sending.on('error', () => undefined);
  sending.write(`--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\nContent-Type: text/plain\r\n\r\n${'x'.repeat(100_000)}`);
  return sending;
}

beforeEach(async () => {
  stored = await testStore();
});
afterEach(async () => {
  await service.stop();
  await stored.dispose();
});

test('files and their activity come in any order, and the echo names them', async () => {
  const chat = await serve();
  const { status, body } = await upload(chat, form(['file', file(PICTURE), 'å b.png'], ['activity', activity({ channelData: { clientActivityID: 'u1' } }), 'blob'], ['file', file('hej', 'text/plain'), 'C:\\x\\två.txt']));
  expect(status).toBe(200);
  expect(service.turns.at(-1)?.input).toMatchObject({ kind: 'files', text: 'se bilder' });
  expect(await answers(chat)).toEqual([`å b.png image/png ${sha256(PICTURE)}`, `två.txt text/plain ${sha256(Buffer.from('hej'))}`]);
  const echo = (await chat.read()).find(({ id }) => id === body.id);
  expect(echo).toMatchObject({ text: 'se bilder', attachments: [{ name: 'å b.png', contentType: 'image/png' }, { name: 'två.txt' }], channelData: { clientActivityID: 'u1' } });
});

test('files keep the order in which they were sent, however fast each of them is on the disk', async () => {
  const chat = await serve({ bot: () => Promise.resolve([]) });
  const names = Array.from({ length: 8 }, (_none, index) => `${index}.png`);
  for (let round = 0; round < 25; round += 1) {
    await upload(chat, form(...names.map((name, index) => ['file', file(Buffer.alloc(index === 0 ? 60_000 : 4, 1)), name] as const)));
  }
  const sent = service.turns.flatMap(({ input }) => (input.kind === 'files' ? [input.files.map((one) => one.name)] : []));
  expect(sent).toEqual(Array.from({ length: 25 }, () => names));
});

test('the activity may be a plain field, or be missing', async () => {
  const chat = await serve();
  await upload(chat, form(['activity', JSON.stringify({ type: 'message', text: 'fält' })], ['file', file('a', 'text/plain'), 'a.txt']));
  expect(service.turns.at(-1)?.input).toMatchObject({ kind: 'files', text: 'fält' });
  await upload(chat, form(['file', file('a', 'text/plain'), 'a.txt']));
  expect(service.turns.at(-1)?.input).toMatchObject({ kind: 'files', text: '' });
});

test.each([
  ['name="file"; filename="bild.jpg"', 'bild.jpg'],
  ['attachment; filename=bild.jpg', 'bild.jpg'],
  ["attachment; filename=x.jpg; filename*=UTF-8''bild%20%C3%A5.jpg", 'bild å.jpg'],
  ["attachment; filename*=UTF-8''..%2F..%2Fbild.jpg", 'bild.jpg'],
  ["attachment; filename*=UTF-8''%E0%A4%A", 'file'],
])('a body that is one file is named by its Content-Disposition: %s', async (disposition, name) => {
  const chat = await serve();
  const headers = { 'content-type': 'image/jpeg', 'content-disposition': disposition };
  expect((await upload(chat, PICTURE, headers)).status).toBe(200);
  expect(await answers(chat)).toEqual([`${name} image/jpeg ${sha256(PICTURE)}`]);
});

test.each([
  ['UTF-8', Buffer.from('bild å.jpg').toString('latin1')],
  ['Latin-1', 'bild å.jpg'],
])('a name with å is read in %s too', async (_encoding, name) => {
  const chat = await serve();
  // Headers of fetch are bytes; Node's own client would change them.
  const headers = { authorization: `Bearer ${chat.token}`, connection: 'close', 'content-type': 'image/jpeg', 'content-disposition': `attachment; filename="${name}"` };
  await fetch(`${service.domain}/conversations/${chat.id}/upload`, { method: 'POST', headers, body: 'x' });
  expect(await answers(chat)).toEqual([expect.stringMatching(/^bild å\.jpg /)]);
});

test('an empty file is passed on: the bot says what it thinks of it', async () => {
  const chat = await serve();
  expect((await upload(chat, form(['file', file(''), 'tom.png']))).status).toBe(200);
  expect(await answers(chat)).toEqual([`tom.png image/png ${sha256(Buffer.alloc(0))}`]);
});

describe('what is refused', () => {
  const small = { fileBytes: 1000, files: 2, uploadBytes: 5000 };
  test.each([
    ['a file that is too large', form(['activity', activity(), 'blob'], ['file', file('x'.repeat(1001)), 'a']), 413, 'file_too_large'],
    ['too many files', form(['file', file('1'), 'a'], ['file', file('2'), 'b'], ['file', file('3'), 'c']), 413, 'too_many_files'],
    ['far too many files', form(...Array.from({ length: 9 }, () => ['file', file('1'), 'a'] as const)), 413, 'too_many_files'],
    ['too much altogether', form(['file', file('x'.repeat(6000)), 'a']), 413, 'too_large'],
    ['no file', form(['activity', activity(), 'blob']), 400, 'upload_empty'],
    ['an activity that is none', form(['activity', new Blob(['{']), 'blob'], ['file', file('1'), 'a']), 400, 'json_malformed'],
    ['an activity of the wrong shape', form(['activity', new Blob(['{"text":1}']), 'blob'], ['file', file('1'), 'a']), 400, 'activity_malformed'],
  ])('%s', async (_what, body, status, code) => {
    const chat = await serve({ limits: small });
    expect(await upload(chat, body)).toMatchObject({ status, body: { code } });
    expect(service.turns).toHaveLength(1);
    expect(await chat.read()).toHaveLength(1);
    expect(service.logged).toEqual([]);
  });

  test.each([
    ['a form without a boundary', 'multipart/form-data', 'x'],
    ['a form that ends too early', 'multipart/form-data; boundary=b', '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhej'],
    ['a form that is none', 'multipart/form-data; boundary=b', 'hej'],
  ])('%s', async (_what, type, body) => {
    const chat = await serve();
    expect(await upload(chat, body, { 'content-type': type })).toMatchObject({ status: 400, body: { code: expect.stringMatching(/^upload_/) } });
    expect(service.turns).toHaveLength(1);
  });

  test('a single file that is too large', async () => {
    const chat = await serve({ limits: small });
    expect(await upload(chat, Buffer.alloc(1001), { 'content-type': 'image/png' })).toMatchObject({ status: 413, body: { code: 'file_too_large' } });
  });
});

test('files sent again change nothing', async () => {
  const chat = await serve();
  const send = () => upload(chat, form(['activity', activity({ channelData: { clientActivityID: 'same' } }), 'blob'], ['file', file('a'), 'a.png']));
  const [first, second] = [await send(), await send()];
  expect(second.body.id).toBe(first.body.id);
  expect(service.turns.filter(({ input }) => input.kind === 'files')).toHaveLength(1);
});

test('a slow upload does not hold up what the person writes meanwhile', async () => {
  const chat = await serve();
  const sending = halfway(chat);
  expect((await chat.say('han står här med kniv')).status).toBe(200);
  expect(service.turns.map(({ input }) => input.kind)).toEqual(['joined', 'text']);
  sending.end('\r\n--b--\r\n');
  await until(() => service.turns.at(-1)?.input.kind === 'files', 'the upload');
});

test('uploads at the same time are limited, and one that is broken off makes room', async () => {
  const chat = await serve({ limits: { uploads: 1 } });
  const sending = halfway(chat);
  const send = () => upload(chat, form(['file', file('a'), 'a.png']));
  await until(async () => (await send()).status === 503, 'the limit');
  sending.destroy();
  await until(async () => (await send()).status === 200, 'room');
  expect(service.logged).toEqual([]);
});

const onLinux = existsSync('/proc/self/fd') ? test : test.skip;
onLinux('a file waits for its turn encrypted and without a name, and is gone after, whatever becomes of the turn', async () => {
  const words = 'han stod utanför dörren '.repeat(10_000);
  const held: Buffer[][] = [];
  const bot = async (turn: Turn): Promise<readonly Reply[]> => {
    if (turn.input.kind !== 'files') return smallBot(turn);
    const [first] = turn.input.files;
    // Read twice, and once broken off: a file stays readable until its turn is over.
    await (await first!.open())[Symbol.asyncIterator]().next();
    expect((await bytesOf(first!)).toString()).toBe(words);
    held.push(await spooled());
    throw new Error('not handled');
  };
  const chat = await serve({ bot });
  expect((await upload(chat, form(['file', file(words), 'a.txt']))).status).toBe(502);
  expect(held[0]?.map(({ length }) => length)).toEqual([Buffer.byteLength(words)]);
  expect(held[0]?.[0]?.includes('dörren')).toBe(false);
  expect(await spooled()).toEqual([]);
});

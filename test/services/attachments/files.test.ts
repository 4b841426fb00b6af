import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { openAttachmentStore, type AttachmentStore } from '../../../services/attachments/files';

let dataDir: string;
let files: AttachmentStore;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-files-'));
  files = await openAttachmentStore(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const chunks = (...parts: readonly Uint8Array[]): AsyncIterable<Uint8Array> => Readable.from(parts);

/** Paths of all files below the data folder. */
async function onDisk(): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function read(id: string): Promise<Buffer | undefined> {
  const stream = await files.open(id);
  return stream && buffer(stream);
}

it('gives back byte for byte what was put in, with its size and hash', async () => {
  const parts = [randomBytes(70_000), randomBytes(1), Buffer.alloc(0), randomBytes(130_000)];
  const whole = Buffer.concat(parts);
  const stored = await files.put(chunks(...parts), whole.length);
  expect(stored).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: whole.length, sha256: createHash('sha256').update(whole).digest('hex') });
  expect((await read(stored.id))?.equals(whole)).toBe(true);
});

it('keeps the file for this account alone, in one of 256 folders', async () => {
  const { id } = await files.put(chunks(Buffer.from('x')), 10);
  const path = join(dataDir, 'files', id.slice(0, 2), id);
  expect(await onDisk()).toEqual([path]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, 'files', id.slice(0, 2)))).mode & 0o777).toBe(0o700);
});

it('takes exactly the limit', async () => {
  await expect(files.put(chunks(Buffer.alloc(6), Buffer.alloc(4)), 10)).resolves.toMatchObject({ bytes: 10 });
});

it('refuses what is too large, stops reading it, and leaves nothing behind', async () => {
  let given = 0;
  let stopped = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) {
        given += 1;
        await Promise.resolve();
        yield Buffer.alloc(1000);
      }
    } finally {
      stopped = true;
    }
  }
  await expect(files.put(endless(), 10_000)).rejects.toMatchObject({ name: 'AttachmentRefused', code: 'file_too_large' });
  expect({ given, stopped }).toEqual({ given: 11, stopped: true });
  expect(await onDisk()).toEqual([]);
});

it('refuses an empty file and leaves nothing behind', async () => {
  await expect(files.put(chunks(Buffer.alloc(0)), 10)).rejects.toMatchObject({ code: 'file_empty' });
  expect(await onDisk()).toEqual([]);
});

it('leaves nothing behind when the sender breaks off, and says why', async () => {
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(100);
      await Promise.resolve();
      throw new Error('connection lost');
    })(),
  );
  await expect(files.put(broken, 1000)).rejects.toThrow('connection lost');
  expect(await onDisk()).toEqual([]);
});

it('never shows a file that is not whole', async () => {
  let seen: string[] = [];
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(100);
    seen = await onDisk();
    yield Buffer.alloc(100);
  }
  await files.put(slow(), 1000);
  expect(seen).toEqual([expect.stringMatching(/\.part$/)]);
});

it('removes what a process that died left unfinished, and only that', async () => {
  const { id } = await files.put(chunks(Buffer.from('whole')), 10);
  await writeFile(join(dataDir, 'files', id.slice(0, 2), `${'0'.repeat(32)}.part`), 'half');
  files = await openAttachmentStore(dataDir);
  expect(await onDisk()).toEqual([expect.stringContaining(id)]);
});

it('removes a file, and does not mind what is absent', async () => {
  const { id } = await files.put(chunks(Buffer.from('x')), 10);
  await files.remove(id);
  await files.remove(id);
  expect(await files.open(id)).toBeUndefined();
  expect(await onDisk()).toEqual([]);
});

it.each(['', '../../etc/passwd', 'a'.repeat(31), 'A'.repeat(32), `${'0'.repeat(32)}.part`, `../${'0'.repeat(29)}`])(
  'neither opens nor removes anything for an id that is none: %p',
  async (id) => {
    const outside = join(dataDir, 'outside');
    await writeFile(outside, 'x');
    expect(await files.open(id)).toBeUndefined();
    await files.remove(id);
    expect(await onDisk()).toEqual([outside]);
  },
);

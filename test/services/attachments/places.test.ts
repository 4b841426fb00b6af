import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { once } from 'node:events';
import type { BlobStore } from '../../../services/attachments';
import { PLACES, allIds, breaking, chunks, newId, whole, type Place } from './places';

describe.each(PLACES)('%s keeps files', (_name, open) => {
  let opened: Place | undefined;
  let blobs: BlobStore;
  beforeAll(async () => {
    opened = await open();
    blobs = opened.blobs;
  });
  afterEach(async () => {
    for (const id of await allIds(blobs)) await blobs.remove(id);
  });
  afterAll(() => opened?.dispose());

  it.each([1, 1024 * 1024, 1024 * 1024 + 1, 3_000_000])('gives back byte for byte what was put in: %d bytes', async (size) => {
    const id = newId();
    const bytes = randomBytes(size);
    await blobs.put(id, chunks(bytes.subarray(0, 10), Buffer.alloc(0), bytes.subarray(10)));
    expect((await whole(blobs.open(id)))?.equals(bytes)).toBe(true);
  });

  it('leaves nothing when the source fails, early or late, and says why', async () => {
    for (const size of [1, 2_500_000]) await expect(blobs.put(newId(), breaking(size))).rejects.toThrow('connection lost');
    expect(await allIds(blobs)).toEqual([]);
  });

  it('lets the id of a failed one be used again', async () => {
    const id = newId();
    await expect(blobs.put(id, breaking(2_500_000))).rejects.toThrow('connection lost');
    await blobs.put(id, chunks(Buffer.from('whole')));
    expect(String(await whole(blobs.open(id)))).toBe('whole');
  });

  it('stops reading a source that it cannot store', async () => {
    const id = newId();
    await blobs.put(id, chunks(Buffer.from('first')));
    const source = Readable.from([Buffer.from('second')]);
    const closed = once(source, 'close');
    const reading = blobs.put(id, source);
    await expect(reading).rejects.toMatchObject({ code: 'file_exists' });
    source.destroy();
    await closed;
    expect(String(await whole(blobs.open(id)))).toBe('first');
  });

  it('lets one of two win that put the same id at once, and keeps the bytes of that one', async () => {
    const id = newId();
    const given = [Buffer.alloc(1_500_000, 'a'), Buffer.alloc(1_500_000, 'b')];
    const outcomes = await Promise.allSettled(given.map((bytes) => blobs.put(id, chunks(bytes))));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const kept = await whole(blobs.open(id));
    expect(kept?.equals(given[outcomes.findIndex(({ status }) => status === 'fulfilled')]!)).toBe(true);
  });

  it('shows nothing under an id before all of it is there', async () => {
    const id = newId();
    let seen: unknown = 'not looked';
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(2_500_000);
      seen = [await blobs.open(id), await allIds(blobs)];
      yield Buffer.alloc(1);
    }
    await blobs.put(id, slow());
    expect(seen).toEqual([undefined, []]);
  });

  it('replaces a file at one moment, even while it is read, and keeps the old one when the new one fails', async () => {
    const id = newId();
    const old = randomBytes(2_000_000);
    await blobs.put(id, chunks(old));
    await expect(blobs.replace(id, breaking(2_500_000))).rejects.toThrow('connection lost');
    expect((await whole(blobs.open(id)))?.equals(old)).toBe(true);
    const source = await blobs.open(id);
    await blobs.replace(id, reversed(source!));
    expect((await whole(blobs.open(id)))?.equals(Buffer.from(old).reverse())).toBe(true);
    expect(await allIds(blobs)).toEqual([id]);
  });

  it('lists all ids, ascending', async () => {
    const ids = Array.from({ length: 12 }, newId);
    await Promise.all(ids.map((id) => blobs.put(id, chunks(Buffer.from(id)))));
    expect(await allIds(blobs)).toEqual([...ids].sort());
  });

  it('removes a file, and does not mind what is absent', async () => {
    const id = newId();
    await blobs.put(id, chunks(Buffer.from('x')));
    await blobs.remove(id);
    await blobs.remove(id);
    expect(await blobs.open(id)).toBeUndefined();
  });

  it.each(['', '../../etc/passwd', 'a'.repeat(31), 'A'.repeat(32), `${'0'.repeat(32)}.part`, `../${'0'.repeat(29)}`])('takes nothing for an id that is none: %p', async (id) => {
    expect(await blobs.open(id)).toBeUndefined();
    await blobs.remove(id);
    await expect(blobs.put(id, chunks(Buffer.from('x')))).rejects.toThrow('not an id');
    await expect(blobs.replace(id, chunks(Buffer.from('x')))).rejects.toThrow('not an id');
  });
});

/** The bytes from last to first: known only when all have been read. */
async function* reversed(source: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array> {
  const read: Buffer[] = [];
  for await (const chunk of source) read.push(chunk);
  yield Buffer.concat(read).reverse();
}

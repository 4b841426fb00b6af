import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import fc from 'fast-check';
import { sealedAttachments, type AttachmentStore, type BlobStore } from '../../../services/attachments';
import { CHUNK_BYTES, HEADER_BYTES, TAG_BYTES } from '../../../services/attachments/format';
import type { Keyring } from '../../../services/keys/ports';
import { PLACES, allIds, breaking, chunks, memoryKeyring, newId, whole, type Place } from './places';

const SEALED = CHUNK_BYTES + TAG_BYTES;
const LIMIT = 1_000_000;
const BROKEN = { name: 'SealBroken', code: 'seal_broken' };

describe.each(PLACES)('files sealed in %s', (_name, open) => {
  let opened: Place | undefined;
  let blobs: BlobStore;
  let keyring: Keyring;
  let files: AttachmentStore;
  beforeAll(async () => {
    opened = await open();
    blobs = opened.blobs;
  });
  beforeEach(() => {
    keyring = memoryKeyring();
    files = sealedAttachments(blobs, keyring);
  });
  afterEach(async () => {
    for (const id of await allIds(blobs)) await blobs.remove(id);
  });
  afterAll(() => opened?.dispose());

  const put = (bytes: Uint8Array, internalId = 'case-a') => files.put(internalId, chunks(bytes), LIMIT);
  const read = (id: string, internalId = 'case-a') => whole(files.open(internalId, id));
  const raw = async (id: string): Promise<Buffer> => (await whole(blobs.open(id)))!;

  it('come back byte for byte, with their size and hash, whatever their length and however they came', async () => {
    const around = fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: -2, max: 2 })).map(([count, more]) => Math.max(1, count * CHUNK_BYTES + more));
    await fc.assert(
      fc.asyncProperty(around, fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 5 }), async (size, lengths) => {
        const bytes = randomBytes(size);
        const parts: Buffer[] = [];
        let at = 0;
        for (const length of lengths) parts.push(bytes.subarray(at, (at += length)));
        const stored = await files.put('case-a', chunks(...parts, bytes.subarray(at)), LIMIT);
        expect(stored).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), bytes: size, sha256: createHash('sha256').update(bytes).digest('hex') });
        expect((await read(stored.id))?.equals(bytes)).toBe(true);
      }),
      { numRuns: 40, examples: [[1, []], [CHUNK_BYTES, []], [CHUNK_BYTES + 1, []], [2 * CHUNK_BYTES, [CHUNK_BYTES]]] },
    );
  });

  it('hold nothing anybody wrote, and no two look alike', async () => {
    const canary = 'KANARIEFAGEL i en bilaga';
    const bytes = Buffer.from(canary.repeat(6000));
    const [one, other] = [await raw((await put(bytes)).id), await raw((await put(bytes)).id)];
    for (const part of [canary, canary.slice(0, 8)]) expect([one.includes(part), other.includes(part)]).toEqual([false, false]);
    expect(one.subarray(HEADER_BYTES, HEADER_BYTES + 64).equals(other.subarray(HEADER_BYTES, HEADER_BYTES + 64))).toBe(false);
  });

  it('are refused above the limit or when empty, and leave nothing', async () => {
    await expect(files.put('case-a', chunks(Buffer.alloc(6), Buffer.alloc(4)), 10)).resolves.toMatchObject({ bytes: 10 });
    await blobs.remove((await allIds(blobs))[0]!);
    await expect(files.put('case-a', chunks(Buffer.alloc(6), Buffer.alloc(5)), 10)).rejects.toMatchObject({ name: 'AttachmentRefused', code: 'file_too_large' });
    await expect(files.put('case-a', chunks(Buffer.alloc(0)), 10)).rejects.toMatchObject({ name: 'AttachmentRefused', code: 'file_empty' });
    await expect(files.put('case-a', breaking(200_000), LIMIT)).rejects.toThrow('connection lost');
    expect(await allIds(blobs)).toEqual([]);
  });

  it('are read no further once they are too large', async () => {
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
    await expect(files.put('case-a', endless(), 10_000)).rejects.toMatchObject({ code: 'file_too_large' });
    expect({ given, stopped }).toEqual({ given: 11, stopped: true });
  });

  const size = 2 * CHUNK_BYTES + 500;
  const chunk = (sealed: Buffer, n: number): Buffer => sealed.subarray(HEADER_BYTES + n * SEALED, HEADER_BYTES + (n + 1) * SEALED);
  const header = (sealed: Buffer): Buffer => sealed.subarray(0, HEADER_BYTES);
  const flipped = (sealed: Buffer, at: number): Buffer => {
    const changed = Buffer.from(sealed);
    changed[at]! ^= 1;
    return changed;
  };
  const damages: readonly (readonly [what: string, damage: (sealed: Buffer, other: Buffer) => Buffer])[] = [
    ['a changed bit of the magic', (sealed) => flipped(sealed, 3)],
    ['a changed version', (sealed) => flipped(sealed, HEADER_BYTES - 33)],
    ['a changed bit of the salt', (sealed) => flipped(sealed, HEADER_BYTES - 1)],
    ['a changed bit in the first chunk', (sealed) => flipped(sealed, HEADER_BYTES + 100)],
    ['a changed bit of a tag', (sealed) => flipped(sealed, HEADER_BYTES + SEALED - 1)],
    ['a changed last bit', (sealed) => flipped(sealed, sealed.length - 1)],
    ['the end cut off inside a chunk', (sealed) => sealed.subarray(0, sealed.length - 1)],
    ['the last chunk cut off', (sealed) => sealed.subarray(0, HEADER_BYTES + 2 * SEALED)],
    ['all but the header cut off', header],
    ['the header cut off', (sealed) => sealed.subarray(0, 20)],
    ['two chunks exchanged', (sealed) => Buffer.concat([header(sealed), chunk(sealed, 1), chunk(sealed, 0), chunk(sealed, 2)])],
    ['a chunk left out', (sealed) => Buffer.concat([header(sealed), chunk(sealed, 1), chunk(sealed, 2)])],
    ['a chunk repeated', (sealed) => Buffer.concat([header(sealed), chunk(sealed, 0), chunk(sealed, 0), chunk(sealed, 1), chunk(sealed, 2)])],
    ['a byte appended', (sealed) => Buffer.concat([sealed, Buffer.of(0)])],
    ['the last chunk repeated', (sealed) => Buffer.concat([sealed, chunk(sealed, 2)])],
    ['a chunk of another file of the same case', (sealed, other) => Buffer.concat([header(sealed), chunk(other, 0), chunk(sealed, 1), chunk(sealed, 2)])],
    ['another file of the same case', (_sealed, other) => other],
    ['a plain file', () => Buffer.alloc(size, 'x')],
  ];

  it('fail while they are read when anything about them is changed, and open again when it is undone', async () => {
    const bytes = randomBytes(size);
    const { id } = await put(bytes);
    const sealed = await raw(id);
    const other = await raw((await put(randomBytes(size))).id);
    for (const [what, damage] of damages) {
      await blobs.replace(id, chunks(damage(sealed, other)));
      expect([what, await read(id).catch((error: unknown) => error)]).toEqual([what, expect.objectContaining(BROKEN)]);
    }
    await blobs.replace(id, chunks(sealed));
    expect((await read(id))?.equals(bytes)).toBe(true);
  });

  it('open for their own case and under their own id alone, even with the same key', async () => {
    const key = await keyring.ensure('case-a');
    files = sealedAttachments(blobs, { ...keyring, find: async () => key });
    const { id } = await put(Buffer.from('x'.repeat(100)));
    await expect(read(id, 'case-b')).rejects.toMatchObject(BROKEN);
    const renamed = newId();
    await blobs.put(renamed, chunks(await raw(id)));
    await expect(read(renamed)).rejects.toMatchObject(BROKEN);
  });

  it('do not open with another key, and are not there once the key is gone', async () => {
    const { id } = await put(Buffer.from('x'.repeat(100)));
    await keyring.dispose('case-a');
    expect(await read(id)).toBeUndefined();
    await keyring.ensure('case-a');
    await expect(read(id)).rejects.toMatchObject(BROKEN);
  });

  it('are undefined where there is none of that id, and gone once removed', async () => {
    await keyring.ensure('case-a');
    expect([await read(newId()), await read('../x')]).toEqual([undefined, undefined]);
    const { id } = await put(Buffer.from('x'));
    await files.remove(id);
    await files.remove(id);
    expect(await read(id)).toBeUndefined();
  });

  it('give out nothing that is not authenticated', async () => {
    const bytes = randomBytes(size);
    const { id } = await put(bytes);
    await blobs.replace(id, chunks(flipped(await raw(id), HEADER_BYTES + SEALED + 5)));
    const given: Buffer[] = [];
    const stream = (await files.open('case-a', id))!;
    stream.on('data', (part: Buffer) => given.push(part));
    await once(stream, 'error');
    expect(bytes.subarray(0, CHUNK_BYTES).equals(Buffer.concat(given))).toBe(true);
  });

  it('are let go of when the reader goes away, before the first byte or after', async () => {
    const { id } = await put(randomBytes(900_000));
    const inner = jest.spyOn(blobs, 'open');
    for (const readFirst of [false, true]) {
      const stream = (await files.open('case-a', id))!;
      if (readFirst) await once(stream, 'readable');
      stream.destroy();
      const stored = (await inner.mock.results.at(-1)!.value) as NonNullable<Awaited<ReturnType<BlobStore['open']>>>;
      if (!stored.closed) await new Promise((resolve) => stored.once('close', resolve));
    }
    expect(inner).toHaveBeenCalledTimes(2);
    inner.mockRestore();
  });
});

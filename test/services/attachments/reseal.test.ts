import { randomBytes } from 'node:crypto';
import { isSealed, resealPlain, sealedAttachments, type BlobStore } from '../../../services/attachments';
import type { Keyring } from '../../../services/keys/ports';
import { PLACES, allIds, chunks, memoryKeyring, newId, whole, type Place } from './places';

describe.each(PLACES)('plain files of earlier versions in %s', (_name, open) => {
  let opened: Place | undefined;
  let blobs: BlobStore;
  let keyring: Keyring;
  beforeAll(async () => {
    opened = await open();
    blobs = opened.blobs;
    keyring = memoryKeyring();
  });
  afterAll(() => opened?.dispose());

  it.each([1, 5, 200_000])('are sealed once, under the id they have: %d bytes', async (size) => {
    const id = newId();
    const plain = randomBytes(size);
    await blobs.put(id, chunks(plain));
    expect(await isSealed(blobs, id)).toBe(false);
    expect(await resealPlain(blobs, keyring, 'case-a', id)).toBe(true);
    expect(await isSealed(blobs, id)).toBe(true);
    const sealed = await whole(blobs.open(id));
    expect(await resealPlain(blobs, keyring, 'case-a', id)).toBe(false);
    expect(await whole(blobs.open(id))).toEqual(sealed);
    expect((await whole(sealedAttachments(blobs, keyring).open('case-a', id)))?.equals(plain)).toBe(true);
  });

  it('stay as they are when sealing breaks off, and can be sealed then', async () => {
    const id = newId();
    const plain = randomBytes(100_000);
    await blobs.put(id, chunks(plain));
    const broken = { ...keyring, ensure: () => Promise.reject(new Error('store gone')) };
    await expect(resealPlain(blobs, broken, 'case-a', id)).rejects.toThrow('store gone');
    expect((await whole(blobs.open(id)))?.equals(plain)).toBe(true);
    expect(await resealPlain(blobs, keyring, 'case-a', id)).toBe(true);
  });

  it('are not made where there are none', async () => {
    const before = await allIds(blobs);
    expect([await isSealed(blobs, newId()), await resealPlain(blobs, keyring, 'case-a', newId())]).toEqual([false, false]);
    expect(await allIds(blobs)).toEqual(before);
  });
});

import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { seal, SealBroken, unseal } from '../../../services/keys/seal';

const key = randomBytes(32);

describe('a sealed text', () => {
  it('opens to what it was, under its key and in its place alone, whatever it is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.string(), (bytes, place, other) => {
        const sealed = seal(key, place, Buffer.from(bytes));
        expect(unseal(key, place, sealed).equals(Buffer.from(bytes))).toBe(true);
        if (other !== place) expect(() => unseal(key, other, sealed)).toThrow(SealBroken);
        expect(() => unseal(randomBytes(32), place, sealed)).toThrow(SealBroken);
      }),
    );
  });

  it('opens however many were sealed before it, and has a nonce that no other has', () => {
    const nonces = new Set<string>();
    for (let count = 0; count < 2_000; count += 1) {
      const sealed = seal(key, 'place', Buffer.from(String(count)));
      expect(unseal(key, 'place', sealed).toString()).toBe(String(count));
      nonces.add(sealed.subarray(0, 12).toString('hex'));
    }
    expect(nonces.size).toBe(2_000);
  });

  it('does not open when any bit of it is changed, or a part is missing', () => {
    const sealed = seal(key, 'place', Buffer.from('det som hände'));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => unseal(key, 'place', changed)).toThrow(SealBroken);
    }
    for (let length = 0; length < sealed.length; length += 1) expect(() => unseal(key, 'place', sealed.subarray(0, length))).toThrow(SealBroken);
  });
});

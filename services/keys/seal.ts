import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DRAWN_AT_ONCE = 256;

/** Asking the system for twelve bytes takes longer than sealing a short text: nonces, which are no secrets, are drawn together. */
const drawn = { bytes: Buffer.alloc(0), used: 0 };

/** What was sealed does not open: another key, another place, or changed bytes. Never holds any of the content. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly code = 'seal_broken';
}

/**
 * Seals bytes with AES-256-GCM under a fresh random nonce: nonce, ciphertext and tag, one after the other.
 * @param key 32 bytes
 * @param boundTo what the result is authenticated with and opens with alone: whose it is, and which field
 */
export function seal(key: Buffer, boundTo: string, plain: Buffer): Buffer {
  const nonce = newNonce();
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** Bytes that no other call gets. */
function newNonce(): Buffer {
  if (drawn.used === drawn.bytes.length) Object.assign(drawn, { bytes: randomBytes(NONCE_BYTES * DRAWN_AT_ONCE), used: 0 });
  drawn.used += NONCE_BYTES;
  return drawn.bytes.subarray(drawn.used - NONCE_BYTES, drawn.used);
}

/** Opens what {@link seal} has sealed under the same key and binding. @throws SealBroken */
export function unseal(key: Buffer, boundTo: string, sealed: Buffer): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealBroken('too short');
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)), decipher.final()]);
  } catch (error) {
    throw new SealBroken('not what was sealed', { cause: error });
  }
}

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealBroken } from '../keys/seal';

/**
 * How a sealed file is written: a header (magic, format version, salt), then chunks of 64 kB, each with AES-256-GCM and
 * its 16-byte tag. It is the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): a chunk's nonce holds its
 * number and whether it is the last, so none can be dropped, repeated or moved. The key is the file's own, derived
 * (HKDF-SHA-256, RFC 5869) from the case's data key and the salt, so counted nonces never meet under one key.
 */
export const CHUNK_BYTES = 64 * 1024;
export const TAG_BYTES = 16;
/** The first byte is in no text, and the line ends show a file that was "converted" on the way, as PNG's do. */
export const MAGIC = Buffer.from('\x89TRYGG-SEALED\r\n\x1a\n', 'latin1');
const VERSION = 1;
const SALT_BYTES = 32;
export const HEADER_BYTES = MAGIC.length + 1 + SALT_BYTES;

const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const COUNTER_AT = 7;
const LAST_AT = 11;

/** What a file opens with alone. */
export interface Bound {
  /** Of the case (`Case.key`). */
  readonly internalId: string;
  /** Of the file. */
  readonly id: string;
}

/** Seals or opens the chunks of one file, in their order. */
export interface Chunks {
  seal(plain: Buffer, last: boolean): Buffer;
  /** @throws SealBroken */
  open(sealed: Buffer, last: boolean): Buffer;
}

export function newHeader(): Buffer {
  return Buffer.concat([MAGIC, Buffer.of(VERSION), randomBytes(SALT_BYTES)]);
}

/**
 * The chunks that follow a header.
 * @param dataKey of the case, 32 bytes
 * @throws SealBroken for what is no header of a version known here
 */
export function chunksAfter(header: Buffer, dataKey: Buffer, bound: Bound): Chunks {
  if (header.length !== HEADER_BYTES || !header.subarray(0, MAGIC.length).equals(MAGIC)) throw new SealBroken('no sealed file');
  if (header[MAGIC.length] !== VERSION) throw new SealBroken('a sealed file of a version not known here');
  const key = Buffer.from(hkdfSync('sha256', dataKey, header.subarray(MAGIC.length + 1), 'file', KEY_BYTES));
  const boundTo = Buffer.concat([header, Buffer.from(JSON.stringify(['file', bound.internalId, bound.id]))]);
  const nonce = Buffer.alloc(NONCE_BYTES);
  let count = 0;
  const next = (last: boolean): Buffer => {
    nonce.writeUInt32BE(count, COUNTER_AT);
    nonce[LAST_AT] = last ? 1 : 0;
    count += 1;
    return nonce;
  };
  return {
    seal(plain, last) {
      const cipher = createCipheriv(CIPHER, key, next(last), { authTagLength: TAG_BYTES }).setAAD(boundTo);
      return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(sealed, last) {
      if (sealed.length < TAG_BYTES) throw new SealBroken('cut off');
      const decipher = createDecipheriv(CIPHER, key, next(last), { authTagLength: TAG_BYTES }).setAAD(boundTo);
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
      const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
      try {
        decipher.final();
      } catch (error) {
        throw new SealBroken('not what was sealed', { cause: error });
      }
      return plain;
    },
  };
}

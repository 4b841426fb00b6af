import { createHash } from 'node:crypto';
import type { RawDocument } from '../store/ports';

/**
 * What a container holds, whatever the order. `documents` last and make up `hash`; `expiring` ones have a TTL, so there
 * may be fewer of them tomorrow, and they are counted only.
 */
export interface Holding {
  readonly documents: number;
  readonly expiring: number;
  /** Sum of the SHA-256 of each document, modulo 2^256, in hexadecimal. */
  readonly hash: string;
}

export interface HeldFiles {
  readonly files: number;
  readonly bytes: number;
  /** Sum of the SHA-256 of each file's id and content, modulo 2^256, in hexadecimal. */
  readonly hash: string;
}

export const NOTHING: Holding = { documents: 0, expiring: 0, hash: '0'.repeat(64) };
export const NO_FILES: HeldFiles = { files: 0, bytes: 0, hash: '0'.repeat(64) };

export function withDocument(held: Holding, document: RawDocument): Holding {
  if (document.ttlSeconds !== undefined) return { ...held, expiring: held.expiring + 1 };
  const { key, derived, body } = document;
  const text = canonical([key.container, key.partition, key.id, derived, body]);
  return { ...held, documents: held.documents + 1, hash: sum(held.hash, sha256(text)) };
}

export const withFile = (held: HeldFiles, id: string, bytes: number, sha256OfFile: string): HeldFiles => ({
  files: held.files + 1,
  bytes: held.bytes + bytes,
  hash: sum(held.hash, sha256(`${id} ${sha256OfFile}`)),
});

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** JSON with every object's fields in order, so that stores that keep them in another order give the same text. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

const MODULUS = 1n << 256n;
const sum = (a: string, b: string): string => ((BigInt(`0x${a}`) + BigInt(`0x${b}`)) % MODULUS).toString(16).padStart(64, '0');

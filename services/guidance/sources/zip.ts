import { inflateRawSync } from 'node:zlib';
import { SourceProblem } from './problem';

/** A file in an archive. */
export interface Entry {
  readonly name: string;
  /** @throws SourceProblem `too_large` where it unpacks to more than is left of the limit, `damaged` */
  read(): Uint8Array;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const ENCRYPTED = 1;

/**
 * The files in a ZIP archive. What is read of them together may unpack to `limit` bytes: a small archive can hold a
 * mountain, and may lie about it.
 * @throws SourceProblem `damaged`, or `protected` where a file in it is encrypted
 */
export function entriesOf(bytes: Buffer, limit: number): readonly Entry[] {
  try {
    return listed(bytes, { left: limit });
  } catch (error) {
    throw SourceProblem.from('damaged', error);
  }
}

function listed(bytes: Buffer, budget: { left: number }): readonly Entry[] {
  const end = bytes.lastIndexOf(signature(END), Math.max(0, bytes.length - END_SIZE));
  if (end === -1 || end < bytes.length - END_SIZE - LONGEST_COMMENT) throw new SourceProblem('damaged', 'the archive has no end');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) throw new SourceProblem('damaged', 'the archive’s list of files is broken');
    if ((bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new SourceProblem('protected', 'it is encrypted');
    const place: Place = { method: bytes.readUInt16LE(at + 10), size: bytes.readUInt32LE(at + 20), offset: bytes.readUInt32LE(at + 42) };
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28);
    entries.push({ name: bytes.toString('utf8', at + 46, nameEnd), read: () => unpacked(bytes, place, budget) });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

interface Place {
  readonly method: number;
  readonly size: number;
  readonly offset: number;
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function unpacked(bytes: Buffer, { method, size, offset }: Place, budget: { left: number }): Uint8Array {
  try {
    if (bytes.readUInt32LE(offset) !== LOCAL) throw new SourceProblem('damaged', 'a file in the archive is not where its list says');
    const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(start, start + size);
    const content = method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, budget.left) });
    budget.left -= content.length;
    if (budget.left < 0) throw new SourceProblem('too_large', TOO_LARGE);
    return content;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'ERR_BUFFER_TOO_LARGE' ? new SourceProblem('too_large', TOO_LARGE) : SourceProblem.from('damaged', error);
  }
}

const TOO_LARGE = 'it unpacks to more than can be read';

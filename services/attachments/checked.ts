import { HEAD_BYTES, kindOf, type FileKind } from '../../domain/files';
import { AttachmentRefused } from './ports';

export interface Checked {
  readonly kind: FileKind;
  /** All the bytes; reading them fails with {@link AttachmentRefused} where the rest is not what the beginning promised. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Finds out what a file is from its first bytes, before any of it is stored.
 * @throws {AttachmentRefused} `file_empty`; `file_type` for what is not taken
 */
export async function checked(source: AsyncIterable<Uint8Array>, name: string): Promise<Checked> {
  const chunks = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  try {
    for (let size = 0; size < HEAD_BYTES; ) {
      const next = await chunks.next();
      if (next.done === true) break;
      first.push(next.value);
      size += next.value.byteLength;
    }
    const head = Buffer.concat(first).subarray(0, HEAD_BYTES);
    if (head.length === 0) throw new AttachmentRefused('file_empty');
    const kind = kindOf(head, name);
    if (!kind) throw new AttachmentRefused('file_type');
    return { kind, bytes: guarded(first, chunks, guardOf(kind)) };
  } catch (error) {
    await chunks.return?.();
    throw error;
  }
}

/** Looks at each chunk; `ended` when all have come. Both throw where the file is not what it seemed to be. */
interface Guard {
  see(chunk: Uint8Array): void;
  ended(): void;
}

async function* guarded(first: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>, guard: Guard): AsyncGenerator<Uint8Array> {
  try {
    for (const chunk of first) {
      guard.see(chunk);
      yield chunk;
    }
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
      guard.see(next.value);
      yield next.value;
    }
    guard.ended();
  } finally {
    await rest.return?.();
  }
}

const refuse = (): never => {
  throw new AttachmentRefused('file_type');
};

function guardOf({ rest }: FileKind): Guard {
  switch (rest) {
    case 'mail':
      return outlookGuard();
    case 'soundOnly':
      return soundGuard();
    case 'text':
      return textGuard();
    default:
      return { see: () => undefined, ended: () => undefined };
  }
}

/** `00020D0B-0000-0000-C000-000000000046`, the class of a message's root ([MS-OXMSG]), as it lies in the file. */
const MESSAGE_CLASS = Buffer.from('0b0d020000000000c000000000000046', 'hex');
const CLASS_AT = 80;
const HEADER_END = 512;

/**
 * Outlook's messages share their container ([MS-CFB]) with old office documents, which may hold macros. The directory's
 * first entry is the root, and the root's class says which of them it is.
 */
function outlookGuard(): Guard {
  let head = Buffer.alloc(0);
  let at = 0;
  let found = Buffer.alloc(0);
  const placeOf = (header: Buffer): number => (header.readUInt32LE(48) + 1) * 2 ** header.readUInt16LE(30) + CLASS_AT;
  return {
    see(chunk) {
      if (head.length < HEADER_END) head = Buffer.concat([head, chunk.subarray(0, HEADER_END - head.length)]);
      if (head.length >= HEADER_END && found.length < MESSAGE_CLASS.length) {
        const from = placeOf(head) + found.length - at;
        if (from >= 0) found = Buffer.concat([found, chunk.subarray(from, from + MESSAGE_CLASS.length - found.length)]);
        if (!MESSAGE_CLASS.subarray(0, found.length).equals(found)) refuse();
      }
      at += chunk.byteLength;
    },
    ended() {
      if (!found.equals(MESSAGE_CLASS)) refuse();
    },
  };
}

/** A track of pictures in an ISO 14496 file: its handler says so. */
const PICTURES = /hdlr[^]{8}vide/;
const OVERLAP = 15;

function soundGuard(): Guard {
  let before = '';
  return {
    see(chunk) {
      const text = before + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
      if (PICTURES.test(text)) refuse();
      before = text.slice(-OVERLAP);
    },
    ended: () => undefined,
  };
}

/** Words stay words to the end: no zero bytes but those of UTF-16. */
function textGuard(): Guard {
  let wide: boolean | undefined;
  return {
    see(chunk) {
      wide ??= (chunk[0] === 0xff && chunk[1] === 0xfe) || (chunk[0] === 0xfe && chunk[1] === 0xff);
      if (!wide && chunk.includes(0)) refuse();
    },
    ended: () => undefined,
  };
}

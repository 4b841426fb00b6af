import { SourceProblem } from './problem';

/** Letters and marks beyond ASCII that Swedish and English texts have, as windows-1252 writes them. */
const PLAUSIBLE = /^[åäöÅÄÖéÉèÈüÜæÆøØáàóòíúñç§°´·«»½¼¾±²³µ–—‘’“”„•…€ \u00A0\u00AD]$/u;
/** Bytes that windows-1252 leaves empty. */
const EMPTY = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * The text of a file in UTF-8, in UTF-16 with its mark, or in windows-1252 where that gives plausible Swedish or
 * English; undefined where none of them does.
 */
export function decode(bytes: Uint8Array): string | undefined {
  const utf16 = utf16Of(bytes);
  if (utf16) return tryDecode(bytes, utf16);
  if (bytes.includes(0)) return undefined;
  return tryDecode(bytes, 'utf-8') ?? windows1252(bytes);
}

/** @throws SourceProblem `unknown_encoding` */
export function decoded(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === undefined) throw new SourceProblem('unknown_encoding', 'the text is encoded neither in UTF-8, UTF-16 with its mark nor windows-1252');
  return text;
}

function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}

function tryDecode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function windows1252(bytes: Uint8Array): string | undefined {
  if (bytes.some((byte) => EMPTY.has(byte) || (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d))) return undefined;
  const text = new TextDecoder('windows-1252').decode(bytes);
  const beyond = Array.from(text.replace(/[\u0000-\u007F]/gu, ''));
  const plausible = beyond.filter((letter) => PLAUSIBLE.test(letter)).length;
  return plausible >= beyond.length * 0.95 && beyond.length <= text.length * 0.25 ? text : undefined;
}

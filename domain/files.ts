/** What a file is, found in its bytes alone: names and headers are anybody's to choose. */
export interface FileKind {
  readonly contentType: string;
  /** How its name may end, the first where it ends otherwise. */
  readonly endings: readonly string[];
  /** What the rest of the bytes must hold to. */
  readonly rest?: 'mail' | 'soundOnly' | 'text';
}

/** Bytes of a file's beginning that it is recognised by. */
export const HEAD_BYTES = 16 * 1024;

const kind = (contentType: string, endings: readonly string[], rest?: FileKind['rest']): FileKind => ({ contentType, endings, ...(rest ? { rest } : {}) });

const PNG = kind('image/png', ['png']);
const JPEG = kind('image/jpeg', ['jpg', 'jpeg', 'jpe', 'jfif']);
const GIF = kind('image/gif', ['gif']);
const WEBP = kind('image/webp', ['webp']);
const HEIC = kind('image/heic', ['heic', 'heif', 'hif']);
const PDF = kind('application/pdf', ['pdf']);
const MP3 = kind('audio/mpeg', ['mp3']);
const M4A = kind('audio/mp4', ['m4a', 'mp4', 'm4b', '3gp'], 'soundOnly');
const WAV = kind('audio/wav', ['wav']);
const OGG = kind('audio/ogg', ['ogg', 'oga', 'opus']);
const MSG = kind('application/vnd.ms-outlook', ['msg'], 'mail');
const EML = kind('message/rfc822', ['eml']);
const TEXT = kind('text/plain', ['txt'], 'text');

/** What is taken, as somebody is told. */
export const FILE_KINDS: readonly FileKind[] = [PNG, JPEG, GIF, WEBP, HEIC, PDF, MP3, M4A, WAV, OGG, MSG, EML, TEXT];

const latin = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to));
const starts = (bytes: Uint8Array, ...signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

const RIFF: ReadonlyMap<string, FileKind> = new Map([['WEBP', WEBP], ['WAVE', WAV]]);
const HEIF_BRANDS = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
/** Brands of ISO 14496 files that telephones record sound in; whether there is a picture as well, the tracks tell. */
const SOUND_BRANDS = ['M4A ', 'M4B ', 'mp41', 'mp42', 'isom', 'iso2', 'iso4', 'iso5', 'iso6', '3gp4', '3gp5', '3gp6', '3gp7', 'dash', 'MSNV'];

/**
 * What kind of file begins so; undefined for what is not taken.
 * @param head its first bytes, {@link HEAD_BYTES} of them where it has as many
 * @param name as its sender calls it; decides nothing but whether plain words are meant as such
 */
export function kindOf(head: Uint8Array, name: string): FileKind | undefined {
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return PNG;
  if (starts(head, 0xff, 0xd8, 0xff)) return JPEG;
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return MSG;
  const four = latin(head, 0, 4);
  if (/^GIF8[79]a$/.test(latin(head, 0, 6))) return GIF;
  if (four === 'RIFF') return RIFF.get(latin(head, 8, 12));
  if (latin(head, 4, 8) === 'ftyp') return ofBrand(latin(head, 8, 12));
  if (latin(head, 0, 5) === '%PDF-') return PDF;
  if (four === 'OggS') return /OpusHead|\x01vorbis|Speex {3}|\x7fFLAC/.test(latin(head, 0, 512)) && !/theora/.test(latin(head, 0, 512)) ? OGG : undefined;
  if (latin(head, 0, 3) === 'ID3' || isMpegFrame(head)) return MP3;
  return ofWords(head, name);
}

function ofBrand(brand: string): FileKind | undefined {
  if (HEIF_BRANDS.includes(brand)) return HEIC;
  return SOUND_BRANDS.includes(brand) ? M4A : undefined;
}

/** The header of a frame of MPEG audio, layer III (ISO 11172-3): its bits hold no forbidden value. */
function isMpegFrame([first = 0, second = 0, third = 0]: Uint8Array): boolean {
  const layerThree = (second & 0xe6) === 0xe2 && (second & 0x18) !== 0x08;
  return first === 0xff && layerThree && third >> 4 !== 15 && third >> 4 !== 0 && (third & 0x0c) !== 0x0c;
}

/** Marks of what a program would run or draw instead of show. */
const MARKUP = /<\s*(?:!doctype|\?xml|html|head|body|svg|script|iframe|object|embed|style|meta|link|img|form)\b|<\?php|^#!/i;
const HEADER = /^(?:from|to|cc|subject|date|message-id|mime-version|received|return-path|content-type|delivered-to|x-[\w-]+|dkim-signature|reply-to|sender|arc-[\w-]+|authentication-results):/i;

/** Mail as it travels (RFC 5322), or words and nothing else. */
function ofWords(head: Uint8Array, name: string): FileKind | undefined {
  const words = wordsIn(head);
  if (words === undefined) return undefined;
  if (isMail(words)) return EML;
  return isTextName(name) && words.trim() !== '' && !MARKUP.test(words) ? TEXT : undefined;
}

function isMail(words: string): boolean {
  const headers = (words.split(/\r?\n\r?\n/)[0] ?? '').split(/\r?\n/).filter((line) => !/^[ \t>]/.test(line) && !line.startsWith('From '));
  const known = headers.filter((line) => HEADER.test(line));
  return known.length >= 2 && headers.every((line) => /^[!-9;-~]+:/.test(line)) && headers.some((line) => /^from:/i.test(line));
}

/** A name that ends as plain text, or not at all: what else consists of words is run by something. */
const isTextName = (name: string): boolean => !/\.[^.\s]{1,8}$/.test(name) || /\.(?:txt|text|log)$/i.test(name);

/** The text that some bytes are in UTF-8, UTF-16 with its mark, or Latin-1; undefined where they are no text. */
function wordsIn(bytes: Uint8Array): string | undefined {
  if (starts(bytes, 0xff, 0xfe) || starts(bytes, 0xfe, 0xff)) return ofPairs(bytes, bytes[0] === 0xff);
  if (bytes.some((byte) => byte < 0x20 && !isSpace(byte))) return undefined;
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text.replace(/^ï»¿/, '');
}

export const isSpace = (byte: number): boolean => byte === 0x09 || byte === 0x0a || byte === 0x0c || byte === 0x0d;

function ofPairs(bytes: Uint8Array, little: boolean): string {
  let text = '';
  for (let at = 2; at + 1 < bytes.length; at += 2) text += String.fromCharCode(little ? (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) : ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
  return text;
}

const NAME_CHARACTERS = 120;
/** Device names of Windows, which open no file there. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** A name as it may be stored and shown: no path, no control or direction characters, not endless, ending as the file is. */
export function cleanName(name: string, found?: FileKind): string {
  const base = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const plain = base.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*]/g, '_').trim().replace(/^\.+|[. ]+$/gu, '').replace(RESERVED, '_$&');
  const characters = Array.from(plain === '' ? 'fil' : plain);
  return ending(characters.length > NAME_CHARACTERS ? characters.slice(-NAME_CHARACTERS).join('').replace(/^[. ]+/, '') : characters.join(''), found);
}

function ending(name: string, found: FileKind | undefined): string {
  if (!found) return name;
  const [, stem = name, end = ''] = /^(.+)\.([^.]{1,8})$/u.exec(name) ?? [];
  if (found.endings.includes(end.toLowerCase())) return name;
  const right = found.endings[0] ?? '';
  // A picture under another picture's ending gets its own; anything else keeps what it was called in front of it.
  return FILE_KINDS.some(({ endings }) => endings.includes(end.toLowerCase())) ? `${stem}.${right}` : `${name}.${right}`;
}

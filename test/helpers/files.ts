/** Files as they begin in truth, as small as they can be; the words make each another file. */

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const after = (start: Buffer, words: string): Buffer => Buffer.concat([start, Buffer.from(words)]);

export const png = (words = ''): Buffer => after(ascii('\x89PNG\r\n\x1a\n'), words);
export const jpeg = (words = ''): Buffer => after(ascii('\xff\xd8\xff\xe0\0\x10JFIF\0'), words);
export const gif = (words = ''): Buffer => after(ascii('GIF89a\x01\0\x01\0'), words);
export const webp = (words = ''): Buffer => after(ascii('RIFF\x24\0\0\0WEBPVP8 '), words);
export const heic = (words = ''): Buffer => after(ascii('\0\0\0\x18ftypheic\0\0\0\0'), words);
export const pdf = (words = ''): Buffer => after(ascii('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'), words);
export const mp3 = (words = ''): Buffer => after(ascii('ID3\x04\0\0\0\0\0\0'), words);
export const bareMp3 = (words = ''): Buffer => after(ascii('\xff\xfb\x90\x64\0\0'), words);
export const wav = (words = ''): Buffer => after(ascii('RIFF\x24\0\0\0WAVEfmt '), words);
export const ogg = (words = ''): Buffer => after(ascii('OggS\0\x02\0\0\0\0\0\0\0\0\x01\0\0\0\0\0\0\0\0\0\0\0\x01\x13OpusHead\x01'), words);
const iso = (brand: string, handler: string, words: string): Buffer => Buffer.concat([ascii(`\0\0\0\x18ftyp${brand}\0\0\0\0`), Buffer.from(words), ascii(`hdlr\0\0\0\0\0\0\0\0${handler}`)]);
/** Sound from a telephone, which calls its container as films do. */
export const m4a = (words = '', brand = 'M4A '): Buffer => iso(brand, 'soun', words);
export const film = (words = '', brand = 'isom'): Buffer => iso(brand, 'vide', words);
export const eml = (words = ''): Buffer => Buffer.from(`Received: from mail.example\r\n by mx.example\r\nFrom: okänd@example.com\r\nSubject: Hej\r\nDate: Mon, 23 Nov 2026 09:00:00 +0100\r\n\r\n<html><body>${words}</body></html>`);
export const text = (words = 'Sms kl. 08.12: du ska få se'): Buffer => Buffer.from(words);

const MESSAGE = '0b0d020000000000c000000000000046';
const WORD_DOCUMENT = '0609020000000000c000000000000046';

/** The container of Outlook's messages and of old office documents; which it is, its root's class says. */
function compound(rootClass: string, words: string): Buffer {
  const header = Buffer.alloc(512);
  ascii('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1').copy(header);
  header.writeUInt16LE(9, 30);
  // The directory is not the first sector, as it seldom is.
  header.writeUInt32LE(40, 48);
  const sectors = Buffer.alloc(40 * 512, words);
  const root = Buffer.alloc(512);
  Buffer.from('Root Entry', 'utf16le').copy(root);
  Buffer.from(rootClass, 'hex').copy(root, 80);
  return Buffer.concat([header, sectors, root]);
}
export const msg = (words = 'x'): Buffer => compound(MESSAGE, words);
export const doc = (words = 'x'): Buffer => compound(WORD_DOCUMENT, words);

export const exe = (words = ''): Buffer => after(ascii('MZ\x90\0\x03\0\0\0'), words);
export const svg = (): Buffer => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
export const html = (): Buffer => Buffer.from('<!DOCTYPE html><html><body><script>alert(1)</script></body></html>');
export const zip = (words = 'word/vbaProject.bin'): Buffer => after(ascii('PK\x03\x04\x14\0\0\0'), words);

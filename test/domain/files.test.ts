import { cleanName, kindOf } from '../../domain/files';
import * as files from '../helpers/files';

const typeOf = (bytes: Uint8Array, name: string): string | undefined => kindOf(bytes, name)?.contentType;

describe('what a file is, is found in its bytes', () => {
  test.each<[string, Buffer, string]>([
    ['a.png', files.png(), 'image/png'],
    ['a.jpg', files.jpeg(), 'image/jpeg'],
    ['a.gif', files.gif(), 'image/gif'],
    ['a.webp', files.webp(), 'image/webp'],
    ['a.heic', files.heic(), 'image/heic'],
    ['a.pdf', files.pdf(), 'application/pdf'],
    ['a.mp3', files.mp3(), 'audio/mpeg'],
    ['a.mp3', files.bareMp3(), 'audio/mpeg'],
    ['a.m4a', files.m4a(), 'audio/mp4'],
    ['a.wav', files.wav(), 'audio/wav'],
    ['a.ogg', files.ogg(), 'audio/ogg'],
    ['a.msg', files.msg(), 'application/vnd.ms-outlook'],
    ['a.eml', files.eml(), 'message/rfc822'],
    ['a.txt', files.text('Hej å'), 'text/plain'],
    ['a.txt', Buffer.from('\ufeffHej å', 'utf16le'), 'text/plain'],
    ['a', files.text('utan ändelse'), 'text/plain'],
  ])('%s is taken as what it is', (name, bytes, contentType) => {
    expect(typeOf(bytes, name)).toBe(contentType);
    // Whatever it is called, but for plain words.
    if (contentType !== 'text/plain') expect(typeOf(bytes, 'faktura.exe')).toBe(contentType);
  });

  test.each<[string, Buffer]>([
    ['a.png', files.exe()],
    ['a.png', files.svg()],
    ['a.svg', files.svg()],
    ['a.txt', files.svg()],
    ['a.txt', Buffer.from(`\ufeff${files.html().toString()}`, 'utf16le')],
    ['a.txt', files.html()],
    ['a.html', files.html()],
    ['a.txt', files.text('#!/bin/sh\nrm -rf ~')],
    ['a.bat', files.text('del c:\\')],
    ['a.png', files.text('bara ord')],
    ['a.docm', files.zip()],
    ['a.pdf', files.zip()],
    ['a.wav', Buffer.from('RIFF\x24\0\0\0AVI LIST', 'latin1')],
    ['a.ogg', Buffer.from('OggS\0\x02\x80theora', 'latin1')],
    ['a.m4a', Buffer.from('\0\0\0\x14ftypqt  \0\0\0\0', 'latin1')],
    ['a.mp3', Buffer.from([0xff, 0xfb, 0xf0, 0x00])],
    ['a.txt', Buffer.from([0x00, 0x01, 0x02])],
    ['a.txt', Buffer.from('   \n')],
    ['a.pdf', Buffer.from('<html>%PDF-1.7')],
  ])('%s in disguise is not', (name, bytes) => {
    expect(typeOf(bytes, name)).toBeUndefined();
  });
});

describe('a name', () => {
  const PNG = kindOf(files.png(), '');
  test.each([
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\temp\\bild.png', 'bild.png'],
    ['bild\u202egnp.exe', 'bildgnp.exe.png'],
    ['bi\u0000ld\n.png', 'bild.png'],
    ['foto.jpg', 'foto.png'],
    ['foto.PNG', 'foto.PNG'],
    ['foto.exe', 'foto.exe.png'],
    ['...', 'fil.png'],
    ['', 'fil.png'],
    ['CON.png', '_CON.png'],
    ['a<b>:"c|d?.png', 'a_b___c_d_.png'],
  ])('%j becomes %j', (given, clean) => {
    expect(cleanName(given, PNG)).toBe(clean);
  });

  test('is no longer than it need be, and keeps its end', () => {
    const clean = cleanName(`${'å'.repeat(500)}.png`, PNG);
    expect([Array.from(clean).length, clean.endsWith('å.png')]).toEqual([120, true]);
  });
});

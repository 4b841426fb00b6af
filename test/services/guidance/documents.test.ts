import { strToU8, zipSync } from 'fflate';
import { mkdir, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openGuidance, type GuidanceOptions } from '../../../services/guidance';
import type { Guidance, Passage, Problem } from '../../../services/guidance/types';
import { LOCKED, pdfFile, wordFile } from '../../helpers/documents';
import { guidanceFolder, removeFolders, sourceWorkerFile } from './folder';

afterEach(removeFolders);

type Files = Readonly<Record<string, string | Uint8Array>>;

async function opened(files: Files, options: Partial<GuidanceOptions> = {}): Promise<{ passages: readonly Passage[]; problems: readonly Problem[]; guidance: Guidance; dir: string }> {
  const dir = await guidanceFolder(files);
  const guidance = await openGuidance({ dir, workerFile: sourceWorkerFile(), log: { warn: () => undefined }, ...options });
  await guidance.close();
  const { passages, problems } = guidance.status();
  return { passages, problems, guidance, dir };
}

const RULES = [
  { text: 'Rutin vid hot', style: 'Title' as const },
  { text: 'Dnr MHN 2025-1234' },
  { text: 'Anna Exempelsson' },
  { text: 'säkerhetschef' },
  { text: 'Direkt efter händelsen', style: 'heading 1' as const },
  { text: 'Sätt dig i säkerhet & ring 112. Gör sedan detta:' },
  { text: 'berätta för din chef', item: true as const },
  { text: 'skriv ned vad som hände', item: true as const },
  { text: 'Stöd', style: 'heading 2' as const },
  { text: 'Chefen ordnar stöd samma dag.' },
];

describe('a Word document', () => {
  it('becomes passages under its headings, in its own words', async () => {
    const { passages, problems } = await opened({ 'rutiner/hot.docx': wordFile(RULES) });
    expect(problems).toEqual([]);
    const source = { document: 'hot.docx', title: { sv: 'Rutin vid hot, dnr MHN 2025-1234', en: 'Rutin vid hot, ref. no. MHN 2025-1234' }, diaryNumber: 'MHN 2025-1234' };
    expect(passages.slice(1)).toMatchObject([
      {
        title: 'Direkt efter händelsen',
        text: 'Sätt dig i säkerhet & ring 112. Gör sedan detta:\nberätta för din chef\nskriv ned vad som hände',
        verbatim: true,
        kind: 'general',
        locale: 'sv',
        sources: [{ ...source, heading: 'Direkt efter händelsen' }],
      },
      { title: 'Stöd', text: 'Chefen ordnar stöd samma dag.', sources: [{ ...source, heading: 'Stöd', path: ['Direkt efter händelsen', 'Stöd'] }] },
    ]);
    expect(JSON.stringify(passages)).not.toContain('Exempelsson');
  });

  it('may have its diary number in the page header, and bold lines for headings', async () => {
    const { passages } = await opened({ 'pm.docx': wordFile([{ text: 'Passerkort', bold: true }, { text: 'Kortet lämnas ut i receptionen.' }], { header: ['Tjänsteutlåtande', 'Dnr 2024-77'] }) });
    expect(passages).toMatchObject([{ title: 'Passerkort', sources: [{ diaryNumber: '2024-77', heading: 'Passerkort' }] }]);
  });
});

describe('a PDF', () => {
  const header = [{ text: 'Exempelstaden' }, { text: 'Riktlinje för passerkort' }];
  const pages = [
    [...header, { text: 'Utlämning', size: 16, down: 3 }, { text: 'Den som behöver ett kort hämtar det i recep-', down: 2 }, { text: 'tionen. Kortet är personligt, se ILS-' }, { text: 'webben. Om kortet kommer bort ska du' }, { text: '1', down: 5 }],
    [...header, { text: 'spärra det samma dag.', down: 3 }, { text: 'Återlämning', size: 16, down: 2 }, { text: 'Den som slutar lämnar kortet till chefen \\(eller receptionen\\).'.replaceAll('\\', ''), down: 2 }, { text: '2', down: 5 }],
    [...header, { text: 'Kostnad', size: 16, down: 3 }, { text: 'Ett nytt kort är gratis.', down: 2 }, { text: '3', down: 5 }],
  ];

  it('becomes passages with pages; headers, page numbers and divided words are mended', async () => {
    const { passages, problems } = await opened({ 'kort.pdf': pdfFile(pages) });
    expect(problems).toEqual([]);
    expect(passages.map(({ title, text, verbatim, sources: [source] }) => [title, text, source?.page, verbatim])).toEqual([
      ['Utlämning', 'Den som behöver ett kort hämtar det i receptionen. Kortet är personligt, se ILS-webben. Om kortet kommer bort ska du spärra det samma dag.', '1-2', true],
      ['Återlämning', 'Den som slutar lämnar kortet till chefen (eller receptionen).', '2', true],
      ['Kostnad', 'Ett nytt kort är gratis.', '3', true],
    ]);
    const [first] = passages;
    expect(first?.seams).toEqual([first!.text.indexOf('spärra')]);
  });

  it('has the pages that its headers print', async () => {
    const printed = [7, 8].map((page) => [{ text: `Sida ${page} (9)` }, { text: `Rubrik på sidan ${page}`, size: 16, down: 2 }, { text: `Det här är en mening om ämne ${page}.`, down: 2 }]);
    const { passages } = await opened({ 'utdrag.pdf': pdfFile(printed) });
    expect(passages.map(({ sources: [source] }) => source?.page)).toEqual(['7', '8']);
  });
});

const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
const BAD: readonly (readonly [string, Uint8Array, string, RegExp])[] = [
  ['avkapad.docx', wordFile(RULES).slice(0, 900), 'damaged', /archive/u],
  ['bilder.docx', wordFile([{ text: ' ' }]), 'no_text', /no text/u],
  ['berg.docx', wordFile(RULES, { extra: { 'word/footnotes.xml': [new Uint8Array(105_000_000), { level: 1 }] } }), 'too_large', /unpacks/u],
  ['gammal.docx', Buffer.concat([COMPOUND, Buffer.from('Word')]), 'damaged', /older/u],
  ['lagad.docx', zipSync({ 'notes.xml': strToU8('<a/>') }), 'damaged', /Word/u],
  ['låst.docx', Buffer.concat([COMPOUND, Buffer.from('EncryptedPackage', 'utf16le')]), 'protected', /password/u],
  ['tom.docx', new Uint8Array(0), 'damaged', /archive/u],
  ['avkapad.pdf', pdfFile([[{ text: 'Hej.' }]]).slice(0, 200), 'damaged', /./u],
  ['brus.pdf', new Uint8Array(4000).map((_, at) => (at * 7919) % 251), 'damaged', /./u],
  ['låst.pdf', pdfFile([[{ text: 'Hemligt.' }]], LOCKED), 'protected', /password/u],
  ['skannad.pdf', pdfFile([[], []]), 'no_text', /no text/u],
  ['brus.txt', new Uint8Array(4000).map((_, at) => (at * 7919) % 251), 'unknown_encoding', /encoded/u],
  ['tom.txt', new Uint8Array(0), 'no_text', /no text/u],
];

describe('a file that cannot be read', () => {
  it('is named with its reason, and the rest is read', async () => {
    const good = { 'bra.pdf': pdfFile([[{ text: 'Lampor', size: 16 }, { text: 'Lamporna släcks klockan 22.', down: 2 }]]), 'bra.docx': wordFile([{ text: 'Dörrarna låses klockan 20.' }]) };
    const { passages, problems } = await opened({ ...Object.fromEntries(BAD.map(([file, bytes]) => [file, bytes])), ...good });
    expect(problems).toHaveLength(BAD.length);
    for (const [file, , code, reason] of BAD) expect(problems).toContainEqual({ file, code, reason: expect.stringMatching(reason) });
    expect(passages.map(({ text }) => text).sort()).toEqual(['Dörrarna låses klockan 20.', 'Lamporna släcks klockan 22.']);
  });

  it('of 200 MB is not opened', async () => {
    const dir = await guidanceFolder({ 'good.md': '# Rubrik\n\nText.\n' });
    for (const name of ['big.pdf', 'big.docx', 'big.txt', 'big.md']) {
      await writeFile(join(dir, name), '');
      await truncate(join(dir, name), 200_000_000);
    }
    const before = process.memoryUsage.rss();
    const guidance = await openGuidance({ dir, workerFile: '/nowhere/to/be/started.js', log: { warn: () => undefined } });
    expect(guidance.status().problems.map(({ file, code }) => [file, code])).toEqual(['big.docx', 'big.md', 'big.pdf', 'big.txt'].map((file) => [file, 'too_large']));
    expect(process.memoryUsage.rss() - before).toBeLessThan(100_000_000);
    expect(guidance.size).toBe(1);
  });

  it('answers nothing with what only names a person', async () => {
    const { guidance } = await opened({ 'a.txt': 'Nycklar\n\nEnligt utredaren Anna Svensson ska nycklarna lämnas i receptionen.\n' });
    const answer = guidance.answer('Var ska nycklarna lämnas?', { locale: 'sv', now: new Date('2026-03-02T09:00:00Z') });
    expect([answer.kind, JSON.stringify(answer.kind === 'silent' && answer.nearest.map(({ title }) => title))]).toEqual(['silent', '["Nycklar"]']);
  });

  it('is one behind a link that leads out of the folder, or nowhere; links within it are followed', async () => {
    const outside = await guidanceFolder({ 'secret.txt': 'Nycklar\n\nEn text som ligger någon annanstans.\n' });
    const dir = await guidanceFolder({ 'good.md': '# Rubrik\n\nText.\n' });
    await mkdir(join(dir, '..data'));
    await writeFile(join(dir, '..data', 'mounted.md'), '# Monterad\n\nText som är monterad.\n');
    await symlink(join('..data', 'mounted.md'), join(dir, 'mounted.md'));
    await symlink(join(outside, 'secret.txt'), join(dir, 'secret.txt'));
    await symlink('nowhere.md', join(dir, 'gone.md'));
    await symlink('..', join(dir, 'up'));
    const guidance = await openGuidance({ dir, workerFile: sourceWorkerFile(), log: { warn: () => undefined } });
    await guidance.close();
    const { passages, problems } = guidance.status();
    expect(passages.map(({ title }) => title)).toEqual(['Rubrik', 'Monterad']);
    expect(problems.map(({ file, code }) => [file, code])).toEqual([['gone.md', 'unreadable'], ['secret.txt', 'unreadable']]);
  });

  it('takes no longer than it may', async () => {
    const { problems, passages } = await opened({ 'slow.pdf': pdfFile([[{ text: 'Lampor', size: 16 }, { text: 'Lamporna släcks.', down: 2 }]]), 'good.md': '# Rubrik\n\nText.\n' }, { longestMs: 1 });
    expect(problems).toEqual([{ file: 'slow.pdf', code: 'damaged', reason: expect.stringContaining('takes more than') }]);
    expect(passages).toHaveLength(1);
  });

  it('is named where the program that reads it is not there', async () => {
    const { problems } = await opened({ 'a.pdf': pdfFile([[{ text: 'Hej.' }]]) }, { workerFile: '/nowhere/reader.js' });
    expect(problems).toMatchObject([{ file: 'a.pdf', code: 'unreadable' }, { file: '.', code: 'empty_folder' }].reverse());
  });

  it('of a format that is not read is named', async () => {
    const { problems } = await opened({ 'gammal.doc': 'x', 'blad.xlsx': 'x', 'bild.png': 'x', 'good.md': '# Rubrik\n\nText.\n' });
    expect(problems.map(({ file, code }) => [file, code])).toEqual([
      ['blad.xlsx', 'unread_format'],
      ['gammal.doc', 'unread_format'],
    ]);
  });
});

import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import { openGuidance } from '../../services/guidance';
import type { Guidance } from '../../services/guidance/types';
import { t } from '../../locales';
import { testApp, type House } from '../helpers/app';
import { LOCKED, pdfFile, wordFile } from '../helpers/documents';
import { longestWait } from '../helpers/loopWait';
import { api, talk } from '../helpers/people';
import { cardName, reading } from '../helpers/talker';
import { until } from '../helpers/until';
import { sourceWorkerFile } from '../services/guidance/folder';

const GOOD = '# Nycklar\n\nNycklarna lämnas i receptionen.\n';
/** Reading it takes seconds, and others use the machine too. */
const WAIT_MS = 250;
const QUESTION = 'Var lämnas nycklarna?';
const noise = new Uint8Array(40_000).map((_, at) => (at * 7919 + (at >> 3)) % 251);

/** Each with the code under which it is named. */
const BAD: readonly (readonly [string, string, string | Uint8Array])[] = [
  ['avkapad.pdf', 'damaged', pdfFile([[{ text: 'Hej.' }]]).slice(0, 200)],
  ['låst.pdf', 'protected', pdfFile([[{ text: 'Hemligt.' }]], LOCKED)],
  ['brus.docx', 'damaged', noise],
  ['bomb.docx', 'too_large', wordFile([{ text: 'Hej.' }], { extra: { 'word/footnotes.xml': [new Uint8Array(105_000_000), { level: 1 }] } })],
  ['bomb i bomb.docx', 'damaged', zipSync({ 'inre.zip': zipSync({ 'a.xml': new Uint8Array(1_000_000) }) })],
  ['utan märke.txt', 'unknown_encoding', Buffer.from('Hej på dig, detta är UTF-16.', 'utf16le')],
  ['brus.txt', 'unknown_encoding', noise],
  ['brus.md', 'unknown_encoding', noise],
  ['japanska.txt', 'unknown_encoding', Buffer.from([0x82, 0xb1, 0x82, 0xf1, 0x82, 0xc9, 0x82, 0xbf, 0x82, 0xcd, 0x0a, 0x83, 0x65, 0x81, 0x5b])],
  ['sv/fel.md', 'bad_front_matter', '---\nid: [\n---\n\nText.\n'],
  ['sv/alias.md', 'bad_front_matter', `---\n${Array.from({ length: 12 }, (_one, at) => `a${at}: &a${at} [${Array(10).fill(at === 0 ? 'x' : `*a${at - 1}`).join(', ')}]`).join('\n')}\n---\n\nText.\n`],
];

let dir: string;
let guidance: Guidance;
let house: House;
const logged: { readonly file?: string; readonly code?: string; readonly reason?: string }[] = [];

/** Whoever may do all may read all: for as long as the work takes, this process is nobody in particular. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
}

/** Nobody in particular must be let through to a folder in one of our own that is for us alone. */
async function letThrough(folder: string): Promise<void> {
  const { mode, uid } = await stat(folder);
  if (uid === process.getuid?.() && (mode & 0o001) === 0) await chmod(folder, mode | 0o011);
  if (dirname(folder) !== folder) await letThrough(dirname(folder));
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trygg-bad-'));
  await letThrough(dirname(dir));
  for (const [path, , content] of [['bra.md', '', GOOD] as const, ['gammal.txt', '', Buffer.from('Cyklar\n\nCyklarna ställs på gården.\n', 'latin1')] as const, ...BAD]) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), content);
  }
  await writeFile(join(dir, 'jätte.pdf'), '');
  await truncate(join(dir, 'jätte.pdf'), 200_000_000);
  await symlink('slinga.md', join(dir, 'slinga.md'));
  await symlink('.', join(dir, 'runt'));
  await symlink('två.md', join(dir, 'ett.md'));
  await symlink('ett.md', join(dir, 'två.md'));
  await mkdir(join(dir, 'mapp.md'));
  // Whoever opened it to read would wait for good.
  execFileSync('mkfifo', [join(dir, 'rör.md')]);
  await writeFile(join(dir, 'stängd.md'), '# Hemligt\n\nDetta får ingen läsa.\n', { mode: 0o000 });
  await mkdir(join(dir, 'stängd'), { mode: 0o000 });
  await chmod(dir, 0o755);
  guidance = await asNobody(() => openGuidance({ dir, log, workerFile: sourceWorkerFile() }));
  house = await testApp({ guidance });
}, 60_000);
const log = { warn: (details: { readonly file: string; readonly reason: string }) => void logged.push(details) };
const close = async (): Promise<void> => {
  await house.dispose();
  await guidance.close();
};
afterAll(async () => {
  await close();
  await rm(dir, { recursive: true, force: true });
});

const NAMED = [...BAD.map(([file, code]): [string, string] => [file, code]), ['jätte.pdf', 'too_large'], ['slinga.md', 'unreadable'], ['ett.md', 'unreadable'], ['två.md', 'unreadable'], ['stängd.md', 'unreadable'], ['stängd', 'unreadable']] satisfies readonly (readonly [string, string])[];
const asked = async (): Promise<string> => {
  const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
  const { card } = await person.say(QUESTION);
  return cardName(card) === 'answer' ? reading(card) : `no answer: ${cardName(card)}`;
};

describe('a folder with everything that can be wrong with a file', () => {
  test.each(NAMED)('has %s named in the log, once, and in the workspace in words (%s)', async (file, code) => {
    const lines = logged.filter((line) => line.file === file);
    expect(lines).toEqual([expect.objectContaining({ file, code, reason: expect.stringMatching(/^[^\n]{5,}$/u) })]);
    const { problems } = (await api(house, 'coordinator-mhn', '/api/guidance?lang=sv')).body as { problems: readonly { file: string; code: string; text: string }[] };
    expect(problems).toContainEqual(expect.objectContaining({ file, code, text: t('sv', `problem.${code}` as Parameters<typeof t>[1]) }));
  });

  test('has nothing else named, and the rest answers', async () => {
    expect(logged.map(({ file }) => file).sort()).toEqual(NAMED.map(([file]) => file).sort());
    expect(guidance.status().files.map(({ file }) => file)).toEqual(['bra.md', 'gammal.txt']);
    expect(await asked()).toContain('receptionen');
    expect((await api(house, undefined, '/readyz')).body).toEqual({ status: 'ready', guidance: 'ready' });
  });
});

describe('a folder with bad files in it, while the server runs,', () => {
  beforeAll(async () => {
    await close();
    await rm(join(dir, 'stängd'), { recursive: true });
    await rm(join(dir, 'stängd.md'));
    logged.splice(0);
    guidance = await openGuidance({ dir, log, watch: { pollMs: 50, settleMs: 25 }, workerFile: sourceWorkerFile() });
    house = await testApp({ guidance });
  });

  test('goes on answering while a file is written to all the time, and has its end in the end', async () => {
    const path = join(dir, 'växer.txt');
    for (let part = 0; part < 40; part += 1) {
      await writeFile(path, `Cykelrum\n\n${`Rad ${part} om cykelrummet på gården.\n\n`.repeat(part * 150)}`);
      if (part % 10 === 0) expect(await asked()).toContain('receptionen');
    }
    await writeFile(path, 'Cykelrum\n\nCykelrummet öppnas med tjänstekortet.\n');
    await until('the end is read', () => guidance.passage(guidance.status().passages.find(({ text }) => text.includes('tjänstekortet'))?.id ?? '', 'sv') !== undefined);
    expect(guidance.status().passages.filter(({ sources }) => sources[0]?.document === 'växer.txt')).toHaveLength(1);
    await rm(path);
  });

  test('may be taken away and come back: what was read goes on answering, and whoever works a board sees that it is gone', async () => {
    await rename(dir, `${dir}-borta`);
    await until('it is missed', () => guidance.status().problems.some(({ file }) => file === '.'));
    expect(await asked()).toContain('receptionen');
    expect(logged.filter(({ file }) => file === '.')).toEqual([expect.objectContaining({ code: 'unreadable', reason: expect.stringContaining('what was read before is still answered from') })]);
    expect(JSON.stringify((await api(house, 'coordinator-mhn', '/api/guidance')).body['problems'])).toContain('"file":"."');
    await rename(`${dir}-borta`, dir);
    await until('it is found', () => guidance.status().problems.every(({ file }) => file !== '.'));
    expect(await asked()).toContain('receptionen');
  });
});

test('a document of 5,000 pages is read whole or named, and nobody waits for it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trygg-pages-'));
  await writeFile(join(folder, 'bra.md'), GOOD);
  await writeFile(join(folder, 'lång.pdf'), pdfFile(Array.from({ length: 5_000 }, (_one, at) => [{ text: `Sida ${at + 1} handlar om cykelrum nummer ${at + 1}.` }])));
  let least = Number.POSITIVE_INFINITY;
  let last: Guidance | undefined;
  for (let tries = 0; tries < 3 && least >= WAIT_MS; tries += 1) {
    const { value, waitMs } = await longestWait(() => openGuidance({ dir: folder, log: { warn: () => undefined }, workerFile: sourceWorkerFile() }));
    least = Math.min(least, waitMs);
    last = value;
    await value.close();
  }
  const { files, problems, passages } = last!.status();
  if (problems.length === 0) expect(passages.some(({ text }) => text.includes('nummer 5000'))).toBe(true);
  else expect(problems).toEqual([{ file: 'lång.pdf', code: 'damaged', reason: expect.stringMatching(/takes more than|ended badly/u) }]);
  expect(files[0]?.file).toBe('bra.md');
  expect(least).toBeLessThan(WAIT_MS);
  await rm(folder, { recursive: true });
}, 120_000);

test('a folder that is not there is said by name', async () => {
  await expect(openGuidance({ dir: '/nowhere/guidance', log: { warn: () => undefined } })).rejects.toMatchObject({ code: 'guidance_missing', message: expect.stringContaining('/nowhere/guidance') });
});

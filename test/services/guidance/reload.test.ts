import { mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import fs from 'node:fs';
import { dirname, join } from 'node:path';
import { openGuidance } from '../../../services/guidance';
import type { Guidance, Problem } from '../../../services/guidance/types';
import { until as untilHolds } from '../../helpers/until';
import { FILES, now } from './examples';
import { guidanceFolder, passageFile, removeFolders } from './folder';

const until = (holds: () => boolean): Promise<boolean> => untilHolds('the folder is read again', holds);
const QUICK = { pollMs: 40, settleMs: 25 };
const open: Guidance[] = [];
let logged: Problem[] = [];
let told: object[] = [];

async function watched(files: Readonly<Record<string, string>>, watch = QUICK): Promise<{ guidance: Guidance; dir: string }> {
  const dir = await guidanceFolder(files);
  const guidance = await openGuidance({ dir, watch, log: { warn: (problem) => logged.push(problem as Problem), info: (details) => told.push(details) } });
  open.push(guidance);
  await guidance.makeReady();
  return { guidance, dir };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((guidance) => guidance.close()));
  await removeFolders();
  logged = [];
  told = [];
});

const coordinator = (text: string): string => passageFile('coordinator', 'Säkerhetssamordnarens uppgift', text);
const answered = (guidance: Guidance): string => {
  const answer = guidance.answer('Vad gör säkerhetssamordnaren?', { locale: 'sv', now });
  return answer.kind === 'found' ? answer.passage.text : 'silent';
};

describe('the guidance folder, while the server runs', () => {
  it('is read again when a file changes, comes or goes', async () => {
    const { guidance, dir } = await watched(FILES);
    expect(told).toEqual([]);
    await writeFile(join(dir, 'sv/coordinator.md'), coordinator('Säkerhetssamordnaren samordnar det nya arbetet.'));
    await until(() => answered(guidance).includes('nya'));
    expect(told).toEqual([{ files: 14, passages: 14 }]);
    await mkdir(join(dir, 'rutiner/egna'), { recursive: true });
    await writeFile(join(dir, 'rutiner/egna/lokal.txt'), 'Lokalbokning\n\nBoka lokalen Kastanjen hos vaktmästaren.\n');
    await until(() => guidance.status().files.some(({ file }) => file === 'rutiner/egna/lokal.txt'));
    expect(guidance.answer('Hur bokar jag lokalen Kastanjen?', { locale: 'sv', now })).toMatchObject({ kind: 'found', passage: { sources: [{ document: 'lokal.txt' }] } });
    await rm(join(dir, 'rutiner'), { recursive: true });
    await until(() => !guidance.status().files.some(({ file }) => file.startsWith('rutiner/')));
    expect(logged).toEqual([]);
  });

  it('answers all the time, from the old or the new, never from neither', async () => {
    const { guidance, dir } = await watched(FILES);
    const said = new Set<string>();
    const asking = setInterval(() => said.add(answered(guidance)), 1);
    for (const text of ['Säkerhetssamordnaren samordnar ett.', 'Säkerhetssamordnaren samordnar två.']) {
      await writeFile(join(dir, 'sv/coordinator.md'), coordinator(text));
      await until(() => said.has(text));
    }
    clearInterval(asking);
    expect(said.size).toBe(3);
    expect(said).not.toContain('silent');
  });

  it('notices a change where the file system tells of none', async () => {
    const deaf = jest.spyOn(fs, 'watch').mockImplementation(() => {
      throw Object.assign(new Error('no more watches'), { code: 'ENOSPC' });
    });
    try {
      const { guidance, dir } = await watched(FILES, { pollMs: 30, settleMs: 10 });
      await writeFile(join(dir, 'sv/coordinator.md'), coordinator('Säkerhetssamordnaren samordnar i tysthet.'));
      await until(() => answered(guidance).includes('tysthet'));
      expect(deaf).toHaveBeenCalled();
    } finally {
      deaf.mockRestore();
    }
  });

  it('keeps what it read of a file that can no longer be read, and says so until it is mended', async () => {
    const { guidance, dir } = await watched(FILES);
    await writeFile(join(dir, 'sv/coordinator.md'), '---\nid: [\n---\nTrasig.');
    await until(() => guidance.status().problems.length > 0);
    expect(guidance.status().problems).toEqual([{ file: 'sv/coordinator.md', code: 'bad_front_matter', reason: expect.stringContaining('still answered from') }]);
    expect(logged).toEqual(guidance.status().problems);
    expect(answered(guidance)).toContain('samordnar trygghetsarbetet');
    await writeFile(join(dir, 'sv/coordinator.md'), coordinator('Säkerhetssamordnaren samordnar det lagade.'));
    await until(() => answered(guidance).includes('lagade'));
    expect(guidance.status().problems).toEqual([]);
  });

  it('keeps what it read when the folder is gone for a while, and says so', async () => {
    const { guidance, dir } = await watched(FILES);
    await rename(dir, `${dir}-away`);
    await until(() => guidance.status().problems.some(({ file }) => file === '.'));
    expect(answered(guidance)).toContain('samordnar trygghetsarbetet');
    await rename(`${dir}-away`, dir);
    await until(() => guidance.status().problems.length === 0);
  });

  it('picks up the first file of an empty folder', async () => {
    const { guidance, dir } = await watched({});
    expect(guidance.size).toBe(0);
    expect(answered(guidance)).toBe('silent');
    expect(logged).toEqual([expect.objectContaining({ file: '.', code: 'empty_folder' })]);
    for (const [path, text] of Object.entries(FILES)) await mkdir(dirname(join(dir, path)), { recursive: true }).then(() => writeFile(join(dir, path), text));
    await until(() => guidance.status().files.length === Object.keys(FILES).length - 1);
    expect(answered(guidance)).toContain('samordnar trygghetsarbetet');
    expect(guidance.status().problems).toEqual([]);
  });

  it('reads no file again that has not changed', async () => {
    const { guidance, dir } = await watched({ ...FILES, 'a.txt': 'Bilpool\n\nBilarna i bilpoolen bokas hos receptionen.\n' });
    const before = guidance.status().passages.find(({ sources }) => sources[0]?.document === 'a.txt');
    await writeFile(join(dir, 'b.txt'), 'Cykelpool\n\nCyklarna i cykelpoolen bokas hos receptionen.\n');
    await until(() => guidance.status().files.some(({ file }) => file === 'b.txt'));
    expect(guidance.status().passages.find(({ sources }) => sources[0]?.document === 'a.txt')).toBe(before);
  });

  it('waits with a file until it is written', async () => {
    const { guidance, dir } = await watched(FILES, { pollMs: 20, settleMs: 250 });
    const loads = new Set<string>();
    for (let line = 1; line <= 12; line += 1) {
      await writeFile(join(dir, 'half.txt'), `Handbok\n\n${'Ett stycke om passerkort och nycklar. '.repeat(line)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      loads.add(guidance.status().loadedAt);
    }
    expect(loads.size).toBe(1);
    await until(() => guidance.status().files.some(({ file }) => file === 'half.txt'));
  });

  it('is read no more after closing', async () => {
    const { guidance, dir } = await watched(FILES);
    await guidance.close();
    await writeFile(join(dir, 'sv/coordinator.md'), coordinator('Säkerhetssamordnaren samordnar för sent.'));
    await utimes(join(dir, 'sv'), new Date(), new Date());
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(answered(guidance)).not.toContain('för sent');
    await guidance.close();
  });
});

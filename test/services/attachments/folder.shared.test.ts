import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openFolder } from '../../../services/attachments/folder';

let dataDir: string;
const names = (): Promise<string[]> => readdir(join(dataDir, 'files', 'ab'));

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-shared-files-'));
  await mkdir(join(dataDir, 'files', 'ab'), { recursive: true });
  for (const name of ['new.part', 'old.part']) await writeFile(join(dataDir, 'files', 'ab', name), 'half');
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  await utimes(join(dataDir, 'files', 'ab', 'old.part'), yesterday, yesterday);
});
afterEach(() => rm(dataDir, { recursive: true }));

test('an instance that starts removes nothing that another may be writing, where they share the folder', async () => {
  await openFolder(dataDir, { shared: true });
  expect(await names()).toEqual(['new.part']);
});

test('and everything unfinished where the folder is its own', async () => {
  await openFolder(dataDir);
  expect(await names()).toEqual([]);
});

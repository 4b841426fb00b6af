import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BlobStore } from '../../../services/attachments';
import { openFolder } from '../../../services/attachments/folder';
import { allIds, breaking, chunks, newId } from './places';

let dataDir: string;
let files: BlobStore;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-files-'));
  files = await openFolder(dataDir);
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

/** Paths of all files below the data folder. */
async function onDisk(): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

it('keeps a file for this account alone, in one of 256 folders', async () => {
  const id = newId();
  await files.put(id, chunks(Buffer.from('x')));
  const path = join(dataDir, 'files', id.slice(0, 2), id);
  expect(await onDisk()).toEqual([path]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect((await stat(join(dataDir, 'files', id.slice(0, 2)))).mode & 0o777).toBe(0o700);
});

it('writes under another name until all is there', async () => {
  let seen: string[] = [];
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.alloc(100);
    seen = await onDisk();
  }
  await files.put(newId(), slow());
  expect(seen).toEqual([expect.stringMatching(/\.part$/)]);
});

it('leaves no unfinished file when the source fails', async () => {
  await expect(files.put(newId(), breaking(100))).rejects.toThrow('connection lost');
  await expect(files.replace(newId(), breaking(100))).rejects.toThrow('connection lost');
  expect(await onDisk()).toEqual([]);
});

it('removes what a process that died left unfinished, and only that', async () => {
  const id = newId();
  await files.put(id, chunks(Buffer.from('whole')));
  await writeFile(join(dataDir, 'files', id.slice(0, 2), `${'0'.repeat(32)}.part`), 'half');
  files = await openFolder(dataDir);
  expect(await onDisk()).toEqual([expect.stringContaining(id)]);
});

it('lists no file that is not its own', async () => {
  const id = newId();
  await files.put(id, chunks(Buffer.from('x')));
  await writeFile(join(dataDir, 'files', '.DS_Store'), 'x');
  await writeFile(join(dataDir, 'files', id.slice(0, 2), 'notes.txt'), 'x');
  expect(await allIds(files)).toEqual([id]);
});

import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { codeOf } from './errors';

export const DATABASE = 'trygg.db';
export const KEYS = 'keys.db';
export const ATTACHMENTS = 'files';
/** What an attachment is called while it is being received. */
const UNFINISHED_FILE = '.part';

export interface Digest {
  readonly sha256: string;
  readonly bytes: number;
}

const CHUNK_BYTES = 1024 * 1024;

/** Copies a file to a new one of this account alone, durably, and says what was copied. */
export async function copyDurably(from: string, to: string): Promise<Digest> {
  const measured = measuring();
  await pipeline(createReadStream(from, { highWaterMark: CHUNK_BYTES }), measured.through, createWriteStream(to, { flags: 'wx', mode: 0o600 }));
  await makeDurable(to);
  return measured.digest();
}

export async function digestOf(file: string): Promise<Digest> {
  const measured = measuring();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  await pipeline(createReadStream(file, { highWaterMark: CHUNK_BYTES }), measured.through, nowhere);
  return measured.digest();
}

function measuring(): { readonly through: Transform; digest(): Digest } {
  const hash = createHash('sha256');
  let bytes = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      done(null, chunk);
    },
  });
  return { through, digest: () => ({ sha256: hash.digest('hex'), bytes }) };
}

/** A file, or on other systems than Windows a folder with the names in it, is on disk when this resolves. */
export async function makeDurable(path: string): Promise<void> {
  const isFolder = (await stat(path)).isDirectory();
  if (isFolder && process.platform === 'win32') return;
  const handle = await open(path, isFolder ? constants.O_RDONLY : constants.O_RDWR);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Replaces a small file in one step, so that whoever reads it reads the old or the new one. */
export async function writeJson(file: string, value: unknown): Promise<void> {
  const unfinished = `${file}.new`;
  const handle = await open(unfinished, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(value, null, 1));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(unfinished, file);
  await makeDurable(dirname(file));
}

/** What a small file holds; undefined where there is none, or no JSON in it. */
export async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (isAbsent(error)) return '';
    throw error;
  });
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export const isAbsent = (error: unknown): boolean => codeOf(error) === 'ENOENT';

/** Names in a folder; none where there is no folder. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isAbsent(error)) return [];
    throw error;
  }
}

/** A folder for this account alone, with all above it. */
export async function makeFolder(folder: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) await makeDurable(dirname(folder));
}

/** Takes from others what access they have to a folder that was there already. */
export const closeToOthers = (folder: string): Promise<void> => chmod(folder, 0o700);

/**
 * Copies the attachments of a data folder or backup, by names relative to it. One that is removed meanwhile is left out.
 * @returns digests by such names, with forward slashes
 */
export async function copyAttachments(from: string, to: string): Promise<Record<string, Digest>> {
  const copied: Record<string, Digest> = {};
  for (const folder of [...(await namesIn(join(from, ATTACHMENTS)))].sort()) {
    await mkdir(join(to, ATTACHMENTS, folder), { recursive: true, mode: 0o700 });
    for (const name of [...(await namesIn(join(from, ATTACHMENTS, folder)))].sort()) {
      if (name.endsWith(UNFINISHED_FILE)) continue;
      const path = join(ATTACHMENTS, folder, name);
      const digest = await copiedUnlessRemoved(join(from, path), join(to, path));
      if (digest) copied[[ATTACHMENTS, folder, name].join('/')] = digest;
    }
    await makeDurable(join(to, ATTACHMENTS, folder));
  }
  if (Object.keys(copied).length > 0) await makeDurable(join(to, ATTACHMENTS));
  return copied;
}

async function copiedUnlessRemoved(from: string, to: string): Promise<Digest | undefined> {
  try {
    return await copyDurably(from, to);
  } catch (error) {
    if (!isAbsent(error)) throw error;
    await rm(to, { force: true });
    return undefined;
  }
}

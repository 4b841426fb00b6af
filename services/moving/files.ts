import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';
import { isSealed, type BlobStore } from '../attachments';
import type { Logger } from '../log';
import { NO_FILES, withFile, type HeldFiles } from './digest';
import { makeFolder, writeDurably } from './disk';
import { MovingError } from './errors';
import type { ExportFolder, FilesState } from './folder';
import { writePart } from './parts';

const FILES_IN_A_PART = 200;
const entry = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/), bytes: z.number().int(), sha256: z.string() });
type Entry = z.infer<typeof entry>;

const folderOf = (dir: string, id: string): string => join(dir, 'files', id.slice(0, 2));
const pathOf = (dir: string, id: string): string => join(folderOf(dir, id), id);

/** Copies the sealed files into the folder, from where an interrupted export left off. */
export async function exportFiles(blobs: BlobStore, folder: ExportFolder, log: Logger): Promise<void> {
  let state: FilesState = folder.state.files ?? { ...NO_FILES, parts: [], done: false };
  if (state.done) return;
  let copied: Entry[] = [];
  const save = async (done: boolean): Promise<void> => {
    const parts = copied.length === 0 ? state.parts : [...state.parts, await writePart(folder.dir, 'files', state.parts.length, copied.map((one) => JSON.stringify(one)))];
    const held = copied.reduce((sum, { id, bytes, sha256 }) => withFile(sum, id, bytes, sha256), heldOf(state));
    const after = copied.at(-1)?.id ?? state.after;
    state = { ...held, parts, done, ...(after === undefined ? {} : { after }) };
    await folder.save({ ...folder.state, files: state });
    copied = [];
  };
  for await (const id of blobs.ids()) {
    if (state.after !== undefined && id <= state.after) continue;
    const made = await copyOut(blobs, folder.dir, id, log);
    if (made) copied.push(made);
    if (copied.length === FILES_IN_A_PART) await save(false);
  }
  await save(true);
}

const heldOf = ({ files, bytes, hash }: FilesState): HeldFiles => ({ files, bytes, hash });

async function copyOut(blobs: BlobStore, dir: string, id: string, log: Logger): Promise<Entry | undefined> {
  if (!(await isSealed(blobs, id))) {
    log.warn({ file: id }, 'a file that is not sealed belongs to no case and stays where it is');
    return undefined;
  }
  const source = await blobs.open(id);
  if (!source) return undefined;
  await makeFolder(folderOf(dir, id));
  const counted = counting(source);
  await writeDurably(pathOf(dir, id), async (file) => {
    for await (const chunk of counted.chunks) await file.writeFile(chunk);
  });
  return { id, ...counted.result() };
}

/** @throws {MovingError} `export_damaged` where the entry is none */
export function fileOf(value: unknown): Entry {
  const parsed = entry.safeParse(value);
  if (!parsed.success) throw new MovingError('export_damaged', 'an entry of the list of files is none that this release knows');
  return parsed.data;
}

/** Puts a file of the export in its place, unless just that is there already. @throws {MovingError} `export_damaged` */
export async function copyIn(blobs: BlobStore, dir: string, { id, bytes, sha256 }: Entry): Promise<void> {
  const there = await fileIn(blobs, id);
  if (there?.sha256 === sha256 && there.bytes === bytes) return;
  const path = pathOf(dir, id);
  const counted = counting(createReadStream(path));
  async function* checked(): AsyncGenerator<Uint8Array> {
    yield* counted.chunks;
    if (counted.result().sha256 !== sha256) throw new MovingError('export_damaged', `${path} is not what was exported`);
  }
  await blobs.replace(id, checked());
}

/** What files there are now. */
export async function heldFiles(blobs: BlobStore): Promise<HeldFiles> {
  let held = NO_FILES;
  for await (const id of blobs.ids()) {
    const found = await fileIn(blobs, id);
    if (found) held = withFile(held, id, found.bytes, found.sha256);
  }
  return held;
}

async function fileIn(blobs: BlobStore, id: string): Promise<Omit<Entry, 'id'> | undefined> {
  const source = await blobs.open(id);
  if (!source) return undefined;
  const counted = counting(source);
  await pipeline(counted.chunks, new Writable({ write: (_chunk, _encoding, done) => done() }));
  return counted.result();
}

/** The chunks of a stream as they come; once through, how many bytes they were, and their SHA-256 in hexadecimal. */
function counting(source: AsyncIterable<Buffer>): { readonly chunks: AsyncIterable<Buffer>; result(): Omit<Entry, 'id'> } {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      yield chunk;
    }
  }
  return { chunks: chunks(), result: () => ({ bytes, sha256: hash.copy().digest('hex') }) };
}

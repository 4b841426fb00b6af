import * as z from 'zod';
import type { BlobStore } from '../attachments';
import type { Logger } from '../log';
import type { Container, RawDocument, Store, WholeStore, Write } from '../store/ports';
import { documentOf, IMPORT_MARK, isImportMark } from './documents';
import { MovingError } from './errors';
import { DOCUMENT_CONTAINERS } from './export';
import { copyIn, fileOf } from './files';
import { readManifest, type FolderState } from './folder';
import { movedOf, type Moved } from './moved';
import { readPart } from './parts';
import { differences } from './verify';

export interface ImportOptions {
  readonly documents: Store & WholeStore;
  readonly keys: Store & WholeStore;
  readonly blobs: BlobStore;
  readonly dir: string;
  readonly keysDir: string;
  readonly log: Logger;
  readonly now?: () => number;
}

/** How many parts of each container, and of the list of files, are in the target. */
const progress = z.object({ exportId: z.string(), containers: z.record(z.string(), z.number().int()), files: z.number().int() });
type Progress = z.infer<typeof progress>;

/** Documents of one commit, in a store that has commits; writes under way at once, in one that is reached over a network. */
const IN_A_COMMIT = 500;
const AT_ONCE = 16;

/**
 * Brings an export into an empty store, and reads everything back there to see that it is what was exported. Interrupted
 * anywhere, it goes on at the next call. Nobody may write to the store meanwhile. Documents whose TTL has run out since
 * the export are left out.
 * @throws {MovingError} `target_not_empty` before anything is written; `mismatch` where something else is in the store in the end
 */
export async function importFrom(options: ImportOptions): Promise<Moved> {
  const { documents, dir, keysDir, log } = options;
  const folder = await readManifest(dir);
  const keysFolder = await readManifest(keysDir);
  if (keysFolder.exportId !== folder.exportId) throw new MovingError('keys_of_another_export', `the keys in ${keysDir} belong to another export than ${dir}`);
  const moved = movedOf(folder, keysFolder);
  const begun = await begunImport(documents, folder.exportId);
  if (!begun && !(await isEmpty(options))) {
    if ((await differences(options, moved)).length > 0) throw new MovingError('target_not_empty', 'the store to import into holds other documents: it must be empty, and nothing of it was changed');
    log.info({}, 'everything is there already: nothing was imported now');
    return moved;
  }
  if (begun) log.info({}, 'an interrupted import goes on');
  await importAll(options, folder, keysFolder, begun ?? { exportId: folder.exportId, containers: {}, files: 0 });
  const found = await differences(options, moved);
  if (found.length > 0) {
    // The next try begins at the beginning.
    await mark(documents, { exportId: folder.exportId, containers: {}, files: 0 });
    throw new MovingError('mismatch', `what is in the store now is not what was exported: ${found.join('; ')}. Do not use it; run the import again, into an empty store if this stays`);
  }
  await documents.remove(IMPORT_MARK);
  return moved;
}

/** Keys first, so that no document is ever there without its key. */
async function importAll(options: ImportOptions, folder: FolderState, keysFolder: FolderState, from: Progress): Promise<void> {
  let done = from;
  const save = async (next: Progress): Promise<void> => {
    await mark(options.documents, next);
    done = next;
  };
  await save(done);
  const containers = [['keys', options.keys, options.keysDir, keysFolder] as const, ...DOCUMENT_CONTAINERS.map((name) => [name, options.documents, options.dir, folder] as const)];
  for (const [container, store, dir, { containers: states }] of containers) {
    const parts = states[container]?.parts ?? [];
    for (let index = done.containers[container] ?? 0; index < parts.length; index++) {
      const part = parts[index];
      if (part) await writeAll(store, container, await readPart(dir, part), (options.now ?? Date.now)());
      await save({ ...done, containers: { ...done.containers, [container]: index + 1 } });
    }
  }
  const lists = folder.files?.parts ?? [];
  for (let index = done.files; index < lists.length; index++) {
    const part = lists[index];
    for (const entry of part ? await readPart(options.dir, part) : []) await copyIn(options.blobs, options.dir, fileOf(entry));
    await save({ ...done, files: index + 1 });
  }
}

async function writeAll(store: Store, container: Container, entries: readonly unknown[], now: number): Promise<void> {
  const writes = entries.map((entry) => documentOf(container, entry, now)).filter((document) => document !== undefined).map(writeOf);
  if (!store.shared) {
    for (let start = 0; start < writes.length; start += IN_A_COMMIT) await store.write(writes.slice(start, start + IN_A_COMMIT));
    return;
  }
  const waiting = writes.values();
  const work = async (): Promise<void> => {
    for (const write of waiting) await store.write([write]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

const writeOf = (document: RawDocument): Write => ({ ...document, condition: { kind: 'upsert' } });

async function mark(documents: Store, body: Progress): Promise<void> {
  await documents.write([{ key: IMPORT_MARK, body, condition: { kind: 'upsert' } }]);
}

async function begunImport(documents: Store, exportId: string): Promise<Progress | undefined> {
  const found = await documents.read<unknown>(IMPORT_MARK);
  if (!found) return undefined;
  const parsed = progress.safeParse(found.body);
  if (!parsed.success || parsed.data.exportId !== exportId) throw new MovingError('target_not_empty', 'the store to import into holds the beginning of another export');
  return parsed.data;
}

async function isEmpty({ documents, keys, blobs }: ImportOptions): Promise<boolean> {
  for await (const _id of blobs.ids()) return false;
  if ((await keys.scan('keys', 1)).items.length > 0) return false;
  for (const container of DOCUMENT_CONTAINERS) {
    if ((await documents.scan(container, 2)).items.some(({ key }) => !isImportMark(key))) return false;
  }
  return true;
}

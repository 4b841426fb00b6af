import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { isMissing, makeFolder, UNFINISHED, writeDurably } from './disk';
import { MovingError } from './errors';

/** Raised when what lies in the folder changes its form. */
const FORMAT = 1;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().regex(/^[A-Za-z]+-\d+\.jsonl$/);
const part = z.object({ name, sha256: hash, entries: z.number().int() });
export type Part = z.infer<typeof part>;

const container = z.object({
  parts: z.array(part),
  documents: z.number().int(),
  expiring: z.number().int(),
  hash,
  /** Where the last part ended; absent once the container is through. */
  cursor: z.string().optional(),
  done: z.boolean(),
});
export type ContainerState = z.infer<typeof container>;

const files = z.object({
  parts: z.array(part),
  files: z.number().int(),
  bytes: z.number().int(),
  hash,
  /** Id of the last file listed. */
  after: z.string().optional(),
  done: z.boolean(),
});
export type FilesState = z.infer<typeof files>;

const state = z.object({
  format: z.number().int(),
  /** The same in the folder of documents and in that of keys. */
  exportId: z.string().min(1),
  startedAt: z.string(),
  finishedAt: z.string().optional(),
  containers: z.record(z.string(), container),
  files: files.optional(),
});
export type FolderState = z.infer<typeof state>;

const PROGRESS = 'progress.json';
const MANIFEST = 'manifest.json';

/** A folder being filled: what is in `progress.json` is done and stays done, whenever the process dies. */
export interface ExportFolder {
  readonly dir: string;
  readonly state: FolderState;
  readonly isFinished: boolean;
  /** Durable when it resolves. */
  save(next: FolderState): Promise<void>;
  /** From now on the folder is a finished export. */
  finish(at: string): Promise<void>;
}

/**
 * Opens a folder to export to: an empty one, or one that an interrupted export of that id has begun.
 * @throws {MovingError} `folder_not_empty`
 */
export async function openExportFolder(dir: string, startedAt: string, exportId?: string): Promise<ExportFolder> {
  await makeFolder(dir);
  const manifest = await readState(dir, MANIFEST);
  const found = manifest ?? (await readState(dir, PROGRESS));
  if (found && exportId !== undefined && found.exportId !== exportId) throw new MovingError('folder_not_empty', `${dir} holds another export: choose an empty folder`);
  if (!found && (await readdir(dir)).some((entry) => entry !== PROGRESS + UNFINISHED)) throw new MovingError('folder_not_empty', `${dir} holds other files: choose an empty folder`);
  let current = found ?? { format: FORMAT, exportId: exportId ?? randomUUID(), startedAt, containers: {} };
  let isFinished = manifest !== undefined;
  const save = async (next: FolderState, name = PROGRESS): Promise<void> => {
    await writeDurably(join(dir, name), (file) => file.writeFile(`${JSON.stringify(next, null, 2)}\n`));
    current = next;
  };
  if (!found) await save(current);
  return {
    dir,
    get state() {
      return current;
    },
    get isFinished() {
      return isFinished;
    },
    save,
    async finish(at) {
      if (isFinished) return;
      await save({ ...current, finishedAt: at }, MANIFEST);
      isFinished = true;
      await rm(join(dir, PROGRESS), { force: true });
    },
  };
}

/** Reads the manifest of a finished export. @throws {MovingError} */
export async function readManifest(dir: string): Promise<FolderState & { readonly finishedAt: string }> {
  const found = await readState(dir, MANIFEST);
  if (found?.finishedAt !== undefined) return { ...found, finishedAt: found.finishedAt };
  if (await readState(dir, PROGRESS)) throw new MovingError('export_unfinished', `the export in ${dir} has been interrupted: run it again to its end first`);
  throw new MovingError('not_an_export', `${dir} holds no export`);
}

async function readState(dir: string, file: string): Promise<FolderState | undefined> {
  const text = await readFile(join(dir, file), 'utf8').catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const parsed = state.safeParse(jsonOf(text));
  if (!parsed.success) throw new MovingError('export_damaged', `${join(dir, file)} is damaged`);
  if (parsed.data.format > FORMAT) throw new MovingError('export_newer', `${dir} was exported by a newer release`);
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

import { isAbsolute, relative, resolve } from 'node:path';
import type { BlobStore } from '../attachments';
import type { Logger } from '../log';
import { CONTAINERS, type WholeStore } from '../store/ports';
import { exportContainer, PAGE } from './documents';
import { MovingError } from './errors';
import { exportFiles } from './files';
import { openExportFolder } from './folder';
import { movedOf, type Moved } from './moved';

export interface ExportOptions {
  readonly documents: WholeStore;
  readonly keys: WholeStore;
  readonly blobs: BlobStore;
  /** Takes documents and files. */
  readonly dir: string;
  /** Takes the wrapped keys, which are kept for a shorter time than what they open. */
  readonly keysDir: string;
  readonly log: Logger;
  /** Size of a part in bytes. */
  readonly partBytes?: number;
  /** Documents read at once. */
  readonly page?: number;
  readonly now?: () => number;
}

const PART_BYTES = 4 * 1024 * 1024;
export const DOCUMENT_CONTAINERS = CONTAINERS.filter((container) => container !== 'keys');

/**
 * Writes everything there is into two folders, sealed as it lies in the store. Interrupted anywhere, it goes on at the
 * next call with the same folders. Nobody may write to the store meanwhile.
 * @throws {MovingError}
 */
export async function exportTo(options: ExportOptions): Promise<Moved> {
  const { documents, keys, blobs, dir, keysDir, log, partBytes = PART_BYTES, page = PAGE, now = Date.now } = options;
  requireApart(dir, keysDir);
  const startedAt = new Date(now()).toISOString();
  const folder = await openExportFolder(dir, startedAt);
  if (folder.isFinished) log.warn({ dir, finishedAt: folder.state.finishedAt }, 'the folder holds an export that is finished: nothing was exported now');
  const keysFolder = await openExportFolder(keysDir, startedAt, folder.state.exportId);
  if (!folder.isFinished) {
    if (folder.state.startedAt !== startedAt) log.info({ startedAt: folder.state.startedAt }, 'an interrupted export goes on');
    const limits = { partBytes, page, now };
    for (const container of DOCUMENT_CONTAINERS) await exportContainer(documents, container, folder, limits);
    await exportFiles(blobs, folder, log);
    // Last, so that no document can be there without its key.
    await exportContainer(keys, 'keys', keysFolder, limits);
    const finishedAt = new Date(now()).toISOString();
    await keysFolder.finish(finishedAt);
    await folder.finish(finishedAt);
  }
  return movedOf(folder.state, keysFolder.state);
}

/** Whoever keeps one folder must be able to delete the other. */
function requireApart(dir: string, keysDir: string): void {
  if (isInside(dir, keysDir) || isInside(keysDir, dir)) throw new MovingError('same_folder', 'the keys need a folder of their own, outside that of the documents');
}

function isInside(outer: string, inner: string): boolean {
  const path = relative(resolve(outer), resolve(inner));
  return path === '' || (!path.startsWith('..') && !isAbsolute(path));
}

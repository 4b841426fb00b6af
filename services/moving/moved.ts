import type { HeldFiles, Holding } from './digest';
import { NO_FILES } from './digest';
import type { FolderState } from './folder';

/** What an export holds, and so what a store must hold once it has been imported. */
export interface Moved {
  readonly exportId: string;
  /** ISO 8601 instant at which the export was finished. */
  readonly exportedAt: string;
  /** By the container's name. */
  readonly containers: Readonly<Record<string, Holding>>;
  readonly files: HeldFiles;
}

export function movedOf(folder: FolderState, keysFolder: FolderState): Moved {
  const all = Object.entries({ ...folder.containers, ...keysFolder.containers });
  const { files, bytes, hash } = folder.files ?? NO_FILES;
  return {
    exportId: folder.exportId,
    exportedAt: folder.finishedAt ?? folder.startedAt,
    containers: Object.fromEntries(all.map(([name, { documents, expiring, hash: sum }]) => [name, { documents, expiring, hash: sum }])),
    files: { files, bytes, hash },
  };
}

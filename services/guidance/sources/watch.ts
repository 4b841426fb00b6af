import { watch, type FSWatcher } from 'node:fs';

export interface WatchTimes {
  /** The folder is looked through so often even when nothing tells of a change: not every file system does. */
  readonly pollMs: number;
  /** Files count as written when they have stayed the same so long. */
  readonly settleMs: number;
}

/** Tells of changes in folders, as far as the file system does, and now and then without. Keeps no process alive. */
export class FolderWatch {
  private readonly watchers = new Map<string, FSWatcher>();
  private readonly poll: NodeJS.Timeout;

  constructor(
    private readonly onChange: () => void,
    pollMs: number,
  ) {
    this.poll = setInterval(onChange, pollMs).unref();
  }

  /** From now on these folders are watched, and no others. */
  follow(folders: readonly string[]): void {
    const wanted = new Set(folders);
    for (const [folder, watcher] of this.watchers) if (!wanted.has(folder)) this.drop(folder, watcher);
    for (const folder of wanted) if (!this.watchers.has(folder)) this.add(folder);
  }

  close(): void {
    clearInterval(this.poll);
    for (const [folder, watcher] of this.watchers) this.drop(folder, watcher);
  }

  private add(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: false }, () => this.onChange());
      // A folder that goes, or a system that has no more watches to give: looking now and then goes on.
      watcher.on('error', () => this.drop(folder, watcher));
      this.watchers.set(folder, watcher);
    } catch {
      // Looked through now and then all the same, and tried again when the folder is read the next time.
      this.watchers.delete(folder);
    }
  }

  private drop(folder: string, watcher: FSWatcher): void {
    this.watchers.delete(folder);
    watcher.close();
  }
}

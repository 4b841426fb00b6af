import { reasonOf } from './errors';
import type { GuidanceFolder } from './load';
import { FolderWatch, type WatchTimes } from './sources/watch';
import type { Problem } from './types';

/** However long files go on changing, after this they are read as they are, and again when they are done. */
const LONGEST_SETTLE_MS = 5000;
/** A folder that is being replaced is empty for a moment; only one that stays empty is taken for it. */
const EMPTY_SETTLES_MS = 2000;

export interface LiveOptions {
  readonly folder: GuidanceFolder;
  readonly times: WatchTimes;
  /** What has been loaded when watching begins. */
  readonly signature: string;
  readonly folders: readonly string[];
  /** Reads the folder anew and puts the result in the old one's place. */
  readonly reload: () => Promise<{ readonly signature: string; readonly folders: readonly string[] }>;
  /** Something keeps the folder from being read, and what was read before holds; undefined when it can be read again. */
  readonly onProblem: (problem: Problem | undefined) => void;
}

/** Keeps what is answered from as the folder is. */
export class LiveFolder {
  private readonly watch: FolderWatch;
  private loaded: string;
  private seen: string;
  private changingSince = 0;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private late = false;
  private closed = false;

  constructor(private readonly options: LiveOptions) {
    this.loaded = options.signature;
    this.seen = options.signature;
    this.watch = new FolderWatch(() => this.soon(), options.times.pollMs);
    this.watch.follow(options.folders);
  }

  /** A file was read that nobody waited for any longer. */
  readLate(): void {
    this.late = true;
    this.soon(0);
  }

  /** Ends after a look that is under way. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    this.watch.close();
    await this.looking;
  }

  private soon(afterMs = this.options.times.settleMs): void {
    if (this.closed || this.timer) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      this.looking = (this.looking ?? Promise.resolve()).then(() => this.look());
    }, afterMs).unref();
  }

  private async look(): Promise<void> {
    if (this.closed) return;
    try {
      const { signature, empty } = await this.options.folder.look();
      this.options.onProblem(undefined);
      if (this.isSettled(signature, empty)) await this.reload();
    } catch (error) {
      // The folder is gone, for good or for as long as it takes to put another in its place.
      this.options.onProblem({ file: '.', code: 'unreadable', reason: `${reasonOf(error)}; what was read before is still answered from` });
    }
  }

  /** True where something is new and has stayed the same since the last look, or goes on changing for too long. */
  private isSettled(signature: string, empty: boolean): boolean {
    if (this.late) return true;
    if (signature === this.loaded) {
      this.seen = signature;
      this.changingSince = 0;
      return false;
    }
    if (this.changingSince === 0) this.changingSince = Date.now();
    const changingFor = Date.now() - this.changingSince;
    const same = signature === this.seen && (!empty || changingFor >= EMPTY_SETTLES_MS);
    this.seen = signature;
    if (same || changingFor >= LONGEST_SETTLE_MS) return true;
    this.soon();
    return false;
  }

  private async reload(): Promise<void> {
    this.late = false;
    this.changingSince = 0;
    const { signature, folders } = await this.options.reload();
    this.loaded = signature;
    if (!this.closed) this.watch.follow(folders);
  }
}

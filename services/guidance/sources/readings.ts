import { setImmediate as breath } from 'node:timers/promises';
import { isHeavy, readContent, type Content, type HeavyReader } from './contents';
import type { FoundFile } from './files';
import { SourceProblem } from './problem';

/** What is known of a file now: its content, or that of its last version that could be read, and what is wrong with it. */
export interface Reading {
  readonly content?: Content;
  readonly problem?: SourceProblem;
  /** True while it is still being read. */
  readonly pending: boolean;
}

interface Kept {
  readonly size: number;
  readonly changedMs: number;
  readonly heavy: boolean;
  /** Never rejects. */
  readonly done: Promise<void>;
  reading: Reading;
}

const AT_ONCE = 32;

/** Reads files, each version of a file once. */
export class Readings {
  private kept = new Map<string, Kept>();
  private running = 0;
  private last: Promise<void> = Promise.resolve();
  private readonly waiting: (() => void)[] = [];

  /** @param onLate called when a file is read that `wait` did not wait for */
  constructor(
    private readonly heavy: HeavyReader,
    private readonly onLate: () => void,
  ) {}

  /** Begins to read what is new or changed, and forgets what is gone. */
  begin(files: readonly FoundFile[]): void {
    const kept = new Map<string, Kept>();
    for (const file of files) {
      const before = this.kept.get(file.file);
      const same = before && before.size === file.size && before.changedMs === file.changedMs;
      kept.set(file.file, same ? before : this.read(file, before?.reading.content));
    }
    this.kept = kept;
  }

  /** Waits for all that is read quickly, and for the rest as long as patience lasts. */
  async wait(patienceMs: number): Promise<void> {
    const kept = [...this.kept.values()];
    await Promise.all(kept.filter(({ heavy }) => !heavy).map(({ done }) => done));
    const rest = Promise.all(kept.filter(({ heavy }) => heavy).map(({ done }) => done));
    if (Number.isFinite(patienceMs)) await inTime(rest, patienceMs);
    else await rest;
    for (const { reading, done } of kept) if (reading.pending) void done.then(this.onLate);
  }

  of(file: string): Reading {
    return this.kept.get(file)?.reading ?? { pending: false };
  }

  private read(file: FoundFile, good: Content | undefined): Kept {
    const last = good === undefined ? {} : { content: good };
    const kept: Kept = {
      size: file.size,
      changedMs: file.changedMs,
      heavy: isHeavy(file),
      reading: { ...last, pending: true },
      done: this.slot()
        .then(() => readContent(file, this.heavy, () => this.turn()))
        .then(
          (content) => {
            kept.reading = { content, pending: false };
          },
          (error: unknown) => {
            kept.reading = { ...last, problem: SourceProblem.from('unreadable', error), pending: false };
          },
        )
        .finally(() => this.release()),
    };
    return kept;
  }

  /** One file after another, each in a round of the event loop of its own. */
  private turn(): Promise<void> {
    return (this.last = this.last.then(() => breath()));
  }

  private slot(): Promise<void> {
    this.running += 1;
    if (this.running <= AT_ONCE) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  private release(): void {
    this.running -= 1;
    this.waiting.shift()?.();
  }
}

async function inTime(work: Promise<unknown>, patienceMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([work, enough]);
  clearTimeout(timer);
}

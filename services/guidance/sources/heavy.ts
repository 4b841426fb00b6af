import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { reasonOf } from '../errors';
import type { HeavyReader } from './contents';
import { nameOf, type FoundFile } from './files';
import { SourceProblem } from './problem';
import type { HeavyAnswer, HeavyTask } from './protocol';
import type { ReadDocument } from './read';

export interface HeavyOptions {
  /** Where the reading thread's program lies, if not beside this one, as in tests. */
  readonly workerFile?: string | undefined;
  /** A document that takes longer is given up. */
  readonly longestMs?: number;
}

const LONGEST_MS = 30_000;
/** A document that takes more memory is given up. */
const MOST_MEMORY_MB = 512;

/** A reader that reads in a thread of its own, one document after another; the thread ends when there is no more to read. */
export interface ThreadReader extends HeavyReader {
  close(): Promise<void>;
}

export function heavyReader(options: HeavyOptions = {}): ThreadReader {
  return new Reader(options.workerFile ?? join(__dirname, 'source-worker.js'), options.longestMs ?? LONGEST_MS);
}

class Reader implements ThreadReader {
  private thread: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private closed = false;

  constructor(
    private readonly program: string,
    private readonly longestMs: number,
  ) {}

  read(file: FoundFile): Promise<ReadDocument> {
    this.waiting += 1;
    const reading = this.last.then(() => this.readNext(file));
    this.last = reading.catch(() => undefined);
    return reading;
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.stop();
  }

  private async readNext({ path, format, file }: FoundFile): Promise<ReadDocument> {
    try {
      if (this.closed) throw new SourceProblem('unreadable', 'the server stops');
      const answer = await this.ask({ path, format, fallback: nameOf(file) });
      if ('problem' in answer) throw new SourceProblem(answer.problem.code, answer.problem.message);
      return answer.read;
    } finally {
      this.waiting -= 1;
      // What reading took of memory is given back.
      if (this.waiting === 0) await this.stop();
    }
  }

  private async ask(task: HeavyTask): Promise<HeavyAnswer> {
    const thread = (this.thread ??= new Worker(this.program, { resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB }, stdout: true, stderr: true }));
    let settle: (answer: HeavyAnswer) => void = () => undefined;
    const given = new Promise<HeavyAnswer>((resolve) => {
      settle = resolve;
    });
    const bad = new Set<HeavyAnswer>();
    const gone = (message: string, code: 'damaged' | 'unreadable' = 'damaged') => (): void => {
      const answer = { problem: { code, message } };
      bad.add(answer);
      settle(answer);
    };
    const onError = (error: unknown): void => gone(`reading it ended badly: ${reasonOf(error)}`, isMissingProgram(error) ? 'unreadable' : 'damaged')();
    const onExit = gone('reading it ended badly');
    thread.on('message', settle).on('error', onError).on('exit', onExit);
    const timer = setTimeout(gone(`reading it takes more than ${this.longestMs / 1000} s`), this.longestMs);
    thread.postMessage(task);
    const answer = await given;
    clearTimeout(timer);
    thread.off('message', settle).off('error', onError).off('exit', onExit);
    // After a bad end or none, the thread is no good for the next document.
    if (bad.has(answer)) await this.stop();
    return answer;
  }

  private async stop(): Promise<void> {
    const { thread } = this;
    this.thread = undefined;
    thread?.on('error', () => undefined);
    await thread?.terminate();
  }
}

const isMissingProgram = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'MODULE_NOT_FOUND';

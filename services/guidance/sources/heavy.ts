import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { setImmediate as breath } from 'node:timers/promises';
import { reasonOf } from '../errors';
import type { Content, HeavyReader } from './contents';
import type { FoundFile } from './files';
import type { Part } from './parts';
import { SourceProblem } from './problem';
import type { HeavyAnswer, HeavyTask } from './protocol';

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

  read(file: FoundFile): Promise<Content> {
    return this.inTurn(async () => {
      const answer = await this.said(file);
      if (!('content' in answer)) throw badly();
      const { content, more } = answer;
      return content.kind === 'document' && more ? { ...content, read: { ...content.read, parts: await this.rest(content.read.parts) } } : content;
    });
  }

  list(path: string): Promise<unknown> {
    return this.inTurn(async () => {
      const answer = await this.said({ list: path });
      if (!('list' in answer)) throw badly();
      return answer.list;
    });
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.stop();
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.waiting += 1;
    const done = this.last.then(async () => {
      try {
        return await work();
      } finally {
        this.waiting -= 1;
        // What reading took of memory is given back.
        if (this.waiting === 0) await this.stop();
      }
    });
    this.last = done.catch(() => undefined);
    return done;
  }

  /** The parts that are still with the thread, a few at a time; others get their turn in between. */
  private async rest(first: readonly Part[]): Promise<readonly Part[]> {
    const parts = [...first];
    for (let more = true; more; ) {
      await breath();
      const answer = await this.said('more');
      if (!('parts' in answer)) throw badly();
      for (const part of answer.parts) parts.push(part);
      ({ more } = answer);
    }
    return parts;
  }

  private async said(task: HeavyTask): Promise<Exclude<HeavyAnswer, { problem: unknown }>> {
    if (this.closed) throw new SourceProblem('unreadable', 'the server stops');
    const answer = await this.ask(task);
    if ('problem' in answer) throw new SourceProblem(answer.problem.code, answer.problem.message);
    return answer;
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

const badly = (): SourceProblem => new SourceProblem('damaged', 'reading it ended badly');

const isMissingProgram = (error: unknown): boolean => typeof error === 'object' && error !== null && 'code' in error && error.code === 'MODULE_NOT_FOUND';

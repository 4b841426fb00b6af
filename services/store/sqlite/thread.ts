import { once } from 'node:events';
import { setImmediate } from 'node:timers';
import { Worker } from 'node:worker_threads';
import type { Answer, Call, Counts, FromStore, OpenErrorCode, StoreThreadOptions, ToStore } from './protocol';

/** Why the store could not be opened. The file is as it was. */
export class StoreOpenError extends Error {
  override readonly name = 'StoreOpenError';
  constructor(
    readonly code: OpenErrorCode,
    readonly file: string,
    detail: string,
  ) {
    super(`${code}: ${detail}`);
  }
}

/**
 * Starts the store's thread and waits until it holds the file.
 * @throws {StoreOpenError} once the thread has ended and let go of the file
 */
export async function startThread(workerFile: string, options: StoreThreadOptions, now: () => number): Promise<StoreThread> {
  const { worker } = await started(workerFile, options);
  return new StoreThread(worker, now);
}

/**
 * Does what is done once on a thread of its own, which has ended when this resolves.
 * @throws {StoreOpenError}
 */
export async function doneOnThread(workerFile: string, options: StoreThreadOptions): Promise<Counts> {
  const { worker, first } = await started(workerFile, options);
  await worker.terminate();
  return first.kind === 'finished' ? first.counts : {};
}

/** A thread that has done what it was started for, or has opened the file. */
async function started(workerFile: string, options: StoreThreadOptions): Promise<{ readonly worker: Worker; readonly first: FromStore }> {
  // It needs nothing from the environment, so it is given no secrets.
  const worker = new Worker(workerFile, { workerData: options, env: {}, execArgv: [], name: 'store' });
  const [first] = (await once(worker, 'message')) as [FromStore];
  if (first.kind !== 'refused') return { worker, first };
  await worker.terminate();
  throw new StoreOpenError(first.code, options.file, first.detail);
}

/**
 * The main thread's end: calls of one turn of the event loop go over in one message, and their answers come back in
 * the same order. A call never rejects; where the thread is gone its answer is `unavailable`.
 */
export class StoreThread {
  /** Resolves when the thread ends without having been told to; never rejects. */
  readonly failed: Promise<Error>;
  readonly #worker: Worker;
  readonly #now: () => number;
  readonly #waiting: ((answer: Answer) => void)[] = [];
  readonly #exited: Promise<void>;
  #outbox: Call[] = [];
  #gone: string | undefined;
  #commits = 0;

  constructor(worker: Worker, now: () => number) {
    this.#worker = worker;
    this.#now = now;
    worker.on('message', (message: FromStore) => this.#receive(message));
    let cause: unknown;
    worker.on('error', (error) => (cause = error));
    this.#exited = new Promise((resolve) => worker.on('exit', () => resolve()));
    this.failed = new Promise((resolve) => {
      worker.on('exit', () => {
        if (this.#gone === undefined) resolve(new Error('the store has stopped', { cause }));
        this.#end('the store has stopped');
      });
    });
  }

  /** False once closed or ended: then nothing is answered any more. */
  get isOpen(): boolean {
    return this.#gone === undefined;
  }

  /** Transactions made durable. */
  get commits(): number {
    return this.#commits;
  }

  call(call: Call): Promise<Answer> {
    if (this.#gone !== undefined) return Promise.resolve({ kind: 'unavailable', reason: this.#gone });
    // After all I/O of this turn, so that what arrived together travels together.
    if (this.#outbox.length === 0) setImmediate(() => this.#flush());
    this.#outbox.push(call);
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Calls made before are answered; the file is free when it resolves. */
  async close(): Promise<void> {
    if (this.#gone === undefined) {
      this.#flush();
      this.#gone = 'the store is closed';
      this.#post({ kind: 'close' });
    }
    await this.#exited;
  }

  #flush(): void {
    if (this.#outbox.length === 0) return;
    this.#post({ kind: 'batch', now: this.#now(), calls: this.#outbox });
    this.#outbox = [];
  }

  #post(message: ToStore): void {
    this.#worker.postMessage(message);
  }

  #receive(message: FromStore): void {
    if (message.kind !== 'answers') return;
    this.#commits += message.commits;
    const answered = this.#waiting.splice(0, message.answers.length);
    for (const [index, answer] of message.answers.entries()) answered[index]?.(answer);
  }

  #end(reason: string): void {
    this.#gone = reason;
    this.#outbox = [];
    for (const settle of this.#waiting.splice(0)) settle({ kind: 'unavailable', reason });
  }
}

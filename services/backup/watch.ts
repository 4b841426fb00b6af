import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Logger } from '../log';
import type { SqliteStore } from '../store/sqlite';
import { readJson, writeJson } from './files';
import { requestFile, requestSchema, statusFile, type BackupRequest, type BackupStatus } from './signals';

export interface WatchOptions {
  readonly dataDir: string;
  /**
   * In the order in which they are held: the documents before the keys. A key is durable before what it seals, so the
   * later copy has the key of everything in the earlier one.
   */
  readonly stores: readonly Pick<SqliteStore, 'hold' | 'release'>[];
  readonly log: Logger;
  readonly pollMs?: number;
  /** A backup that has not been heard of for so long is gone. */
  readonly silenceMs?: number;
}

const POLL_MS = 1_000;
const SILENCE_MS = 15_000;

interface Hold {
  readonly name: string;
  readonly id: string;
  beat: number;
  heardAt: number;
}

/**
 * Looks for a backup's request once a second, and holds the databases still while that process copies them. Reads and
 * writes go on meanwhile.
 * @returns stop: ends a hold, which that backup is told; to be called before the stores are closed
 */
export function watchForBackups(options: WatchOptions): { stop(): Promise<void> } {
  const watcher = new Watcher(options);
  return { stop: () => watcher.stop() };
}

class Watcher {
  readonly #options: WatchOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void>;
  #busy = true;
  #hold: Hold | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    // What another run has left says nothing of this one.
    this.#running = this.#guarded(() => this.#clear());
    this.#timer = setInterval(() => this.#poll(), options.pollMs ?? POLL_MS).unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
    if (this.#hold) await this.#guarded(() => this.#end('broken'));
  }

  #poll(): void {
    if (!this.#busy) this.#running = this.#guarded(() => this.#look());
  }

  async #guarded(task: () => Promise<void>): Promise<void> {
    this.#busy = true;
    try {
      await task();
    } catch (error) {
      this.#options.log.error({ code: 'backup_failed', err: error }, 'a backup could not be served; the server goes on');
    } finally {
      this.#busy = false;
    }
  }

  async #look(): Promise<void> {
    const found = requestSchema.safeParse(await readJson(requestFile(this.#options.dataDir)));
    const request = found.success ? found.data : undefined;
    if (!this.#hold) {
      if (request) await this.#begin(request);
    } else if (request?.id !== this.#hold.id) await this.#end('broken');
    else if (request.copied !== undefined) await this.#end(request.copied === this.#hold.name ? 'whole' : 'broken');
    else if (!this.#heard(this.#hold, request)) await this.#end('broken');
  }

  #heard(hold: Hold, { beat }: BackupRequest): boolean {
    const now = performance.now();
    if (beat !== hold.beat) Object.assign(hold, { beat, heardAt: now });
    return now - hold.heardAt < (this.#options.silenceMs ?? SILENCE_MS);
  }

  async #begin({ id, beat, copied }: BackupRequest): Promise<void> {
    const hold: Hold = { name: randomUUID(), id, beat, heardAt: performance.now() };
    this.#hold = hold;
    // It was copied under a hold that ended with another run of the server.
    if (copied !== undefined) return this.#end('broken');
    try {
      for (const store of this.#options.stores) await store.hold();
    } catch (error) {
      await this.#end('broken');
      throw error;
    }
    await this.#say({ id, state: 'held', hold: hold.name });
    this.#options.log.info({ code: 'backup_begun' }, 'the databases are held still for a backup');
  }

  async #end(asked: 'whole' | 'broken'): Promise<void> {
    const hold = this.#hold;
    if (!hold) return;
    this.#hold = undefined;
    const still = await Promise.all(this.#options.stores.map((store) => store.release()));
    const state = asked === 'whole' && still.every(Boolean) ? 'whole' : 'broken';
    await rm(requestFile(this.#options.dataDir), { force: true });
    await this.#say({ id: hold.id, state, hold: hold.name });
    const { log } = this.#options;
    if (state === 'whole') log.info({ code: 'backup_copied' }, 'a backup has copied the databases');
    else log.warn({ code: 'backup_broken' }, 'a backup did not finish copying');
  }

  #say(status: BackupStatus): Promise<void> {
    return writeJson(statusFile(this.#options.dataDir), status);
  }

  async #clear(): Promise<void> {
    const { dataDir } = this.#options;
    await Promise.all([requestFile(dataDir), statusFile(dataDir)].map((file) => rm(file, { force: true })));
  }
}

import type Database from 'libsql';
import { Documents } from './documents';
import { FileMaintenance } from './maintenance';
import { Pages } from './pages';
import { changes, isMaintenance, type Answer, type Call, type DocumentWrite, type Maintenance } from './protocol';

const STILL = new Int32Array(new SharedArrayBuffer(4));

export interface GroupResult {
  readonly answers: readonly Answer[];
  /** Transactions made durable. */
  readonly commits: number;
  /** What made all changes of the group fail. */
  readonly failure?: unknown;
}

/** Runs calls in order, all changes among them in one transaction. */
export class Groups {
  readonly #db: Database.Database;
  readonly #documents: Documents;
  readonly #pages: Pages;
  readonly #maintenance: FileMaintenance;
  readonly #commitDelayMs: number;

  constructor(db: Database.Database, commitDelayMs: number) {
    this.#db = db;
    this.#documents = new Documents(db);
    this.#pages = new Pages(db, this.#documents);
    this.#maintenance = new FileMaintenance(db);
    this.#commitDelayMs = commitDelayMs;
  }

  /**
   * Maintenance stands between two transactions. A refused condition concerns its own call alone. Any error of the database undoes all changes of the group; its
   * reads are then answered again, since the first answers showed what was never kept.
   * @param now milliseconds since 1970
   */
  run(calls: readonly Call[], now: number): GroupResult {
    const at = calls.findIndex(isMaintenance);
    const task = calls[at];
    if (!task || !isMaintenance(task)) return this.#group(calls, now);
    const parts = [this.#group(calls.slice(0, at), now), this.#maintain(task.op), this.run(calls.slice(at + 1), now)];
    const failure = parts.find((part) => part.failure !== undefined)?.failure;
    return {
      answers: parts.flatMap(({ answers }) => answers),
      commits: parts.reduce((sum, { commits }) => sum + commits, 0),
      ...(failure === undefined ? {} : { failure }),
    };
  }

  #maintain(task: Maintenance): GroupResult {
    try {
      return { answers: [this.#maintenance.run(task)], commits: 0 };
    } catch (failure) {
      return { answers: [unavailable(failure)], commits: 0, failure };
    }
  }

  #group(calls: readonly Call[], now: number): GroupResult {
    if (!calls.some(changes)) return this.#withoutChanges(calls, now);
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const answers = calls.map((call) => this.#answer(call, now));
      if (this.#commitDelayMs > 0) Atomics.wait(STILL, 0, 0, this.#commitDelayMs);
      this.#db.exec('COMMIT');
      return { answers, commits: 1 };
    } catch (failure) {
      // A full disk has rolled back by itself already.
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      return this.#withoutChanges(calls, now, failure);
    }
  }

  /** Answers the reads; changes get `failure` as the reason why they were not made. */
  #withoutChanges(calls: readonly Call[], now: number, failure?: unknown): GroupResult {
    let failed = failure;
    const answers = calls.map((call) => {
      if (changes(call)) return unavailable(failure);
      try {
        return this.#answer(call, now);
      } catch (error) {
        failed = error;
        return unavailable(error);
      }
    });
    return { answers, commits: 0, failure: failed };
  }

  #answer(call: Call, now: number): Answer {
    switch (call.op) {
      case 'read':
        return { kind: 'row', row: this.#documents.read(call.key, now) };
      case 'query':
        return { kind: 'page', ...this.#pages.page(call.page, now) };
      case 'list':
        return { kind: 'heads', ...this.#pages.heads(call.page, now) };
      case 'scan':
        return { kind: 'scanned', ...this.#pages.scan(call.scan, now) };
      case 'write':
        return this.#write(call.writes, now);
      case 'remove':
        this.#documents.remove(call.key);
        return { kind: 'removed' };
      case 'sweep':
        return { kind: 'swept', count: this.#documents.sweep(now) };
      default:
        return unavailable('maintenance is no part of a group');
    }
  }

  #write(writes: readonly DocumentWrite[], now: number): Answer {
    if (writes.length < 2) return this.#putAll(writes, now);
    this.#db.exec('SAVEPOINT one_call');
    const answer = this.#putAll(writes, now);
    if (answer.kind === 'conflict') this.#db.exec('ROLLBACK TO one_call');
    this.#db.exec('RELEASE one_call');
    return answer;
  }

  #putAll(writes: readonly DocumentWrite[], now: number): Answer {
    const etags: string[] = [];
    for (const [index, write] of writes.entries()) {
      const etag = this.#documents.put(write, now);
      if (etag === undefined) return { kind: 'conflict', index };
      etags.push(etag);
    }
    return { kind: 'etags', etags };
  }
}

const unavailable = (failure: unknown): Answer => ({ kind: 'unavailable', reason: String(failure) });

import type Database from 'libsql';
import type { Answer, Maintenance } from './protocol';

/** Commits are moved into the file once so many pages of them are in the log: SQLite's own default. */
const CHECKPOINT_PAGES = 1_000;

/** Above this size the file written anew passes through a temporary file instead of memory. */
const IN_MEMORY_PAGES = 25_000;

/** What is done with the file as a whole, between two commits. */
export class FileMaintenance {
  readonly #db: Database.Database;
  #held = false;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  run(task: Maintenance): Answer {
    const held = this.#held;
    if (task === 'hold') this.#hold();
    else if (task === 'release') this.#release();
    else this.#vacuum();
    return { kind: 'maintained', held };
  }

  #hold(): void {
    this.#db.exec('PRAGMA wal_autocheckpoint = 0');
    try {
      emptyLog(this.#db);
    } catch (error) {
      this.#release();
      throw error;
    }
    this.#held = true;
  }

  #release(): void {
    this.#db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    this.#held = false;
  }

  #vacuum(): void {
    if (this.#held) throw new Error('the file is being held still');
    emptyLog(this.#db);
    const [pages] = this.#db.prepare('PRAGMA page_count').raw().get([]) as [number];
    this.#db.exec(`PRAGMA temp_store = ${pages > IN_MEMORY_PAGES ? 'FILE' : 'MEMORY'}`);
    try {
      this.#db.exec('VACUUM');
    } finally {
      this.#db.exec('PRAGMA temp_store = MEMORY');
    }
    emptyLog(this.#db);
  }
}

/** Moves every commit into the file and cuts the log to nothing. */
export function emptyLog(db: Database.Database): void {
  const [busy] = db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').raw().get([]) as [number];
  if (busy !== 0) throw new Error('the log could not be emptied');
}

import { randomBytes } from 'node:crypto';
import type Database from 'libsql';
import type { Key } from '../ports';
import { COLUMNS, columnValues, foundIn, type ColumnValues } from './columns';
import type { DocumentWrite, Head, Row, ScannedRow } from './protocol';
import { LAST } from './schema';

interface Existing {
  readonly seq: number;
  readonly etag: string;
  readonly expiresAt: number | null;
  readonly derived: Buffer;
}

const SWEPT_AT_ONCE = 500;

const BY_KEY = 'container = ? AND partition_key = ? AND id = ?';
const ALL_COLUMNS = ['etag', 'expires_at', ...COLUMNS, 'derived', 'body'];
/** Of each hash; the rest of the columns are those of the document. */
const FOUND_BY = ['container', 'partition_key', 'hash', 'id', 'seq', 'expires_at'];
const FOUND_COLUMNS = [...FOUND_BY, ...COLUMNS.filter((column) => column !== 'next_notice_at')];
const foundPlace = (column: string): string => (column === 'severity' || column === 'newest' ? `ifnull(?, ${LAST})` : '?');

/** Point access to the documents; every statement is prepared once. Times are milliseconds since 1970. */
export class Documents {
  readonly #statements;

  constructor(db: Database.Database) {
    this.#statements = {
      find: db.prepare(`SELECT seq, etag, expires_at, derived FROM documents WHERE ${BY_KEY}`).raw(),
      read: db
        .prepare(`SELECT id, etag, derived, expires_at, body FROM documents WHERE ${BY_KEY} AND (expires_at IS NULL OR expires_at > ?)`)
        .raw(),
      readBySeq: db.prepare('SELECT id, etag, derived, expires_at, body FROM documents WHERE seq = ?').raw(),
      headBySeq: db.prepare('SELECT id, etag, derived, expires_at FROM documents WHERE seq = ?').raw(),
      scan: db
        .prepare(
          `SELECT id, etag, derived, expires_at, body, partition_key FROM documents INDEXED BY documents_key
           WHERE container = ? AND (partition_key, id) > (?, ?) AND (expires_at IS NULL OR expires_at > ?)
           ORDER BY partition_key, id LIMIT ?`,
        )
        .raw(),
      addFound: db.prepare(`INSERT OR IGNORE INTO found (${FOUND_COLUMNS.join(', ')}) VALUES (${FOUND_COLUMNS.map(foundPlace).join(', ')})`),
      removeFound: db.prepare('DELETE FROM found WHERE seq = ?'),
      insert: db.prepare(
        `INSERT INTO documents (${ALL_COLUMNS.join(', ')}, container, partition_key, id)
         VALUES (${[...ALL_COLUMNS, 0, 0, 0].map(() => '?').join(', ')})`,
      ),
      update: db.prepare(`UPDATE documents SET ${ALL_COLUMNS.map((name) => `${name} = ?`).join(', ')} WHERE seq = ?`),
      updateBody: db.prepare('UPDATE documents SET etag = ?, body = ? WHERE seq = ?'),
      remove: db.prepare(`DELETE FROM documents WHERE ${BY_KEY}`),
      sweep: db.prepare(
        `DELETE FROM documents WHERE seq IN (SELECT seq FROM documents WHERE expires_at <= ? LIMIT ${SWEPT_AT_ONCE})`,
      ),
    };
  }

  read({ container, partition, id }: Key, now: number): Row | undefined {
    return row(this.#statements.read.get([container, partition, id, now]));
  }

  readBySeq(seq: number): Row | undefined {
    return row(this.#statements.readBySeq.get([seq]));
  }

  headBySeq(seq: number): Head | undefined {
    return head(this.#statements.headBySeq.get([seq]));
  }

  /** @param values container, partition and id to go on after, the time, how many */
  scan(values: readonly [string, string | number, string | number, number, number]): ScannedRow[] {
    return this.#statements.scan.all([...values]).flatMap((found) => {
      const document = row(found);
      return document ? [{ ...document, partition: (found as string[])[5] ?? '' }] : [];
    });
  }

  /** Writes where the condition holds and returns the new etag; undefined where it does not. */
  put(write: DocumentWrite, now: number): string | undefined {
    const { container, partition, id } = write.key;
    const found = existing(this.#statements.find.get([container, partition, id]));
    if (!holds(write, found, now)) return undefined;
    const etag = this.#nextEtag();
    const expiresAt = write.ttlSeconds === undefined ? null : now + write.ttlSeconds * 1000;
    const [derived, body] = [Buffer.from(write.derived), Buffer.from(write.body)];
    if (found?.derived.equals(derived) && found.expiresAt === null && expiresAt === null) {
      // No indexed column changes: naming none of them spares every index a rewrite.
      this.#statements.updateBody.run([etag, body, found.seq]);
      return etag;
    }
    const columns = columnValues(write.derived);
    const values = [etag, expiresAt, ...columns, derived, body];
    if (found) this.#statements.update.run([...values, found.seq]);
    const seq = found?.seq ?? Number(this.#statements.insert.run([...values, container, partition, id]).lastInsertRowid);
    this.#keepFound(write, { seq, expiresAt, columns }, found !== undefined);
    return etag;
  }

  /** What a document is found by lies in a table of its own, which changes with it in one transaction. */
  #keepFound({ key, derived }: DocumentWrite, { seq, expiresAt, columns }: { readonly seq: number; readonly expiresAt: number | null; readonly columns: ColumnValues }, existed: boolean): void {
    if (existed) this.#statements.removeFound.run([seq]);
    const rest = columns.filter((_value, index) => COLUMNS[index] !== 'next_notice_at');
    for (const hash of foundIn(derived)) this.#statements.addFound.run([key.container, key.partition, hash, key.id, seq, expiresAt, ...rest]);
  }

  remove({ container, partition, id }: Key): void {
    this.#statements.remove.run([container, partition, id]);
  }

  /** Deletes at most some hundred expired documents, so that nobody waits long, and says how many. */
  sweep(now: number): number {
    return this.#statements.sweep.run([now]).changes;
  }

  /** Random and not counted, so that etags do not tell what was written together: a report, and its reporter's state. */
  #nextEtag(): string {
    return randomBytes(12).toString('base64url');
  }
}

/** An expired document is as good as absent, though it may still lie in the table. */
function holds({ condition }: DocumentWrite, found: Existing | undefined, now: number): boolean {
  if (condition.kind === 'upsert') return true;
  const alive = found !== undefined && (found.expiresAt === null || found.expiresAt > now);
  return condition.kind === 'create' ? !alive : alive && found.etag === condition.etag;
}

/** The casts below name the columns of the statements above; nothing but this class writes them. */
function existing(found: unknown): Existing | undefined {
  if (!Array.isArray(found)) return undefined;
  const [seq, etag, expiresAt, derived] = found as [number, string, number | null, Buffer];
  return { seq, etag, expiresAt, derived };
}

function head(found: unknown): Head | undefined {
  if (!Array.isArray(found)) return undefined;
  const [id, etag, derived, expiresAt] = found as [string, string, Buffer, number | null];
  return { id, etag, derived: derived.toString(), expiresAt };
}

function row(found: unknown): Row | undefined {
  const known = head(found);
  return known && { ...known, body: (found as [string, string, Buffer, number | null, Buffer])[4].toString() };
}

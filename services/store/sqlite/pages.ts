import type Database from 'libsql';
import type { Position } from '../cursor';
import {
  comparePositions,
  conjunction,
  equal,
  filters,
  inPartition,
  LISTED,
  present,
  rangeOf,
  values,
  withFound,
  WORST,
  worstRange,
  type Clause,
  type Value,
} from './clauses';
import type { Documents } from './documents';
import type { Head, PageRequest, Row, ScannedRow, ScanRequest } from './protocol';

/** Rows and, where more follows, the place to go on from. */
export interface RowPage<R> {
  readonly rows: readonly R[];
  readonly next: Position | undefined;
}

/** Where a document stands in the order asked for. */
interface Place {
  readonly seq: number;
  readonly position: Position;
}

type SplitColumn = 'type' | 'audience' | 'status';

/** The index that answers the filters asked for, and the columns it leads with. */
function splitting({ type, audience, status }: PageRequest): { index: string; columns: readonly SplitColumn[] } {
  if (type) return { index: 'documents_type', columns: ['type', 'audience', 'status'] };
  if (audience || status) return { index: 'documents_access', columns: ['audience', 'status'] };
  return { index: 'documents_worst', columns: [] };
}

/** Lists of documents, each found in an index; rows are fetched for the page alone. */
export class Pages {
  readonly #db: Database.Database;
  readonly #documents: Documents;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database, documents: Documents) {
    this.#db = db;
    this.#documents = documents;
  }

  page(request: PageRequest, now: number): RowPage<Row> {
    return this.#page(request, now, (seq) => this.#documents.readBySeq(seq));
  }

  /** As {@link page}, without looking at a body. */
  heads(request: PageRequest, now: number): RowPage<Head> {
    return this.#page(request, now, (seq) => this.#documents.headBySeq(seq));
  }

  /** All of a container, partition by partition, by id. */
  scan({ container, after, limit }: ScanRequest, now: number): RowPage<ScannedRow> {
    const [partition = '', id = ''] = after ?? [];
    const rows = this.#documents.scan([container, partition, id, now, limit + 1]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { rows: shown, next: rows.length > limit && last ? [last.partition, last.id] : undefined };
  }

  #page<R>(request: PageRequest, now: number, fetch: (seq: number) => R | undefined): RowPage<R> {
    const places = this.#places(request, now);
    const shown = places.slice(0, request.limit);
    return {
      rows: shown.map(({ seq }) => fetch(seq)).filter((row) => row !== undefined),
      next: places.length > request.limit ? shown.at(-1)?.position : undefined,
    };
  }

  /** One more than the page holds, to know whether more follows. */
  #places(request: PageRequest, now: number): Place[] {
    const { found, order, limit } = request;
    if (order === 'worst' && found === undefined) return this.#worst(request, now);
    const { index, sort, descending, clause } = rangeOf(request);
    const clauses = [clause, ...filters(request, now)];
    if (found !== undefined) return this.#select('NOT INDEXED', sort, [withFound(request, found), ...clauses], limit, descending);
    return this.#select(`INDEXED BY ${index}`, sort, [...inPartition(request), ...clauses], limit, descending);
  }

  /**
   * Most severe first, newest first within. Filters on type, audience and status split the list into streams, one for
   * each combination of values and each a range of one index; merged, they cost the same however few items match.
   */
  #worst(request: PageRequest, now: number): Place[] {
    const severities = request.severity ? present(request.severity).sort((a, b) => a - b) : [undefined];
    const { index, columns } = splitting(request);
    const streams = this.#streams(request, index, columns);
    const found: Place[] = [];
    for (const severity of severities) {
      if (found.length > request.limit) break;
      const range = [LISTED, worstRange(request, severity), ...filters(request, now, true)];
      const places = streams.flatMap((stream) => this.#select(`INDEXED BY ${index}`, WORST, [...stream, ...range], request.limit));
      found.push(...places.sort((a, b) => comparePositions(a.position, b.position)));
    }
    return found.slice(0, request.limit + 1);
  }

  #streams(request: PageRequest, index: string, columns: readonly SplitColumn[]): Clause[][] {
    let streams: Clause[][] = [inPartition(request)];
    for (const column of columns) {
      const asked = request[column];
      streams = streams.flatMap((stream) => {
        const found = asked ? present(asked) : this.#distinct(index, column, stream);
        return found.map((value) => [...stream, equal(column, value)]);
      });
    }
    return streams;
  }

  /** Hops from value to value in the index: as many seeks as there are values, '' (absent) among them. */
  #distinct(index: string, column: SplitColumn, within: readonly Clause[]): string[] {
    const found: string[] = [];
    for (;;) {
      const last = found.at(-1);
      const hop = { sql: `${column} ${last === undefined ? '>=' : '>'} ?`, values: [last ?? ''] };
      const clauses = [...within, LISTED, hop];
      const sql = `SELECT ${column} FROM documents INDEXED BY ${index}
        WHERE ${conjunction(clauses)} ORDER BY ${column} LIMIT 1`;
      const [row] = this.#prepared(sql).all(values(clauses)) as [string][];
      if (!row) return found;
      found.push(row[0]);
    }
  }

  #select(by: string, sort: readonly string[], clauses: readonly Clause[], limit: number, descending = false): Place[] {
    const sorted = descending ? sort.map((column) => `${column} DESC`) : sort;
    const sql = `SELECT seq, ${sort.join(', ')} FROM documents ${by}
      WHERE ${conjunction(clauses)} ORDER BY ${sorted.join(', ')} LIMIT ?`;
    const rows = this.#prepared(sql).all([...values(clauses), limit + 1]);
    return rows.map((row) => {
      const [seq, ...position] = row as [number, ...Value[]];
      return { seq, position };
    });
  }

  /** Texts are few, since lists of values travel as one parameter: all stay prepared. */
  #prepared(sql: string): Database.Statement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql).raw();
    this.#statements.set(sql, statement);
    return statement;
  }
}

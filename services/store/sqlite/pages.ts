import type Database from 'libsql';
import type { Position } from '../cursor';
import {
  alsoFound,
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

type SplitColumn = 'placeKind' | 'type' | 'audience' | 'status';
const NAMES = { placeKind: 'place_kind', type: 'type', audience: 'audience', status: 'status' } as const;
/** Below every severity. */
const LOWEST = Number.MIN_SAFE_INTEGER;

/** The index that answers the filters asked for, and the columns it leads with. */
function splitting({ placeKind, type, audience, status }: PageRequest): { index: string; columns: readonly SplitColumn[] } {
  if (placeKind) return { index: 'documents_place', columns: ['placeKind', 'type', 'audience', 'status'] };
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
    const { found, order, limit, dueBefore, changedSince } = request;
    if (order === 'worst' && !found?.length) return this.#worst(request, now);
    if (order === 'worst' && found && dueBefore === undefined && changedSince === undefined) return this.#foundWorst(request, found, now);
    const { index, sort, descending, clause } = rangeOf(request);
    const clauses = [clause, ...filters(request, now)];
    if (found?.length) return this.#select('documents NOT INDEXED', sort, [...withFound(request, found), ...clauses], limit, descending);
    return this.#select(`documents INDEXED BY ${index}`, sort, [...inPartition(request), ...clauses], limit, descending);
  }

  /**
   * Most severe first, newest first within. Filters on type, audience and status split the list into streams, one for
   * each combination of values and each a range of one index; merged, they cost the same however few items match.
   */
  #worst(request: PageRequest, now: number): Place[] {
    const { index, columns } = splitting(request);
    const severities = this.#severities(request);
    const streams = this.#streams(request, index, columns);
    const found: Place[] = [];
    for (const severity of severities) {
      if (found.length > request.limit) break;
      const range = [LISTED, worstRange(request, severity), ...filters(request, now, true)];
      const places = streams.flatMap((stream) => this.#select(`documents INDEXED BY ${index}`, WORST, [...stream, ...range], request.limit));
      found.push(...places.sort((a, b) => comparePositions(a.position, b.position)));
    }
    return found.slice(0, request.limit + 1);
  }

  /** In order, from where the last page ended; one for all where neither they nor days are asked for. */
  #severities(request: PageRequest): readonly (number | undefined)[] {
    const { severity, receivedFrom, receivedBefore, after } = request;
    if (severity === undefined && receivedFrom === undefined && receivedBefore === undefined) return [undefined];
    const known = severity ? present(severity).sort((a, b) => a - b) : this.#distinct('documents_worst', 'severity', LOWEST, inPartition(request));
    return known.filter((one) => after === undefined || one >= Number(after[0]));
  }

  /** By a word that many share as by one that few have: the table of words is sorted as the list is. */
  #foundWorst(request: PageRequest, [first = '', ...more]: readonly string[], now: number): Place[] {
    const range = [...inPartition(request), equal('hash', first), worstRange(request, undefined)];
    return this.#select('found', WORST, [...range, ...alsoFound(more), ...filters(request, now)], request.limit);
  }

  #streams(request: PageRequest, index: string, columns: readonly SplitColumn[]): Clause[][] {
    let streams: Clause[][] = [inPartition(request)];
    for (const column of columns) {
      const asked = request[column];
      streams = streams.flatMap((stream) => {
        const found = asked ? present(asked) : this.#distinct(index, NAMES[column], '', stream);
        return found.map((value) => [...stream, equal(NAMES[column], value)]);
      });
    }
    return streams;
  }

  /** Hops from value to value in the index: as many seeks as there are values, '' (absent) among them. */
  #distinct<V extends Value>(index: string, column: string, lowest: V, within: readonly Clause[]): V[] {
    const found: V[] = [];
    for (;;) {
      const last = found.at(-1);
      const hop = { sql: `${column} ${last === undefined ? '>=' : '>'} ?`, values: [last ?? lowest] };
      const clauses = [...within, LISTED, hop];
      const sql = `SELECT ${column} FROM documents INDEXED BY ${index}
        WHERE ${conjunction(clauses)} ORDER BY ${column} LIMIT 1`;
      const [row] = this.#prepared(sql).all(values(clauses)) as [V][];
      if (!row) return found;
      found.push(row[0]);
    }
  }

  #select(from: string, sort: readonly string[], clauses: readonly Clause[], limit: number, descending = false): Place[] {
    const sorted = descending ? sort.map((column) => `${column} DESC`) : sort;
    const sql = `SELECT seq, ${sort.join(', ')} FROM ${from}
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

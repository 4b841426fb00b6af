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
/** Entries of the list that are looked at first. */
const NEAR = 1_000;
const WORST_COLUMNS = 'severity, newest, id, audience, type, status, barred, expires_at, due_at, waiting, place_kind';
/** Documents counted of each word at most, to find the rarest. */
const COUNTED = 10_000;

/** The index that answers the filters asked for, and the columns it leads with. */
function splitting({ placeKind, type, audience, status }: PageRequest): { index: string; columns: readonly SplitColumn[] } {
  if (placeKind) return { index: 'documents_place', columns: ['placeKind', 'type', 'audience', 'status'] };
  if (type) return { index: 'documents_type', columns: ['type', 'audience', 'status'] };
  if (audience || status) return { index: 'documents_access', columns: ['audience', 'status'] };
  return { index: 'documents_worst', columns: [] };
}

/** Streams that are looked at straight away: fewer than this cost less than a look at the first entries of the list. */
const FEW_STREAMS = 6;

/** Whether what is asked for lies in a few ranges of an index, and nothing else is tested entry by entry. */
function isNarrow(request: PageRequest, columns: readonly SplitColumn[]): boolean {
  const streams = columns.reduce((count, column) => count * (request[column]?.length ?? FEW_STREAMS + 1), 1);
  return columns.length > 0 && streams <= FEW_STREAMS && request.needs === undefined;
}

/** Lists of documents, each found in an index; rows are fetched for the page alone. */
export class Pages {
  readonly #db: Database.Database;
  readonly #documents: Documents;
  readonly #nearest: number;
  readonly #statements = new Map<string, Database.Statement>();

  /** @param near entries of the list that are looked at first */
  constructor(db: Database.Database, documents: Documents, near = NEAR) {
    this.#db = db;
    this.#documents = documents;
    this.#nearest = near;
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
    if (found?.length) return this.#select('documents NOT INDEXED', sort, [...withFound(request, found), ...clauses], limit + 1, { descending });
    return this.#select(`documents INDEXED BY ${index}`, sort, [...inPartition(request), ...clauses], limit + 1, { descending });
  }

  /**
   * Most severe first, newest first within. Filters on type, audience and status split the list into streams, one for
   * each combination of values and each a range of one index; merged, they cost the same however few items match.
   */
  #worst(request: PageRequest, now: number): Place[] {
    const severities = this.#severities(request);
    const { index, columns } = splitting(request);
    const near = isNarrow(request, columns) ? undefined : this.#near(request, severities, now);
    if (near) return near;
    const streams = this.#streams(request, index, columns);
    const found: Place[] = [];
    const rest = filters(request, now, true);
    for (const severity of severities) {
      if (found.length > request.limit) break;
      const range = [LISTED, worstRange(request, severity), ...rest];
      const places = streams.flatMap((stream) => this.#select(`documents INDEXED BY ${index}`, WORST, [...stream, ...range], request.limit + 1));
      found.push(...places.sort((a, b) => comparePositions(a.position, b.position)));
    }
    return found.slice(0, request.limit + 1);
  }

  /**
   * The page where it lies among the first entries of the list, as it mostly does: then one look is enough. Undefined where
   * it may lie further on.
   */
  #near(request: PageRequest, severities: readonly (number | undefined)[], now: number): Place[] | undefined {
    // No list index holds these.
    if (request.dueBefore !== undefined || request.changedSince !== undefined) return undefined;
    const found: Place[] = [];
    for (const severity of severities) {
      const range = [...inPartition(request), LISTED, worstRange(request, severity)];
      const first = { sql: `SELECT seq, ${WORST_COLUMNS} FROM documents INDEXED BY documents_worst WHERE ${conjunction(range)} ORDER BY ${WORST.join(', ')} LIMIT ?`, values: [...values(range), this.#nearest] };
      found.push(...this.#select(`(${first.sql})`, WORST, filters(request, now), request.limit + 1 - found.length, { values: first.values }));
      if (found.length > request.limit) return found;
      if (this.#isFurther(range)) return undefined;
    }
    return found;
  }

  /** Whether a part of the list has more entries than are looked at first. */
  #isFurther(range: readonly Clause[]): boolean {
    const sql = `SELECT 1 FROM documents INDEXED BY documents_worst WHERE ${conjunction(range)} ORDER BY ${WORST.join(', ')} LIMIT 1 OFFSET ?`;
    return this.#prepared(sql).all([...values(range), this.#nearest]).length > 0;
  }

  /** In order, from where the last page ended; one for all where neither they nor days are asked for. */
  #severities(request: PageRequest): readonly (number | undefined)[] {
    const { severity, receivedFrom, receivedBefore, after } = request;
    if (severity === undefined && receivedFrom === undefined && receivedBefore === undefined) return [undefined];
    const known = severity ? present(severity).sort((a, b) => a - b) : this.#distinct('documents_worst', 'severity', LOWEST, inPartition(request));
    return known.filter((one) => after === undefined || one >= Number(after[0]));
  }

  /** By a word that many share as by one that few have: the table of words is sorted as the list is. The rarest leads. */
  #foundWorst(request: PageRequest, hashes: readonly string[], now: number): Place[] {
    const [first = '', ...more] = hashes.length === 1 ? hashes : [...hashes].sort((a, b) => this.#holders(request, a) - this.#holders(request, b));
    const range = [...inPartition(request), equal('hash', first), worstRange(request, undefined)];
    return this.#select('found', WORST, [...range, ...alsoFound(more), ...filters(request, now)], request.limit + 1);
  }

  /** How many hold a hash; from so many on they are all alike. */
  #holders(request: PageRequest, hash: string): number {
    const clauses = [...inPartition(request), equal('hash', hash)];
    const [[count] = [0]] = this.#prepared(`SELECT count(*) FROM (SELECT 1 FROM found WHERE ${conjunction(clauses)} LIMIT ${COUNTED})`).all(values(clauses)) as [number][];
    return count;
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

  /** @param how `values`: those of the question marks in what is selected from */
  #select(from: string, sort: readonly string[], clauses: readonly Clause[], atMost: number, how: { readonly descending?: boolean | undefined; readonly values?: readonly Value[] } = {}): Place[] {
    const sorted = how.descending ? sort.map((column) => `${column} DESC`) : sort;
    const sql = `SELECT seq, ${sort.join(', ')} FROM ${from}
      WHERE ${conjunction(clauses)} ORDER BY ${sorted.join(', ')} LIMIT ?`;
    const rows = this.#prepared(sql).all([...(how.values ?? []), ...values(clauses), atMost]);
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

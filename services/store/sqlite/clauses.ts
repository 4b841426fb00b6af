import type { Position } from '../cursor';
import type { PageRequest } from './protocol';

export type Value = string | number;

/** A condition of a statement and the values of its question marks. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** An index, the columns it sorts by, all in one direction, and the part of it to look at. */
export interface Range {
  readonly index: string;
  readonly sort: readonly string[];
  readonly descending?: boolean;
  readonly clause: Clause;
}

/** Below and above every severity and every instant that JavaScript knows. */
const LOWEST = Number.MIN_SAFE_INTEGER;
const HIGHEST = Number.MAX_SAFE_INTEGER;
/** Above every instant in ISO 8601. */
const LATEST = '\uffff';
/** Nothing that begins with a prefix comes after the prefix and this. */
const LAST_CHARACTER = '\u{10ffff}';

export const conjunction = (clauses: readonly Clause[]): string => clauses.map(({ sql }) => sql).join(' AND ');

export const values = (clauses: readonly Clause[]): Value[] => clauses.flatMap((clause) => clause.values);

export const equal = (column: string, value: Value): Clause => ({ sql: `${column} = ?`, values: [value] });

/** What the partial indexes of the list hold. */
export const LISTED: Clause = { sql: 'severity IS NOT NULL AND newest IS NOT NULL', values: [] };

export const inPartition = ({ container, partition }: PageRequest): Clause[] => [
  equal('container', container),
  equal('partition_key', partition),
];

/** The part of an index in which the answers of an order lie. */
export function rangeOf(request: PageRequest): Range {
  switch (request.order) {
    case 'worst':
      return { index: 'documents_worst', sort: WORST, clause: all([LISTED, worstRange(request, undefined)]) };
    case 'id':
      return { index: 'documents_key', sort: ['id'], clause: idClause(request) };
    case 'newestId':
      return { index: 'documents_key', sort: ['id'], descending: true, clause: newestIdClause(request) };
    case 'due':
      return { index: 'documents_due', sort: ['next_notice_at', 'id'], clause: dueClause(request) };
    case 'changed':
      return { index: 'documents_changed', sort: ['changed_at', 'id'], clause: changedClause(request) };
  }
}

/** Severity ascending, newest first, then id. */
export const WORST = ['severity', 'newest', 'id'];

const all = (clauses: readonly Clause[]): Clause => ({ sql: conjunction(clauses), values: values(clauses) });

/** A plus keeps SQLite from starting at that bound: it takes one alone, and the last page's end is the nearest. */
function idClause({ afterId, after, idPrefix }: PageRequest): Clause {
  const from: Clause = { sql: 'id > ?', values: later([afterId ?? ''], after) };
  if (idPrefix === undefined) return from;
  const begins = (afterId ?? after) === undefined ? 'id >= ? AND id < ?' : '+id >= ? AND id < ?';
  return all([...((afterId ?? after) === undefined ? [] : [from]), { sql: begins, values: prefixBounds(idPrefix) }]);
}

function newestIdClause({ afterId, after, idPrefix }: PageRequest): Clause {
  const begins = after === undefined ? 'id >= ? AND id < ?' : 'id >= ? AND +id < ?';
  return all([
    ...(after === undefined ? [] : [{ sql: 'id < ?', values: after }]),
    ...(idPrefix === undefined ? [] : [{ sql: begins, values: prefixBounds(idPrefix) }]),
    ...(afterId === undefined ? [] : [{ sql: `${idPrefix === undefined ? '' : '+'}id > ?`, values: [afterId] }]),
    { sql: 'TRUE', values: [] },
  ]);
}

const prefixBounds = (prefix: string): Value[] => [prefix, prefix + LAST_CHARACTER];

/** `nextNoticeAt` ascending, up to `dueBefore`. */
function dueClause(request: PageRequest): Clause {
  const after = later(['', ''], request.after);
  return { sql: '(next_notice_at, id) > (?, ?) AND next_notice_at <= ?', values: [...after, request.dueBefore ?? LATEST] };
}

/** `changedAt` ascending, from `changedSince` on. */
const changedClause = (request: PageRequest): Clause => ({
  sql: '(changed_at, id) > (?, ?) AND changed_at IS NOT NULL',
  values: later([request.changedSince ?? '', ''], request.after),
});

/** One severity, or all where none is given, from where the last page ended. */
export function worstRange(request: PageRequest, severity: number | undefined): Clause {
  const after = later([severity ?? LOWEST, LOWEST, ''], request.after);
  return { sql: '(severity, newest, id) > (?, ?, ?) AND severity <= ?', values: [...after, severity ?? HIGHEST] };
}

/**
 * Filters that are tested entry by entry; each order takes its own range out of them.
 * @param split type, audience, status and severity have been seen to already
 */
export function filters(request: PageRequest, now: number, split = false): Clause[] {
  const { order, status, audience, severity, type, notBarred, dueBefore, changedSince, idPrefix, afterId } = request;
  const byId = order === 'id' || order === 'newestId';
  return [
    ...(split ? [] : [...oneOf('type', type), ...oneOf('audience', audience), ...oneOf('status', status), ...oneOf('severity', severity)]),
    ...(dueBefore === undefined || order === 'due' ? [] : [{ sql: 'next_notice_at <= ?', values: [dueBefore] }]),
    ...(changedSince === undefined || order === 'changed' ? [] : [{ sql: 'changed_at >= ?', values: [changedSince] }]),
    ...(idPrefix === undefined || byId ? [] : [{ sql: 'id >= ? AND id < ?', values: prefixBounds(idPrefix) }]),
    ...(afterId === undefined || byId ? [] : [{ sql: 'id > ?', values: [afterId] }]),
    ...(notBarred === undefined ? [] : [{ sql: NOT_BARRED, values: [notBarred] }]),
    { sql: '(expires_at IS NULL OR expires_at > ?)', values: [now] },
  ];
}

/** Those that hold a hash: few, so that every other condition is tested on them one by one. */
export const withFound = ({ container, partition }: PageRequest, hash: string): Clause => ({
  sql: 'seq IN (SELECT seq FROM found WHERE container = ? AND partition_key = ? AND hash = ?)',
  values: [container, partition, hash],
});

const NOT_BARRED = '(barred IS NULL OR NOT EXISTS (SELECT 1 FROM json_each(barred) WHERE value = ?))';

/** One parameter however many values, so that the texts of statements stay few and can be kept prepared. */
function oneOf(column: string, allowed: readonly Value[] | undefined): Clause[] {
  if (allowed === undefined) return [];
  return [{ sql: `${column} IN (SELECT value FROM json_each(?))`, values: [JSON.stringify(present(allowed))] }];
}

/** A column holds '' where the field is absent; no filter asks for that. */
export const present = <V extends Value>(allowed: readonly V[]): V[] => [...new Set(allowed)].filter((value) => value !== '');

export function comparePositions(a: Position, b: Position): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}

const later = (a: Position, b: Position | undefined): Position => (b && comparePositions(b, a) > 0 ? b : a);

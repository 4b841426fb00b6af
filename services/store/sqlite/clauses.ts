import type { Position } from '../cursor';
import type { Needs } from '../ports';
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

/** One severity, or all where none is given, from where the last page ended, and of the days asked for. */
export function worstRange(request: PageRequest, severity: number | undefined): Clause {
  if (severity === undefined) return { sql: '(severity, newest, id) > (?, ?, ?) AND severity <= ?', values: [...later([LOWEST, LOWEST, ''], request.after), HIGHEST] };
  const { before, from } = receivedRange(request);
  const [, ...after] = later([severity, before, before === LOWEST ? '' : LAST_CHARACTER], request.after);
  return { sql: 'severity = ? AND (newest, id) > (?, ?) AND newest <= ?', values: [severity, ...after, from] };
}

/** As `newest` has them: what it is above, and what it is at most. */
function receivedRange({ receivedFrom, receivedBefore }: PageRequest): { readonly before: number; readonly from: number } {
  return { before: receivedBefore === undefined ? LOWEST : -Date.parse(receivedBefore), from: receivedFrom === undefined ? HIGHEST : -Date.parse(receivedFrom) };
}

/**
 * Filters that are tested entry by entry; each order takes its own range out of them.
 * @param split type, audience, status, severity, kind of place and days have been seen to already
 */
export function filters(request: PageRequest, now: number, split = false): Clause[] {
  const { order, notBarred, dueBefore, changedSince, idPrefix, afterId, needs } = request;
  const byId = order === 'id' || order === 'newestId';
  return [
    ...(split ? [] : columnFilters(request)),
    ...(needs === undefined ? [] : [needed(needs)]),
    ...(dueBefore === undefined || order === 'due' ? [] : [{ sql: 'next_notice_at <= ?', values: [dueBefore] }]),
    ...(changedSince === undefined || order === 'changed' ? [] : [{ sql: 'changed_at >= ?', values: [changedSince] }]),
    ...(idPrefix === undefined || byId ? [] : [{ sql: 'id >= ? AND id < ?', values: prefixBounds(idPrefix) }]),
    ...(afterId === undefined || byId ? [] : [{ sql: 'id > ?', values: [afterId] }]),
    ...(notBarred === undefined ? [] : [{ sql: NOT_BARRED, values: [notBarred] }]),
    { sql: '(expires_at IS NULL OR expires_at > ?)', values: [now] },
  ];
}

function columnFilters(request: PageRequest): Clause[] {
  const { status, audience, severity, type, placeKind, receivedFrom, receivedBefore } = request;
  const { before, from } = receivedRange(request);
  return [
    ...oneOf('type', type),
    ...oneOf('audience', audience),
    ...oneOf('status', status),
    ...oneOf('severity', severity),
    ...oneOf('place_kind', placeKind),
    ...(receivedBefore === undefined ? [] : [{ sql: 'newest > ?', values: [before] }]),
    ...(receivedFrom === undefined ? [] : [{ sql: 'newest <= ?', values: [from] }]),
  ];
}

/** What is absent meets none of them. */
function needed({ status, waiting, dueBy }: Needs): Clause {
  const any = [
    ...oneOf('status', status),
    ...(waiting ? [{ sql: 'waiting = 1', values: [] }] : []),
    ...(dueBy === undefined ? [] : [{ sql: 'due_at <= ?', values: [dueBy] }]),
    { sql: 'FALSE', values: [] },
  ];
  return { sql: `(${any.map(({ sql }) => sql).join(' OR ')})`, values: values(any) };
}

/** Those that hold all of the hashes: few, so that every other condition is tested on them one by one. */
export const withFound = ({ container, partition }: PageRequest, hashes: readonly string[]): Clause[] =>
  hashes.map((hash) => ({
    sql: 'seq IN (SELECT seq FROM found WHERE container = ? AND partition_key = ? AND hash = ?)',
    values: [container, partition, hash],
  }));

/** The same in the table that is sorted as the list is: the first hash leads, the others are looked up. */
export const alsoFound = (hashes: readonly string[]): Clause[] =>
  hashes.map((hash) => ({
    sql: `EXISTS (SELECT 1 FROM found AS other WHERE other.container = found.container AND other.partition_key = found.partition_key
      AND other.hash = ? AND other.severity = found.severity AND other.newest = found.newest AND other.id = found.id)`,
    values: [hash],
  }));

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

import type { Position } from '../cursor';
import type { PageRequest } from './protocol';

export type Value = string | number;

/** A condition of a statement and the values of its question marks. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly Value[];
}

/** An index, the columns it sorts by and the part of it to look at. */
export interface Range {
  readonly index: string;
  readonly sort: readonly string[];
  readonly clause: Clause;
}

/** Below and above every severity and every instant that JavaScript knows. */
const LOWEST = Number.MIN_SAFE_INTEGER;
const HIGHEST = Number.MAX_SAFE_INTEGER;
/** Above every instant in ISO 8601. */
const LATEST = '\uffff';

export const conjunction = (clauses: readonly Clause[]): string => clauses.map(({ sql }) => sql).join(' AND ');

export const values = (clauses: readonly Clause[]): Value[] => clauses.flatMap((clause) => clause.values);

export const equal = (column: string, value: Value): Clause => ({ sql: `${column} = ?`, values: [value] });

/** What the partial indexes of the list hold. */
export const LISTED: Clause = { sql: 'severity IS NOT NULL AND newest IS NOT NULL', values: [] };

export const inPartition = ({ container, partition }: PageRequest): Clause[] => [
  equal('container', container),
  equal('partition_key', partition),
];

/** Ids ascending. */
export function idRange(request: PageRequest): Range {
  const after = later([request.afterId ?? ''], request.after);
  return { index: 'documents_key', sort: ['id'], clause: { sql: 'id > ?', values: after } };
}

/** `nextNoticeAt` ascending, up to `dueBefore`. */
export function dueRange(request: PageRequest): Range {
  const after = later(['', ''], request.after);
  return {
    index: 'documents_due',
    sort: ['next_notice_at', 'id'],
    clause: { sql: '(next_notice_at, id) > (?, ?) AND next_notice_at <= ?', values: [...after, request.dueBefore ?? LATEST] },
  };
}

/** One severity, or all where none is given, from where the last page ended. */
export function worstRange(request: PageRequest, severity: number | undefined): Clause {
  const after = later([severity ?? LOWEST, LOWEST, ''], request.after);
  return { sql: '(severity, newest, id) > (?, ?, ?) AND severity <= ?', values: [...after, severity ?? HIGHEST] };
}

/** Filters that are tested entry by entry; each order takes its own range out of them. */
export function filters(request: PageRequest, now: number): Clause[] {
  const { order, status, audience, severity, type, notBarred, dueBefore, afterId } = request;
  return [
    ...(order === 'worst' ? [] : [...oneOf('type', type), ...oneOf('audience', audience), ...oneOf('status', status)]),
    ...(order === 'worst' ? [] : oneOf('severity', severity)),
    ...(dueBefore === undefined || order === 'due' ? [] : [{ sql: 'next_notice_at <= ?', values: [dueBefore] }]),
    ...(afterId === undefined || order === 'id' ? [] : [{ sql: 'id > ?', values: [afterId] }]),
    ...(notBarred === undefined ? [] : [{ sql: NOT_BARRED, values: [notBarred] }]),
    { sql: '(expires_at IS NULL OR expires_at > ?)', values: [now] },
  ];
}

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

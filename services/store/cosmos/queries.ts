import type { JSONValue, SqlQuerySpec } from '@azure/cosmos';
import type { Position } from '../cursor';
import type { Container, Needs, Query } from '../ports';
import { newest } from './documents';
import { LAYOUTS, SORTS } from './layout';

type Value = string | number;

/** Gathers the values of a query: nothing from outside ever stands in its text. */
class Parameters {
  readonly list: { name: string; value: JSONValue }[] = [];
  readonly add = (value: Value): string => {
    const name = `@p${this.list.length}`;
    this.list.push({ name, value });
    return name;
  };
}

/** Below every severity and every instant that JavaScript knows. */
const LOWEST = Number.MIN_SAFE_INTEGER;

const property = (path: string): string => `c.${path.replaceAll('/', '.')}`;

const SUMMARY = ['c.name', 'c._etag', 'c.writes', 'c.expiresAt', 'c.derived'];

/** Whether the filters can be met at all: "one of none" never is, and no field holds the empty text. */
export const canMatch = ({ status, type, severity, audience, placeKind }: Query): boolean =>
  [status, type, audience, placeKind].every((allowed) => allowed === undefined || present(allowed).length > 0) && severity?.length !== 0;

/**
 * The query as Cosmos DB gets it. It filters by the partition itself, besides the header that routes it: where the
 * partition is a prefix, the header alone promises nothing.
 * @param after where the last page ended
 * @param now milliseconds since 1970: what has expired is absent, whether the account has deleted it yet or not
 */
export function querySpec(query: Query, bodies: boolean, after: Position | undefined, now: number): SqlQuerySpec {
  const parameters = new Parameters();
  const { partition, orders } = LAYOUTS[query.container];
  // An account refuses an order that no index serves; the stand-in does not.
  if (!orders.includes(query.order)) throw new RangeError(`no index of ${query.container} serves the order ${query.order}`);
  const conditions = [
    `c.${partition} = ${parameters.add(query.partition)}`,
    ...range(query, after, parameters),
    ...filters(query, parameters),
    `(NOT IS_DEFINED(c.expiresAt) OR c.expiresAt > ${parameters.add(now)})`,
  ];
  const leading = query.order === 'newestId' ? 'DESC' : 'ASC';
  const sort = SORTS[query.order].map(([path, direction]) => `${property(path)} ${direction === 'ascending' ? 'ASC' : 'DESC'}`);
  return {
    query: `SELECT ${[...SUMMARY, ...(bodies ? ['c.body'] : [])].join(', ')} FROM c WHERE ${conditions.join(' AND ')} ORDER BY c.${partition} ${leading}, ${sort.join(', ')}`,
    parameters: parameters.list,
  };
}

/** Every document of a container after a place, across partitions: for maintenance alone. */
export function scanSpec(container: Container, after: Position, now: number): SqlQuerySpec {
  const parameters = new Parameters();
  const partition = `c.${LAYOUTS[container].partition}`;
  const [at, id] = [parameters.add(after[0] ?? ''), parameters.add(after[1] ?? '')];
  const place = `${partition} >= ${at} AND (${partition} > ${at} OR c.name > ${id})`;
  const alive = `(NOT IS_DEFINED(c.expiresAt) OR c.expiresAt > ${parameters.add(now)})`;
  return {
    query: `SELECT ${partition} AS inPartition, ${[...SUMMARY, 'c.body'].join(', ')} FROM c WHERE ${place} AND ${alive} ORDER BY ${partition} ASC, c.name ASC`,
    parameters: parameters.list,
  };
}

/** What the order lists, from where the last page ended. A comparison also leaves out what lacks the field. */
function range({ order, dueBefore, changedSince }: Query, after: Position | undefined, { add }: Parameters): string[] {
  switch (order) {
    case 'worst':
      return worst(after, add);
    case 'id':
      return after ? [`c.name > ${add(after[0] ?? '')}`] : [];
    case 'newestId':
      return after ? [`c.name < ${add(after[0] ?? '')}`] : [];
    case 'due':
      return [...following('c.derived.nextNoticeAt', after, add), ...(dueBefore === undefined ? [] : [`c.derived.nextNoticeAt <= ${add(dueBefore)}`])];
    case 'changed':
      return [...following('c.derived.changedAt', after, add), ...(changedSince === undefined ? [] : [`c.derived.changedAt >= ${add(changedSince)}`])];
  }
}

/** The first comparison bounds what is read from the index; the rest decides among what is equal. */
function worst(after: Position | undefined, add: Parameters['add']): string[] {
  const [severity = LOWEST, newest = LOWEST, name = ''] = after ?? [];
  const from = add(severity);
  if (!after) return [`c.derived.severity >= ${from}`, `c.newest >= ${add(newest)}`];
  const at = add(newest);
  return [`c.derived.severity >= ${from}`, `(c.derived.severity > ${from} OR c.newest > ${at} OR (c.newest = ${at} AND c.name > ${add(name)}))`];
}

function following(field: string, after: Position | undefined, add: Parameters['add']): string[] {
  const [instant = '', name = ''] = after ?? [];
  const from = add(instant);
  return after ? [`${field} >= ${from}`, `(${field} > ${from} OR c.name > ${add(name)})`] : [`${field} >= ${from}`];
}

function filters(query: Query, parameters: Parameters): string[] {
  const { add } = parameters;
  const { order, needs, notBarred, found = [], dueBefore, changedSince, idPrefix, afterId } = query;
  return [
    ...fieldFilters(query, parameters),
    ...(needs === undefined ? [] : [needed(needs, add)]),
    ...(notBarred === undefined ? [] : [`(NOT IS_DEFINED(c.derived.barred) OR NOT ARRAY_CONTAINS(c.derived.barred, ${add(notBarred)}))`]),
    ...found.map((hash) => `ARRAY_CONTAINS(c.derived.found, ${add(hash)})`),
    ...(dueBefore === undefined || order === 'due' ? [] : [`c.derived.nextNoticeAt <= ${add(dueBefore)}`]),
    ...(changedSince === undefined || order === 'changed' ? [] : [`c.derived.changedAt >= ${add(changedSince)}`]),
    ...(idPrefix === undefined ? [] : [`STARTSWITH(c.name, ${add(idPrefix)})`]),
    ...(afterId === undefined ? [] : [`c.name > ${add(afterId)}`]),
  ];
}

function fieldFilters({ status, type, severity, audience, placeKind, receivedFrom, receivedBefore }: Query, { add }: Parameters): string[] {
  return [
    ...oneOf('status', status && present(status), add),
    ...oneOf('type', type && present(type), add),
    ...oneOf('severity', severity, add),
    ...oneOf('audience', audience && present(audience), add),
    ...oneOf('placeKind', placeKind && present(placeKind), add),
    ...(receivedFrom === undefined ? [] : [`c.newest <= ${add(newest(receivedFrom))}`]),
    ...(receivedBefore === undefined ? [] : [`c.newest > ${add(newest(receivedBefore))}`]),
  ];
}

/** What is absent meets none of them. */
function needed({ status, waiting, dueBy }: Needs, add: Parameters['add']): string {
  const any = [
    ...(status && present(status).length > 0 ? oneOf('status', present(status), add) : []),
    ...(waiting ? ['c.derived.waiting = true'] : []),
    ...(dueBy === undefined ? [] : [`c.derived.dueAt <= ${add(dueBy)}`]),
  ];
  return any.length === 0 ? 'false' : `(${any.join(' OR ')})`;
}

function oneOf(field: string, allowed: readonly Value[] | undefined, add: Parameters['add']): string[] {
  return allowed === undefined ? [] : [`c.derived.${field} IN (${[...new Set(allowed)].map(add).join(', ')})`];
}

const present = (allowed: readonly string[]): string[] => allowed.filter((value) => value !== '');

import { INCIDENT_TYPES, type IncidentType } from '../../domain/board';
import { STATUSES, type Status } from '../../domain/case';
import { SEVERITIES, type Severity } from '../../domain/severity';

/** Reports of events, or questions that the guidance did not answer. */
export const SUBJECTS = ['report', 'question'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** What the list is narrowed to; empty lists mean "all". Stands in the address, so that it can be linked and kept. */
export interface Filter {
  readonly subject: Subject;
  readonly board?: string | undefined;
  readonly status: readonly Status[];
  readonly severity: readonly Severity[];
  readonly type: readonly IncidentType[];
}

export type Route =
  | { readonly view: 'list'; readonly filter: Filter }
  | { readonly view: 'case'; readonly number: string }
  | { readonly view: 'unknown' };

export const NO_FILTER: Filter = { subject: 'report', status: [], severity: [], type: [] };

const PATHS: Readonly<Record<Subject, string>> = { report: 'cases', question: 'questions' };
const NUMBER = /^[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const BOARD = /^[A-Z]{2,6}$/;

/** What an address (`location.hash`) stands for. Values that mean nothing are left out, never an error. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '');
  const subject = SUBJECTS.find((one) => PATHS[one] === (parts[0] ?? PATHS.report));
  if (parts.length < 2 && subject !== undefined) return { view: 'list', filter: parseFilter(subject, new URLSearchParams(query)) };
  const number = (parts[1] ?? '').toUpperCase();
  return parts.length === 2 && parts[0] === 'cases' && NUMBER.test(number) ? { view: 'case', number } : { view: 'unknown' };
}

function parseFilter(subject: Subject, query: URLSearchParams): Filter {
  const chosen = <T extends string>(key: string, known: readonly T[]): readonly T[] => {
    const given = query.getAll(key).flatMap((value) => value.split(','));
    return known.filter((value) => given.includes(value));
  };
  const board = query.get('board')?.toUpperCase();
  return {
    subject,
    ...(board !== undefined && BOARD.test(board) ? { board } : {}),
    status: chosen('status', STATUSES),
    severity: chosen('severity', SEVERITIES),
    type: chosen('type', INCIDENT_TYPES),
  };
}

/** The filter as a query string without `?`, always in the same order; empty when nothing is chosen. */
export function filterQuery(filter: Filter): string {
  const pairs: string[] = filter.board === undefined ? [] : [`board=${filter.board}`];
  for (const key of ['status', 'severity', 'type'] as const) {
    if (filter[key].length > 0) pairs.push(`${key}=${filter[key].join(',')}`);
  }
  return pairs.join('&');
}

/** The address of the list. */
export function listHash(filter: Filter): string {
  const query = filterQuery(filter);
  return `#/${PATHS[filter.subject]}${query === '' ? '' : `?${query}`}`;
}

/** The address of one case: the one that notices link to. */
export function caseHash(number: string): string {
  return `#/cases/${encodeURIComponent(number)}`;
}

/** The whole list of a board, nothing left out. */
export function everything(subject: Subject, board: string | undefined): Filter {
  return { ...NO_FILTER, subject, board };
}

/** True where anything but the board is chosen. */
export function isNarrowed(filter: Filter): boolean {
  return filter.status.length + filter.severity.length + filter.type.length > 0;
}

import { INCIDENT_TYPES, type IncidentType } from '../../domain/board';
import { STATUSES, type Status } from '../../domain/case';
import { SEVERITIES, type Severity } from '../../domain/severity';

/** Reports of events, or questions that the guidance did not answer. */
export const SUBJECTS = ['report', 'question'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** Lists of what somebody takes part in without working it. */
export const OTHER_LISTS = ['ia', 'referred', 'serious', 'nameRequests'] as const;
export type OtherList = (typeof OTHER_LISTS)[number];
export const LISTS = [...SUBJECTS, ...OTHER_LISTS] as const;
export type ListName = (typeof LISTS)[number];
/** Lists whose changes an open page is told of. */
export const LIVE_SUBJECTS = [...SUBJECTS, 'referred'] as const satisfies readonly ListName[];
export type LiveSubject = (typeof LIVE_SUBJECTS)[number];
/** Boards in which the person has each list. */
export type Access = Readonly<Record<ListName, readonly string[]>> & { /** Boards whose exercises the person leads. */ readonly leads: readonly string[] };

/** Why a case needs somebody now. */
export const NEEDS = ['unacknowledged', 'overdue', 'unanswered'] as const;
export type Need = (typeof NEEDS)[number];
export const PLACE_KINDS = ['workplace', 'visit', 'reception', 'home', 'public', 'travel', 'online', 'other'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** What the list is narrowed to; empty lists mean "all". Stands in the address, so that it can be linked and kept. */
export interface Filter {
  readonly subject: ListName;
  readonly board?: string | undefined;
  readonly needs: readonly Need[];
  readonly status: readonly Status[];
  readonly severity: readonly Severity[];
  readonly type: readonly IncidentType[];
  readonly place: readonly PlaceKind[];
  /** Received on these local days, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** A number, a place, a linked matter or a name. */
  readonly q?: string | undefined;
  /** Exercises, which stand in no list but their own. */
  readonly exercise?: true | undefined;
}

export type Route =
  | { readonly view: 'list'; readonly filter: Filter }
  | { readonly view: 'case'; readonly number: string }
  | { readonly view: 'guidance'; readonly board: string | undefined }
  | { readonly view: 'unknown' };

export const NO_FILTER: Filter = { subject: 'report', needs: [], status: [], severity: [], type: [], place: [] };

const PATHS: Readonly<Record<ListName, string>> = { report: 'cases', question: 'questions', ia: 'ia', referred: 'referred', serious: 'serious', nameRequests: 'name-requests' };
const GUIDANCE = 'guidance';
const NUMBER = /^[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}$/;
const BOARD = /^[A-Z]{2,6}$/;
const DATE = /^20\d\d-\d\d-\d\d$/;
const Q_MAX = 200;

/** What an address (`location.hash`) stands for. Values that mean nothing are left out, never an error. */
export function parseRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const parts = path.split('/').filter((part) => part !== '');
  const subject = LISTS.find((one) => PATHS[one] === (parts[0] ?? PATHS.report));
  if (parts.length < 2 && subject !== undefined) return { view: 'list', filter: parseFilter(subject, new URLSearchParams(query)) };
  if (parts.length === 1 && parts[0] === GUIDANCE) return { view: 'guidance', board: boardIn(new URLSearchParams(query)) };
  const number = (parts[1] ?? '').toUpperCase();
  return parts.length === 2 && parts[0] === 'cases' && NUMBER.test(number) ? { view: 'case', number } : { view: 'unknown' };
}

function boardIn(query: URLSearchParams): string | undefined {
  const board = query.get('board')?.toUpperCase();
  return board !== undefined && BOARD.test(board) ? board : undefined;
}

function parseFilter(subject: ListName, query: URLSearchParams): Filter {
  const chosen = <T extends string>(key: string, known: readonly T[]): readonly T[] => {
    const given = query.getAll(key).flatMap((value) => value.split(','));
    return known.filter((value) => given.includes(value));
  };
  const board = boardIn(query);
  const date = (key: 'from' | 'to'): object => (DATE.test(query.get(key) ?? '') ? { [key]: query.get(key) } : {});
  const q = query.get('q')?.trim().slice(0, Q_MAX) ?? '';
  return {
    subject,
    ...(board === undefined ? {} : { board }),
    needs: chosen('needs', NEEDS),
    status: chosen('status', STATUSES),
    severity: chosen('severity', SEVERITIES),
    type: chosen('type', INCIDENT_TYPES),
    place: chosen('place', PLACE_KINDS),
    ...date('from'),
    ...date('to'),
    ...(q === '' ? {} : { q }),
    ...(subject === 'report' && query.get('exercise') === '1' ? { exercise: true } : {}),
  };
}

/** The filter as a query string without `?`, always in the same order; empty when nothing is chosen. */
export function filterQuery(filter: Filter): string {
  const pairs: string[] = filter.board === undefined ? [] : [`board=${filter.board}`];
  for (const key of ['needs', 'status', 'severity', 'type', 'place'] as const) {
    if (filter[key].length > 0) pairs.push(`${key}=${filter[key].join(',')}`);
  }
  for (const key of ['from', 'to', 'q'] as const) {
    const value = filter[key];
    if (value !== undefined) pairs.push(`${key}=${encodeURIComponent(value)}`);
  }
  if (filter.exercise === true) pairs.push('exercise=1');
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

/** The address of what answers rest on. */
export function guidanceHash(board: string | undefined): string {
  return `#/${GUIDANCE}${board === undefined ? '' : `?board=${board}`}`;
}

/** The whole list of a board, nothing left out. */
export function everything(subject: ListName, board: string | undefined): Filter {
  return { ...NO_FILTER, subject, board };
}

/** True where anything but the board is chosen. */
export function isNarrowed(filter: Filter): boolean {
  const { needs, status, severity, type, place, from, to, q } = filter;
  return needs.length + status.length + severity.length + type.length + place.length > 0 || (from ?? to ?? q) !== undefined;
}

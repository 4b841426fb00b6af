import { INCIDENT_TYPES, type IncidentType } from '../../domain/board';
import { STATUSES, type Status } from '../../domain/case';
import { CATEGORIES, type Category } from '../../domain/routing';
import { SEVERITIES, type Severity } from '../../domain/severity';
import { ApiError } from '../shared/api';
import { isRecord, listAt, stringAt } from '../shared/json';

/** A case as the list shows it: nothing in it that anybody wrote. */
export interface CaseRow {
  readonly number: string;
  readonly board: string;
  readonly type: IncidentType;
  readonly severity: Severity;
  readonly status: Status;
  readonly receivedAt: string;
  readonly acknowledgedBy?: string | undefined;
  readonly acknowledgedAt?: string | undefined;
  readonly reporterCategory: Category | undefined;
  /** Whose it is to work, by name. */
  readonly recipient?: string | undefined;
  /** Personal contact, and word of how it goes, by then. */
  readonly contactBy?: string | undefined;
  readonly feedbackBy?: string | undefined;
  readonly overdue?: boolean;
  /** The reporter has said something that nobody has answered. */
  readonly unanswered?: boolean;
  /** A message about it did not arrive. */
  readonly undelivered?: boolean;
  /** Practised, not real. */
  readonly exercise?: boolean;
  /** Of what is left to do about IA: how it stands, and since when. */
  readonly ia?: { readonly state: string; readonly since: string } | undefined;
  /** Of a request for a hidden name: who asks, when, and what it waits for. */
  readonly asked?: { readonly by: string | undefined; readonly at: string; readonly waits: string } | undefined;
  /** A question's own words; a report's row has none. */
  readonly question?: string | undefined;
  /** Where a question stands in its asker's eyes. */
  readonly state?: string | undefined;
}

export interface CasePage {
  readonly items: readonly CaseRow[];
  readonly nextCursor?: string | undefined;
}

export function among<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
  return known.find((one) => one === value);
}

export function required<T>(value: T | undefined): T {
  if (value === undefined) throw new ApiError(0, 'shape');
  return value;
}

/** What every line and most views of a case begin with. @throws ApiError `shape` */
export function core(json: unknown): Pick<CaseRow, 'number' | 'board' | 'type' | 'severity' | 'status' | 'receivedAt'> {
  return {
    number: required(stringAt(json, 'number')),
    board: required(stringAt(json, 'board')),
    type: among(INCIDENT_TYPES, stringAt(json, 'type')) ?? 'unclear',
    severity: required(among(SEVERITIES, stringAt(json, 'severity'))),
    status: required(among(STATUSES, stringAt(json, 'status'))),
    receivedAt: required(stringAt(json, 'receivedAt')),
  };
}

const isTrue = (json: unknown, key: string): boolean => isRecord(json) && json[key] === true;

/** A page of `GET /api/cases`. @throws ApiError `shape` when it is something else */
export function parsePage(json: unknown): CasePage {
  if (!isRecord(json)) throw new ApiError(0, 'shape');
  const items = listAt(json, 'items').map((item) => ({
    ...core(item),
    acknowledgedBy: stringAt(item, 'acknowledgedBy'),
    acknowledgedAt: stringAt(item, 'acknowledgedAt'),
    reporterCategory: among(CATEGORIES, stringAt(item, 'reporterCategory')),
    recipient: stringAt(item, 'recipient'),
    contactBy: stringAt(item, 'contactBy'),
    feedbackBy: stringAt(item, 'feedbackBy'),
    overdue: isTrue(item, 'overdue'),
    unanswered: isTrue(item, 'unanswered'),
    undelivered: isTrue(item, 'undelivered'),
    exercise: isTrue(item, 'exercise'),
    question: stringAt(item, 'question'),
    state: stringAt(item, 'state'),
  }));
  return { items, nextCursor: stringAt(json, 'nextCursor') };
}

/** A page of one of the other lists; a request for a name tells nothing of its case. @throws ApiError `shape` */
export function parseOtherPage(json: unknown): CasePage {
  if (!isRecord(json)) throw new ApiError(0, 'shape');
  const items = listAt(json, 'items').map((item): CaseRow => {
    const at = stringAt(item, 'at');
    const since = stringAt(item, 'since');
    if (at === undefined) return { ...core(item), reporterCategory: undefined, overdue: isTrue(item, 'overdue'), ia: since === undefined ? undefined : { since, state: stringAt(item, 'state') ?? '' } };
    const asked = { at, by: stringAt(item, 'by'), waits: stringAt(item, 'waits') ?? '' };
    return { number: required(stringAt(item, 'number')), board: required(stringAt(item, 'board')), type: 'unclear', severity: 'medium', status: 'received', receivedAt: at, reporterCategory: undefined, asked };
  });
  return { items, nextCursor: stringAt(json, 'nextCursor') };
}

import { INCIDENT_TYPES, type IncidentType } from '../../domain/board';
import { STATUSES, VISIBILITIES, type Status, type Visibility } from '../../domain/case';
import { CATEGORIES, type Category } from '../../domain/routing';
import { SEVERITIES, type Severity } from '../../domain/severity';
import { ApiError } from '../shared/api';
import { isRecord, listAt, numberAt, recordAt, stringAt } from '../shared/json';
import { SUBJECTS, type Subject } from './router';

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
  /** A question's own words; a report's row has none. */
  readonly question?: string | undefined;
}

export interface CasePage {
  readonly items: readonly CaseRow[];
  readonly nextCursor?: string | undefined;
}

export interface AnswerView {
  readonly question: string;
  readonly value: string;
  readonly at: string | undefined;
}

export interface TimelineEntry {
  readonly at: string;
  readonly kind: string;
  readonly role: string | undefined;
  readonly name: string | undefined;
  readonly severity: Severity | undefined;
  readonly fileName: string | undefined;
}

export interface NoticeView {
  readonly about: string;
  readonly recipient: string;
  readonly channel: string;
  readonly state: string;
  readonly attempts: number;
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly at: string | undefined;
}

export interface ReporterView {
  readonly category: Category | undefined;
  readonly forSomeoneElse: boolean;
  readonly visibility: Visibility | undefined;
  readonly name?: string | undefined;
}

export interface CaseView {
  readonly number: string;
  readonly version: number;
  readonly subject: Subject;
  readonly board: string;
  readonly type: IncidentType;
  readonly severity: Severity;
  readonly status: Status;
  readonly receivedAt: string;
  readonly reporter: ReporterView;
  readonly answers: readonly AnswerView[];
  readonly timeline: readonly TimelineEntry[];
  readonly notices: readonly NoticeView[];
  readonly files: readonly FileView[];
  readonly severityReasons: readonly string[];
  /** When the reporter answered that they were in danger. */
  readonly dangerAt?: string | undefined;
  /** The reporter was promised personal contact no later than this. */
  readonly contactBy?: string | undefined;
  readonly may: readonly string[];
}

function among<T extends string>(known: readonly T[], value: string | undefined): T | undefined {
  return known.find((one) => one === value);
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new ApiError(0, 'shape');
  return value;
}

function core(json: unknown): Omit<CaseRow, 'acknowledgedBy' | 'acknowledgedAt' | 'reporterCategory' | 'question'> {
  return {
    number: required(stringAt(json, 'number')),
    board: required(stringAt(json, 'board')),
    type: among(INCIDENT_TYPES, stringAt(json, 'type')) ?? 'unclear',
    severity: required(among(SEVERITIES, stringAt(json, 'severity'))),
    status: required(among(STATUSES, stringAt(json, 'status'))),
    receivedAt: required(stringAt(json, 'receivedAt')),
  };
}

/** A page of `GET /api/cases`. @throws ApiError `shape` when it is something else */
export function parsePage(json: unknown): CasePage {
  if (!isRecord(json)) throw new ApiError(0, 'shape');
  const items = listAt(json, 'items').map((item) => ({
    ...core(item),
    acknowledgedBy: stringAt(item, 'acknowledgedBy'),
    acknowledgedAt: stringAt(item, 'acknowledgedAt'),
    reporterCategory: among(CATEGORIES, stringAt(item, 'reporterCategory')),
    question: stringAt(item, 'question'),
  }));
  return { items, nextCursor: stringAt(json, 'nextCursor') };
}

/** The answer of `GET /api/cases/{number}`. @throws ApiError `shape` when it is something else */
export function parseCase(json: unknown): CaseView {
  const reporter = recordAt(json, 'reporter');
  return {
    ...core(json),
    version: required(numberAt(json, 'version')),
    subject: among(SUBJECTS, stringAt(json, 'subject')) ?? 'report',
    reporter: {
      category: among(CATEGORIES, stringAt(reporter, 'category')),
      forSomeoneElse: reporter['forSomeoneElse'] === true,
      visibility: among(VISIBILITIES, stringAt(reporter, 'visibility')),
      name: stringAt(reporter, 'name'),
    },
    answers: listAt(json, 'answers').map(parseAnswer),
    timeline: listAt(json, 'timeline').map(parseEntry),
    notices: listAt(json, 'notices').map(parseNotice),
    files: listAt(json, 'files').flatMap(parseFile),
    severityReasons: listAt(json, 'severityReasons').filter((reason) => typeof reason === 'string'),
    dangerAt: stringAt(json, 'dangerAt'),
    contactBy: stringAt(json, 'contactBy'),
    may: listAt(json, 'may').filter((command) => typeof command === 'string'),
  };
}

function parseAnswer(json: unknown): AnswerView {
  const value = isRecord(json) ? json['value'] : undefined;
  const shown = Array.isArray(value) ? value.join(', ') : typeof value === 'number' ? String(value) : value;
  return {
    question: stringAt(json, 'question') ?? stringAt(json, 'id') ?? '',
    value: typeof shown === 'string' ? shown : '',
    at: stringAt(json, 'at'),
  };
}

function parseEntry(json: unknown): TimelineEntry {
  const by = recordAt(json, 'by');
  return {
    at: stringAt(json, 'at') ?? '',
    kind: stringAt(json, 'kind') ?? '',
    role: stringAt(by, 'role'),
    name: stringAt(by, 'name'),
    severity: among(SEVERITIES, stringAt(json, 'severity')),
    fileName: stringAt(json, 'file'),
  };
}

function parseNotice(json: unknown): NoticeView {
  return {
    about: stringAt(json, 'about') ?? '',
    recipient: stringAt(json, 'name') ?? stringAt(json, 'recipient') ?? '',
    channel: stringAt(json, 'channel') ?? '',
    state: stringAt(json, 'state') ?? '',
    attempts: numberAt(json, 'attempts') ?? 0,
  };
}

function parseFile(json: unknown): readonly FileView[] {
  const id = stringAt(json, 'id');
  if (id === undefined) return [];
  return [
    {
      id,
      name: stringAt(json, 'name') ?? id,
      contentType: stringAt(json, 'contentType') ?? '',
      bytes: numberAt(json, 'bytes') ?? 0,
      at: stringAt(json, 'at'),
    },
  ];
}

import type { Localised } from './locale';

/** What a person may be in a board. `independent` stands outside the board's line; `central` sees aggregates only. */
export const ROLES = [
  'employee',
  'elected',
  'other',
  'coordinator',
  'deputy',
  'independent',
  'manager',
  'safetyRepresentative',
  'central',
] as const;
export type Role = (typeof ROLES)[number];

export const INCIDENT_TYPES = [
  'threat',
  'violence',
  'harassment',
  'undue_influence',
  'bribery',
  'vandalism',
  'unclear',
] as const;
export type IncidentType = (typeof INCIDENT_TYPES)[number];

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Staffed hours in Europe/Stockholm. `always` is round the clock; otherwise public holidays are closed. */
export type StaffedHours = 'always' | readonly OpeningPeriod[];
export interface OpeningPeriod {
  readonly days: readonly Weekday[];
  /** Local time, `HH:MM`; `to` is later than `from` on the same day. */
  readonly from: string;
  readonly to: string;
}

export interface BoardPerson {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId?: string | undefined;
  readonly email?: string | undefined;
  readonly roles: readonly Role[];
  readonly manager?: string | undefined;
}

/** Whom a case goes to. Each value is the id of a person of the same board. */
export interface Recipients {
  readonly default: string;
  readonly deputy: string;
  readonly independent: string;
  readonly elected: string;
}

/** Somebody to turn to: configured by the board, never made up by the product. */
export interface Contact {
  readonly name: Localised;
  readonly phone?: string | undefined;
  readonly email?: string | undefined;
  readonly url?: string | undefined;
}

export interface Board {
  readonly code: string;
  readonly name: Localised;
  readonly hours: StaffedHours;
  readonly phones: {
    /** Answers outside staffed hours. A board without one promises no hour and is sent no notice then. */
    readonly duty?: string | undefined;
    /** The workplace's alarm or guards. */
    readonly alarm?: string | undefined;
  };
  readonly incidentTypes: readonly IncidentType[];
  readonly people: readonly BoardPerson[];
  readonly recipients: Recipients;
  /** Where the board's dates differ from the usual ones. */
  readonly clocks?: BoardClocks | undefined;
  readonly directory: Directory;
  /** A system of the board's own that is told of its cases. What it is signed with is a setting, not written here. */
  readonly webhook?: { readonly url: string } | undefined;
  /** The hand-over to the city's event system. */
  readonly ia?: BoardIa | undefined;
  /** Where the workplace is reached: given to the police in the place of anybody's home. */
  readonly workplace?: { readonly address?: string | undefined; readonly phone?: string | undefined } | undefined;
  /** Cases are compared with those so many months back. Absent: they are not compared at all. */
  readonly series?: { readonly months: number } | undefined;
}

export interface BoardIa {
  /** Who reads what is put into IA. */
  readonly readers: Localised;
  /** Whether events of elected officials go there; they do not where nothing is said. */
  readonly includeElected?: boolean | undefined;
  /** Takes what is handed over, signed. Absent: it is copied by hand. */
  readonly webhook?: string | undefined;
  /** Working days after which what is still to do is overdue. No limit where nothing is said: there is none in law to go by. */
  readonly overdueAfterDays?: number | undefined;
}

/** How long a board takes, where it is another time than the usual. */
export interface BoardClocks {
  /** Until personal contact, in working days: 0 is the same day. Critical has its hour. */
  readonly contact?: { readonly high?: number | undefined; readonly medium?: number | undefined; readonly low?: number | undefined } | undefined;
  /** Until the reporter is told how it goes, in working days. */
  readonly feedback?: { readonly first?: number | undefined; readonly then?: number | undefined } | undefined;
  /** Hours before a date by which whoever has the case is reminded of it. */
  readonly reminderHours?: number | undefined;
}

/** Whom the board's people turn to: it feeds cards and checklists. */
export interface Directory {
  readonly whistleblowing: Contact;
  readonly hr: Contact;
  readonly occupationalHealth?: Contact | undefined;
  /** The police's contact in the municipality. */
  readonly police?: Contact | undefined;
  /** Alarm and guards. */
  readonly guards?: Contact | undefined;
  readonly safetyRepresentative?: Contact | undefined;
  /** Takes over what the ordinary organisation cannot handle. */
  readonly crisis?: Contact | undefined;
}

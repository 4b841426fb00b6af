import type { IncidentType } from './board';
import { decideAddition, withAnswers } from './additions';
import { clocksAfter, type Clock, type Clocks, type Setting } from './clocks';
import { asReal } from './exercise';
import type { SafetyAnswer, Severity } from './severity';
import { decideWork } from './work/decide';
import { WORK_KINDS, type ClockName, type WorkCommand, type WorkEvent, type WorkRefusal } from './work/types';
import type { Audience, Category, Involved } from './routing';
import { hasRoom } from './size';
import type { Locale } from './locale';

export const STATUSES = ['received', 'acknowledged', 'assessing', 'measures', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** Who may know who reported. `coordinator` holds when nothing is chosen. */
export const VISIBILITIES = ['coordinatorAndManager', 'coordinator', 'hidden', 'anonymous'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** An answer with its question as it was asked, in the language it was asked in. */
export interface Answer {
  /** Field id of the form. */
  readonly id: string;
  readonly step: string;
  readonly question: string;
  /** As a person reads it. */
  readonly value: string;
  /** Codes of chosen options, comma-separated; absent for free text. */
  readonly code?: string;
  readonly at: string;
}

export interface FileRef {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: string;
}

/** Who did it: a role, and for the board's own people their id. Never who the reporter is. */
export interface By {
  readonly role: 'reporter' | 'worker' | 'manager' | 'system';
  readonly person?: string;
  readonly name?: string;
}

/** A level, why, and by when somebody is to be in touch about a case of it. */
export interface Level {
  readonly severity: Severity;
  readonly reasons: readonly string[];
  readonly contact?: Clock;
}

export type CaseEvent = { readonly at: string; readonly by: By } & (
  | { readonly kind: 'received'; readonly severity: Severity; readonly reasons: readonly string[] }
  | { readonly kind: 'added'; readonly step: string; readonly answers: readonly Answer[]; /** Words that these took the place of: nothing anybody wrote is lost. */ readonly replaced?: readonly Answer[]; readonly type: IncidentType; /** The step its writer went to, where that is not the one after. */ readonly goOn?: string }
  | { readonly kind: 'fileAdded'; readonly file: FileRef }
  /** Raised by the rules, or set: by the rules while nothing is known, or by a person with a reason. */
  | ({ readonly kind: 'severityRaised' } & Level)
  | ({ readonly kind: 'severitySet'; readonly reason?: string } & Level)
  | { readonly kind: 'withdrawn' }
  | { readonly kind: 'nameHidden' }
  | WorkEvent
);

export const EVENT_KINDS = ['received', 'added', 'fileAdded', 'severityRaised', 'severitySet', 'withdrawn', 'nameHidden', ...WORK_KINDS] as const satisfies readonly CaseEvent['kind'][];

/** One message to one recipient through one channel, and what has come of it. */
export interface Notice {
  readonly id: string;
  /**
   * `new`: a case has come. `copy`: an earlier card brought up to date. `told`: the reporter hears of what was done. `event`: a
   * system of the board's hears of a change. `work`: somebody of the board's hears of one. `reminder`, `overdue`: of a date.
   * `care`: the reporter is asked whether to be called. `call`: somebody is to call.
   */
  readonly about: 'new' | 'copy' | 'told' | 'event' | 'work' | 'reminder' | 'overdue' | 'care' | 'call';
  /** A person's id, `reporter`, `place:<key>` for a connected channel or group chat, `system` for the board's own, or `crisis` for its crisis contact. */
  readonly recipient: string;
  readonly channel: 'intranet' | 'teams' | 'directline' | 'email' | 'webhook';
  readonly state: 'queued' | 'sent' | 'failed' | 'noConversation';
  readonly attempts: number;
  /** ISO 8601 instant before which it is not tried. */
  readonly nextAt?: string;
  /** ISO 8601 instant of the last attempt. */
  readonly at?: string;
  /** Why the last attempt failed: a code, no text of anybody's. */
  readonly reason?: string;
  /** The channel's id of the sent message; for a `copy`, of the message to bring up to date. */
  readonly messageId?: string;
  /** The id of the first notice that did not arrive and in whose place this one is sent. */
  readonly insteadOf?: string;
  /** Which event of the case it tells of, by the version that it made. */
  readonly version?: number;
  /** Which date it reminds of. */
  readonly clock?: ClockName;
  /** The agreed local date that it is about. */
  readonly on?: string;
  /** Meant for its recipient alone: nobody else is told in their place. */
  readonly only?: true;
}

/** Which process sends the case's notices, and until when nobody else does. By the machine's own clock, in ISO 8601. */
export interface Claim {
  readonly by: string;
  readonly until: string;
  /** Number of the board's lease under which it was claimed: one with a lower number comes too late. */
  readonly fence: number;
}

export interface Case {
  readonly schema: 2;
  /** Fixed at the first step of the report, before there was a number to show: what the content is bound to. */
  readonly key: string;
  readonly number: string;
  readonly board: string;
  /** Raised by each domain event and by nothing else. */
  readonly version: number;
  /** A question that the guidance does not answer travels the same way as a report, but is counted as none. */
  readonly subject: 'report' | 'question';
  /** Practised, and counted nowhere, until somebody says that it is real. */
  readonly exercise?: true;
  readonly locale: Locale;
  readonly type: IncidentType;
  readonly severity: Severity;
  readonly severityReasons: readonly string[];
  readonly status: Status;
  readonly receivedAt: string;
  readonly category: Category;
  readonly visibility: Visibility;
  readonly involved: Involved;
  readonly audience: Audience;
  /** Keyed hashes of the board's people who must never see it. */
  readonly barred: readonly string[];
  readonly recipient: string;
  readonly safety: SafetyAnswer;
  /** When the person said they were in danger, kept though they are safe now. */
  readonly dangerAt?: string;
  readonly answers: readonly Answer[];
  readonly files: readonly FileRef[];
  readonly events: readonly CaseEvent[];
  readonly notices: readonly Notice[];
  readonly claim?: Claim;
  /** Absent in a case from before there were any, until its next event. */
  readonly clocks?: Clocks;
}

export type Command =
  | WorkCommand
  | { readonly command: 'withdraw' }
  /** A step's answers, in the place of what the step held. `seen`: when those were last changed, as the writer saw them. */
  | { readonly command: 'add'; readonly step: string; readonly answers: readonly Answer[]; readonly seen?: string | undefined; readonly goOn?: string | undefined }
  /** Words said outside the form: added to what was said before, replacing nothing. */
  | { readonly command: 'say'; /** Of these words: said again, they are not added twice. */ readonly id: string; readonly question: string; readonly words: string }
  /** The reporter's name from now on hidden from whoever works the case too. */
  | { readonly command: 'hideName' }
  | { readonly command: 'addFile'; readonly file: FileRef };

/** `changed`: the step's answers are newer than those the writer saw. */
export type Refusal = 'closed' | 'alreadyAcknowledged' | 'tooLarge' | 'changed' | WorkRefusal;
export type Decision = { readonly ok: true; readonly events: readonly CaseEvent[] } | { readonly ok: false; readonly refusal: Refusal };

const accept = (...events: readonly CaseEvent[]): Decision => ({ ok: true, events });
const refuse = (refusal: Refusal): Decision => ({ ok: false, refusal });

/** What a command does to a case, or why it does nothing. Pure: who may give it is `access.ts`'s matter. */
export function decide(current: Case, command: Command, by: By, now: Date, setting: Setting): Decision {
  const stamp = { at: now.toISOString(), by };
  switch (command.command) {
    case 'withdraw':
      return current.status === 'closed' ? refuse('closed') : accept({ ...stamp, kind: 'withdrawn' });
    case 'hideName':
      return current.visibility === 'hidden' || current.visibility === 'anonymous' ? accept() : accept({ ...stamp, kind: 'nameHidden' });
    case 'addFile':
      if (current.status === 'closed') return refuse('closed');
      // The same file once more is what a message that is delivered again brings.
      if (current.files.some((file) => file.sha256 === command.file.sha256 && file.name === command.file.name)) return accept();
      return fileAdded(current, { ...stamp, kind: 'fileAdded', file: command.file });
    case 'add':
    case 'say':
      return decideAddition(current, command, stamp, setting, now);
    default:
      return decideWork(current, command, stamp, setting, now);
  }
}

function fileAdded(current: Case, event: Extract<CaseEvent, { kind: 'fileAdded' }>): Decision {
  return hasRoom(current, [event], { answers: current.answers, files: [...current.files, event.file] }) ? accept(event) : refuse('tooLarge');
}

/** Where an event leaves the case; the others leave it where it is. */
const STATUS_AFTER: Readonly<Partial<Record<CaseEvent['kind'], Status>>> = {
  acknowledged: 'acknowledged',
  assessing: 'assessing',
  measureAdded: 'measures',
  closed: 'closed',
  withdrawn: 'closed',
  reopened: 'assessing',
};

/** The case after an event; the version goes up by one. */
export function evolve(current: Case, event: CaseEvent): Case {
  const status = STATUS_AFTER[event.kind] ?? (isTakenInHand(current, event) ? 'acknowledged' : current.status);
  const next: Case = { ...current, version: current.version + 1, events: [...current.events, event], status, ...withClocks(current, event) };
  switch (event.kind) {
    case 'added':
      // The timeline tells that something was added; the words stand once, under the answers.
      return { ...next, events: [...current.events, { ...event, answers: [] }], type: event.type, ...withAnswers(current, event.step, event.answers) };
    case 'fileAdded':
      return { ...next, files: [...current.files, event.file] };
    case 'severityRaised':
    case 'severitySet':
      return { ...next, severity: event.severity, severityReasons: event.reasons };
    case 'nameHidden':
      return { ...next, visibility: 'hidden' };
    case 'typeSet':
      return { ...next, type: event.type };
    case 'madeReal':
      return asReal(next);
    case 'conflictDeclared':
      return { ...next, barred: [...current.barred, ...event.barred], audience: event.audience, recipient: event.recipient };
    case 'assigned':
      return { ...next, recipient: event.to };
    default:
      return next;
  }
}

/** Whoever answers a question has read it: nothing more need be said for it to be closed. */
function isTakenInHand({ subject, status }: Case, { kind }: CaseEvent): boolean {
  return subject === 'question' && status === 'received' && kind === 'informed';
}

function withClocks(current: Case, event: CaseEvent): Pick<Case, 'clocks'> {
  // Nobody is disturbed by the dates of an exercise.
  const clocks = current.exercise === true && event.kind !== 'madeReal' ? {} : clocksAfter(current.clocks ?? {}, event);
  return Object.keys(clocks).length > 0 || current.clocks ? { clocks } : {};
}

/** Whether anybody can be in touch with the reporter in person: by name, or by a number that was left. */
export function isReachable(one: Case): boolean {
  return one.visibility === 'coordinator' || one.visibility === 'coordinatorAndManager' || one.answers.some((answer) => answer.id === 'callback');
}

/** The last event of a kind, for "who and when". */
export function lastEvent<K extends CaseEvent['kind']>(current: Case, kind: K): Extract<CaseEvent, { kind: K }> | undefined {
  for (let index = current.events.length - 1; index >= 0; index--) {
    const event = current.events[index];
    if (event?.kind === kind) return event as Extract<CaseEvent, { kind: K }>;
  }
  return undefined;
}

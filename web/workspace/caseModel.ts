import type { IncidentType } from '../../domain/board';
import type { Status, Visibility } from '../../domain/case';
import type { Category } from '../../domain/routing';
import type { Severity } from '../../domain/severity';
import type { CheckItem, ClockName, Duty, DutyState, IaState, Outcome, Prevention, TaskOwner, WorkName } from '../../domain/work/types';
import type { JsonRecord } from '../shared/json';
import type { Subject } from './router';

/** How much of a case the API gave: all of it, what was referred, the least of a serious incident, a request for a name. */
export type Scope = 'worker' | 'manager' | 'safetyRepresentative' | 'authorised';

export interface ByView {
  readonly role: string | undefined;
  readonly name: string | undefined;
}

export interface AnswerView {
  readonly id: string;
  readonly question: string;
  readonly value: string;
  readonly at: string | undefined;
}

export interface TimelineEntry extends ByView {
  readonly at: string;
  readonly kind: string;
  /** What else the event says, by its kind. */
  readonly detail: JsonRecord;
}

export interface NoticeView {
  readonly about: string;
  /** A person's id, or what it is that is told. */
  readonly recipient: string;
  /** Of a person of the board. */
  readonly name: string | undefined;
  readonly channel: string;
  readonly state: string;
  readonly attempts: number;
  /** Why the last attempt failed, as a code. */
  readonly reason: string | undefined;
  /** It, or one in its place, came by another way. */
  readonly arrived: boolean;
}

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string | undefined;
  readonly at: string | undefined;
}

export interface ReporterView {
  readonly category: Category | undefined;
  readonly forSomeoneElse: boolean;
  readonly visibility: Visibility | undefined;
  readonly name?: string | undefined;
}

export interface MessageView {
  readonly id: string;
  readonly from: 'worker' | 'reporter';
  readonly kind: 'question' | 'answer' | 'information';
  readonly text: string;
  readonly at: string;
  readonly by: ByView;
}

export interface MeasureView {
  readonly id: string;
  readonly what: string | undefined;
  readonly who: string | undefined;
  /** Local date */
  readonly due: string;
  readonly prevention: Prevention | undefined;
  readonly done?: { readonly at: string; readonly by: ByView; readonly effect: string | undefined } | undefined;
}

export interface ClockView {
  readonly due: string;
  readonly promised: boolean;
  readonly overdue: boolean;
}

interface Noted {
  readonly at: string | undefined;
  readonly by: ByView | undefined;
  readonly reason: string | undefined;
}

export interface DutyView extends Noted {
  readonly duty: Duty;
  readonly state: DutyState;
  readonly owner: TaskOwner;
  /** Local date on which it was done. */
  readonly on: string | undefined;
}

export interface IaView extends Noted {
  readonly state: IaState | 'unasked';
  readonly owner: TaskOwner;
  readonly number: string | undefined;
  readonly text: string | undefined;
  readonly consent: boolean | undefined;
  /** What our own sending met, as the API gives it. */
  readonly failure: JsonRecord;
}

export interface CheckView {
  readonly item: CheckItem;
  readonly done: boolean;
  readonly at: string | undefined;
  readonly by: ByView | undefined;
}

export interface PoliceView {
  readonly reported: boolean;
  readonly reference: string | undefined;
  readonly at: string;
  readonly by: ByView;
}

export interface PersonView {
  readonly id: string;
  readonly name: string;
}

export interface ManagerView extends PersonView {
  /** The reporter's own, where one may know who reported. */
  readonly own: boolean;
}

export interface RequestView {
  readonly at: string;
  readonly by: ByView;
  readonly reason: string;
}

/** A case as far as its reader may see it: what the API did not give is absent or empty. */
export interface CaseView {
  readonly scope: Scope;
  readonly number: string;
  /** 0 where the reader may do nothing to it. */
  readonly version: number;
  readonly board: string;
  readonly subject: Subject;
  readonly exercise: boolean;
  readonly type: IncidentType;
  readonly severity: Severity;
  readonly status: Status;
  readonly receivedAt: string;
  readonly may: readonly WorkName[];
  readonly reporter: ReporterView;
  readonly recipient: PersonView | undefined;
  readonly workplace: string | undefined;
  readonly answers: readonly AnswerView[];
  readonly files: readonly FileView[];
  readonly severityReasons: readonly string[];
  readonly concernsMinor: boolean;
  /** When the reporter answered that they were in danger. */
  readonly dangerAt: string | undefined;
  readonly clocks: Readonly<Partial<Record<ClockName, ClockView>>>;
  /** When feedback is due after a message that is sent now. */
  readonly nextFeedback: string | undefined;
  /** What is not done, to be said before it is closed. */
  readonly left: { readonly measures: number; readonly duties: number; readonly ia: boolean };
  readonly dialogue: readonly MessageView[];
  readonly measures: readonly MeasureView[];
  readonly hasDuties: boolean;
  readonly duties: readonly DutyView[];
  readonly checklist: readonly CheckView[];
  readonly ia: IaView | undefined;
  readonly police: PoliceView | undefined;
  /** Managers who have it. */
  readonly referred: readonly PersonView[];
  readonly lacksManager: boolean;
  /** What whoever referred it wrote. */
  readonly note: string | undefined;
  readonly nameRequest: RequestView | undefined;
  /** A name that was seen by one person alone; to the second person with who, when and why. */
  readonly nameToReview: Partial<RequestView> | undefined;
  readonly register: { readonly diaryNumber: string; readonly subject: string; readonly at: string } | undefined;
  readonly outcome: { readonly outcome: Outcome | undefined; readonly told: string; readonly learnt: string; readonly at: string } | undefined;
  /** For a safety representative. */
  readonly authority: { readonly state: DutyState; readonly on: string | undefined } | undefined;
  readonly timeline: readonly TimelineEntry[];
  readonly notices: readonly NoticeView[];
  readonly colleagues: readonly PersonView[];
  readonly managers: readonly ManagerView[];
  readonly directory: readonly ContactView[];
}

export interface ContactView {
  readonly key: string;
  /** By language. */
  readonly name: JsonRecord;
  readonly phone: string | undefined;
  readonly email: string | undefined;
  readonly url: string | undefined;
}

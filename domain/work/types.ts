import type { IncidentType } from '../board';
import type { By } from '../case';
import type { Clock } from '../clocks';
import type { Severity } from '../severity';

export const CONTACT_WAYS = ['phone', 'meeting', 'video', 'dialogue'] as const;
/** How somebody was in touch with the reporter in person. `dialogue`: in Trygg, where nothing else is possible. */
export type ContactWay = (typeof CONTACT_WAYS)[number];

export const OUTCOMES = ['measures', 'noMeasures', 'handedOver', 'dismissed'] as const;
/** What came of a case. `dismissed`: what was reported could not be confirmed ("avskriven"). */
export type Outcome = (typeof OUTCOMES)[number];

export const PREVENTION = ['situational', 'social'] as const;
export type Prevention = (typeof PREVENTION)[number];

export const CLOCKS = ['contact', 'feedback'] as const;
export type ClockName = (typeof CLOCKS)[number];

export const DUTIES = ['workEnvironmentAuthority', 'socialInsurance', 'safetyRepresentative'] as const;
/** What the employer owes for a threat or violence against an employee: Arbetsmiljöverket, Försäkringskassan, skyddsombud. */
export type Duty = (typeof DUTIES)[number];
export const DUTY_STATES = ['toDo', 'done', 'notNeeded'] as const;
export type DutyState = (typeof DUTY_STATES)[number];

export const IA_STATES = ['toDo', 'exists', 'sent', 'confirmed', 'failed', 'notNeeded'] as const;
/** Where the hand-over to the city's event system stands. */
export type IaState = (typeof IA_STATES)[number];
/** What our own sending to IA's receiver met; `status` is HTTP's, where there was an answer. */
export interface IaFailure {
  readonly why: 'status' | 'timeout' | 'unreachable';
  readonly status?: number;
}
export const OWNERS = ['coordinator', 'manager'] as const;
/** Who does a task that the coordinator and the manager share. */
export type TaskOwner = (typeof OWNERS)[number];

export const CHECKLIST = ['callToday', 'notHomeAlone', 'plannedVisits', 'policeTogether', 'ia', 'safetyRepresentative', 'occupationalHealth'] as const;
/** What a manager does for the person who reported, in this order. */
export type CheckItem = (typeof CHECKLIST)[number];

export const INFORMED = ['given', 'postponed', 'not'] as const;
/** Whether the person pointed out has been told that they are. */
export type Informed = (typeof INFORMED)[number];

export const RIGHTS = ['access', 'correction'] as const;
/** What a person pointed out asks for: to see what is kept of them, or to have it put right. */
export type Right = (typeof RIGHTS)[number];
export const RIGHT_RESULTS = ['open', 'granted', 'partly', 'refused'] as const;
export type RightResult = (typeof RIGHT_RESULTS)[number];

export const CARE_ANSWERS = ['yes', 'no', 'stop'] as const;
export type CareAnswer = (typeof CARE_ANSWERS)[number];

/** One of its own for each name, so that each can be told from the others. */
type Each<Key extends string, Name extends string, Rest = object> = Name extends Name ? { readonly [K in Key]: Name } & Rest : never;

/** What is done to a case after it has been received. Lengths are checked where the words come in. */
export type WorkCommand =
  | { readonly command: 'acknowledge' }
  | { readonly command: 'assess' }
  /** To a colleague who may work the case, by id. */
  | { readonly command: 'assign'; readonly to: string }
  /** `id` of these words: sent again, they are asked or told once. */
  | Each<'command', 'ask' | 'reply', { readonly id: string; readonly text: string }>
  | { readonly command: 'recordContact'; readonly how: ContactWay; readonly note?: string | undefined }
  | { readonly command: 'setSeverity'; readonly severity: Severity; readonly reason: string }
  | { readonly command: 'setType'; readonly type: IncidentType }
  | { readonly command: 'setWorkplace'; readonly workplace: string }
  | { readonly command: 'moveDate'; readonly clock: ClockName; /** ISO 8601 instant */ readonly due: string; readonly reason: string }
  /** Tells the reporter that a manager must know, and why, before one does. */
  | { readonly command: 'announceReferral'; readonly reason: string }
  | { readonly command: 'refer'; readonly to: string; readonly note?: string | undefined }
  | { readonly command: 'tick'; readonly item: CheckItem; readonly done: boolean }
  | { readonly command: 'addMeasure'; readonly id: string; readonly what: string; readonly who: string; /** Local date */ readonly due: string; readonly prevention: Prevention }
  | { readonly command: 'completeMeasure'; readonly measure: string; readonly effect: string }
  | { readonly command: 'notePolice'; readonly reported: boolean; readonly reference?: string | undefined }
  | { readonly command: 'noteDuty'; readonly duty: Duty; readonly state: DutyState; readonly owner: TaskOwner; /** Local date on which it was done */ readonly on?: string | undefined; readonly reason?: string | undefined }
  | { readonly command: 'noteRegister'; readonly diaryNumber: string; readonly subject: string }
  | { readonly command: 'transferToIa'; readonly state: IaState; readonly owner: TaskOwner; readonly number?: string | undefined; readonly reason?: string | undefined; /** What our own sending met: never given by a person */ readonly failure?: IaFailure | undefined; /** De-identified words, where the reporter is hidden or anonymous and has not said yes */ readonly text?: string | undefined }
  /** The reporter's yes or no to what IA would hold of a hidden or anonymous case. */
  | { readonly command: 'consentToIa'; readonly yes: boolean }
  /** That this person, by default whoever says it, must have nothing to do with the case. */
  | { readonly command: 'declareConflict'; readonly person?: string | undefined; readonly reason?: string | undefined }
  | { readonly command: 'revealName'; readonly reason: string }
  | Each<'command', 'approveName' | 'refuseName' | 'reviewName'>
  | { readonly command: 'escalateCrisis'; readonly reason: string }
  | { readonly command: 'notePointedOut'; readonly information: Informed; readonly reason?: string | undefined }
  /** What the person pointed out has asked for, and what came of it. */
  | { readonly command: 'notePointedOutRequest'; readonly request: Right; readonly result: RightResult; readonly reason?: string | undefined }
  /** That another case of the board is, or is not, of the same series as this one. */
  | { readonly command: 'linkCase'; readonly number: string; readonly confirmed: boolean }
  /** "This is real": an exercise becomes a case. */
  | { readonly command: 'makeReal' }
  | { readonly command: 'agreeAftercare'; /** Local dates */ readonly on: readonly string[]; readonly owner: TaskOwner }
  | { readonly command: 'answerAftercare'; readonly on: string; readonly answer: CareAnswer }
  | { readonly command: 'close'; readonly outcome: Outcome; readonly told: string; readonly learnt: string }
  | { readonly command: 'reopen'; readonly reason: string };

export type WorkName = WorkCommand['command'];

/** What was done. Whatever was written stands in its event, once; what a page shows is folded out of them (`views.ts`). */
export type WorkEvent =
  | Each<'kind', 'acknowledged' | 'assessing'>
  | { readonly kind: 'assigned'; readonly to: string; readonly name: string }
  | { readonly kind: 'asked'; readonly id: string; readonly text: string }
  /** Said by the reporter. `feedbackBy`: after the answer to a question, another one is due by then. */
  | { readonly kind: 'replied'; readonly id: string; readonly text: string; readonly feedbackBy?: string }
  /** Told the reporter something; feedback is due again by then. Absent: nothing more is due, since a question is answered. */
  | { readonly kind: 'informed'; readonly id: string; readonly text: string; readonly feedbackBy?: string }
  | { readonly kind: 'contactRecorded'; readonly how: ContactWay; readonly note?: string; readonly feedbackBy?: string }
  | { readonly kind: 'typeSet'; readonly type: IncidentType }
  | { readonly kind: 'workplaceSet'; readonly workplace: string }
  | { readonly kind: 'dateMoved'; readonly clock: ClockName; readonly due: string; readonly reason: string }
  | { readonly kind: 'referralAnnounced'; readonly reason: string }
  | { readonly kind: 'referred'; readonly to: string; readonly name: string; readonly note?: string }
  | { readonly kind: 'ticked'; readonly item: CheckItem; readonly done: boolean }
  | { readonly kind: 'measureAdded'; readonly id: string; readonly what: string; readonly who: string; readonly due: string; readonly prevention: Prevention }
  | { readonly kind: 'measureCompleted'; readonly measure: string; readonly effect: string }
  | { readonly kind: 'policeNoted'; readonly reported: boolean; readonly reference?: string }
  | { readonly kind: 'dutyNoted'; readonly duty: Duty; readonly state: DutyState; readonly owner: TaskOwner; readonly on?: string; readonly reason?: string }
  | { readonly kind: 'registerNoted'; readonly diaryNumber: string; readonly subject: string }
  | { readonly kind: 'iaNoted'; readonly state: IaState; readonly owner: TaskOwner; readonly number?: string; readonly reason?: string; readonly failure?: IaFailure; readonly text?: string }
  | { readonly kind: 'iaConsented'; readonly yes: boolean }
  /** `barred`: keyed hashes of whoever is out from now on; then who has the case. `ofOther`: said of somebody else than whoever says it. */
  | { readonly kind: 'conflictDeclared'; readonly barred: readonly string[]; readonly audience: 'line' | 'deputy' | 'independent' | 'elected'; readonly recipient: string; readonly reason?: string; readonly ofOther?: true }
  | { readonly kind: 'nameRequested'; readonly reason: string }
  | Each<'kind', 'nameRefused' | 'nameReviewed'>
  /** `to` may see the name. `alone`: without a second person, to be reviewed afterwards. */
  | { readonly kind: 'nameRevealed'; readonly to: string; readonly reason: string; readonly alone: boolean }
  | { readonly kind: 'crisisEscalated'; readonly reason: string }
  | { readonly kind: 'pointedOutNoted'; readonly information: Informed; readonly reason?: string }
  | { readonly kind: 'pointedOutAsked'; readonly request: Right; readonly result: RightResult; readonly reason?: string }
  | { readonly kind: 'caseLinked'; readonly number: string; readonly confirmed: boolean }
  /** The clocks run from then. */
  | { readonly kind: 'madeReal'; readonly contact: Clock; readonly feedbackBy: string }
  | { readonly kind: 'aftercareAgreed'; readonly on: readonly string[]; readonly owner: TaskOwner }
  | { readonly kind: 'aftercareAnswered'; readonly on: string; readonly answer: CareAnswer }
  | { readonly kind: 'closed'; readonly outcome: Outcome; readonly told: string; readonly learnt: string }
  | { readonly kind: 'reopened'; readonly reason: string; readonly feedbackBy?: string };

export type WorkKind = WorkEvent['kind'];
export const WORK_KINDS = [
  'acknowledged', 'assessing', 'assigned', 'asked', 'replied', 'informed', 'contactRecorded', 'typeSet', 'workplaceSet', 'dateMoved', 'referralAnnounced', 'referred',
  'ticked', 'measureAdded', 'measureCompleted', 'policeNoted', 'dutyNoted', 'registerNoted', 'iaNoted', 'iaConsented', 'conflictDeclared', 'nameRequested', 'nameRefused',
  'nameReviewed', 'nameRevealed', 'crisisEscalated', 'pointedOutNoted', 'pointedOutAsked', 'caseLinked', 'madeReal', 'aftercareAgreed', 'aftercareAnswered', 'closed', 'reopened',
] as const satisfies readonly WorkKind[];

/**
 * `notYet`: not before it has been acknowledged. `unchanged`: it is so already. `unknown`: there is no such person,
 * measure or question. `missing`: a reason or a number that it takes. `reporterFirst`: the reporter must have been told
 * before. `notHere`: not for such a case. `nobodyLeft`: nobody who could have it. `onlyYou`: nobody but whoever asks.
 * `ownRequest`: it takes somebody else.
 */
export type WorkRefusal = 'notYet' | 'unchanged' | 'unknown' | 'missing' | 'reporterFirst' | 'notHere' | 'nobodyLeft' | 'onlyYou' | 'ownRequest' | 'notClosed' | 'withdrawn';

export interface Stamp {
  readonly at: string;
  readonly by: By;
}

import type { Board } from './board';
import type { Case } from './case';
import type { Setting } from './clocks';
import { holds, type Actor } from './person';
import { workers, type Audience } from './routing';
import type { WorkName } from './work/types';
import { awaitsNameReview, nameRequestOf, nameSeenBy, referredTo, isWithdrawn } from './work/views';

/** How a person stands to a case. `authorised`: may answer for a hidden name without working the case. */
export type Relation = 'worker' | 'manager' | 'safetyRepresentative' | 'authorised' | 'reporter' | 'none';

/** What may be done to a case: seeing it or a part of it, the reporter's own doings, and each command of the work. */
export type Deed = 'view' | 'viewReferred' | 'viewMinimum' | 'viewNameRequest' | 'viewIdentity' | 'withdraw' | 'add' | WorkName;

const NAME: readonly Deed[] = ['approveName', 'refuseName', 'reviewName'];
const SHARED: readonly Deed[] = ['tick', 'recordContact', 'notePolice', 'noteDuty', 'transferToIa'];

/** Who may do what: the one table. Seeing who reported further depends on what the reporter chose: {@link maySeeName}. */
const MAY: Readonly<Record<Relation, readonly Deed[]>> = {
  worker: [
    'view', 'viewIdentity', 'acknowledge', 'assess', 'assign', 'ask', 'reply', 'setSeverity', 'setType', 'setWorkplace', 'moveDate', 'announceReferral', 'refer', 'addMeasure', 'completeMeasure',
    'noteRegister', 'declareConflict', 'revealName', 'escalateCrisis', 'notePointedOut', 'notePointedOutRequest', 'linkCase', 'makeReal', 'agreeAftercare', 'close', 'reopen', ...SHARED, ...NAME,
  ],
  /** Only of what was referred to them, and without the dialogue. */
  manager: ['viewReferred', ...SHARED],
  safetyRepresentative: ['viewMinimum'],
  authorised: ['viewNameRequest', ...NAME],
  reporter: ['add', 'withdraw', 'reply', 'consentToIa', 'answerAftercare', 'makeReal'],
  none: [],
};

/** The part of a case that access is decided by; `barredIds` are the people this case is kept from. */
export interface Guarded {
  readonly board: string;
  readonly audience: Audience;
}

/** Whether the person works the case: by the board's people and the case's audience, never when barred. */
export function isWorker(actor: Actor, board: Board, guarded: Guarded, isBarred: (personId: string) => boolean): boolean {
  if (actor.kind !== 'person' || board.code !== guarded.board || isBarred(actor.id)) return false;
  return workers(board, guarded.audience).includes(actor.id);
}

/** Whether somebody has the case as a manager: it was referred to them, in a board where they are one, and is not kept from them. */
export function isReferredManager(actor: Actor, board: Board, { board: code }: Pick<Guarded, 'board'>, isBarred: (personId: string) => boolean, isReferred: (personId: string) => boolean): boolean {
  return actor.kind === 'person' && board.code === code && holds(actor, code, 'manager') && isReferred(actor.id) && !isBarred(actor.id);
}

/** Whether a safety representative takes part: in serious incidents of those who work, from when somebody has them in hand. */
export function concernsSafety(one: Pick<Case, 'subject' | 'category' | 'severity' | 'status' | 'exercise' | 'events'>): boolean {
  return one.exercise !== true && one.status !== 'received' && !isWithdrawn(one) && one.subject === 'report' && one.category !== 'elected' && (one.severity === 'critical' || one.severity === 'high');
}

/** Every way in which a person stands to a case, but that of its reporter, which only the reporter's own state tells. */
export function relationsOf(actor: Actor, one: Case, { board, hashOf }: Pick<Setting, 'board' | 'hashOf'>): readonly Relation[] {
  if (actor.kind !== 'person' || board.code !== one.board || one.barred.includes(hashOf(actor.id))) return [];
  const asks = nameRequestOf(one) !== undefined || awaitsNameReview(one);
  return [
    ...(workers(board, one.audience).includes(actor.id) ? (['worker'] as const) : []),
    ...(holds(actor, board.code, 'manager') && referredTo(one).includes(actor.id) ? (['manager'] as const) : []),
    ...(holds(actor, board.code, 'safetyRepresentative') && concernsSafety(one) ? (['safetyRepresentative'] as const) : []),
    ...(asks && mayAnswerForNames(actor, board) ? (['authorised'] as const) : []),
  ];
}

/** Whether somebody may be the second person to answer for a hidden name: whoever the board sends cases to. */
export function mayAnswerForNames(actor: Actor, board: Board): boolean {
  return actor.kind === 'person' && Object.values(board.recipients).includes(actor.id);
}

/** Audiences a person may work in a board; empty for everybody who is no recipient there. */
export function audiencesOf(actor: Actor, board: Board): readonly Audience[] {
  if (actor.kind !== 'person') return [];
  return (['line', 'deputy', 'independent', 'elected'] as const).filter((audience) => workers(board, audience).includes(actor.id));
}

/** Whether somebody standing so to the case may do that to it. */
export function may(relation: Relation | readonly Relation[], deed: Deed): boolean {
  return (typeof relation === 'string' ? [relation] : relation).some((one) => MAY[one].includes(deed));
}

/** Whether a worker sees who reported: where the reporter chose so, or where it was opened to that person. */
export function maySeeName(actor: Actor, one: Case): boolean {
  if (one.visibility === 'anonymous') return false;
  return one.visibility !== 'hidden' || nameSeenBy(one).includes(actor.id);
}

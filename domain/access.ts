import type { Board } from './board';
import type { Actor } from './person';
import { workers, type Audience } from './routing';

/** How a person stands to a case. */
export type Relation = 'worker' | 'reporter' | 'none';

/** What may be done to a case. */
export type Deed = 'view' | 'viewIdentity' | 'acknowledge' | 'withdraw' | 'add';

/** Who may do what: the one table. Seeing who reported further depends on what the reporter chose. */
const MAY: Readonly<Record<Relation, readonly Deed[]>> = {
  worker: ['view', 'viewIdentity', 'acknowledge'],
  reporter: ['add', 'withdraw'],
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

/** Audiences a person may work in a board; empty for everybody who is no recipient there. */
export function audiencesOf(actor: Actor, board: Board): readonly Audience[] {
  if (actor.kind !== 'person') return [];
  return (['line', 'deputy', 'independent', 'elected'] as const).filter((audience) => workers(board, audience).includes(actor.id));
}

/** Whether somebody standing so to the case may do that to it. */
export function may(relation: Relation, deed: Deed): boolean {
  return MAY[relation].includes(deed);
}

import type { Case, Decision } from './case';
import { contactClock, feedbackBy, type Setting } from './clocks';
import type { Stamp } from './work/types';
import { isWithdrawn } from './work/views';

/** An exercise lasts no longer than a working day. */
export const EXERCISE_MINUTES = { least: 5, most: 8 * 60 } as const;
/** People who are invited besides whoever started it. */
export const EXERCISE_PEOPLE = 50;

/** An exercise in a board: what those of its people who take part report until then is none. */
export interface Exercise {
  readonly board: string;
  readonly startedBy: string;
  readonly startedAt: string;
  /** ISO 8601 instant. */
  readonly until: string;
  /** Ids of everybody who was invited, whoever started it among them. */
  readonly people: readonly string[];
}

/** The part of an exercise that each person's own state holds: an invitation, and from their yes on that they take part. */
export interface Invitation extends Pick<Exercise, 'board' | 'startedAt' | 'until'> {
  /** ISO 8601 instant of the person's own yes. Nobody takes part without one. */
  readonly acceptedAt?: string;
  /** They have been asked, and have not answered yet. */
  readonly asked?: true;
}

/**
 * Whether what somebody began then and sends now is practice: begun after they said yes, and sent while an exercise of that
 * board ran. What was begun before that or is sent after it is real, so that nobody's report is lost in one.
 */
export function isPractice(part: Invitation | undefined, board: string, begunAt: string, now: Date): boolean {
  return part?.acceptedAt !== undefined && part.board === board && begunAt > part.acceptedAt && now.toISOString() < part.until;
}

/** The invitations that wait for an answer, while there is something to take part in. */
export function unanswered(invitations: readonly Invitation[], now: Date): readonly Invitation[] {
  return invitations.filter(({ acceptedAt, until }) => acceptedAt === undefined && now.toISOString() < until);
}

/** The same exercise: a board has one at a time, and another after it. */
export const isOf = (one: Pick<Exercise, 'board' | 'startedAt'>, other: Pick<Exercise, 'board' | 'startedAt'>): boolean => one.board === other.board && one.startedAt === other.startedAt;

/** "This is real": the exercise becomes a case, with every clock running from now. */
export function makeReal(current: Case, stamp: Stamp, setting: Setting, now: Date): Decision {
  if (current.exercise !== true) return { ok: false, refusal: 'notHere' };
  // What its reporter took back is reported anew, by them.
  if (isWithdrawn(current)) return { ok: false, refusal: 'withdrawn' };
  return { ok: true, events: [{ ...stamp, kind: 'madeReal', contact: contactClock(setting, current.severity, now), feedbackBy: feedbackBy(setting, 'first', now) }] };
}

/** The case without the mark, as far as it has come: open again where the exercise was closed. */
export function asReal({ exercise: _, ...rest }: Case): Case {
  return { ...rest, status: rest.status === 'closed' ? 'assessing' : rest.status };
}

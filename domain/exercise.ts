import type { Case, Decision } from './case';
import { contactClock, feedbackBy, type Setting } from './clocks';
import type { Stamp } from './work/types';
import { isWithdrawn } from './work/views';

/** An exercise lasts no longer than a working day. */
export const EXERCISE_MINUTES = { least: 5, most: 8 * 60 } as const;
/** People who take part besides whoever started it. */
export const EXERCISE_PEOPLE = 50;

/** An exercise in a board: what its people report until then is none. */
export interface Exercise {
  readonly board: string;
  readonly startedBy: string;
  readonly startedAt: string;
  /** ISO 8601 instant. */
  readonly until: string;
  /** Ids of everybody who takes part, whoever started it among them. */
  readonly people: readonly string[];
}

/** The part of an exercise that each person's own state holds. */
export type TakingPart = Pick<Exercise, 'board' | 'startedAt' | 'until'>;

/**
 * Whether what somebody began then and sends now is practice: begun and sent while an exercise of that board ran. What was
 * begun before it or is sent after it is real, so that nobody's report is lost in one.
 */
export function isPractice(part: TakingPart | undefined, board: string, begunAt: string, now: Date): boolean {
  return part !== undefined && part.board === board && begunAt >= part.startedAt && now.toISOString() < part.until;
}

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

import type { Case } from './case';

/**
 * A case stays one document under 256 kB, sealed and all: at most this many characters of what was written, earlier words
 * included, each up to three bytes and a third more when sealed.
 */
export const MAX_WORK_CHARACTERS = 40_000;

const isWork = (kind: Case['events'][number]['kind']): boolean => kind !== 'received' && kind !== 'added' && kind !== 'fileAdded' && kind !== 'severityRaised';

/** Characters of work that still fit. Answers have a limit of their own, so that no work shuts out its reporter. */
export function spaceLeft(current: Pick<Case, 'events'>): number {
  return MAX_WORK_CHARACTERS - JSON.stringify(current.events.filter(({ kind }) => isWork(kind))).length;
}

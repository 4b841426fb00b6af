import type { Answer, Case, CaseEvent, FileRef } from './case';

/**
 * A case stays one document under 256 kB, sealed and all: a third is added by sealing, and some kilobytes are left for what
 * it says of its notices. Counted in bytes, since a letter takes one to three of them. What its reporter writes and what
 * is done by others have each their own room: neither shuts out the other.
 */
export const MAX_REPORT_BYTES = 110_000;
export const MAX_WORK_BYTES = 40_000;
/** Of the work's room, what managers' notes and ticks may take, all of them together: whoever works the case can always go on. */
export const MAX_MANAGER_BYTES = 12_000;
/**
 * Left for what must be possible in a full case: to give it to somebody, to be in touch, to say how grave it is and that it
 * is a crisis, to answer for a hidden name. The longest reason there can be takes some three thousand.
 */
const RESERVED_BYTES = 8_000;
/** Of that, what a manager may take: to have been in touch stops a clock. */
const RESERVED_FOR_MANAGER_BYTES = 2_000;

const OF_REPORT: readonly CaseEvent['kind'][] = ['received', 'added', 'fileAdded', 'severityRaised', 'replied', 'iaConsented', 'aftercareAnswered', 'nameHidden', 'withdrawn'];
const NEEDED: readonly CaseEvent['kind'][] = ['assigned', 'conflictDeclared', 'contactRecorded', 'severitySet', 'crisisEscalated', 'nameRefused', 'nameRevealed', 'nameReviewed'];
/** Once each, as far as there is room for what lies between them. */
const ALWAYS: readonly CaseEvent['kind'][] = ['acknowledged', 'closed', 'withdrawn', 'nameHidden', 'madeReal'];

/** More than having been in touch takes, where nothing is written of it. */
const CONTACT_BYTES = 500;

/** That somebody has been in touch is what the reporter waits for: however full the reserve is, it is noted. It stops its clock, so it comes once. */
const isFirstContact = ({ clocks }: Pick<Case, 'clocks'>, event: CaseEvent): boolean => event.kind === 'contactRecorded' && clocks?.contact !== undefined && bytesOf(event) <= CONTACT_BYTES;

const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length;
const isOfReport = ({ kind }: CaseEvent): boolean => OF_REPORT.includes(kind);
const isManagers = ({ by }: CaseEvent): boolean => by.role === 'manager';
/** The words of an addition stand under the answers. */
const asKept = (event: CaseEvent): CaseEvent => (event.kind === 'added' ? { ...event, answers: [] } : event);

/** What a case holds of its reporter's. */
export interface Written {
  readonly answers: readonly Answer[];
  readonly files: readonly FileRef[];
}

/** Whether a case has room for these events; `after` is what it holds of its reporter's with them. */
export function hasRoom(current: Pick<Case, 'events' | 'answers' | 'files' | 'clocks'>, events: readonly CaseEvent[], after: Written = current): boolean {
  const added = events.filter((event) => !ALWAYS.includes(event.kind) && !isFirstContact(current, event));
  return hasRoomForReport(current, added.filter(isOfReport), after) && hasRoomForWork(current, added.filter((event) => !isOfReport(event)));
}

function hasRoomForReport(current: Pick<Case, 'events'>, added: readonly CaseEvent[], { answers, files }: Written): boolean {
  if (added.length === 0) return true;
  return bytesOf([...current.events.filter(isOfReport), ...added.map(asKept)]) + bytesOf(answers) + bytesOf(files) <= MAX_REPORT_BYTES;
}

function hasRoomForWork(current: Pick<Case, 'events'>, added: readonly CaseEvent[]): boolean {
  if (added.length === 0) return true;
  const needed = added.every(({ kind }) => NEEDED.includes(kind));
  const done = current.events.filter((event) => !isOfReport(event));
  const ofManager = added.some(isManagers);
  const reserved = needed ? (ofManager ? RESERVED_FOR_MANAGER_BYTES : RESERVED_BYTES) : 0;
  const fitsShare = !ofManager || bytesOf([...done.filter(isManagers), ...added]) <= MAX_MANAGER_BYTES + reserved;
  return fitsShare && bytesOf([...done, ...added]) <= MAX_WORK_BYTES + reserved;
}

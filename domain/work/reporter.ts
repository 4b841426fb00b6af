import { isReachable, type Case, type CaseEvent } from '../case';
import { isOverdue, type Clock, type Clocks } from '../clocks';
import { iaOf, measuresOf, unanswered } from './views';
import type { ClockName } from './types';

/** What a reporter reads of a case's course: never what was noted, measured or learnt, and no names but of whoever has it. */
export type StepName =
  | 'received' | 'acknowledged' | 'assessing' | 'handedOver' | 'asked' | 'informed' | 'answered' | 'added' | 'file' | 'contact' | 'dateMoved' | 'managerAnnounced' | 'managerTold'
  | 'measure' | 'measureDone' | 'inIa' | 'iaYes' | 'iaNo' | 'nameHidden' | 'nameSeenAlone' | 'nameSeen' | 'nameReviewed' | 'care' | 'withdrawn' | 'closed' | 'reopened';

export interface Step {
  readonly at: string;
  readonly what: StepName;
  /** How many times in a row. */
  readonly count: number;
  /** Of whoever has the case, or saw the name. */
  readonly name?: string;
  /** Words that were written for the reporter: the reason why a manager must know, or why the name was seen. */
  readonly reason?: string;
  readonly clock?: ClockName;
  readonly due?: string;
}

type Told = Omit<Step, 'at' | 'count'>;
type NameOf = (person: string) => string;

/** The name of whoever works the case; a manager's stays with the manager. */
const worker = ({ by }: CaseEvent): { readonly name?: string } => (by.role === 'worker' && by.name !== undefined ? { name: by.name } : {});

/** What one event tells its reporter; undefined for what is the work's own. */
function told(event: CaseEvent, nameOf: NameOf): Told | undefined {
  switch (event.kind) {
    case 'received':
    case 'assessing':
    case 'withdrawn':
    case 'reopened':
    case 'nameHidden':
    case 'nameReviewed':
      return { what: event.kind };
    case 'replied':
      return { what: 'answered' };
    case 'added':
      return { what: 'added' };
    case 'fileAdded':
      return { what: 'file' };
    default:
      return toldByWorker(event, nameOf);
  }
}

/** What whoever has the case did, with who that is. */
function toldByWorker(event: CaseEvent, nameOf: NameOf): Told | undefined {
  switch (event.kind) {
    case 'acknowledged':
    case 'asked':
    case 'informed':
    case 'closed':
      return { what: event.kind, ...worker(event) };
    case 'contactRecorded':
      return { what: 'contact', ...worker(event) };
    case 'assigned':
      return { what: 'handedOver', name: event.name };
    case 'conflictDeclared':
      return { what: 'handedOver', name: nameOf(event.recipient) };
    case 'dateMoved':
      return { what: 'dateMoved', clock: event.clock, due: event.due };
    default:
      return toldFurther(event, nameOf);
  }
}

/** What reaches beyond whoever works the case, and so is the reporter's to know. */
function toldFurther(event: CaseEvent, nameOf: NameOf): Told | undefined {
  switch (event.kind) {
    case 'referralAnnounced':
      return { what: 'managerAnnounced', reason: event.reason };
    case 'referred':
      return { what: 'managerTold' };
    case 'measureAdded':
      return { what: 'measure' };
    case 'measureCompleted':
      return { what: 'measureDone' };
    case 'iaNoted':
      return event.state === 'exists' || event.state === 'sent' || event.state === 'confirmed' ? { what: 'inIa' } : undefined;
    case 'iaConsented':
      return { what: event.yes ? 'iaYes' : 'iaNo' };
    case 'nameRevealed':
      return { what: event.alone ? 'nameSeenAlone' : 'nameSeen', name: nameOf(event.to), reason: event.reason };
    case 'aftercareAgreed':
      return { what: 'care' };
    default:
      return undefined;
  }
}

/** Whether its reporter hears of an event at all. */
export const isTold = (event: CaseEvent): boolean => told(event, () => '') !== undefined;

const ONCE: readonly StepName[] = ['inIa'];
const COUNTED: readonly StepName[] = ['added', 'file', 'measure', 'measureDone', 'asked', 'informed', 'answered', 'iaYes', 'iaNo'];

/**
 * The case's course in its reporter's eyes, oldest first; the same thing done several times in a row is one step.
 * @param nameOf a person of the board by id
 */
export function stepsOf(one: Pick<Case, 'events'>, nameOf: NameOf): readonly Step[] {
  return one.events.reduce<readonly Step[]>((steps, event) => {
    const step = told(event, nameOf);
    if (!step || (ONCE.includes(step.what) && steps.some(({ what }) => what === step.what))) return steps;
    const before = steps.at(-1);
    const again = before?.what === step.what && before.name === step.name && COUNTED.includes(step.what);
    return again ? [...steps.slice(0, -1), { ...before, at: event.at, count: before.count + 1 }] : [...steps, { at: event.at, count: 1, ...step }];
  }, []);
}

/** The dates that the reporter was promised and that still run. Nobody can be in touch in person with somebody unknown. */
export function promisedDates(one: Case): Clocks {
  const running = (clock: Clock | undefined): clock is Clock => clock?.promised === true;
  const { contact, feedback } = one.clocks ?? {};
  return { ...(running(contact) && isReachable(one) ? { contact } : {}), ...(running(feedback) ? { feedback } : {}) };
}

export interface NextStep {
  /** `answer`: the reporter's own. `read`: nobody has acknowledged it. */
  readonly what: 'answer' | 'read' | 'contact' | 'feedback';
  /** ISO 8601 instant; absent where nothing is promised. */
  readonly due?: string;
  readonly precision?: Clock['precision'];
  readonly overdue: boolean;
}

const dated = (what: 'contact' | 'feedback', clock: Clock, now: Date): NextStep => ({ what, due: clock.due, precision: clock.precision, overdue: isOverdue(clock, now) });

/** What the reporter may wait for, soonest first; the first is the next step. Empty when the case is closed. */
export function nextSteps(one: Case, now: Date): readonly NextStep[] {
  if (one.status === 'closed') return [];
  const { contact, feedback } = promisedDates(one);
  const open = one.clocks?.contact !== undefined && contact === undefined && isReachable(one);
  return [
    ...(asksReporter(one) ? [{ what: 'answer', overdue: false } as const] : []),
    ...(one.status === 'received' ? [{ what: 'read', overdue: false } as const] : []),
    ...(contact ? [dated('contact', contact, now)] : []),
    ...(open ? [{ what: 'contact', overdue: false } as const] : []),
    ...(feedback ? [dated('feedback', feedback, now)] : []),
  ];
}

/** Whether a question waits for the reporter's answer. */
export function asksReporter(one: Pick<Case, 'events' | 'status'>): boolean {
  return one.status !== 'closed' && unanswered(one).length > 0;
}

/** Whether the reporter is asked if IA may hold something of a case that hides them; asked again until it is there. */
export function asksIaConsent(one: Case): boolean {
  const { state } = iaOf(one);
  return (one.visibility === 'hidden' || one.visibility === 'anonymous') && one.subject === 'report' && (state === 'toDo' || state === 'failed');
}

/** How many measures there are, and how many of them are done: what they are is the work's own. */
export function measureCount(one: Pick<Case, 'events'>): { readonly all: number; readonly done: number } {
  const measures = measuresOf(one);
  return { all: measures.length, done: measures.filter(({ done }) => done !== undefined).length };
}

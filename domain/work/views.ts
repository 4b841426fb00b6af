import { isRuleCritical } from './name';
import type { Answer, By, Case, CaseEvent } from '../case';
import { CHECKLIST, DUTIES, type CheckItem, type Duty, type IaState, type TaskOwner, type WorkEvent, type WorkKind } from './types';

type Of<K extends WorkKind> = Extract<CaseEvent, { readonly kind: K }>;

/** Every event of those kinds, oldest first. */
export function eventsOf<K extends WorkKind>(one: Pick<Case, 'events'>, ...kinds: readonly K[]): readonly Of<K>[] {
  return one.events.filter((event): event is Of<K> => kinds.some((kind) => kind === event.kind));
}

const last = <K extends WorkKind>(one: Pick<Case, 'events'>, ...kinds: readonly K[]): Of<K> | undefined => eventsOf(one, ...kinds).at(-1);

export interface Message {
  readonly id: string;
  readonly from: 'worker' | 'reporter';
  /** `question` waits for an answer. */
  readonly kind: 'question' | 'answer' | 'information';
  readonly text: string;
  readonly at: string;
  readonly by: By;
}

const MESSAGE_KINDS = { asked: 'question', replied: 'answer', informed: 'information' } as const;

/** The dialogue between whoever works the case and its reporter, oldest first. */
export function messagesOf(one: Pick<Case, 'events'>): readonly Message[] {
  return eventsOf(one, 'asked', 'replied', 'informed').map(({ id, kind, text, at, by }) => ({ id, from: kind === 'replied' ? 'reporter' : 'worker', kind: MESSAGE_KINDS[kind], text, at, by }));
}

/** Questions to the reporter that nothing has been answered after. */
export function unanswered(one: Pick<Case, 'events'>): readonly Message[] {
  const messages = messagesOf(one);
  const since = messages.findLastIndex(({ kind }) => kind === 'answer');
  return messages.slice(since + 1).filter(({ kind }) => kind === 'question');
}

/**
 * What the reporter has said that nobody has answered, been in touch about or closed on: it waits for whoever works the case.
 * What is added to a report that nobody has taken in hand is a part of it.
 */
export function isReplyWaiting(one: Pick<Case, 'events'>): boolean {
  const replied = one.events.findLastIndex(({ kind }) => kind === 'replied');
  const added = one.events.findLastIndex(({ kind }) => kind === 'added');
  const answered = one.events.findLastIndex(({ kind }) => kind === 'asked' || kind === 'informed' || kind === 'contactRecorded' || kind === 'closed' || kind === 'acknowledged');
  return replied > answered || (answered >= 0 && added > answered);
}

export interface Measure extends Omit<Of<'measureAdded'>, 'kind'> {
  /** When it was done and what came of it. */
  readonly done?: { readonly at: string; readonly by: By; readonly effect: string };
}

export function measuresOf(one: Pick<Case, 'events'>): readonly Measure[] {
  const done = new Map(eventsOf(one, 'measureCompleted').map(({ measure, at, by, effect }) => [measure, { at, by, effect }]));
  return eventsOf(one, 'measureAdded').map(({ kind: _, ...measure }) => {
    const settled = done.get(measure.id);
    return settled ? { ...measure, done: settled } : measure;
  });
}

export interface DutyNote {
  readonly duty: Duty;
  readonly state: 'toDo' | 'done' | 'notNeeded';
  readonly owner: TaskOwner;
  readonly noted?: Of<'dutyNoted'>;
}

/** Whether the employer's duties apply: for every threat or violence against an employee (arbetsmiljölagen 3 kap. 3 a §). */
export function hasDuties(one: Pick<Case, 'subject' | 'category' | 'type'>): boolean {
  return one.subject === 'report' && one.category === 'employee' && (one.type === 'threat' || one.type === 'violence');
}

/** Each duty as it stands: the manager owns it until somebody says otherwise. */
export function dutiesOf(one: Pick<Case, 'subject' | 'category' | 'type' | 'events'>): readonly DutyNote[] {
  const noted = new Map(eventsOf(one, 'dutyNoted').map((event) => [event.duty, event]));
  return DUTIES.filter((duty) => hasDuties(one) || noted.has(duty)).map((duty) => {
    const event = noted.get(duty);
    return event ? { duty, state: event.state, owner: event.owner, noted: event } : { duty, state: 'toDo', owner: 'manager' };
  });
}

export interface IaView {
  readonly state: IaState | 'unasked';
  readonly owner: TaskOwner;
  readonly number?: string;
  readonly noted?: Of<'iaNoted'>;
  /** What the reporter of a hidden or anonymous case said. */
  readonly consent?: boolean;
}

/** Where the hand-over to IA stands. `unasked`: nobody has said yet whether it is there already. */
export function iaOf(one: Pick<Case, 'events'>): IaView {
  const noted = last(one, 'iaNoted');
  const consent = last(one, 'iaConsented')?.yes;
  const known = eventsOf(one, 'iaNoted').map(({ number }) => number).filter((number) => number !== undefined).at(-1);
  return {
    state: noted?.state ?? 'unasked',
    owner: noted?.owner ?? 'coordinator',
    ...(known === undefined ? {} : { number: known }),
    ...(noted ? { noted } : {}),
    ...(consent === undefined ? {} : { consent }),
  };
}

/** The reporter's own words that a manager whom they chose reads: the story as it was sent, and nothing that was told later. */
export const storyOf = (one: Pick<Case, 'answers'>): readonly Answer[] => one.answers.filter(({ step }) => step === 'story');

/** Ids of the managers a case was referred to. */
export function referredTo(one: Pick<Case, 'events'>): readonly string[] {
  return [...new Set(eventsOf(one, 'referred').map(({ to }) => to))];
}

export interface Check {
  readonly item: CheckItem;
  readonly done: boolean;
  readonly at?: string;
  readonly by?: By;
}

/** The manager's checklist as it stands. */
export function checklistOf(one: Pick<Case, 'events'>): readonly Check[] {
  const ticked = new Map(eventsOf(one, 'ticked').map((event) => [event.item, event]));
  return CHECKLIST.map((item) => {
    const event = ticked.get(item);
    return event ? { item, done: event.done, at: event.at, by: event.by } : { item, done: false };
  });
}

/** A grave case that no manager has been told of, so far as the case knows. Elected officials have no manager. */
export function lacksManager(one: Case): boolean {
  if (one.category === 'elected' || one.subject === 'question' || (one.severity !== 'critical' && one.severity !== 'high')) return false;
  return referredTo(one).length === 0 && one.answers.find(({ id }) => id === 'managerTold')?.code !== 'yes';
}

/** Ids of those who may see the name of a reporter who hid it. */
export function nameSeenBy(one: Pick<Case, 'events'>): readonly string[] {
  return eventsOf(one, 'nameRevealed').map(({ to }) => to);
}

/** The request to see the name that waits for a second person; undefined when none does. */
export function nameRequestOf(one: Pick<Case, 'events'>): Of<'nameRequested'> | undefined {
  const newest = last(one, 'nameRequested', 'nameRefused', 'nameRevealed');
  return newest?.kind === 'nameRequested' ? newest : undefined;
}

/** Times when the name was seen by one person alone and that nobody else has looked at yet, oldest first. */
export function nameReviewsOf(one: Pick<Case, 'events'>): readonly Of<'nameRevealed'>[] {
  return eventsOf(one, 'nameRevealed', 'nameReviewed').reduce<readonly Of<'nameRevealed'>[]>((waiting, event) => {
    if (event.kind === 'nameRevealed') return event.alone ? [...waiting, event] : waiting;
    return waiting.filter(({ to }) => to === event.by.person);
  }, []);
}

/** The one of those that this person may look at, else the newest: nobody looks at what they did themselves. */
export const nameReviewFor = (one: Pick<Case, 'events'>, person: string): Of<'nameRevealed'> | undefined => nameReviewsOf(one).find(({ to }) => to !== person) ?? nameReviewsOf(one).at(-1);

/** Whether there are such. */
export const awaitsNameReview = (one: Pick<Case, 'events'>): boolean => nameReviewsOf(one).length > 0;

/** Whether its reporter has taken it back: closed, and by nobody who works it. */
export function isWithdrawn(one: Pick<Case, 'events' | 'status'>): boolean {
  return one.status === 'closed' && one.events.findLast(({ kind }) => kind === 'closed' || kind === 'withdrawn')?.kind === 'withdrawn';
}

/** The newest of an event that says how something stands: who it was given to, what its diary number is. */
export const latest = last;

export { isRuleCritical, type WorkEvent };

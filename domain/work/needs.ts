import { isReachable, type Case } from '../case';
import { isOverdue, type Clock } from '../clocks';
import { dutiesOf, iaOf, isReplyWaiting, lacksManager, measuresOf, nameRequestOf, nameReviewsOf, type IaView } from './views';

export const NEED_NAMES = ['acknowledge', 'contact', 'unreachable', 'feedback', 'reply', 'measures', 'nameRequest', 'nameReview', 'manager', 'duties', 'ia', 'iaToDo', 'iaFailed'] as const;

/** Something that waits for somebody. `measures`: some whose date has passed. */
export interface Need {
  readonly what: (typeof NEED_NAMES)[number];
  readonly due?: Clock;
  readonly overdue: boolean;
  readonly count?: number;
}

const dated = (what: 'contact' | 'feedback', due: Clock, now: Date): Need => ({ what, due, overdue: isOverdue(due, now) });

/** In touch in person, or in writing where nothing else is possible. */
function contact(one: Case, now: Date): readonly Need[] {
  const clock = one.clocks?.contact;
  if (!clock) return [];
  return isReachable(one) ? [dated('contact', clock, now)] : [{ ...dated('contact', clock, now), what: 'unreachable' }];
}

function feedback(one: Case, now: Date): readonly Need[] {
  const clock = one.clocks?.feedback;
  // A question that is in hand waits for its answer from the start.
  const waits = one.subject === 'question' && one.status !== 'received';
  return clock && (waits || isOverdue(clock, now)) ? [dated('feedback', clock, now)] : [];
}

const IA_LEFT: Partial<Readonly<Record<IaView['state'], Need['what']>>> = { unasked: 'ia', toDo: 'iaToDo', failed: 'iaFailed' };

function handover(one: Case): readonly Need[] {
  const { state } = iaOf(one);
  if (one.subject === 'question' || one.status === 'received' || one.category === 'elected') return [];
  const what = IA_LEFT[state];
  return what ? [{ what, overdue: false }] : [];
}

/**
 * What a case needs of whoever works it, as it stands: what is late first.
 * @param today local date
 * @param personId who looks: nobody answers their own request for a name
 */
export function needsOf(one: Case, personId: string, now: Date, today: string): readonly Need[] {
  const late = measuresOf(one).filter(({ done, due }) => done === undefined && due < today).length;
  const duties = dutiesOf(one).filter(({ state }) => state === 'toDo').length;
  const open = one.status !== 'closed';
  const is = (what: Need['what'], there: boolean, count?: number): readonly Need[] => (there ? [{ what, overdue: false, ...(count === undefined ? {} : { count }) }] : []);
  const all: readonly Need[] = [
    ...is('acknowledge', one.status === 'received'),
    ...contact(one, now),
    ...feedback(one, now),
    ...is('reply', open && one.status !== 'received' && isReplyWaiting(one)),
    ...(open && late > 0 ? [{ what: 'measures', overdue: true, count: late } as const] : []),
    ...is('nameRequest', open && nameRequestOf(one) !== undefined && nameRequestOf(one)?.by.person !== personId),
    ...is('nameReview', !nameReviewsOf(one).every(({ to }) => to === personId)),
    ...is('manager', open && one.status !== 'received' && lacksManager(one)),
    ...is('duties', one.status !== 'received' && duties > 0, duties),
    ...(one.exercise === true ? [] : handover(one)),
  ];
  return [...all.filter(({ overdue }) => overdue), ...all.filter(({ overdue }) => !overdue)];
}

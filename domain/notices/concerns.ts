import type { Relation } from '../access';
import type { Case, Notice } from '../case';
import { eventOf } from '../delivery';
import { awaitsNameReview, nameRequestOf } from '../work/views';

/** Whether it says that others were put out of a case, to whoever looks after that: they need not work it, and open nothing of it. */
export const isForOverseer = (one: Case, notice: Notice): boolean => notice.only === true && eventOf(one, notice)?.kind === 'conflictDeclared';

/** Whether what a notice tells of has passed, whoever it is for: a date that has stopped, a request that is answered. */
export function hasPassed(one: Case, notice: Notice): boolean {
  if (notice.about === 'reminder' || notice.about === 'overdue') return notice.clock === undefined || one.clocks?.[notice.clock] === undefined;
  const kind = notice.about === 'work' ? eventOf(one, notice)?.kind : undefined;
  return (kind === 'nameRequested' && nameRequestOf(one) === undefined) || (kind === 'nameRevealed' && !awaitsNameReview(one));
}

/** Whether a notice still says something to somebody who stands to the case like that: people and cases change while it waits. */
export function concerns(one: Case, notice: Notice, relations: readonly Relation[]): boolean {
  const works = relations.includes('worker');
  switch (notice.about) {
    case 'reminder':
    case 'overdue':
      return works && notice.clock !== undefined && one.clocks?.[notice.clock] !== undefined;
    case 'call':
      return works || relations.includes('manager');
    case 'work':
      return concernsOfEvent(one, notice, relations, works);
    default:
      return works;
  }
}

function concernsOfEvent(one: Case, notice: Notice, relations: readonly Relation[], works: boolean): boolean {
  const event = eventOf(one, notice);
  switch (event?.kind) {
    case 'referred':
      return relations.includes('manager');
    case 'nameRequested':
      return relations.includes('authorised') && nameRequestOf(one) !== undefined;
    case 'nameRevealed':
      return works || (relations.includes('authorised') && awaitsNameReview(one));
    case 'aftercareAnswered':
      return works || relations.includes('manager');
    case 'conflictDeclared':
      // What is kept from whoever looks after that has left the case already.
      return works || isForOverseer(one, notice);
    default:
      return works;
  }
}

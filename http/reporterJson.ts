import type { Case } from '../domain/case';
import { asksReporter, nextSteps, promisedDates, type NextStep } from '../domain/work/reporter';

const stepJson = ({ what, due, precision, overdue }: NextStep): object => ({ step: what, ...(due === undefined ? {} : { due, precision }), overdue });

/** A case as its reporter follows it: where it stands, what is next and by when, whether a question waits. Nothing of the work's own. */
export function ownCaseJson(one: Case, now: Date): object {
  const { number, version, board, type, status, receivedAt } = one;
  const next = nextSteps(one, now)[0];
  const { contact, feedback } = promisedDates(one);
  return {
    number,
    version,
    board,
    type,
    status,
    receivedAt,
    ...(one.exercise === true ? { exercise: true } : {}),
    nextStep: next ? stepJson(next) : null,
    dates: { ...(contact ? { contact: contact.due } : {}), ...(feedback ? { feedback: feedback.due } : {}) },
    questionWaits: asksReporter(one),
  };
}

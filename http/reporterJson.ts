import type { Case } from '../domain/case';
import { questionState, replyOf } from '../domain/work/question';
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

/** A question as its asker follows it: what was asked, where it stands, and the answer. */
export function ownQuestionJson(one: Case): object {
  const { number, version, board, status, receivedAt, answers } = one;
  const reply = replyOf(one);
  return {
    number,
    version,
    board,
    status,
    receivedAt,
    question: answers[0]?.value ?? '',
    state: questionState(one),
    questionWaits: asksReporter(one),
    ...(reply ? { reply: { text: reply.text, at: reply.at, ...(reply.by.name === undefined ? {} : { by: reply.by.name }) } } : {}),
  };
}

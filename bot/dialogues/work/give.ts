import { randomUUID } from 'node:crypto';
import type { Payloads } from '../../../cards/payloads';
import { may } from '../../../domain/access';
import { toLocal } from '../../../domain/calendar';
import { gathered, problemsOf } from '../../../domain/work/forms';
import { parseWork } from '../../../services/cases/commands';
import { lookup, t } from '../../../locales';
import type { Inputs } from '../../actions';
import { inPlace, type Context } from '../../context';
import type { Reply } from '../../turn';
import { wrongReply } from './form';
import { isDone, left, refused, type Attempt } from './refused';
import { cardFor, gone, standing, type Standing } from './standing';

/** Gives a command, with what stands in the card's inputs: they go the same way as those of the workspace. */
export async function give(context: Context, data: Payloads['work.do'], inputs: Inputs): Promise<readonly Reply[]> {
  const { case: number, command, version, id = randomUUID() } = data;
  const before = await standing(context, number);
  if (!before) return gone(context);
  const values = gathered(command, inputs);
  const attempt: Attempt = { command, number, version, id, values };
  if (!may(before.relations, command)) return refused(context, attempt, 'forbidden');
  // The form stays as old as it was, so that whoever mends it is still told of what has happened.
  const asSeen: Standing = { ...before, one: { ...before.one, version } };
  const problems = problemsOf(command, values, toLocal(context.now).date);
  if (problems.length > 0) return wrongReply(context, asSeen, command, { id, values, problems });
  const parsed = parseWork(command, { ...values, id });
  if (!parsed.ok) return wrongReply(context, asSeen, command, { id, values, problems: [{ field: parsed.problem === 'invalid' ? parsed.field : '', code: 'wrong' }] });
  return carryOut(context, before, attempt, parsed.command);
}

async function carryOut(context: Context, { one }: Standing, attempt: Attempt, wanted: Parameters<Context['services']['cases']['actAsWorker']>[2]): Promise<readonly Reply[]> {
  const { services, turn } = context;
  // What was added meanwhile does not stop an acknowledgement: it says that somebody has it in hand.
  const version = wanted.command === 'acknowledge' ? one.version : attempt.version;
  const outcome = await services.cases.actAsWorker(turn.actor, one, wanted, version);
  if (outcome.ok || (outcome.case && isDone(outcome.case, attempt.version, wanted, turn.actor.id))) return done(context, attempt);
  return refused(context, attempt, outcome.refusal);
}

const ANSWERS: readonly string[] = ['approveName', 'refuseName', 'reviewName'];

/** Whoever put a question has no case. */
function doneText({ locale }: Context, { one }: Standing, command: Attempt['command']): string {
  return (one.subject === 'question' ? lookup(locale, `work.done.question.${command}`) : undefined) ?? t(locale, `work.done.${command}`);
}

/** What was done, on the case as it is now. */
async function done(context: Context, { command, number }: Attempt): Promise<readonly Reply[]> {
  const after = await standing(context, number);
  if (after) return inPlace({ card: await cardFor(context, after, [doneText(context, after, command)]) });
  // Whoever has answered for a name has nothing more to see.
  return left(context, ANSWERS.includes(command) ? 'work.name.answered' : 'work.left');
}

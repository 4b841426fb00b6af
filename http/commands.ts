import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'restify';
import * as z from 'zod';
import { may } from '../domain/access';
import type { Case } from '../domain/case';
import type { Actor } from '../domain/person';
import type { WorkCommand } from '../domain/work/types';
import type { Outcome } from '../services/cases';
import { isWorkName, parseWork } from '../services/cases/commands';
import { codeOf, type Refused } from '../services/cases/refusals';
import type { ApiDeps } from './api';
import { jsonOf } from './body';
import { sendSeen } from './caseViews';
import { param } from './params';
import { Problem, sendJson } from './problem';
import { logRefusal } from './refusals';

const BODY_MAX = 64 * 1024;

const commandBody = z.looseObject({ command: z.string(), version: z.number().int().nonnegative() });
type Given = z.infer<typeof commandBody>;

async function parseBody(request: IncomingMessage): Promise<Given> {
  const parsed = commandBody.safeParse(await jsonOf(request, BODY_MAX));
  if (!parsed.success) throw new Problem(422, 'command_invalid');
  return parsed.data;
}

/** @throws Problem 422, with the field that is wrong */
function workOf(given: Given): WorkCommand {
  const parsed = parseWork(given.command, given);
  if (parsed.ok) return parsed.command;
  throw parsed.problem === 'unknown' ? new Problem(422, 'command_unknown') : new Problem(422, 'command_invalid', undefined, { field: parsed.field });
}

/** A command to a case: of whoever works it or a part of it, else of its reporter. A refusal is logged, without a word of anybody's. */
export async function command(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const given = await parseBody(request);
  const number = param(request, 'number');
  try {
    const reached = await deps.cases.reach(actor, number);
    if (reached) {
      if (given.command === 'withdraw') throw new Problem(403, 'forbidden');
      const wanted = workOf(given);
      if (!may(reached.relations, wanted.command)) throw new Problem(403, 'forbidden');
      settled(await deps.cases.actAsWorker(actor, number, wanted, given.version), may(reached.relations, 'view'));
      await sendOutcome(deps, actor, number, response);
      return;
    }
    await commandOfReporter(deps, actor, number, given, response);
  } catch (error) {
    if (error instanceof Problem) logRefusal(deps, actor, nameOf(given), error.code);
    throw error;
  }
}

/** For the log, which holds nothing that anybody typed. */
const nameOf = ({ command: name }: Given): string => (isWorkName(name) || name === 'withdraw' ? name : 'unknown');

/** The case as the person sees it now. Who has declared that they must not see it gets no more than that they are out. */
async function sendOutcome(deps: ApiDeps, actor: Actor, number: string, response: ServerResponse): Promise<void> {
  if (await deps.cases.reach(actor, number)) await sendSeen(deps, actor, number, response);
  else sendJson(response, 200, { number, status: 'left' });
}

const OF_REPORTER = ['withdraw', 'reply', 'consentToIa', 'answerAftercare', 'makeReal'];

/** What a reporter may do to their own report; to anybody else the case does not exist. */
async function commandOfReporter(deps: ApiDeps, actor: Actor, number: string, given: Given, response: ServerResponse): Promise<void> {
  const { state } = await deps.owners.load(actor);
  const one = state.cases.some((own) => own.number === number) ? await deps.cases.find(number) : undefined;
  if (!one) throw new Problem(404, 'case_not_found');
  if (!OF_REPORTER.includes(given.command)) throw new Problem(403, 'forbidden');
  const wanted = given.command === 'withdraw' ? ({ command: 'withdraw' } as const) : workOf(given);
  const done = settled(await deps.cases.actAsReporter(one, wanted, { version: given.version }));
  sendJson(response, 200, { number: done.number, board: done.board, status: done.status, version: done.version, receivedAt: done.receivedAt });
}

/** HTTP's status of each refusal; its code is the same whichever way a command came. */
const STATUS: Readonly<Record<Refused, number>> = {
  stale: 409,
  alreadyAcknowledged: 409,
  closed: 409,
  notFound: 404,
  forbidden: 403,
  tooLarge: 422,
  changed: 409,
  notYet: 409,
  unchanged: 409,
  unknown: 422,
  missing: 422,
  reporterFirst: 409,
  notHere: 422,
  nobodyLeft: 409,
  onlyYou: 409,
  ownRequest: 403,
  notClosed: 409,
  withdrawn: 409,
};

/** What was done. @throws Problem with the refusal's code, and what the case has become where somebody was overtaken */
export function settled(outcome: Outcome, whole = false): Case {
  if (outcome.ok) return outcome.case;
  const status = STATUS[outcome.refusal];
  throw new Problem(status, codeOf(outcome.refusal), undefined, status === 409 && outcome.case ? { now: happened(outcome.case, whole) } : {});
}

/** What a case has become, for somebody who was overtaken: its version, and for whoever may see all of it, who did what last. */
function happened({ version, status, events }: Case, whole: boolean): object {
  if (!whole) return { version, status };
  const last = events.at(-1);
  return { version, status, ...(last ? { kind: last.kind, at: last.at, ...(last.by.name === undefined ? {} : { by: last.by.name }) } : {}) };
}

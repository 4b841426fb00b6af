import type { ServerResponse } from 'node:http';
import type { Request } from 'restify';
import * as z from 'zod';
import { AUDIENCES, workers } from '../domain/routing';
import type { Actor } from '../domain/person';
import { codeOf } from '../services/cases/refusals';
import type { ApiDeps } from './api';
import { jsonOf } from './body';
import { param } from './params';
import { Problem, sendJson } from './problem';

const BODY_MAX = 4 * 1024;
const ID_MAX = 200;

const wanted = z.strictObject({ from: z.string().min(1).max(ID_MAX), to: z.string().min(1).max(ID_MAX) }).refine(({ from, to }) => from !== to);

/**
 * All of a leaver's open cases to a colleague who may work them: `{moved, left: [{number, code}], more}`. Asked again,
 * it goes on with what is left. A refusal is logged, by code. @throws Problem
 */
export async function transferAll(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  try {
    const board = deps.boards.get(param(request, 'board'));
    if (!board || !deps.cases.worksIn(actor, board)) throw new Problem(404, 'board_not_found');
    const parsed = wanted.safeParse(await jsonOf(request, BODY_MAX));
    if (!parsed.success) throw new Problem(422, 'transfer_invalid');
    const { from, to } = parsed.data;
    if (!AUDIENCES.some((audience) => workers(board, audience).includes(to))) throw new Problem(422, 'unknown_here');
    const { moved, left, more } = await deps.cases.transfer(actor, board, from, to);
    sendJson(response, 200, { moved, left: left.map(({ number, refusal }) => ({ number, code: codeOf(refusal) })), more });
  } catch (error) {
    if (error instanceof Problem) deps.log.info({ code: 'transfer_refused', reason: error.code, person: deps.cases.personKey(actor.id) }, 'cases were not transferred');
    throw error;
  }
}

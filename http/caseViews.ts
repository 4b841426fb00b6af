import type { ServerResponse } from 'node:http';
import { may, maySeeName } from '../domain/access';
import type { Actor } from '../domain/person';
import { lineOf } from '../domain/routing';
import { isChosen } from '../domain/work/referral';
import type { ApiDeps } from './api';
import { caseDetail, minimumOf, nameRequestJson, referredDetail } from './caseJson';
import { Problem, sendJson } from './problem';

/**
 * Sends what the person may see of a case, as they stand to it: all of it, what was referred to them, the least of a
 * serious incident, or only that somebody asks for a hidden name. @throws Problem 404 when there is none or it is not theirs
 */
export async function sendSeen(deps: ApiDeps, actor: Actor, number: string, response: ServerResponse): Promise<void> {
  const reached = await deps.cases.reach(actor, number);
  const board = reached && deps.boards.get(reached.case.board);
  if (!board) throw new Problem(404, 'case_not_found');
  const { case: one, relations } = reached;
  const identity = maySeeName(actor, one) && (may(relations, 'viewIdentity') || may(relations, 'viewReferred')) ? await deps.cases.identity(one) : undefined;
  const name = identity?.name;
  const setting = { board, isHoliday: deps.isHoliday, now: deps.clock(), hashOf: deps.cases.personKey.bind(deps.cases), reporterManager: identity && lineOf(board, identity.personId)[0], viewer: actor.id };
  if (may(relations, 'view')) sendJson(response, 200, caseDetail(one, relations, name, setting));
  else if (may(relations, 'viewReferred')) sendJson(response, 200, referredDetail(one, relations, name, isChosen(one, actor.id, setting), setting));
  else if (may(relations, 'viewNameRequest')) sendJson(response, 200, nameRequestJson(one, relations, setting));
  else sendJson(response, 200, minimumOf(one));
}

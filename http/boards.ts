import type { ServerResponse } from 'node:http';
import type { Request, Server } from 'restify';
import { audiencesOf } from '../domain/access';
import type { Board } from '../domain/board';
import type { Actor } from '../domain/person';
import { workers } from '../domain/routing';
import type { ApiDeps, Guarded } from './api';
import { param } from './params';
import { Problem, sendJson } from './problem';
import { transferAll } from './transfer';

/** What concerns a board's cases together, for whoever receives cases there. */
export function registerBoards(server: Server, deps: ApiDeps, guarded: Guarded): void {
  server.get('/api/boards/:board/colleagues', guarded((actor, request, response) => colleagues(deps, actor, request, response)));
  server.get('/api/boards/:board/notices', guarded((actor, request, response) => notices(deps, actor, request, response)));
  server.post('/api/boards/:board/transfer', guarded((actor, request, response) => transferAll(deps, actor, request, response)));
}

/** @throws Problem 404 where the person receives no cases of the board, as where there is no such board */
function worked(deps: ApiDeps, actor: Actor, request: Request): Board {
  const board = deps.boards.get(param(request, 'board'));
  if (!board || !deps.cases.worksIn(actor, board)) throw new Problem(404, 'board_not_found');
  return board;
}

/**
 * Whoever works the cases that the caller works, by name, and with `left` those who have cases still and work none:
 * `{items: [{id, name?, left?}]}`. Of somebody who is no longer in the boards file only the id is known.
 */
async function colleagues(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const board = worked(deps, actor, request);
  const here = [...new Set(audiencesOf(actor, board).flatMap((audience) => workers(board, audience)))];
  const gone = await deps.cases.leavers(actor, board);
  const name = (id: string): string | undefined => board.people.find((person) => person.id === id)?.name;
  sendJson(response, 200, { items: [...gone.map((id) => ({ id, name: name(id), left: true })), ...here.map((id) => ({ id, name: name(id) }))] });
}

/**
 * Whether notices of the cases that the caller works can reach anybody outside the workspace:
 * `{wayOut: boolean, channel?: true}`, `channel` where new cases at least are told in one.
 */
async function notices(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const board = worked(deps, actor, request);
  const { people, channel } = await deps.waysOut(board, audiencesOf(actor, board));
  sendJson(response, 200, { wayOut: people, ...(channel ? { channel } : {}) });
}

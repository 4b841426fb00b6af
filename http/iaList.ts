import type { ServerResponse } from 'node:http';
import type { Request } from 'restify';
import type { Board } from '../domain/board';
import { addWorkingDays, toLocal } from '../domain/calendar';
import { IA_OPEN, type IaOpen } from '../domain/handover';
import type { Actor } from '../domain/person';
import type { CaseSummary } from '../services/cases';
import type { ApiDeps } from './api';
import { worksCases } from './lists';
import { Problem, sendJson } from './problem';

const SHOWN = 200;
const PAGE = 200;
/** Lines read for one list at most: what is older than those is reached by settling some of them. */
const PAGES = 10;

/**
 * What is left to do about IA in a board, the oldest first: `{items, more}`. Overdue only where the board says after how
 * many working days. @throws Problem 404 for a board that is not theirs, 422 for a state that there is not
 */
export async function openIa(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const params = new URLSearchParams(request.getQuery());
  const own = worksCases(deps, actor);
  const asked = params.get('board');
  const board = deps.boards.get(asked ?? own[0] ?? '');
  if (!board || !own.includes(board.code)) {
    if (asked !== null) throw new Problem(404, 'board_not_found');
    sendJson(response, 200, { items: [], more: false });
    return;
  }
  const states = statesOf(params);
  const found = await Promise.all(states.map((state) => linesOf(deps, actor, board, state)));
  const lines = found.flatMap(({ items }) => items).flatMap((one) => (one.ia ? [{ one, ia: one.ia }] : [])).sort((a, b) => (a.ia.since < b.ia.since ? -1 : 1));
  const today = toLocal(deps.clock()).date;
  const items = lines.slice(0, SHOWN).map(({ one, ia }) => ({ number: one.number, board: one.board, type: one.type, severity: one.severity, status: one.status, receivedAt: one.receivedAt, ...ia, ...overdue(deps, board, ia.since, today) }));
  sendJson(response, 200, { items: params.get('overdue') === '1' ? items.filter((item) => 'overdue' in item && item.overdue) : items, more: lines.length > SHOWN || found.some(({ more }) => more) });
}

function statesOf(params: URLSearchParams): readonly IaOpen[] {
  const given = params.getAll('state').flatMap((value) => value.split(',')).filter((value) => value !== '');
  if (given.some((state) => !IA_OPEN.some((open) => open === state))) throw new Problem(422, 'state_unknown');
  return given.length === 0 ? IA_OPEN : IA_OPEN.filter((open) => given.includes(open));
}

async function linesOf(deps: ApiDeps, actor: Actor, board: Board, state: IaOpen): Promise<{ readonly items: readonly CaseSummary[]; readonly more: boolean }> {
  const items: CaseSummary[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { items: some, nextCursor } = await deps.cases.list(actor, { board: board.code, subject: 'report', ia: state, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    // An elected official's event goes there only where the board has said so.
    items.push(...some.filter(({ category }) => category !== 'elected' || board.ia?.includeElected === true));
    if (nextCursor === undefined) return { items, more: false };
    cursor = nextCursor;
  }
  return { items, more: true };
}

function overdue(deps: ApiDeps, board: Board, since: string, today: string): { readonly overdue?: boolean } {
  const days = board.ia?.overdueAfterDays;
  return days === undefined ? {} : { overdue: today > addWorkingDays(toLocal(new Date(since)).date, days, deps.isHoliday) };
}

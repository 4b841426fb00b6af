import type { ServerResponse } from 'node:http';
import type { Request } from 'restify';
import { INCIDENT_TYPES, type Board } from '../domain/board';
import { addDays, fromLocal } from '../domain/calendar';
import { STATUSES, type Case } from '../domain/case';
import { parseCaseNumber } from '../domain/caseNumber';
import { FOLLOW_UP } from '../domain/forms/report';
import type { Actor } from '../domain/person';
import { questionState } from '../domain/work/question';
import { SEVERITIES, rank } from '../domain/severity';
import { NEEDS, type CaseFilter, type CaseSummary, type OtherList } from '../services/cases';
import type { ApiDeps } from './api';
import { caseRow } from './caseJson';
import { Problem, sendJson } from './problem';

const PAGE = 50;
const PAGE_MAX = 200;
const Q_MAX = 200;
const PLACE_KINDS = FOLLOW_UP.steps.flatMap(({ fields }) => fields).find(({ id }) => id === 'placeKind')?.options ?? [];

/** Boards in which the person may receive cases: by role or as a configured recipient. */
export function worksCases(deps: ApiDeps, actor: Actor): readonly string[] {
  return codesOf(deps, (board) => deps.cases.worksIn(actor, board));
}

/** Which lists besides that of cases the person has, and in which boards. */
export function listsOf(deps: ApiDeps, actor: Actor): Readonly<Record<OtherList, readonly string[]>> {
  const boards = (list: OtherList): readonly string[] => codesOf(deps, (board) => deps.cases.hasList(actor, board, list));
  return { referred: boards('referred'), serious: boards('serious'), nameRequests: boards('nameRequests') };
}

const codesOf = ({ boards }: ApiDeps, fits: (board: Board) => boolean): readonly string[] => [...boards.values()].filter(fits).map(({ code }) => code);

/**
 * Cases that the caller works in a board, or the questions sent on to them: the worst first, page by page.
 * @throws Problem 404 for a board that is not theirs, 422 for what cannot be asked
 */
export async function listCases(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse, subject: 'report' | 'question'): Promise<void> {
  const params = new URLSearchParams(request.getQuery());
  const code = boardAsked(params, worksCases(deps, actor));
  if (code === undefined) {
    sendPage(response, [], undefined);
    return;
  }
  const q = params.get('q')?.trim() ?? '';
  if (q.length > Q_MAX) throw new Problem(422, 'q_too_long');
  const byNumber = parseCaseNumber(q);
  if (byNumber !== undefined) {
    sendPage(response, byNumber.board === code ? await rowOf(deps, actor, byNumber.number, subject) : [], undefined);
    return;
  }
  const page = await deps.cases.list(actor, { board: code, subject, ...filterOf(params), ...(q === '' ? {} : { found: q }) });
  sendPage(response, subject === 'question' ? await questionRows(deps, page.items) : page.items.map((one) => row(deps, one)), page.nextCursor);
}

/** What was referred to the caller as a manager, and is not kept from them. */
export const referred = (deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> => other(deps, actor, request, response, 'referred', headRow);

/** Serious incidents of those who work, for a safety representative: the least of each. */
export const serious = (deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> => other(deps, actor, request, response, 'serious', headRow);

/** Hidden names that somebody else asks to see, or has seen alone: for whoever may answer for that. Nothing of the cases. */
export const nameRequests = (deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> =>
  other(deps, actor, request, response, 'nameRequests', ({ number, board, name }) => ({ number, board, waits: name?.waits, at: name?.at, by: name && deps.cases.nameOf(board, name.by) }));

async function other(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse, list: OtherList, rowOfOne: (one: CaseSummary) => object): Promise<void> {
  const params = new URLSearchParams(request.getQuery());
  const code = boardAsked(params, listsOf(deps, actor)[list]);
  if (code === undefined) {
    sendPage(response, [], undefined);
    return;
  }
  const cursor = params.get('cursor');
  const page = await deps.cases.listOther(actor, { list, board: code, limit: limitOf(params), ...(cursor ? { cursor } : {}) });
  sendPage(response, page.items.map(rowOfOne), page.nextCursor);
}

const headRow = ({ number, board, type, severity, status, receivedAt }: CaseSummary): object => ({ number, board, type, severity, status, receivedAt });

function sendPage(response: ServerResponse, items: readonly object[], nextCursor: string | undefined): void {
  sendJson(response, 200, { items, nextCursor: nextCursor ?? null });
}

/**
 * The board asked for, or the caller's first; undefined where they have none. Another board's list and one that does not
 * exist look alike: empty would tell as little, but would hide a mistake. @throws Problem 404
 */
export function boardAsked(params: URLSearchParams, own: readonly string[]): string | undefined {
  const asked = params.get('board');
  const code = asked ?? own[0];
  if (code !== undefined && own.includes(code)) return code;
  if (asked !== null) throw new Problem(404, 'board_not_found');
  return undefined;
}

function oneOf<T extends string>(params: URLSearchParams, name: string, known: readonly T[]): readonly T[] | undefined {
  const given = params.getAll(name).flatMap((value) => value.split(',')).filter((value) => value !== '');
  const unknown = given.find((value) => !known.some((one) => one === value));
  if (unknown !== undefined) throw new Problem(422, `${name}_unknown`);
  return given.length === 0 ? undefined : known.filter((one) => given.includes(one));
}

function limitOf(params: URLSearchParams): number {
  const given = params.get('limit');
  if (given === null) return PAGE;
  const limit = Number(given);
  if (!Number.isInteger(limit) || limit < 1 || limit > PAGE_MAX) throw new Problem(422, 'limit_invalid');
  return limit;
}

/** A local date; undefined where none is given. @throws Problem 422 */
function dateOf(params: URLSearchParams, name: 'from' | 'to'): string | undefined {
  const given = params.get(name) ?? '';
  if (given === '') return undefined;
  const at = /^20\d\d-\d\d-\d\d$/.test(given) ? Date.parse(`${given}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(given)) throw new Problem(422, `${name}_invalid`);
  return given;
}

/** Received on those days, both included, as the board's clocks have them. @throws Problem 422 */
function daysOf(params: URLSearchParams): Pick<CaseFilter, 'receivedFrom' | 'receivedBefore'> {
  const [from, to] = [dateOf(params, 'from'), dateOf(params, 'to')];
  if (from !== undefined && to !== undefined && from > to) throw new Problem(422, 'to_invalid');
  return {
    ...(from === undefined ? {} : { receivedFrom: fromLocal(from, 0).toISOString() }),
    ...(to === undefined ? {} : { receivedBefore: fromLocal(addDays(to, 1), 0).toISOString() }),
  };
}

/** @throws Problem 422 where a filter asks for what there is not */
function filterOf(params: URLSearchParams): Omit<CaseFilter, 'board' | 'subject'> {
  const status = oneOf(params, 'status', STATUSES);
  const type = oneOf(params, 'type', INCIDENT_TYPES);
  const severity = oneOf(params, 'severity', SEVERITIES)?.map(rank);
  const needs = oneOf(params, 'needs', NEEDS);
  const placeKind = oneOf(params, 'place', PLACE_KINDS);
  const cursor = params.get('cursor');
  return {
    limit: limitOf(params),
    // Exercises are in no list but their own.
    ...(params.get('exercise') === '1' ? { exercise: true } : {}),
    ...(status ? { status } : {}),
    ...(type ? { type } : {}),
    ...(severity ? { severity } : {}),
    ...(needs ? { needs } : {}),
    ...(placeKind ? { placeKind } : {}),
    ...daysOf(params),
    ...(cursor ? { cursor } : {}),
  };
}

function row({ cases, clock }: ApiDeps, one: CaseSummary): object {
  const name = (hash: string | undefined): string | undefined => (hash === undefined ? undefined : cases.nameOf(one.board, hash));
  return caseRow(one, { acknowledgedBy: name(one.acknowledged?.by), recipient: name(one.recipient) }, clock());
}

/** A question's line shows the question, which has to be opened for it. */
async function questionRows(deps: ApiDeps, found: readonly CaseSummary[]): Promise<readonly object[]> {
  const questions = await Promise.all(found.map(({ number }) => deps.cases.find(number)));
  return found.map((one, index) => ({ ...row(deps, one), ...askedJson(questions[index]) }));
}

const askedJson = (one: Case | undefined): object => (one ? { question: one.answers[0]?.value, state: questionState(one) } : {});

/** The line of the case or question with that number, where it is the caller's to work. */
async function rowOf(deps: ApiDeps, actor: Actor, number: string, subject: Case['subject']): Promise<readonly object[]> {
  const one = await deps.cases.forWorker(actor, number);
  if (one?.subject !== subject) return [];
  const line = row(deps, deps.cases.summary(one));
  return [subject === 'question' ? { ...line, ...askedJson(one) } : line];
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Request, Response, Server } from 'restify';
import { Problem, problemOf, sendJson, sendProblem } from './problem';
import { INCIDENT_TYPES, type Board } from '../domain/board';
import type { IsHoliday } from '../domain/calendar';
import { STATUSES, type Case } from '../domain/case';
import { parseCaseNumber } from '../domain/caseNumber';
import type { Actor } from '../domain/person';
import { SEVERITIES, rank } from '../domain/severity';
import type { AttachmentStore } from '../services/attachments';
import type { CaseFilter, Cases, CaseSummary } from '../services/cases';
import type { People } from '../services/identity/people';
import type { Live } from '../services/live';
import type { Logger } from '../services/log';
import type { Owners } from '../services/owners';
import { caseRow } from './caseJson';
import { sendSeen } from './caseViews';
import { command } from './commands';
import { streamChanges } from './liveStream';
import { param } from './params';

export interface ApiDeps {
  readonly boards: ReadonlyMap<string, Board>;
  readonly people: People;
  readonly cases: Cases;
  readonly owners: Owners;
  readonly attachments: AttachmentStore;
  readonly live: Live;
  readonly isHoliday: IsHoliday;
  readonly clock: () => Date;
  readonly log: Logger;
}

const PAGE = 50;
const PAGE_MAX = 200;
const Q_MAX = 200;
/** As Direct Line reads it: the scheme has no letter case (RFC 9110). */
const BEARER = /^Bearer +(\S+) *$/i;

type Handler = (actor: Actor, request: Request, response: ServerResponse) => Promise<void> | void;

/** Whoever the request's bearer token stands for. @throws Problem 401 */
function caller(deps: ApiDeps, request: IncomingMessage): Actor {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  const actor = token === undefined ? undefined : deps.people.demo(token);
  if (!actor) throw new Problem(401, 'unauthorised');
  return actor;
}

/** The routes under /api but for the bot's own, each behind its caller's identity. */
export function api(deps: ApiDeps): { register(server: Server): void } {
  const guarded = (handle: Handler) => async (request: Request, response: Response): Promise<void> => {
    try {
      await handle(caller(deps, request), request, response);
    } catch (error) {
      sendProblem(response, problemOf(error, deps.log));
    }
  };
  return {
    register(server) {
      server.get('/api/personas', async (_request: Request, response: Response) => {
        sendJson(response, 200, await Promise.resolve(deps.people.personas()));
      });
      server.get('/api/me', guarded((actor, _request, response) => sendJson(response, 200, { id: actor.id, name: actor.name, roles: actor.roles, worksCases: worksCases(deps, actor) })));
      server.get('/api/my/cases', guarded((actor, _request, response) => myCases(deps, actor, response)));
      server.get('/api/cases', guarded((actor, request, response) => list(deps, actor, request, response, 'report')));
      server.get('/api/questions', guarded((actor, request, response) => list(deps, actor, request, response, 'question')));
      server.get('/api/cases/:number', guarded((actor, request, response) => sendSeen(deps, actor, param(request, 'number'), response)));
      server.get('/api/cases/:number/files/:file', guarded((actor, request, response) => file(deps, actor, request, response)));
      server.post('/api/cases/:number/commands', guarded((actor, request, response) => command(deps, actor, request, response)));
      server.get('/api/live', guarded((actor, request, response) => streamChanges(deps, actor, request, response)));
    },
  };
}

/** Boards in which the person may receive cases: by role or as a configured recipient. */
function worksCases(deps: ApiDeps, actor: Actor): readonly string[] {
  return [...deps.boards.values()].filter((board) => deps.cases.worksIn(actor, board)).map((board) => board.code);
}

async function myCases(deps: ApiDeps, actor: Actor, response: ServerResponse): Promise<void> {
  const { state } = await deps.owners.load(actor);
  const found = await Promise.all(state.cases.filter((own) => own.subject === 'report').map((own) => deps.cases.find(own.number)));
  const items = found.filter((one): one is Case => one !== undefined).reverse();
  sendJson(response, 200, { items: items.map(({ number, board, type, status, receivedAt }) => ({ number, board, type, status, receivedAt })), nextCursor: null });
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

async function list(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse, subject: 'report' | 'question'): Promise<void> {
  const params = new URLSearchParams(request.getQuery());
  const own = worksCases(deps, actor);
  const code = params.get('board') ?? own[0];
  // Another board's list and one that does not exist look alike: empty would tell as little, but would hide a mistake.
  if (code === undefined || !own.includes(code)) {
    if (params.get('board') !== null) throw new Problem(404, 'board_not_found');
    sendJson(response, 200, { items: [], nextCursor: null });
    return;
  }
  const q = params.get('q')?.trim() ?? '';
  if (q.length > Q_MAX) throw new Problem(422, 'q_too_long');
  const byNumber = parseCaseNumber(q);
  if (byNumber !== undefined) {
    sendJson(response, 200, { items: byNumber.board === code ? await rowOf(deps, actor, byNumber.number) : [], nextCursor: null });
    return;
  }
  const page = await deps.cases.list(actor, { board: code, subject, ...filterOf(params), ...(q === '' ? {} : { found: q }) });
  const items = subject === 'question' ? await questionRows(deps, page.items) : page.items.map((one) => row(deps, one));
  sendJson(response, 200, { items, nextCursor: page.nextCursor ?? null });
}

/** @throws Problem 422 where a filter asks for what there is not */
function filterOf(params: URLSearchParams): Omit<CaseFilter, 'board' | 'subject'> {
  const status = oneOf(params, 'status', STATUSES);
  const type = oneOf(params, 'type', INCIDENT_TYPES);
  const severity = oneOf(params, 'severity', SEVERITIES)?.map(rank);
  const cursor = params.get('cursor');
  return { limit: limitOf(params), ...(status ? { status } : {}), ...(type ? { type } : {}), ...(severity ? { severity } : {}), ...(cursor ? { cursor } : {}) };
}

function row({ cases }: ApiDeps, one: CaseSummary): object {
  return caseRow(one, one.acknowledged && cases.nameOf(one.board, one.acknowledged.by));
}

/** A question's line shows the question, which has to be opened for it. */
async function questionRows(deps: ApiDeps, found: readonly CaseSummary[]): Promise<readonly object[]> {
  const questions = await Promise.all(found.map(({ number }) => deps.cases.find(number)));
  return found.map((one, index) => ({ ...row(deps, one), question: questions[index]?.answers[0]?.value }));
}

/** The line of the case with that number, where it is the caller's to work. */
async function rowOf(deps: ApiDeps, actor: Actor, number: string): Promise<readonly object[]> {
  const one = await deps.cases.forWorker(actor, number);
  return one ? [row(deps, deps.cases.summary(one))] : [];
}

/** The case in the address, for somebody who works it. @throws Problem 404 when there is none or it is not theirs */
async function worked(deps: ApiDeps, actor: Actor, request: Request): Promise<Case> {
  const one = await deps.cases.forWorker(actor, param(request, 'number'));
  if (!one) throw new Problem(404, 'case_not_found');
  return one;
}

async function file(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const one = await worked(deps, actor, request);
  const found = one.files.find((candidate) => candidate.id === param(request, 'file'));
  const bytes = found ? await deps.attachments.open(one.key, found.id) : undefined;
  if (!found || !bytes) throw new Problem(404, 'file_not_found');
  // Downloaded and never shown as a page of ours, whatever its type says it is.
  response.writeHead(200, {
    'content-type': /^(image\/(png|jpeg|gif|webp)|application\/pdf|audio\/[\w.+-]+)$/.test(found.contentType) ? found.contentType : 'application/octet-stream',
    'content-length': found.bytes,
    'content-disposition': `attachment; filename*=UTF-8''${headerName(found.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  // Whichever of the two ends early ends the other: a download that is broken off keeps no file open.
  pipeline(bytes, response, (error) => {
    // One that was given up is no news; one whose bytes are not what was stored is.
    if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') deps.log.error({ code: 'file_not_readable', reason: error.code ?? error.name, file: found.id }, 'a file could not be read to its end');
  });
}

/** A file's name as RFC 8187 writes it in a header. */
function headerName(name: string): string {
  return encodeURIComponent(name.replace(/\p{Cs}/gu, '')).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import type { Request, Response, Server } from 'restify';
import { Problem, problemOf, sendJson, sendProblem } from './problem';
import type { Board } from '../domain/board';
import type { IsHoliday } from '../domain/calendar';
import type { Case } from '../domain/case';
import type { Actor } from '../domain/person';
import type { Audience } from '../domain/routing';
import type { AttachmentStore } from '../services/attachments';
import type { Cases } from '../services/cases';
import type { Feedback } from '../services/feedback';
import type { Guidance } from '../services/guidance/types';
import type { People } from '../services/identity/people';
import type { NewsOfGuidance } from '../services/guidanceNews';
import type { Live } from '../services/live';
import type { WaysOut } from '../services/notifications/outside';
import type { Logger } from '../services/log';
import type { Owners } from '../services/owners';
import type { Exercises } from '../services/exercise';
import type { iaSender } from '../services/handover/send';
import type { Series } from '../services/series';
import { registerBoards } from './boards';
import { sendSeen } from './caseViews';
import { command } from './commands';
import { listCases, listsOf, nameRequests, referred, serious, worksCases } from './lists';
import { streamChanges } from './liveStream';
import { param } from './params';
import { ownCaseJson } from './reporterJson';
import { registerGuidance } from './guidance';
import { registerHandover } from './handover';

export interface ApiDeps {
  readonly boards: ReadonlyMap<string, Board>;
  readonly people: People;
  readonly cases: Cases;
  readonly owners: Owners;
  readonly attachments: AttachmentStore;
  readonly live: Live;
  readonly guidanceNews: NewsOfGuidance;
  readonly isHoliday: IsHoliday;
  readonly sendToIa: ReturnType<typeof iaSender>;
  readonly webhookSecrets: ReadonlyMap<string, readonly string[]>;
  readonly series: Series;
  /** Whether notices of the board's cases can reach anybody outside the workspace. */
  readonly waysOut: (board: Board, audiences: readonly Audience[]) => Promise<WaysOut>;
  readonly exercises: Exercises;
  readonly guidance: Guidance;
  readonly feedback: Pick<Feedback, 'list'>;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** As Direct Line reads it: the scheme has no letter case (RFC 9110). */
const BEARER = /^Bearer +(\S+) *$/i;

export type Handler = (actor: Actor, request: Request, response: ServerResponse) => Promise<void> | void;

/** Whoever the request's bearer token stands for. @throws Problem 401 */
function caller(deps: ApiDeps, request: IncomingMessage): Actor {
  const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
  const actor = token === undefined ? undefined : deps.people.demo(token);
  if (!actor) throw new Problem(401, 'unauthorised');
  return actor;
}

/** A handler behind its caller's identity, its failures told as problems. */
export type Guarded = (handle: Handler) => (request: Request, response: Response) => Promise<void>;

/** The routes under /api but for the bot's own, each behind its caller's identity. */
export function api(deps: ApiDeps): { register(server: Server): void } {
  const guarded: Guarded = (handle) => async (request, response) => {
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
      server.get('/api/me', guarded((actor, _request, response) => sendJson(response, 200, { id: actor.id, name: actor.name, roles: actor.roles, worksCases: worksCases(deps, actor), lists: listsOf(deps, actor) })));
      server.get('/api/my/cases', guarded((actor, _request, response) => myCases(deps, actor, response)));
      server.get('/api/cases', guarded((actor, request, response) => listCases(deps, actor, request, response, 'report')));
      server.get('/api/questions', guarded((actor, request, response) => listCases(deps, actor, request, response, 'question')));
      server.get('/api/referred', guarded((actor, request, response) => referred(deps, actor, request, response)));
      server.get('/api/serious', guarded((actor, request, response) => serious(deps, actor, request, response)));
      server.get('/api/name-requests', guarded((actor, request, response) => nameRequests(deps, actor, request, response)));
      server.get('/api/cases/:number', guarded((actor, request, response) => sendSeen(deps, actor, param(request, 'number'), response)));
      server.get('/api/cases/:number/files/:file', guarded((actor, request, response) => file(deps, actor, request, response)));
      server.post('/api/cases/:number/commands', guarded((actor, request, response) => command(deps, actor, request, response)));
      registerBoards(server, deps, guarded);
      registerHandover(server, deps, guarded);
      registerGuidance(server, deps, guarded);
      server.get('/api/live', guarded((actor, request, response) => streamChanges(deps, actor, request, response)));
    },
  };
}

async function myCases(deps: ApiDeps, actor: Actor, response: ServerResponse): Promise<void> {
  const { state } = await deps.owners.load(actor);
  const found = await Promise.all(state.cases.filter((own) => own.subject === 'report').map((own) => deps.cases.find(own.number)));
  const items = found.filter((one): one is Case => one !== undefined).reverse();
  sendJson(response, 200, { items: items.map((one) => ownCaseJson(one, deps.clock())), nextCursor: null });
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

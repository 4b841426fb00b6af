import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { copyOfPages } from '../helpers/built';

const SEVERITIES = ['critical', 'high', 'medium', 'low'];
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };
/** As strict as the product's own, and without a way to put text in as HTML. */
const POLICY =
  "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; require-trusted-types-for 'script'";

/** A case as `GET /api/cases/{number}` gives it; rows of the list are made from the same. */
export interface StubCase {
  number: string;
  version: number;
  subject: 'report' | 'question';
  board: string;
  type: string;
  severity: string;
  status: string;
  receivedAt: string;
  reporter: Readonly<Record<string, unknown>>;
  answers: readonly Readonly<Record<string, unknown>>[];
  timeline: Readonly<Record<string, unknown>>[];
  notices: readonly Readonly<Record<string, unknown>>[];
  files: readonly Readonly<Record<string, unknown>>[];
  severityReasons: readonly string[];
  may: readonly string[];
  acknowledgedBy?: string;
  acknowledgedAt?: string;
  dangerAt?: string;
  /** What else the API gives of a case that is worked: dialogue, measures, duties and the rest. */
  [more: string]: unknown;
}

/** The built workspace page with an API behind it that the test decides about. */
export interface WorkspaceServer {
  readonly url: string;
  readonly cases: StubCase[];
  /** Boards of the signed-in person, by persona. */
  readonly boards: Map<string, readonly string[]>;
  /** The same for the lists of what one takes part in: everybody's. */
  readonly lists: Record<string, readonly string[]>;
  readonly personas: { id: string; name: string }[];
  /** Every request for `/api` and `/assets`: method, path and query. */
  readonly requests: string[];
  /** Paths that answer so many requests with this status first. */
  readonly failing: Map<string, { status: number; times: number }>;
  readonly files: Map<string, Buffer>;
  /** Commands that were given, as they came. */
  readonly given: Readonly<Record<string, unknown>>[];
  /** Commands that are refused the next time, with what is answered. */
  readonly refusing: Map<string, { status: number; body: object }>;
  /** Tells every open page that a case came or changed. */
  publish(one: StubCase, kind: string): void;
  /** Pages that listen now. */
  readonly listeners: number;
  /** Cuts every live connection. */
  drop(): void;
  acknowledge(one: StubCase, name: string): void;
  /** Forgets what an earlier test did. */
  reset(): void;
  close(): Promise<void>;
}

/** A report with nothing unusual about it, but for what the test says. */
export function stubCase(number: string, given: Partial<StubCase> = {}): StubCase {
  const receivedAt = given.receivedAt ?? '2026-03-02T09:00:00.000Z';
  return {
    number,
    version: 1,
    subject: 'report',
    board: number.slice(0, number.indexOf('-')),
    type: 'threat',
    severity: 'medium',
    status: 'received',
    receivedAt,
    reporter: { category: 'employee', forSomeoneElse: false, visibility: 'coordinator', name: 'Anställd MHN' },
    answers: [{ id: 'story', question: 'Vad hände?', value: 'Han skrek i receptionen.', at: receivedAt }],
    timeline: [{ at: receivedAt, by: { role: 'reporter' }, kind: 'received', severity: 'medium', reasons: [] }],
    notices: [],
    files: [],
    severityReasons: [],
    may: given.status === undefined || given.status === 'received' ? ['acknowledge'] : [],
    ...given,
  };
}

/** Serves the built pages on a free port of 127.0.0.1. */
export async function workspaceServer(): Promise<WorkspaceServer> {
  const folder = await copyOfPages();
  const live = new Set<ServerResponse>();
  const state = {
    cases: [] as StubCase[],
    boards: new Map<string, readonly string[]>(),
    lists: {} as Record<string, readonly string[]>,
    personas: [] as { id: string; name: string }[],
    requests: [] as string[],
    failing: new Map<string, { status: number; times: number }>(),
    files: new Map<string, Buffer>(),
    given: [] as Readonly<Record<string, unknown>>[],
    refusing: new Map<string, { status: number; body: object }>(),
  };
  const server = createServer((request, response) => void answer({ folder, live, ...state, acknowledge, publish }, request, response));

  function reset(): void {
    state.cases.length = 0;
    state.requests.length = 0;
    state.failing.clear();
    state.files.clear();
    state.given.length = 0;
    state.refusing.clear();
    state.boards.clear();
    state.boards.set('coordinator-mhn', ['MHN']).set('employee-mhn', []);
    state.personas.splice(0, Infinity, { id: 'employee-mhn', name: 'Anställd MHN' }, { id: 'coordinator-mhn', name: 'Samordnare MHN' });
  }
  function publish({ board, number, version, subject }: StubCase, kind: string): void {
    for (const response of live) response.write(`event: case\ndata: ${JSON.stringify({ board, number, version, kind, subject })}\n\n`);
  }
  function drop(): void {
    for (const response of live) response.destroy();
  }
  function acknowledge(one: StubCase, name: string): void {
    const at = new Date().toISOString();
    Object.assign(one, { status: 'acknowledged', version: one.version + 1, may: [], acknowledgedBy: name, acknowledgedAt: at });
    one.timeline.push({ at, by: { role: 'worker', name }, kind: 'acknowledged' });
  }

  reset();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    ...state,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish,
    get listeners() {
      return live.size;
    },
    drop,
    acknowledge,
    reset,
    close: async () => {
      drop();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type House = Pick<WorkspaceServer, 'cases' | 'boards' | 'lists' | 'personas' | 'requests' | 'failing' | 'files' | 'given' | 'refusing' | 'acknowledge' | 'publish'> & {
  readonly folder: string;
  readonly live: Set<ServerResponse>;
};

async function answer(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://house');
  const { pathname } = url;
  if (pathname !== '/workspace') house.requests.push(`${request.method} ${pathname}${url.search}`);
  const failure = house.failing.get(pathname);
  if (pathname === '/workspace') page(house, response);
  else if (pathname.startsWith('/assets/')) asset(house, pathname, response);
  else if (failure && failure.times-- > 0) json(response, failure.status, { code: 'planned' });
  else if (pathname === '/api/personas') json(response, 200, house.personas);
  else await answerPerson(house, url, request, response);
}

async function answerPerson(house: House, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const persona = /^Bearer demo:(.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  const boards = house.boards.get(persona);
  if (boards === undefined) json(response, 401, { code: 'unauthorised' });
  else if (url.pathname === '/api/me') json(response, 200, { id: persona, name: persona, roles: [], worksCases: boards, lists: house.lists });
  else if (url.pathname === '/api/live') listen(house, response);
  else if (url.pathname === '/api/cases' || url.pathname === '/api/questions') list(house, boards, url, response);
  else await oneCase(house, boards, persona, url.pathname, request, response);
}

function page({ folder }: House, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': TYPES['.html'], 'content-security-policy': POLICY });
  response.end(readFileSync(join(folder, 'workspace.html')));
}

function asset({ folder }: House, path: string, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' });
  response.end(readFileSync(join(folder, path)));
}

function listen({ live }: House, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(': open\n\n');
  live.add(response);
  response.on('close', () => live.delete(response));
}

const PAGE = 50;

function list({ cases }: House, boards: readonly string[], url: URL, response: ServerResponse): void {
  const wanted = (key: string): readonly string[] => url.searchParams.getAll(key).flatMap((value) => value.split(','));
  const subject = url.pathname === '/api/questions' ? 'question' : 'report';
  const fits = (one: StubCase): boolean =>
    one.subject === subject &&
    boards.includes(one.board) &&
    (wanted('needs').length === 0 || wanted('needs').some((need) => (need === 'unacknowledged' ? one.status === 'received' : one[need] === true))) &&
    wanted('q').every((q) => JSON.stringify(one).includes(q)) &&
    (['board', 'status', 'type', 'severity'] as const).every((key) => wanted(key).length === 0 || wanted(key).includes(one[key]));
  const rank = ({ severity }: StubCase): number => SEVERITIES.indexOf(severity);
  const all = cases.filter(fits).sort((a, b) => rank(a) - rank(b) || b.receivedAt.localeCompare(a.receivedAt));
  const from = Number(url.searchParams.get('cursor') ?? 0);
  const items = all.slice(from, from + PAGE).map(({ number, board, type, severity, status, receivedAt, acknowledgedBy, acknowledgedAt, overdue, unanswered, undelivered, contactBy, reporter, answers }) => ({
    ...{ number, board, type, severity, status, receivedAt, acknowledgedBy, acknowledgedAt, overdue, unanswered, undelivered, contactBy, reporterCategory: reporter['category'] },
    ...(subject === 'question' ? { question: answers[0]?.['value'] } : {}),
  }));
  json(response, 200, { items, nextCursor: all.length > from + PAGE ? String(from + PAGE) : null });
}

async function oneCase(house: House, boards: readonly string[], persona: string, path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const [, , , number, part, id = ''] = path.split('/');
  const one = house.cases.find((candidate) => candidate.number === number && boards.includes(candidate.board));
  if (!one) json(response, 404, { code: 'case_not_found' });
  else if (part === undefined) json(response, 200, one);
  else if (part === 'files') {
    // Not chained: restify, where another test has loaded it, takes away what writeHead gives back.
    response.writeHead(200, { 'content-type': 'application/octet-stream' });
    response.end(house.files.get(id));
  }
  else await command(house, persona, one, request, response);
}

async function command(house: House, persona: string, one: StubCase, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const given = JSON.parse(await text(request)) as { version: number; command: string };
  house.given.push({ ...given });
  const refusal = house.refusing.get(given.command);
  house.refusing.delete(given.command);
  if (refusal) {
    json(response, refusal.status, refusal.body);
    return;
  }
  const last = one.timeline.at(-1);
  if (given.version !== one.version) {
    json(response, 409, { code: 'stale_version', now: { version: one.version, status: one.status, kind: last?.['kind'], at: last?.['at'] } });
    return;
  }
  const name = house.personas.find((candidate) => candidate.id === persona)?.name ?? persona;
  if (given.command === 'acknowledge') house.acknowledge(one, name);
  else {
    const { version: _, command, ...fields } = given;
    one.version += 1;
    one.timeline.push({ at: new Date().toISOString(), by: { role: 'worker', name }, kind: command, ...fields });
  }
  json(response, 200, one);
  house.publish(one, given.command);
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

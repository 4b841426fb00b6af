import type { ServerResponse } from 'node:http';
import type { Request, Server } from 'restify';
import * as z from 'zod';
import { may, type Relation } from '../domain/access';
import type { Case } from '../domain/case';
import { IA_FIELDS, iaBlock, type IaBlock, type IaField, type PoliceReader } from '../domain/handover';
import type { Locale } from '../domain/locale';
import type { Actor } from '../domain/person';
import { isChosen } from '../domain/work/referral';
import { OWNERS } from '../domain/work/types';
import { latest } from '../domain/work/views';
import { t } from '../locales';
import { LIMITS } from '../services/cases/commands';
import { iaAsCsv, iaAsJson, iaAsText, iaLines, iaPreview, textWarnings } from '../services/handover/ia';
import { policePack } from '../services/handover/policePack';
import type { IaSent } from '../services/handover/send';
import type { ApiDeps, Guarded } from './api';
import { jsonOf } from './body';
import { sendSeen } from './caseViews';
import { settled } from './commands';
import { sendFile } from './download';
import { registerExercises } from './exercise';
import { openIa } from './iaList';
import { param } from './params';
import { Problem, sendJson } from './problem';
import { noting } from './refusals';

const BODY_MAX = 16 * 1024;

/** What leaves the house: to IA, to the police with the person, to the register; and what belongs together inside it. */
export function registerHandover(server: Server, deps: ApiDeps, guarded: Guarded): void {
  server.get('/api/ia', guarded(noting(deps, 'iaList', openIa)));
  server.get('/api/cases/:number/ia', guarded(noting(deps, 'iaPreview', ia)));
  server.post('/api/cases/:number/ia/send', guarded(noting(deps, 'iaSend', sendIa)));
  server.get('/api/cases/:number/police-pack', guarded(noting(deps, 'policePack', pack)));
  server.get('/api/cases/:number/register', guarded(noting(deps, 'register', register)));
  server.post('/api/cases/:number/register/check', guarded(noting(deps, 'registerCheck', checkSubject)));
  server.get('/api/cases/:number/series', guarded(noting(deps, 'series', series)));
  registerExercises(server, deps, guarded);
}

const localeOf = (value: string | null): Locale | undefined => (value === 'sv' || value === 'en' ? value : undefined);
const paramsOf = (request: Request): URLSearchParams => new URLSearchParams(request.getQuery());

/** The case in the address for somebody who may do that to it. @throws Problem 404 where it is nothing of theirs, 403 */
async function reached(deps: ApiDeps, actor: Actor, request: Request, deed: Parameters<typeof may>[1]): Promise<{ readonly one: Case; readonly relations: readonly Relation[] }> {
  const found = await deps.cases.reach(actor, param(request, 'number'));
  if (!found) throw new Problem(404, 'case_not_found');
  if (!may(found.relations, deed)) throw new Problem(403, 'forbidden');
  return { one: found.case, relations: found.relations };
}

/** @throws Problem 422 for a field that nobody may choose */
function fieldsOf(params: URLSearchParams): readonly IaField[] {
  const chosen = params.getAll('fields').flatMap((value) => value.split(',')).filter((value) => value !== '');
  if (chosen.some((field) => !IA_FIELDS.some((known) => known === field))) throw new Problem(422, 'fields_unknown');
  return chosen.length === 0 ? IA_FIELDS : IA_FIELDS.filter((field) => chosen.includes(field));
}

const BLOCKS: Readonly<Record<IaBlock | 'noWebhook' | 'names' | 'kept', readonly [status: number, code: string]>> = {
  question: [422, 'not_for_this_case'],
  exercise: [409, 'ia_exercise'],
  withdrawn: [409, 'case_withdrawn'],
  elected: [409, 'ia_not_for_elected'],
  there: [409, 'ia_there_already'],
  reporterFirst: [409, 'reporter_first'],
  noWebhook: [422, 'ia_no_receiver'],
  names: [422, 'ia_names'],
  kept: [422, 'ia_kept'],
};

const refused = (block: keyof typeof BLOCKS): Problem => new Problem(...BLOCKS[block]);

const AS = {
  text: { type: 'text/plain; charset=utf-8', ending: 'txt', write: iaAsText },
  json: { type: 'application/json; charset=utf-8', ending: 'json', write: iaAsJson },
  csv: { type: 'text/csv; charset=utf-8', ending: 'csv', write: iaAsCsv },
} as const;

/** Whether the reporter chose that this manager knows; to any other no word of theirs was referred. */
const chose = async ({ cases }: ApiDeps, actor: Actor, one: Case): Promise<boolean> => isChosen(one, actor.id, { reporterManager: await cases.reporterManager(actor, one) });

/** A manager is shown no more of the reporter's answers than was referred to them. */
const OF_ANSWERS: readonly IaField[] = ['date', 'placeKind'];

/** What a hand-over to IA would hold, or with `format` that itself. */
async function ia(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const { one, relations } = await reached(deps, actor, request, 'transferToIa');
  const board = deps.boards.get(one.board);
  if (!board) throw new Problem(404, 'case_not_found');
  const params = paramsOf(request);
  const readsAnswers = may(relations, 'view') || (await chose(deps, actor, one));
  const fields = fieldsOf(params).filter((field) => readsAnswers || !OF_ANSWERS.includes(field));
  const locale = localeOf(params.get('lang')) ?? 'sv';
  const format = params.get('format');
  if (format === null) {
    const { lines, warnings, said, protected: isProtected, kept, ...preview } = iaPreview(one, board, locale, fields);
    // What a text gives away tells what the answers hold: only for whoever may read them.
    const hints = may(relations, 'view') ? { warnings, said, protected: isProtected, kept } : {};
    const webhook = board.ia?.webhook !== undefined && deps.webhookSecrets.has(one.board);
    sendJson(response, 200, { number: one.number, version: one.version, language: locale, ...preview, ...hints, fields: lines, choices: IA_FIELDS, webhook, ...(preview.block === undefined ? { text: iaAsText(one, lines, locale) } : {}) });
    return;
  }
  if (format !== 'text' && format !== 'json' && format !== 'csv') throw new Problem(422, 'format_unknown');
  const block = iaBlock(one, board.ia);
  if (block !== undefined) throw refused(block);
  const { type, ending, write } = AS[format];
  sendFile(response, { type, name: `ia-${one.number}.${ending}`, body: write(one, iaLines(one, locale, fields), locale) });
}

const sending = z.strictObject({
  version: z.number().int().nonnegative(),
  owner: z.enum(OWNERS).optional(),
  fields: z.array(z.enum(IA_FIELDS)).min(1).optional(),
  text: z.string().trim().min(1).max(LIMITS.message).optional(),
  checked: z.boolean().default(false),
  lang: z.enum(['sv', 'en']).default('sv'),
});

/** Hands the case over to the board's receiver; a refusal of ours is logged as all are, and one of theirs stands in the case. */
async function sendIa(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const { one } = await reached(deps, actor, request, 'transferToIa');
  const parsed = sending.safeParse(await jsonOf(request, BODY_MAX));
  if (!parsed.success) throw new Problem(422, 'ia_invalid', undefined, { field: String(parsed.error.issues[0]?.path[0] ?? '') });
  const { lang, ...rest } = parsed.data;
  const sent: IaSent = await deps.sendToIa(actor, one.number, { ...rest, locale: lang });
  if ('block' in sent) throw refused(sent.block);
  settled(sent);
  await sendSeen(deps, actor, one.number, response);
}

/** The pack for the police: for whoever works the case, its reporter, and a manager it was referred to, with what the case's page shows them. */
async function pack(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const { one, reader, locale } = await forPolice(deps, actor, param(request, 'number'));
  const board = deps.boards.get(one.board);
  if (!board) throw new Problem(404, 'case_not_found');
  if (one.subject === 'question') throw new Problem(422, 'not_for_this_case');
  const { html, policy } = policePack(one, board, reader, localeOf(paramsOf(request).get('lang')) ?? locale, deps.clock());
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(html),
    'content-security-policy': policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  });
  response.end(html);
}

/** The case, who takes it along and in which language they are likely to want it. @throws Problem 404, 403 */
async function forPolice(deps: ApiDeps, actor: Actor, number: string): Promise<{ readonly one: Case; readonly reader: PoliceReader; readonly locale: Locale }> {
  const found = await deps.cases.reach(actor, number);
  if (found && may(found.relations, 'view')) return { one: found.case, reader: 'work', locale: 'sv' };
  const own = await ownCase(deps, actor, number);
  if (own) return { one: own, reader: 'reporter', locale: own.locale };
  if (found && may(found.relations, 'viewReferred')) return { one: found.case, reader: (await chose(deps, actor, found.case)) ? 'chosen' : 'referred', locale: 'sv' };
  throw found ? new Problem(403, 'forbidden') : new Problem(404, 'case_not_found');
}

async function ownCase(deps: ApiDeps, actor: Actor, number: string): Promise<Case | undefined> {
  const { state } = await deps.owners.load(actor);
  return state.cases.some((own) => own.number === number && own.subject === 'report') ? deps.cases.find(number) : undefined;
}

/** For the board's register: what stands there, a subject that tells nothing, and what to look at in the one that was noted. */
async function register(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const { one } = await reached(deps, actor, request, 'noteRegister');
  const noted = latest(one, 'registerNoted');
  const locale = localeOf(paramsOf(request).get('lang')) ?? 'sv';
  sendJson(response, 200, {
    number: one.number,
    receivedAt: one.receivedAt,
    suggested: t(locale, 'register.subject'),
    ...(noted ? { diaryNumber: noted.diaryNumber, subject: noted.subject, at: noted.at, warnings: textWarnings(one, noted.subject) } : {}),
  });
}

const subject = z.strictObject({ subject: z.string().max(LIMITS.line) });

/** What to look at in a subject before it is noted. In a body, since what stands in an address stands in logs. */
async function checkSubject(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const { one } = await reached(deps, actor, request, 'noteRegister');
  const parsed = subject.safeParse(await jsonOf(request, BODY_MAX));
  if (!parsed.success) throw new Problem(422, 'subject_invalid');
  sendJson(response, 200, { warnings: textWarnings(one, parsed.data.subject) });
}

/** Earlier cases that may belong to the same series. `on`: whether the board has asked for it. */
async function series(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const { one } = await reached(deps, actor, request, 'linkCase');
  sendJson(response, 200, { on: deps.boards.get(one.board)?.series !== undefined, items: await deps.series.of(actor, one) });
}

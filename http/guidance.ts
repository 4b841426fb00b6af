import type { ServerResponse } from 'node:http';
import type { Request, Server } from 'restify';
import * as z from 'zod';
import { toLocal } from '../domain/calendar';
import type { Case } from '../domain/case';
import type { Locale } from '../domain/locale';
import type { Actor } from '../domain/person';
import { replyOf } from '../domain/work/question';
import { t } from '../locales';
import { languageOf } from '../services/guidance';
import { draftPassage, isQuestionAgain, TITLE_MAX } from '../services/guidance/draft';
import type { Passage } from '../services/guidance/types';
import type { ApiDeps, Guarded } from './api';
import { jsonOf } from './body';
import { sendFile } from './download';
import { boardAsked, worksCases } from './lists';
import { param } from './params';
import { Problem, sendJson } from './problem';
import { noting } from './refusals';
import { ownQuestionJson } from './reporterJson';

const BODY_MAX = 8 * 1024;

/** What answers rest on, for whoever works a board; and the way of a question back to its asker and on into a passage. */
export function registerGuidance(server: Server, deps: ApiDeps, guarded: Guarded): void {
  server.get('/api/guidance', guarded(noting(deps, 'guidance', status)));
  server.get('/api/guidance/feedback', guarded(noting(deps, 'guidanceFeedback', feedback)));
  server.get('/api/my/questions', guarded((actor, _request, response) => myQuestions(deps, actor, response)));
  server.post('/api/questions/:number/draft', guarded(noting(deps, 'guidanceDraft', draft)));
}

/** The language that is asked for, else the browser's. */
function localeOf(request: Request): Locale {
  const asked = new URLSearchParams(request.getQuery()).get('lang') ?? request.headers['accept-language'] ?? '';
  return /^en\b/i.test(asked.trim()) ? 'en' : 'sv';
}

/** Sources, what is wrong with them, what has expired, and drafts. @throws Problem 403 for whoever works no board */
function status(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  boardsOf(deps, actor);
  const locale = localeOf(request);
  const { loadedAt, files, problems, passages, drafts } = deps.guidance.status();
  const today = toLocal(deps.clock()).date;
  const expired = once(passages.filter(({ validTo }) => validTo !== undefined && validTo < today), locale);
  sendJson(response, 200, {
    loadedAt,
    passages: once(passages, locale).length,
    sources: files.map((file) => ({ ...file, title: file.title?.[locale] })),
    problems: problems.map(({ file, code, reason }) => ({ file, code, text: t(locale, `problem.${code}`), reason })),
    expired: expired.map(({ id, title, kind, validTo, boards, sources }) => ({ id, title, kind, validTo, boards, document: sources[0]?.title[locale] })),
    drafts,
  });
  return Promise.resolve();
}

/** @throws Problem 403 for whoever works no board */
function boardsOf(deps: ApiDeps, actor: Actor): readonly string[] {
  const boards = worksCases(deps, actor);
  if (boards.length === 0) throw new Problem(403, 'forbidden');
  return boards;
}

/** Feedback shown at once, the latest. */
const SHOWN = 100;

/**
 * What was thought of answers in a board, by nobody knows whom, the latest first, and how many said what.
 * @throws Problem 403 for whoever works no board, 404 for a board that is not theirs
 */
async function feedback(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const board = boardAsked(new URLSearchParams(request.getQuery()), boardsOf(deps, actor));
  const given = await deps.feedback.list(board ?? '');
  const locale = localeOf(request);
  const titled = (id: string): object => ({ id, title: (deps.guidance.passage(id, locale) ?? deps.guidance.passage(id, locale === 'sv' ? 'en' : 'sv'))?.title });
  const items = given.slice(0, SHOWN).map(({ at, passages, verdict, reason, words }) => ({ at, verdict, reason, words, passages: passages.map(titled) }));
  const count = (wanted: string): number => given.filter(({ verdict }) => verdict === wanted).length;
  sendJson(response, 200, { board, helpful: count('helpful'), unhelpful: count('unhelpful'), items, nextCursor: null });
}

/** Each passage once, in that language where it is there. */
function once(passages: readonly Passage[], locale: Locale): readonly Passage[] {
  const own = passages.filter((passage) => passage.locale === locale);
  const ids = new Set(own.map(({ id }) => id));
  return [...own, ...passages.filter((passage) => passage.locale !== locale && !ids.has(passage.id))];
}

/** The questions that the caller has sent, newest first, with what was answered. */
async function myQuestions(deps: ApiDeps, actor: Actor, response: ServerResponse): Promise<void> {
  const { state } = await deps.owners.load(actor);
  const found = await Promise.all(state.cases.filter((own) => own.subject === 'question').map((own) => deps.cases.find(own.number)));
  const items = found.filter((one): one is Case => one !== undefined).reverse();
  sendJson(response, 200, { items: items.map(ownQuestionJson), nextCursor: null });
}

const wanted = z.strictObject({ title: z.string().trim().min(1).max(TITLE_MAX).regex(/^[^\p{Cc}]*$/u) });

/**
 * An answered question as a passage to review: the answer's words under a title that whoever works the question has worded.
 * @throws Problem 404 where the question is nothing of theirs, 409 while nobody has answered it, 422 for a title that is none
 */
async function draft(deps: ApiDeps, actor: Actor, request: Request, response: ServerResponse): Promise<void> {
  const one = await deps.cases.forWorker(actor, param(request, 'number'));
  if (!one) throw new Problem(404, 'case_not_found');
  if (one.subject !== 'question') throw new Problem(422, 'not_for_this_case');
  const parsed = wanted.safeParse(await jsonOf(request, BODY_MAX));
  if (!parsed.success) throw new Problem(422, 'draft_invalid', undefined, { field: 'title' });
  const reply = replyOf(one);
  if (!reply) throw new Problem(409, 'not_answered');
  const question = one.answers[0]?.value ?? '';
  const { title } = parsed.data;
  if (isQuestionAgain(title, question)) throw new Problem(422, 'title_is_question', undefined, { field: 'title' });
  const made = draftPassage({ title, text: reply.text, board: one.board, locale: languageOf(question) ?? one.locale, today: toLocal(deps.clock()).date });
  sendFile(response, { type: 'text/markdown; charset=utf-8', name: made.file, body: made.markdown });
}

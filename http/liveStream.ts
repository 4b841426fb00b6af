import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Actor } from '../domain/person';
import type { CaseSummary } from '../services/cases';
import type { GuidanceNews } from '../services/guidanceNews';
import type { CaseChange } from '../services/live';
import type { ApiDeps } from './api';
import { worksCases } from './lists';

const KEEP_ALIVE_MS = 15_000;

/**
 * Server-sent events: `case` with `{board, number, version, kind, subject}` for each change of a case that the listener
 * may work (an exercise with `exercise: true`), and with `subject: 'referred'` for each of one that was referred to them as a manager; `guidance` with
 * `{what}`, for whoever works a board, when sources were read anew or an answer was judged there. Access is looked at
 * anew for each. Ends with the connection.
 */
export function streamChanges(deps: ApiDeps, actor: Actor, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write(': open\n\n');
  const tell = ({ board, number, version, exercise }: CaseSummary, kind: string, subject: string): void => {
    response.write(`event: case\ndata: ${JSON.stringify({ board, number, version, kind, subject, exercise })}\n\n`);
  };
  const leave = deps.live.subscribe((change) => {
    const { case: one, kind } = change;
    if (deps.cases.isFor(actor, one)) tell(one, kind, one.subject);
    if (kind !== 'notice' && deps.cases.isReferred(actor, one)) tell(one, isNewTo(change, deps.cases.personKey(actor.id)) ? 'referred' : 'changed', 'referred');
  });
  const noMore = deps.guidanceNews.subscribe((news) => {
    if (isNewsFor(worksCases(deps, actor), news)) response.write(`event: guidance\ndata: ${JSON.stringify({ what: news.what })}\n\n`);
  });
  const keepAlive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  const end = (): void => {
    clearInterval(keepAlive);
    leave();
    noMore();
  };
  request.on('close', end);
  response.on('close', end);
}

/** Sources are everybody's who works a board; what was thought of an answer is the board's where it was given. */
const isNewsFor = (boards: readonly string[], news: GuidanceNews): boolean => boards.length > 0 && (news.what === 'sources' || news.board === undefined || boards.includes(news.board));

/** Whether the change is that it came to them. Of anything else a manager hears that it happened, never what: the dialogue is not theirs. */
const isNewTo = ({ case: one, kind }: CaseChange, manager: string): boolean => kind === 'referred' && one.referred.at(-1) === manager;

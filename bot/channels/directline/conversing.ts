import { inTurnTime } from '../../../services/store/session';
import type { IncomingFile } from '../../turn';
import { parseActivity, parseJson, type IncomingActivity } from './activity';
import type { Claims } from './auth';
import { readBody } from '../../../http/body';
import { parseWatermark, type Conversation } from './conversation';
import { Problem, sendJson } from '../../../http/problem';
import { browserLocale, caller, queryOf, type Parts, type Route } from './request';
import { inward } from './translate';

/** Activities: what a client reads and sends in its conversation. */
export function conversing({ auth, conversations, turns, uploads, limits, stopping, looking }: Parts) {
  const read: Route = async (request, response) => {
    const claims = caller(request, auth);
    const watermark = parseWatermark(queryOf(request).get('watermark'));
    const set = await conversations.use(claims, async (conversation) => {
      await looking.look(conversation);
      return conversation.after(watermark, claims.actor.id);
    });
    sendJson(response, 200, set);
  };

  /** One activity of the caller's, within the conversation's pace; its id is the answer. */
  const receiving = (work: (request: Parameters<Route>[0], take: Take) => Promise<string>): Route => async (request, response) => {
    stopping.refuse();
    const claims = caller(request, auth);
    const id = await conversations.use(claims, (conversation) => {
      conversation.turns.take();
      conversation.locale ??= browserLocale(request);
      return work(request, (activity, files) => handle(conversation, claims, activity, files));
    });
    sendJson(response, 200, { id });
  };

  const handle = async (conversation: Conversation, { actor }: Claims, activity: IncomingActivity, files?: readonly IncomingFile[]) => {
    const incoming = inward(activity, files);
    // Typing and the like is accepted, and has an id as everything else has, but takes no turn.
    return incoming ? inTurnTime(() => turns.submit(conversation, actor, incoming)) : conversation.nextId();
  };

  const post = receiving(async (request, take) => take(parseActivity(parseJson(await readBody(request, limits.activityBytes)))));
  const upload = receiving((request, take) => uploads.receive(request, take));
  const stream: Route = () => {
    throw new Problem(426, 'upgrade_required');
  };

  return { read, post, upload, stream };
}

type Take = (activity: IncomingActivity, files?: readonly IncomingFile[]) => Promise<string>;

import type { Next, Request, Response, Server } from 'restify';
import type { Messenger } from '../../../services/notifications/ports';
import { DONE, problem, readBody, send, type Answer } from './answer';
import { registration, type Authenticated, type Registration } from './adapter';
import { Conversations } from './conversation';
import type { DownloadRules } from './download';
import { parseEnvelope, type Envelope } from './envelope';
import { isLocalRequest, isLoopbackUrl } from './guard';
import { MALFORMED_ACTION } from './invoke';
import { messenger } from './messenger';
import { pace, type Pace } from './pace';
import { DEFAULT_LIMITS, type Limits, type TeamsOptions } from './options';
import { Redelivery } from './redelivery';
import { translate } from './translate';

export type { BotApp, Limits, TeamsOptions } from './options';

export interface Teams {
  /** Adds `/api/messages`. The route reads its body itself: no body parser may run before it. */
  register(server: Server): void;
  readonly messenger: Messenger;
  /** Forgets what was kept for redeliveries. Requests end with the server. */
  close(): void;
}

const PATH = '/api/messages';
/** Attempts to send a reply: the person waits, and nobody else tries again. */
const REPLY_ATTEMPTS = 3;

/** The Teams channel: decides who speaks, translates, hands the turn on, sends the replies. */
export function teams(options: TeamsOptions): Teams {
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const bot = registration(options);
  const limit = pace();
  const endpoint = new Endpoint(options, limits, bot, limit);
  return {
    register(server) {
      server.post(PATH, async (request: Request, response: Response) => endpoint.serve(request, response));
      const refuse = (_request: Request, response: Response, next: Next): void => {
        send(response, problem(405, 'method_not_allowed'));
        next();
      };
      for (const method of ['get', 'head', 'put', 'patch', 'del', 'opts'] as const) server[method](PATH, refuse);
    },
    messenger: messenger({ ...options, adapter: bot.adapter({ timeoutMs: limits.sendMs, attempts: 1 }), timeoutMs: limits.sendMs, pace: limit }),
    close: () => endpoint.close(),
  };
}

class Endpoint {
  private readonly adapter;
  private readonly conversations: Conversations;
  private readonly redelivery: Redelivery;
  /** Without a registration nobody can prove who they are, so only this machine is heard. */
  private readonly local: boolean;

  constructor(
    private readonly options: TeamsOptions,
    private readonly limits: Limits,
    private readonly bot: Registration,
    limit: Pace,
  ) {
    this.adapter = bot.adapter({ timeoutMs: limits.replyMs, attempts: REPLY_ATTEMPTS, turn: () => limit.take('reply') });
    this.conversations = new Conversations(this.adapter, options, limits);
    this.redelivery = new Redelivery(limits);
    this.local = !options.app.id;
  }

  async serve(request: Request, response: Response): Promise<void> {
    try {
      send(response, await this.answer(request));
    } catch (error) {
      if (request.destroyed) return;
      this.options.log.error({ code: 'teams.request_failed', error: error instanceof Error ? error.name : typeof error }, 'a request failed');
      send(response, problem(500, 'internal'));
    }
  }

  close(): void {
    this.redelivery.close();
  }

  private async answer(request: Request): Promise<Answer> {
    if (this.local && !isLocalRequest(request)) return this.refused(403, 'forbidden');
    const body = await readBody(request, this.limits.bodyBytes);
    if (body === undefined) return this.refused(413, 'too_large');
    const parsed = parseEnvelope(body);
    if (!('ok' in parsed)) return this.refused(400, parsed.code);
    if (this.local && !isLoopbackUrl(parsed.ok.serviceUrl)) return this.refused(403, 'forbidden');
    const caller = await this.authenticate(parsed.ok, request.headers.authorization ?? '');
    if (caller === undefined) return problem(401, 'unauthorized');
    // Elsewhere the sender can choose the ids that say who they are (web chat is on by default in a registration).
    if (!this.local && parsed.ok.channelId !== 'msteams') return this.refused(403, 'channel_not_served');
    return this.accepted(parsed.ok, caller);
  }

  private refused(status: number, code: string): Answer {
    this.options.log.warn({ code: `teams.${code}` }, 'an activity was refused');
    return problem(status, code);
  }

  private async authenticate(activity: Envelope, authorization: string): Promise<Authenticated | undefined> {
    try {
      return await this.adapter.authenticate(activity, authorization);
    } catch (error) {
      // Keys that could not be fetched look the same to the caller: what is not proven is refused.
      this.options.log.warn({ code: 'teams.token_refused', error: error instanceof Error ? error.name : typeof error }, 'a token was refused');
      return undefined;
    }
  }

  private accepted(activity: Envelope, caller: Authenticated): Answer | Promise<Answer> {
    const translated = translate(activity, this.options.people, this.downloads(activity.serviceUrl));
    switch (translated.kind) {
      case 'ignored':
        return DONE;
      case 'unknownInvoke':
        return problem(501, 'invoke_not_supported');
      case 'malformedAction':
        return MALFORMED_ACTION;
      case 'turn':
      case 'reaction':
      case 'seen':
      case 'removed': {
        const take = (): Promise<Answer> => this.conversations.take(activity, translated, caller);
        return activity.id ? this.redelivery.once(redeliveryKey(activity, activity.id), take) : take();
      }
    }
  }

  /** The bot identifies itself to the Connector alone, which keeps the pictures pasted into messages. */
  private downloads(serviceUrl: string): DownloadRules {
    return {
      loopback: this.local,
      timeoutMs: this.limits.downloadMs,
      authorize: async (url) => (url.origin === new URL(serviceUrl).origin ? this.bot.bearer() : undefined),
    };
  }
}

/** The sender is part of it: nobody gets what was answered to somebody else. */
function redeliveryKey({ conversation, from, type }: Envelope, id: string): string {
  return [conversation.id, from.id, type, id].join('\n');
}

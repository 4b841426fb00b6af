import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Server } from 'restify';
import type { Reply } from '../../turn';
import { auth } from './auth';
import { Conversations } from './conversations';
import { cors } from './cors';
import { following } from './following';
import { forwarding } from './forward';
import { looking } from './looking';
import type { Recipient } from './messenger';
import { DEFAULT_LIMITS, type DirectLineOptions } from './options';
import { recording } from './recording';
import { register } from './routes';
import { Stopping } from './stopping';
import { streams } from './stream';
import { transcript } from './transcript';
import { turns } from './turns';
import { uploads } from './upload';

export type { DirectLineOptions, Instance, Limits, Log, People } from './options';

export interface DirectLine {
  /** Adds the routes under /v3/directline. They read request bodies themselves: no body parser may run before them. */
  register(server: Server): void;
  /** For the server's `upgrade` event: true when the connection was taken (or refused), false when it is not a stream of ours. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean;
  /**
   * Says something of the bot's own accord; resolves when it is durable and shown.
   * False when there is nobody to reach: the conversation is unknown, or an anonymous one that is gone.
   * @throws StoreUnavailable: nothing was said, try again later
   */
  push(to: Recipient, replies: readonly Reply[]): Promise<boolean>;
  /** Takes no more turns, closes the streams, and resolves when the turns under way are done. */
  close(): Promise<void>;
}

/**
 * The intranet channel: Direct Line 3.0, for the official clients and our own. It authenticates, translates to turns
 * and keeps the transcript; everything else is the handler's.
 */
export function directLine(options: DirectLineOptions): DirectLine {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const { log } = options;
  const tokens = auth(options, limits);
  const stored = transcript(options.store, limits, log);
  const looks = looking(stored, log);
  const records = recording(options, stored, looks, limits);
  const conversations = new Conversations(options, stored, limits, tokens.seconds);
  const turning = turns(options, looks, records);
  const parts = {
    auth: tokens,
    conversations,
    turns: turning,
    uploads: uploads(limits),
    cors: cors(options),
    looking: looks,
    following: following(looks, limits),
    forwarding: forwarding(options.instance, limits),
    stopping: new Stopping(),
    instanceId: options.instance?.id,
    limits,
    log,
  };
  const sockets = streams(parts);
  const sweeping = setInterval(() => conversations.sweep(), limits.sweepMs).unref();

  return {
    register: (server) => register(server, parts),
    upgrade: sockets.upgrade,
    push: (to, replies) => conversations.reach(to, (conversation) => turning.push(conversation, replies)),
    async close() {
      parts.stopping.begin();
      clearInterval(sweeping);
      sockets.close();
      await Promise.all(
        conversations.all().map(async (conversation) => {
          await conversation.idle();
          await records.flush(conversation);
        }),
      );
    },
  };
}

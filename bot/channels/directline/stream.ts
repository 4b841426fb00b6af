import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ActivitySet } from './activity';
import type { Auth, Claims } from './auth';
import { parseWatermark, type Conversation } from './conversation';
import type { Conversations } from './conversations';
import type { Cors } from './cors';
import type { Following } from './following';
import type { Forwarding } from './forward';
import { forwardedStreams } from './forwardStream';
import type { Looking } from './looking';
import type { Limits, Log } from './options';
import { Problem, problemOf } from '../../../http/problem';
import { refuse } from './refuse';
import { BASE } from './request';

const PATH = new RegExp(`^${BASE}/conversations/([^/]+)/stream$`);
/** A reader this far behind is gone or stuck; it comes back with its watermark. */
const MAX_BEHIND = 4 * 1024 * 1024;
/** How long a client has to answer a good-bye. */
const GOOD_BYE_MS = 1000;
const CLOSE = { ended: 1008, leaving: 1001 } as const;

interface Parts {
  readonly auth: Auth;
  readonly conversations: Conversations;
  readonly cors: Cors;
  readonly looking: Looking;
  readonly following: Following;
  readonly forwarding: Forwarding;
  readonly limits: Limits;
  readonly log: Log;
}

interface Ways {
  here(conversation: Conversation, claims: Claims): void;
  there(peer: URL): void;
}

/** The WebSocket streams: everything after the watermark at once, then everything new, each activity once. */
export function streams({ auth, conversations, cors, looking, following, forwarding, limits, log }: Parts) {
  const elsewhere = forwardedStreams(forwarding, limits);
  const server = new WebSocketServer({ noServer: true, maxPayload: 64 * 1024, perMessageDeflate: false });
  const alive = new WeakSet<WebSocket>();
  const heart = setInterval(() => server.clients.forEach(beat), limits.keepAliveMs).unref();

  /** The empty frame is Direct Line's own keep-alive; the ping finds out who is no longer there. */
  function beat(socket: WebSocket): void {
    if (!alive.delete(socket)) {
      socket.terminate();
      return;
    }
    socket.send('');
    socket.ping();
  }

  /** Takes the connection if it asks for a stream of ours; false leaves it to others. */
  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const conversationId = PATH.exec(url.pathname)?.[1];
    if (conversationId === undefined) return false;
    const gone = (): Duplex => socket.destroy();
    socket.on('error', gone);
    const { searchParams } = url;
    connect(request, searchParams, conversationId, {
      here(conversation, claims) {
        socket.off('error', gone);
        server.handleUpgrade(request, socket, head, (open) => {
          alive.add(open);
          open.on('pong', () => alive.add(open));
          send(open, conversation, claims, parseWatermark(searchParams.get('watermark')), following);
        });
      },
      there: (peer) => elsewhere.pass(request, socket, head, peer),
    }).catch((error: unknown) => refuse(socket, problemOf(error, log)));
    return true;
  }

  async function connect(request: IncomingMessage, query: URLSearchParams, id: string, { here, there }: Ways): Promise<void> {
    if (!cors.allows(request)) throw new Problem(403, 'origin_refused');
    const token = query.get('t');
    if (!token) throw new Problem(401, 'token_missing');
    const claims = auth.verify(token, ['stream', 'any']);
    if (claims.conversationId !== id) throw new Problem(403, 'conversation_foreign');
    const peer = await forwarding.peerOf(claims, request);
    if (peer) there(peer);
    else
      await conversations.use(claims, async (conversation) => {
        await looking.look(conversation);
        here(conversation, claims);
      });
  }

  /** Says good-bye to everybody: clients reconnect, here after a restart or elsewhere. */
  function close(): void {
    clearInterval(heart);
    following.close();
    elsewhere.close();
    server.clients.forEach((socket) => socket.close(CLOSE.leaving, 'restarting'));
    server.close();
    setTimeout(() => server.clients.forEach((socket) => socket.terminate()), GOOD_BYE_MS).unref();
  }

  return { upgrade, close };
}

/** Sends everything after the watermark, then everything new, until either side leaves. */
function send(socket: WebSocket, conversation: Conversation, { actor }: Claims, from: number, { follow }: Following): void {
  let arrived = 0;
  const show = (set: ActivitySet): void => {
    arrived = conversation.arrived;
    if (set.activities.length === 0) return;
    if (socket.bufferedAmount > MAX_BEHIND) socket.terminate();
    else socket.send(JSON.stringify(set));
  };
  // By what comes in and not by its place, so that nothing is passed over which was said earlier on another instance.
  const changed = (): void => {
    show(conversation.since(arrived, actor.id));
    follow(conversation);
  };
  const passing = (set: ActivitySet): void => socket.send(JSON.stringify(set));
  const leave = conversation.subscribe({ changed, passing, ended: () => socket.close(CLOSE.ended, 'ended') });
  // Clients send empty frames of their own to keep the line open; nothing is read from a stream.
  socket.on('close', leave);
  socket.on('error', () => socket.terminate());
  show(conversation.after(from, actor.id));
  follow(conversation);
}

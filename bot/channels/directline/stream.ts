import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Auth, Claims } from './auth';
import { parseWatermark, type Conversation } from './conversation';
import type { Conversations } from './conversations';
import type { Cors } from './cors';
import type { Limits, Log } from './options';
import { Problem, problemOf } from '../../../http/problem';
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
  readonly limits: Limits;
  readonly log: Log;
}

/** The WebSocket streams: everything after the watermark at once, then everything new, each activity once. */
export function streams({ auth, conversations, cors, limits, log }: Parts) {
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
    connect(request, url.searchParams, conversationId, (conversation, claims) => {
      socket.off('error', gone);
      server.handleUpgrade(request, socket, head, (open) => follow(open, conversation, claims, parseWatermark(url.searchParams.get('watermark'))));
    }).catch((error: unknown) => refuse(socket, problemOf(error, log)));
    return true;
  }

  async function connect(request: IncomingMessage, query: URLSearchParams, id: string, open: (conversation: Conversation, claims: Claims) => void): Promise<void> {
    if (!cors.allows(request)) throw new Problem(403, 'origin_refused');
    const token = query.get('t');
    if (!token) throw new Problem(401, 'token_missing');
    const claims = auth.verify(token, ['stream', 'any']);
    if (claims.conversationId !== id) throw new Problem(403, 'conversation_foreign');
    await conversations.use(claims, (conversation) => open(conversation, claims));
  }

  function follow(socket: WebSocket, conversation: Conversation, { actor }: Claims, from: number): void {
    let watermark = from;
    const changed = (): void => {
      const set = conversation.after(watermark, actor.id);
      if (set.activities.length === 0) return;
      if (socket.bufferedAmount > MAX_BEHIND) {
        socket.terminate();
        return;
      }
      watermark = Number(set.watermark);
      socket.send(JSON.stringify(set));
    };
    const leave = conversation.subscribe({ changed, ended: () => socket.close(CLOSE.ended, 'ended') });
    alive.add(socket);
    socket.on('pong', () => alive.add(socket));
    // Clients send empty frames of their own to keep the line open; nothing is read from a stream.
    socket.on('close', leave);
    socket.on('error', () => socket.terminate());
    changed();
  }

  /** Says good-bye to everybody: clients reconnect, here after a restart or elsewhere. */
  function close(): void {
    clearInterval(heart);
    server.clients.forEach((socket) => socket.close(CLOSE.leaving, 'restarting'));
    server.close();
    setTimeout(() => server.clients.forEach((socket) => socket.terminate()), GOOD_BYE_MS).unref();
  }

  return { upgrade, close };
}

function refuse(socket: Duplex, problem: Problem): void {
  const headers = { ...problem.headers, connection: 'close', 'content-length': String(Buffer.byteLength(problem.body)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} Refused\r\n${lines.join('')}\r\n${problem.body}`);
}

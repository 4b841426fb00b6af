import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { problemOfPeer, type Forwarding } from './forward';
import type { Limits } from './options';
import { refuse } from './refuse';

/** The peer keeps its stream alive; after so many times of silence it is not there. */
const SILENCES = 3;

/** Streams of conversations that another instance holds: both ends are joined, byte for byte. */
export function forwardedStreams({ again }: Forwarding, limits: Limits) {
  const open = new Set<Duplex>();

  /** Opens the stream at the peer; what the peer refuses is refused here with the same answer. */
  function pass(request: IncomingMessage, socket: Duplex, head: Buffer, peer: URL): void {
    const sent = again(request, peer, { connection: 'Upgrade', upgrade: request.headers.upgrade });
    sent.on('upgrade', (answer, far, farHead) => {
      far.setTimeout(limits.keepAliveMs * SILENCES, () => far.destroy());
      socket.write(startOf(answer));
      socket.write(farHead);
      far.write(head);
      join(socket, far);
    });
    sent.on('response', (answer) => {
      socket.write(startOf(answer));
      answer.pipe(socket);
    });
    sent.on('error', (error) => refuse(socket, problemOfPeer(error)));
    socket.on('close', () => sent.destroy());
    sent.end();
  }

  function join(near: Duplex, far: Duplex): void {
    open.add(near);
    near.on('close', () => {
      open.delete(near);
      far.destroy();
    });
    far.on('close', () => near.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  }

  function close(): void {
    for (const socket of open) socket.destroy();
  }

  return { pass, close };
}

/** Status line and headers as the peer sent them. */
function startOf({ statusCode = 502, statusMessage = '', rawHeaders }: IncomingMessage): string {
  const lines = rawHeaders.map((part, index) => (index % 2 === 0 ? `${part}: ` : `${part}\r\n`));
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${lines.join('')}\r\n`;
}

import type { Duplex } from 'node:stream';
import type { Problem } from '../../../http/problem';

/** Answers a connection that asked for a stream and gets none. */
export function refuse(socket: Duplex, problem: Problem): void {
  const headers = { ...problem.headers, connection: 'close', 'content-length': String(Buffer.byteLength(problem.body)) };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} Refused\r\n${lines.join('')}\r\n${problem.body}`);
}

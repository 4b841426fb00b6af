import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** How the receiver takes the next request: with a status and a body, or by never answering. */
export type Manner = { readonly status: number; readonly body?: string; readonly location?: string } | 'hangs';

/** Another system's front door: a real server that keeps what it was sent. */
export class Receiver {
  readonly received: Received[] = [];
  /** Of the requests to come, in order; after them everything is taken with 204. */
  readonly manners: Manner[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    const receiver = new Receiver(server);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
      request.on('end', () => {
        receiver.received.push({ headers: request.headers, body });
        const manner = receiver.manners.shift() ?? { status: 204 };
        if (manner === 'hangs') return;
        response.writeHead(manner.status, manner.location === undefined ? {} : { location: manner.location });
        response.end(manner.body);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/in`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }
}

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Hooked {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

export type HookTrouble = { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | 'hang' | 'drop';

/** A board's own system on this machine: keeps what it is told and misbehaves when told to. */
export class HookServer {
  readonly received: Hooked[] = [];
  private readonly troubles: HookTrouble[] = [];
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      this.received.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8'), path: request.url ?? '' });
      const trouble = this.troubles.shift();
      if (trouble === 'hang') return;
      if (trouble === 'drop') return void request.socket.destroy();
      response.writeHead(trouble?.status ?? 204, trouble?.headers);
      response.end();
    });
  });

  static async start(): Promise<HookServer> {
    const hook = new HookServer();
    hook.server.listen(0, '127.0.0.1');
    await once(hook.server, 'listening');
    return hook;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/hook`;
  }

  /** The next requests meet these, one each. */
  misbehave(...troubles: readonly HookTrouble[]): void {
    this.troubles.push(...troubles);
  }

  /** What it was told of a case, in the order in which it came. */
  about(number: string): readonly (Hooked & { readonly json: Readonly<Record<string, unknown>> })[] {
    return this.received.filter(({ body }) => body.includes(number)).map((one) => ({ ...one, json: JSON.parse(one.body) as Readonly<Record<string, unknown>> }));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

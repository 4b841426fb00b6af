import { once } from 'node:events';
import { createServer, request as ask, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { FakeConnector } from '../test/helpers/fakeConnector';
import { CONNECTOR_FAULTS, MARK } from './plan';
import type { Random } from './random';

/** A notice that the connector took, whether or not the sender learnt of it. */
export interface Delivery {
  readonly number: string;
  readonly at: number;
  /** Which life of which instance sent it. */
  readonly life: string;
  /** The sender got no answer, though the notice was taken. */
  withheld: boolean;
  /** The case said that there is something left to send when this sender died. */
  unrecordedAtDeath: boolean;
}

type Trouble = '429' | '500' | 'hang' | 'refused' | 'lost' | 'slow';
const TROUBLES: readonly Trouble[] = ['429', '500', 'hang', 'refused', 'lost', 'lost', 'slow'];
const NUMBER = /[A-Z]{2,6}-[0-9A-Z]{4}-[0-9A-Z]{4}/;

/** Stands before the fake connector: misbehaves, and writes down which notices it took from whom. */
export class ChaosConnector {
  readonly deliveries: Delivery[] = [];
  /** Notices with a word in them that somebody wrote. */
  leaked = 0;
  readonly troubles = new Map<Trouble, number>();
  /** Nothing goes wrong any more. */
  calm = false;
  /** Conversation that notices go to. */
  noticesTo = '';
  /** Called when a notice was taken. */
  onNotice: (delivery: Delivery) => void = () => undefined;
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch(() => response.destroy());
  });

  private constructor(
    readonly behind: FakeConnector,
    private readonly random: Random,
  ) {}

  static async start(random: Random): Promise<ChaosConnector> {
    const connector = new ChaosConnector(await FakeConnector.start(), random);
    connector.server.listen(0, '127.0.0.1');
    await once(connector.server, 'listening');
    return connector;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await this.behind.close();
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await whole(request);
    const isNotice = request.method === 'POST' && this.noticesTo !== '' && decodeURIComponent(request.url ?? '').includes(this.noticesTo);
    const trouble = this.trouble(isNotice);
    if (trouble === '429') response.writeHead(429, { 'retry-after': String(this.random.between(1, 3)) }).end('{}');
    else if (trouble === '500') response.writeHead(500).end('{}');
    else if (trouble === 'refused') request.socket.destroy();
    else if (trouble !== 'hang') await this.take({ request, response, body, isNotice, trouble });
  }

  private async take({ request, response, body, isNotice, trouble }: { request: IncomingMessage; response: ServerResponse; body: Buffer; isNotice: boolean; trouble: Trouble | undefined }): Promise<void> {
    const answer = await forward(this.behind.url, request, body);
    const delivery = isNotice && answer.status < 300 ? this.note(body.toString(), String(request.headers['x-chaos-life'] ?? '')) : undefined;
    if (trouble === 'lost') {
      if (delivery) delivery.withheld = true;
      request.socket.destroy();
      return;
    }
    if (trouble === 'slow') await wait(this.random.between(50, 1_500));
    response.once('close', () => {
      if (delivery && !response.writableFinished) delivery.withheld = true;
    });
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
  }

  private note(activity: string, life: string): Delivery | undefined {
    if (activity.toLowerCase().includes(MARK)) this.leaked += 1;
    const [number] = NUMBER.exec(activity) ?? [];
    if (number === undefined) return undefined;
    const delivery: Delivery = { number, at: Date.now(), life, withheld: false, unrecordedAtDeath: false };
    this.deliveries.push(delivery);
    this.onNotice(delivery);
    return delivery;
  }

  private trouble(isNotice: boolean): Trouble | undefined {
    if (this.calm || !this.random.chance(isNotice ? CONNECTOR_FAULTS.notice : CONNECTOR_FAULTS.reply)) return undefined;
    const trouble = this.random.pick(TROUBLES);
    this.troubles.set(trouble, (this.troubles.get(trouble) ?? 0) + 1);
    return trouble;
  }
}

function forward(base: string, { method, url, headers }: IncomingMessage, body: Buffer): Promise<{ readonly status: number; readonly body: Buffer }> {
  const { 'transfer-encoding': _, ...rest }: IncomingHttpHeaders = headers;
  return new Promise((resolve, reject) => {
    ask(new URL(url ?? '/', base), { method, headers: { ...rest, 'content-length': body.length } }, (incoming) => {
      whole(incoming).then((received) => resolve({ status: incoming.statusCode ?? 0, body: received }), reject);
    })
      .on('error', reject)
      .end(body);
  });
}

async function whole(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

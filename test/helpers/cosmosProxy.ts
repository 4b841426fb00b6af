import { createServer, request, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { recorded, violation, type RecordedRequest } from './cosmosRequests';
import { STAND_IN_KEY } from './cosmosStandIn';

export type { RecordedRequest, RequestKind } from './cosmosRequests';

export type Fault =
  /** Answered by the proxy; never reaches the account. */
  | { readonly kind: 'status'; readonly status: number; readonly substatus?: number; readonly retryAfterMs?: number }
  /** The connection breaks before the account gets the request. */
  | { readonly kind: 'reset' }
  /** The account carries it out; the answer is lost. */
  | { readonly kind: 'lost' }
  /** The account carries it out; a failure is answered all the same. */
  | { readonly kind: 'done'; readonly status: number }
  /** The account gets it at once; the answer takes so long. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** The account gets it late; the caller may have given up by then. */
  | { readonly kind: 'late'; readonly ms: number }
  /** A query's answers hold one document each, as an account's may. */
  | { readonly kind: 'short' }
  /** Another write of the document slips in before. */
  | { readonly kind: 'race' };

export interface CosmosProxy {
  readonly endpoint: string;
  readonly key: string;
  /** All since the start or the last `forget`, in the order in which they came. */
  readonly requests: readonly RecordedRequest[];
  /** Queries that a running server must not make; they were answered with 400. */
  readonly violations: readonly string[];
  /** Lets queries cross partitions; they are recorded as any other. */
  mayCross: boolean;
  /** What to do to a request; undefined lets it pass. */
  fault: (request: RecordedRequest) => Fault | undefined;
  /** Headers to add to an answer, over those of the account. */
  answerHeaders: (request: RecordedRequest) => Readonly<Record<string, string>>;
  forget(): void;
  /** Requests by kind since the last `forget`. */
  counts(): Readonly<Record<string, number>>;
  stop(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Stands between the SDK and a stand-in on the loopback interface: records, refuses what crosses partitions, injects faults. */
export async function startProxy(account: string): Promise<CosmosProxy> {
  const requests: RecordedRequest[] = [];
  const violations: string[] = [];
  const server = createServer((incoming, outgoing) => {
    void handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const proxy: CosmosProxy = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: STAND_IN_KEY,
    requests,
    violations,
    mayCross: false,
    fault: () => undefined,
    answerHeaders: () => ({}),
    forget: () => void (requests.length = 0),
    counts: () => requests.reduce<Record<string, number>>((sums, { kind }) => ({ ...sums, [kind]: (sums[kind] ?? 0) + 1 }), {}),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await whole(incoming);
    const record = recorded(incoming, body);
    requests.push(record);
    const given = await answerTo(record, incoming, body);
    if (given) answer(outgoing, record, given);
    else outgoing.destroy();
  }

  async function answerTo(record: RecordedRequest, incoming: IncomingMessage, body: Buffer): Promise<Answer | undefined> {
    const broken = proxy.mayCross ? undefined : violation(record);
    if (broken !== undefined) {
      violations.push(broken);
      return { status: 400, headers: {}, body: Buffer.from(JSON.stringify({ message: broken })) };
    }
    const fault = proxy.fault(record);
    const forwarded = (headers: IncomingHttpHeaders = {}) => send(account, record.method, record.path, { ...incoming.headers, ...headers }, body);
    return fault ? faulty(fault, record, incoming, forwarded) : forwarded();
  }

  async function faulty(fault: Fault, record: RecordedRequest, incoming: IncomingMessage, forwarded: (headers?: IncomingHttpHeaders) => Promise<Answer>): Promise<Answer | undefined> {
    switch (fault.kind) {
      case 'status':
        return refusal(fault.status, fault);
      case 'reset':
        return undefined;
      case 'lost':
        await forwarded();
        return undefined;
      case 'done':
        await forwarded();
        return refusal(fault.status, {});
      case 'slow': {
        const given = await forwarded();
        await sleep(fault.ms);
        return given;
      }
      case 'late':
        await sleep(fault.ms);
        return forwarded();
      case 'short':
        return forwarded({ 'x-ms-max-item-count': '1' });
      case 'race':
        await slipIn(account, record, incoming);
        return forwarded();
    }
  }

  function answer(outgoing: ServerResponse, record: RecordedRequest, { status, headers, body }: Answer): void {
    const sent = body.toString();
    Object.assign(record, { status, bytesReceived: body.length, documents: documentsIn(record, status, sent) });
    // Restify gives its own `writeHead` to every response of the process, and that returns nothing.
    outgoing.writeHead(status, { ...headers, ...proxy.answerHeaders(record) });
    outgoing.end(body);
  }
}

function refusal(status: number, { substatus, retryAfterMs }: { readonly substatus?: number; readonly retryAfterMs?: number }): Answer {
  const headers = {
    'content-type': 'application/json',
    ...(substatus === undefined ? {} : { 'x-ms-substatus': String(substatus) }),
    ...(retryAfterMs === undefined ? {} : { 'x-ms-retry-after-ms': String(retryAfterMs) }),
  };
  return { status, headers, body: Buffer.from('{"message":"injected"}') };
}

function documentsIn({ kind }: RecordedRequest, status: number, body: string): number {
  if (status !== 200) return 0;
  if (kind === 'point read') return 1;
  const parsed: unknown = kind === 'query' ? JSON.parse(body) : undefined;
  return typeof parsed === 'object' && parsed !== null && 'Documents' in parsed && Array.isArray(parsed.Documents) ? parsed.Documents.length : 0;
}

/** The headers of the raced request serve, since the stand-in checks no signature; a real account would refuse them. */
async function slipIn(account: string, { kind, path }: RecordedRequest, incoming: IncomingMessage): Promise<void> {
  if (kind !== 'replace') return;
  const { 'if-match': _, 'content-length': __, ...headers } = incoming.headers;
  const there = await send(account, 'GET', path, headers, Buffer.alloc(0));
  if (there.status === 200) await send(account, 'PUT', path, headers, there.body);
}

function send(account: string, method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { 'transfer-encoding': _, ...rest } = headers;
    request(account + path, { method, headers: { ...rest, 'content-length': body.length } }, (incoming) => {
      whole(incoming).then((received) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: received }), reject);
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

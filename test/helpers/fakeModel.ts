import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ModelServer } from '../../services/guidance/model/ports';

/** A request as it came over the wire. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as text: what a test looks through for what must not be there. */
  readonly raw: string;
  readonly json: Readonly<Record<string, unknown>>;
}

export interface FakeClaim {
  readonly text: string;
  /** Ids, or words of the title of a passage that was sent. */
  readonly passages: readonly string[];
}

/** How the next answer goes wrong, or what it says. */
export type Behaviour =
  | { readonly claims: readonly FakeClaim[]; readonly afterMs?: number }
  /** The model's text as it is, in an otherwise right answer. */
  | { readonly content: string; readonly finish?: string }
  | { readonly refusal: string }
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  /** Promises more than it sends, then closes. */
  | 'cut'
  /** Sends the head and then nothing more. */
  | 'hang'
  /** Never answers at all. */
  | 'silent'
  | 'drop'
  | 'endless';

/** One passage as it was sent. */
export interface SentPassage {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/**
 * A server on this machine that speaks as OpenAI's and Azure's do, and misbehaves when told to. Untold, it says the first
 * sentence of the first passage, with its id.
 */
export class FakeModel {
  readonly asked: Asked[] = [];
  private readonly next: Behaviour[] = [];
  /** The vector of a text; by default the same for all. */
  vectorOf: (text: string) => readonly number[] = () => [1, 0];
  embeddingsAfterMs = 0;
  private readonly server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const asked = { path: request.url ?? '', headers: request.headers, raw, json: JSON.parse(raw === '' ? '{}' : raw) as Asked['json'] };
      this.asked.push(asked);
      if (asked.path.includes('/embeddings')) return this.embed(asked, response);
      this.respond(this.next.shift() ?? { claims: [firstSentence(asked)] }, asked, response);
    });
  });

  static async start(): Promise<FakeModel> {
    const fake = new FakeModel();
    fake.server.listen(0, '127.0.0.1');
    await once(fake.server, 'listening');
    return fake;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  as(kind: 'openai' | 'azure', embeddingModel?: string): ModelServer {
    return { kind, url: kind === 'openai' ? `${this.url}/v1` : this.url, apiKey: 'key-of-the-test', model: 'test-model', ...(embeddingModel === undefined ? {} : { embeddingModel }) };
  }

  /** The next answers, one each. */
  will(...behaviours: readonly Behaviour[]): void {
    this.next.push(...behaviours);
  }

  /** Questions asked of it, the embeddings apart. */
  get questions(): readonly Asked[] {
    return this.asked.filter(({ path }) => path.includes('/chat/completions'));
  }

  /** Forgets what it was asked and told to do. */
  reset(): void {
    this.asked.splice(0);
    this.next.splice(0);
    this.embeddingsAfterMs = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private respond(behaviour: Behaviour, asked: Asked, response: ServerResponse): void {
    if (behaviour === 'silent') return;
    if (behaviour === 'drop') return void response.socket?.destroy();
    if (behaviour === 'hang') {
      response.writeHead(200, JSON_TYPE);
      return void response.write('{"id":');
    }
    if (behaviour === 'endless') return endless(response);
    if (behaviour === 'cut') {
      const whole = completion(JSON.stringify({ claims: [] }));
      response.writeHead(200, { ...JSON_TYPE, 'content-length': String(whole.length + 100) });
      response.write(whole.slice(0, 40));
      return void setImmediate(() => response.socket?.destroy());
    }
    if ('status' in behaviour) return finish(response, behaviour.status, behaviour.headers, behaviour.body ?? '{"error":{"message":"told to"}}');
    const send = (text: string): void => finish(response, 200, JSON_TYPE, text);
    if ('content' in behaviour) return send(completion(behaviour.content, behaviour.finish));
    if ('refusal' in behaviour) return send(completion(null, 'stop', behaviour.refusal));
    const claims = behaviour.claims.map(({ text, passages }) => ({ text, passages: passages.map((wanted) => idIn(asked, wanted)) }));
    const text = completion(JSON.stringify({ claims }));
    if (behaviour.afterMs === undefined) send(text);
    else setTimeout(send, behaviour.afterMs, text).unref();
  }

  private embed({ json }: Asked, response: ServerResponse): void {
    const input = Array.isArray(json['input']) ? json['input'].map(String) : [String(json['input'])];
    const data = input.map((text, index) => ({ object: 'embedding', index, embedding: this.vectorOf(text) }));
    const send = (): void => finish(response, 200, JSON_TYPE, JSON.stringify({ object: 'list', data, model: 'test', usage: { prompt_tokens: 0, total_tokens: 0 } }));
    if (this.embeddingsAfterMs === 0) send();
    else setTimeout(send, this.embeddingsAfterMs).unref();
  }
}

const JSON_TYPE = { 'content-type': 'application/json' };

/** Step by step: restify, loaded in the same process, has made writeHead return nothing. */
function finish(response: ServerResponse, status: number, headers: Readonly<Record<string, string>> | undefined, body: string): void {
  response.writeHead(status, headers);
  response.end(body);
}

function completion(content: string | null, reason = 'stop', refusal: string | null = null): string {
  return JSON.stringify({ id: 'one', object: 'chat.completion', created: 0, model: 'test-model', choices: [{ index: 0, finish_reason: reason, message: { role: 'assistant', content, refusal } }] });
}

function endless(response: ServerResponse): void {
  response.writeHead(200, JSON_TYPE);
  const more = (): void => {
    if (!response.destroyed) response.write(' '.repeat(64 * 1024), () => setImmediate(more));
  };
  more();
}

/** What was sent to the model as the user's message. */
export function messageOf({ json }: Asked): string {
  const messages = json['messages'] as readonly { readonly role: string; readonly content: string }[];
  return messages.find(({ role }) => role === 'user')?.content ?? '';
}

/** The passages in a request. */
export function passagesIn(asked: Asked): readonly SentPassage[] {
  return messageOf(asked)
    .split('\n')
    .filter((line) => line.startsWith('{"id"'))
    .map((line) => JSON.parse(line) as SentPassage);
}

/** The question in a request. */
export function questionIn(asked: Asked): string {
  const lines = messageOf(asked).split('\n');
  return JSON.parse(lines[lines.findIndex((line) => line.startsWith('<question')) + 1] ?? '""') as string;
}

const idIn = (asked: Asked, wanted: string): string => passagesIn(asked).find(({ id, title }) => id === wanted || title.includes(wanted))?.id ?? wanted;

function firstSentence(asked: Asked): FakeClaim {
  const [first] = passagesIn(asked);
  return { text: /^[^.!?\n]*[.!?]?/u.exec(first?.text ?? '')?.[0] ?? '', passages: [first?.id ?? ''] };
}

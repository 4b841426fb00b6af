import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export type JsonObject = Readonly<Record<string, unknown>>;

/** A message as it stands in a conversation; updates and replaced cards change it in place. */
export interface Shown {
  readonly id: string;
  text: string | undefined;
  card: JsonObject | undefined;
  activity: JsonObject;
  /** How often it was changed after it came. */
  changes: number;
}

/** A request as it came, whether it was served or not. */
export interface Received {
  readonly method: string;
  readonly conversationId: string | undefined;
  readonly activityId: string | undefined;
  readonly authorization: string | undefined;
  readonly activity: JsonObject;
}

export type Misbehaviour =
  /** `retryAfter` and `location` become headers as they are; `body` the JSON body. */
  | { readonly kind: 'status'; readonly status: number; readonly retryAfter?: string; readonly location?: string; readonly body?: JsonObject }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Cuts the connection without an answer. */
  | { readonly kind: 'drop' }
  /** Serves, but only after so many milliseconds. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Serves, with an answer that has no body. */
  | { readonly kind: 'silent' };

interface Trouble {
  readonly how: Misbehaviour;
  readonly conversationId: string | undefined;
  left: number;
}

/** The Bot Connector's REST API on this machine, over real HTTP: keeps what it gets and misbehaves when told to. */
export class FakeConnector {
  readonly received: Received[] = [];
  private readonly conversations = new Map<string, Shown[]>();
  private readonly troubles: Trouble[] = [];
  private readonly news = new EventEmitter().setMaxListeners(100);
  private ids = 0;
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch(() => response.destroy());
  });

  static async start(): Promise<FakeConnector> {
    const connector = new FakeConnector();
    connector.server.listen(0, '127.0.0.1');
    await once(connector.server, 'listening');
    return connector;
  }

  /** The service URL, with the slash at its end that Teams has. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  /** What stands in the conversation now, oldest first. */
  messages(conversationId: string): readonly Shown[] {
    return this.conversations.get(conversationId) ?? [];
  }

  /** The next `times` requests (to that conversation, or to any) go wrong. Returns how to stop that early. */
  misbehave(how: Misbehaviour, { times = 1, conversationId }: { times?: number; conversationId?: string } = {}): () => void {
    const trouble: Trouble = { how, conversationId, left: times };
    this.troubles.push(trouble);
    return () => {
      trouble.left = 0;
    };
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    this.troubles.length = 0;
  }

  /** Resolves with the first message, there already or still to come, that fits. */
  async waitFor(conversationId: string, fits: (message: Shown) => boolean, timeoutMs = 5000): Promise<Shown> {
    const signal = AbortSignal.timeout(timeoutMs);
    for (;;) {
      const found = this.messages(conversationId).find(fits);
      if (found !== undefined) return found;
      await once(this.news, 'change', { signal }).catch(() => {
        throw new Error(`no such message within ${timeoutMs} ms`);
      });
    }
  }

  /** What a client does with the card that an invoke returns. */
  replaceCard(conversationId: string, messageId: string, card: JsonObject): Shown | undefined {
    const message = this.messages(conversationId).find(({ id }) => id === messageId);
    if (message === undefined) return undefined;
    message.card = card;
    message.changes += 1;
    this.news.emit('change');
    return message;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [conversationId, activityId] = idsIn(request.url ?? '');
    const activity = await readJson(request);
    const { method = '' } = request;
    this.received.push({ method, conversationId, activityId, authorization: request.headers.authorization, activity });
    const how = this.trouble(conversationId);
    if (how?.kind === 'hang') return;
    if (how?.kind === 'drop') {
      request.socket.destroy();
      return;
    }
    if (how?.kind === 'slow') await wait(how.ms);
    const reply = how?.kind === 'status' ? { status: how.status, body: how.body ?? error('AsTold') } : this.act(method, conversationId, activityId, activity);
    if (how?.kind === 'status' && how.retryAfter !== undefined) response.setHeader('retry-after', how.retryAfter);
    if (how?.kind === 'status' && how.location !== undefined) response.setHeader('location', how.location);
    response.writeHead(reply.status, { 'content-type': 'application/json' });
    response.end(how?.kind === 'silent' ? undefined : JSON.stringify(reply.body));
  }

  private act(method: string, conversationId: string | undefined, activityId: string | undefined, activity: JsonObject): { status: number; body: JsonObject } {
    if (method === 'POST' && conversationId === undefined) {
      const id = `a:created-${(this.ids += 1)}`;
      this.conversations.set(id, []);
      return { status: 201, body: { id, serviceUrl: this.url } };
    }
    if (method === 'POST' && conversationId !== undefined) return { status: 201, body: { id: this.add(conversationId, activity) } };
    if (method === 'PUT' && conversationId !== undefined && activityId !== undefined) {
      const changed = this.change(conversationId, activityId, activity);
      return changed ? { status: 200, body: { id: activityId } } : { status: 404, body: error('ActivityNotFoundInConversation') };
    }
    return { status: 405, body: error('MethodNotAllowed') };
  }

  private add(conversationId: string, activity: JsonObject): string {
    const id = `1:${(this.ids += 1)}`;
    const shown: Shown = { id, ...content(activity), activity, changes: 0 };
    const messages = this.conversations.get(conversationId) ?? [];
    if (activity['type'] === 'message') messages.push(shown);
    this.conversations.set(conversationId, messages);
    this.news.emit('change');
    return id;
  }

  private change(conversationId: string, messageId: string, activity: JsonObject): boolean {
    // A channel's own id reaches the messages of its threads too.
    const places = [...this.conversations.entries()].filter(([id]) => id === conversationId || id.startsWith(`${conversationId};`));
    const message = places.flatMap(([, messages]) => messages).find(({ id }) => id === messageId);
    if (message === undefined) return false;
    Object.assign(message, content(activity), { activity });
    message.changes += 1;
    this.news.emit('change');
    return true;
  }

  private trouble(conversationId: string | undefined): Misbehaviour | undefined {
    const found = this.troubles.find((one) => one.left > 0 && (one.conversationId ?? conversationId) === conversationId);
    if (found !== undefined) found.left -= 1;
    return found?.how;
  }
}

/** Conversation and activity in `/v3/conversations/{id}/activities/{id}`. */
function idsIn(url: string): readonly [string | undefined, string | undefined] {
  const [, conversation, activity] = /^\/+v3\/conversations(?:\/([^/?]+)\/activities(?:\/([^/?]+))?)?/.exec(url) ?? [];
  const decode = (part: string | undefined): string | undefined => (part === undefined ? undefined : decodeURIComponent(part));
  return [decode(conversation), decode(activity)];
}

function content(activity: JsonObject): { text: string | undefined; card: JsonObject | undefined } {
  const attachments = (activity['attachments'] ?? []) as readonly JsonObject[];
  const card = attachments.find((one) => one['contentType'] === 'application/vnd.microsoft.card.adaptive');
  return { text: activity['text'] as string | undefined, card: card?.['content'] as JsonObject | undefined };
}

async function readJson(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as JsonObject);
}

function error(code: string): JsonObject {
  return { error: { code, message: code } };
}

import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Running } from './harness';

export interface Activity {
  readonly id: string;
  readonly type: string;
  readonly from: { readonly id: string; readonly role: string };
  readonly text?: string;
  readonly value?: unknown;
  readonly attachments?: readonly { readonly contentType: string; readonly name?: string; readonly content?: { readonly body?: readonly { readonly id?: string; readonly value?: string }[] } }[];
  readonly replyToId?: string;
  readonly locale?: string;
  readonly channelData?: { readonly clientActivityID?: string; readonly postBack?: boolean; readonly trygg?: { readonly replaces: string } };
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly id?: string;
    readonly code?: string;
    readonly conversationId?: string;
    readonly token?: string;
    readonly expires_in?: number;
    readonly streamUrl?: string;
    readonly activities?: readonly Activity[];
    readonly watermark?: string;
  };
}

/** One request on a connection of its own; a body that is not a string, bytes or a form already is sent as JSON. */
export async function call(service: Running, method: string, path: string, bearer?: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const raw = typeof body === 'string' || body instanceof Uint8Array || body instanceof FormData;
  const content = body === undefined ? undefined : new Response(raw ? body : JSON.stringify(body));
  const type = raw ? content?.headers.get('content-type') : 'application/json';
  const bytes = content && Buffer.from(await content.arrayBuffer());
  const sent = request(`${service.domain}/${path}`, {
    method,
    agent: false,
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(bytes ? { 'content-length': bytes.length, 'content-type': type ?? 'application/octet-stream' } : {}),
      ...headers,
    },
  }).end(bytes);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  const received = await text(answer);
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: received ? (JSON.parse(received) as Answer['body']) : {} };
}

/** A conversation of somebody's, over plain HTTP. */
export interface Talk {
  readonly id: string;
  readonly token: string;
  post(activity: object | string): Promise<Answer>;
  say(text: string, clientActivityID?: string): Promise<Answer>;
  read(watermark?: string): Promise<readonly Activity[]>;
}

export function talk(service: Running, id: string, token: string): Talk {
  const post = (activity: object | string): Promise<Answer> => call(service, 'POST', `conversations/${id}/activities`, token, activity);
  return {
    id,
    token,
    post,
    say: (words, clientActivityID) => post({ type: 'message', text: words, ...(clientActivityID === undefined ? {} : { channelData: { clientActivityID } }) }),
    async read(watermark = '') {
      const { status, body } = await call(service, 'GET', `conversations/${id}/activities?watermark=${watermark}`, token);
      if (status !== 200) throw new Error(`${status} ${body.code}`);
      return body.activities ?? [];
    },
  };
}

/** Signs in, starts a conversation and waits for the greeting. */
export async function begin(service: Running, person = 'demo:employee-mhn'): Promise<Talk> {
  const generated = await call(service, 'POST', 'tokens/generate', person);
  const started = await call(service, 'POST', 'conversations', generated.body.token);
  if (started.status !== 201) throw new Error(`not started: ${started.status} ${started.body.code}`);
  const conversation = talk(service, started.body.conversationId!, started.body.token!);
  for (let tries = 0; tries < 500 && (await conversation.read()).length === 0; tries += 1) await new Promise((resolve) => setTimeout(resolve, 5));
  return conversation;
}

import { request } from 'node:http';
import type { Rig } from './rig';

export interface RawAnswer {
  readonly status: number;
  readonly type: string | undefined;
  readonly text: string;
  /** The problem's code, where the answer is one. */
  readonly code: string | undefined;
}

export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** A request written header by header: fetch sets Host and Origin itself. */
export function raw(rig: Rig, { method = 'POST', headers = {}, body }: RawRequest): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(`${rig.url}/api/messages`, { method, headers: { 'content-type': 'application/json', ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const type = response.headers['content-type'];
        const code = type === 'application/problem+json' && text !== '' ? (JSON.parse(text) as { code: string }).code : undefined;
        resolve({ status: response.statusCode ?? 0, type, text, code });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The smallest activity there is, with changes. */
export function activity(rig: Rig, changes: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    type: 'message',
    channelId: 'msteams',
    serviceUrl: rig.connector.url,
    conversation: { id: 'a:1' },
    from: { id: '29:1', aadObjectId: 'aad-1' },
    recipient: { id: '28:trygg' },
    text: 'hej',
    ...changes,
  });
}

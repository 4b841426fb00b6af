import { Agent, request, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';

export interface Asked {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string;
}

export interface Answered {
  readonly status: number;
  /** A status from 200 to 299. */
  readonly ok: boolean;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** The connection broke, or there was nobody to connect to. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(cause: Error) {
    super('no answer', { cause });
  }
}

/** A connection goes before the server ends it (5 s), so that no request meets one that is just being closed. */
const agent = new Agent({ keepAlive: true, timeout: 4_000 });

/**
 * One request over real HTTP. Tests send some ten thousand: `fetch` takes three to four times the work for each.
 * @throws {NoAnswer} with the reason as its cause
 */
export function ask(url: string, { method = 'GET', headers = {}, body }: Asked = {}): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const fail = (cause: Error): void => reject(new NoAnswer(cause));
    const length = body === undefined ? {} : { 'content-length': Buffer.byteLength(body) };
    const asked = request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => (text += part));
      response.on('end', () => resolve({ status, ok: status >= 200 && status < 300, headers: answered, text }));
      response.on('error', fail);
    });
    asked.on('error', fail);
    asked.end(body);
  });
}

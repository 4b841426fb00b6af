import XhrOnNode from 'xhr2';
import { WebSocket } from 'ws';
import type { Activity, DirectLine } from 'botframework-directlinejs';
import type { Running } from './harness';
import { call } from './http';

/** A browser's XMLHttpRequest takes a FormData; the one on Node does not, so it is put into bytes first. */
class Xhr extends XhrOnNode {
  override send(body?: unknown): void {
    if (!(body instanceof FormData)) {
      super.send(body);
      return;
    }
    const form = new Response(body);
    void form.arrayBuffer().then((bytes) => {
      this.setRequestHeader('content-type', form.headers.get('content-type') ?? '');
      super.send(bytes);
    });
  }
}

export interface Official {
  readonly client: DirectLine;
  /** Everything its stream gave, in order. */
  readonly seen: Activity[];
  readonly states: number[];
  /** What ended its stream. */
  readonly failures: unknown[];
  texts(): string[];
  /** Sends and resolves with the id. */
  send(activity: object): Promise<string>;
  end(): void;
}

export interface How {
  readonly webSocket: boolean;
  readonly token?: string;
  readonly conversationId?: string;
  readonly watermark?: string;
  readonly locale?: string;
}

/** Microsoft's own client, unchanged, in its place in a browser. */
export async function official(service: Running, how: How): Promise<Official> {
  Object.assign(globalThis, { XMLHttpRequest: Xhr, WebSocket });
  const { DirectLine: Client } = await import('botframework-directlinejs');
  const token = how.token ?? (await call(service, 'POST', 'tokens/generate', 'demo:employee-mhn')).body.token!;
  const client = new Client({
    domain: service.domain,
    token,
    webSocket: how.webSocket,
    pollingInterval: 200,
    timeout: 1500,
    // Its wait before it reconnects is 3 s and a random part: the shortest.
    random: () => 0,
    ...(how.conversationId === undefined ? {} : { conversationId: how.conversationId }),
    ...(how.watermark === undefined ? {} : { watermark: how.watermark }),
    ...(how.locale === undefined ? {} : { conversationStartProperties: { locale: how.locale } }),
  });
  const seen: Activity[] = [];
  const states: number[] = [];
  const failures: unknown[] = [];
  const status = client.connectionStatus$.subscribe((state) => states.push(state));
  const stream = client.activity$.subscribe(
    (activity) => seen.push(activity),
    (error: unknown) => failures.push(error),
  );
  return {
    client,
    seen,
    states,
    failures,
    texts: () => seen.map((activity) => ('text' in activity && typeof activity.text === 'string' ? activity.text : '')),
    send: (activity) =>
      new Promise((resolve, reject) => client.postActivity({ from: { id: 'whoever' }, ...activity } as Activity).subscribe(resolve, reject)),
    end() {
      stream.unsubscribe();
      status.unsubscribe();
      client.end();
    },
  };
}

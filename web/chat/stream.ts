import { parseJson } from '../shared/json';
import { readActivitySet } from './protocol';
import type { ActivitySet } from './protocol';

export interface Stream {
  /** Resolves when the stream has ended, with whether it was ever open. */
  readonly ended: Promise<{ readonly opened: boolean }>;
  close(): void;
}

/** How long a stream may take to open before polling takes over. */
const OPEN_TIMEOUT_MS = 8_000;

/** Listens to a conversation's WebSocket: sets of activities, and empty frames that only keep it alive. */
export function openStream(url: string, on: { open(): void; set(set: ActivitySet): void }): Stream {
  let opened = false;
  const socket = new WebSocket(sameOrigin(url));
  const timer = setTimeout(() => socket.close(), OPEN_TIMEOUT_MS);
  const ended = new Promise<{ opened: boolean }>((resolve) => {
    socket.addEventListener('close', () => {
      clearTimeout(timer);
      resolve({ opened });
    });
  });
  socket.addEventListener('open', () => {
    clearTimeout(timer);
    opened = true;
    on.open();
  });
  socket.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (typeof event.data === 'string' && event.data !== '') on.set(readActivitySet(parseJson(event.data)));
  });
  return { ended, close: () => socket.close() };
}

// The server may not know the name by which the browser reached it (a proxy, another port): the path is what counts.
function sameOrigin(url: string): string {
  const target = new URL(url, location.href);
  target.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
  target.host = location.host;
  return target.href;
}

import type { Request, Response, Server } from 'restify';
import type { Guidance } from '../services/guidance/types';
import type { Store } from '../services/store/ports';
import { sendJson } from './problem';

/**
 * `/healthz`: the process lives. `/readyz`: the store answers, so reports are taken. Guidance without a single passage is
 * said, and keeps nobody away who wants to report: questions are answered with that it says nothing.
 */
export function health(deps: { readonly store: Store; readonly guidance: Guidance }): { register(server: Server): void } {
  return {
    register(server) {
      server.get('/healthz', async (_request: Request, response: Response) => {
        sendJson(response, 200, { status: 'ok' });
        await Promise.resolve();
      });
      server.get('/readyz', async (_request: Request, response: Response) => {
        const ready = await isReady(deps);
        sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable', guidance: deps.guidance.size > 0 ? 'ready' : 'empty' });
      });
    },
  };
}

async function isReady({ store }: { readonly store: Store }): Promise<boolean> {
  try {
    // A query and not a read: what the store has in memory would answer for a store that does not.
    await store.query({ container: 'owners', partition: 'ready', order: 'id', limit: 1 });
    return true;
  } catch {
    return false;
  }
}

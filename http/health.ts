import type { Request, Response, Server } from 'restify';
import type { Guidance } from '../services/guidance/types';
import type { Store } from '../services/store/ports';
import { sendJson } from './problem';

/** `/healthz`: the process lives. `/readyz`: the store answers and the guidance is loaded. */
export function health(deps: { readonly store: Store; readonly guidance: Guidance }): { register(server: Server): void } {
  return {
    register(server) {
      server.get('/healthz', async (_request: Request, response: Response) => {
        sendJson(response, 200, { status: 'ok' });
        await Promise.resolve();
      });
      server.get('/readyz', async (_request: Request, response: Response) => {
        const ready = await isReady(deps);
        sendJson(response, ready ? 200 : 503, { status: ready ? 'ready' : 'unavailable' });
      });
    },
  };
}

async function isReady(deps: { readonly store: Store; readonly guidance: Guidance }): Promise<boolean> {
  try {
    // A query and not a read: what the store has in memory would answer for a store that does not.
    await deps.store.query({ container: 'owners', partition: 'ready', order: 'id', limit: 1 });
    return deps.guidance.size > 0;
  } catch {
    return false;
  }
}

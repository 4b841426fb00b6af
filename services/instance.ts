import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import type { Logger } from './log';
import type { Key, Store } from './store/ports';

/** This process among those that share a store. */
export interface Instance {
  /** New at every start, not guessable. */
  readonly id: string;
  /** Where the instance with that id is reached; undefined when it is gone or never said so. */
  peerUrl(id: string): Promise<string | undefined>;
  /** Says from now on that this one is reached there. */
  announce(url: string): void;
  stop(): Promise<void>;
}

const RENEW_MS = 20_000;
/** An instance that has not been heard of for so long is gone; one that cannot reach the store for a while is not. */
const GONE_SECONDS = 300;
const KNOWN_MS = 5_000;

const announcement = z.object({ url: z.string(), until: z.number() });

/** The registry of instances lies in the store; an unshared store has one instance, which needs none. */
export function instance(store: Store, log: Logger): Instance {
  const id = randomBytes(9).toString('base64url').replace(/[-_]/g, '0');
  const known = new Map<string, { readonly url: Promise<string | undefined>; readonly until: number }>();
  let timer: NodeJS.Timeout | undefined;

  const look = async (peer: string): Promise<string | undefined> => {
    const found = announcement.safeParse((await store.read(keyOf(peer)))?.body);
    return found.success && found.data.until > Date.now() ? found.data.url : undefined;
  };
  const say = async (url: string): Promise<void> => {
    const body = { url, until: Date.now() + GONE_SECONDS * 1000 };
    try {
      await store.write([{ key: keyOf(id), body, condition: { kind: 'upsert' }, ttlSeconds: GONE_SECONDS }]);
    } catch (error) {
      log.warn({ code: 'instance_not_announced', error: error instanceof Error ? error.name : 'unknown' }, 'other instances may not find this one until the next try');
    }
  };

  return {
    id,
    peerUrl(peer) {
      const recent = known.get(peer);
      if (recent && recent.until > Date.now()) return recent.url;
      const url = look(peer);
      known.set(peer, { url, until: Date.now() + KNOWN_MS });
      for (const [old, { until }] of known) if (until <= Date.now()) known.delete(old);
      url.catch(() => known.delete(peer));
      return url;
    },
    announce(url) {
      if (!store.shared) return;
      void say(url);
      clearInterval(timer);
      timer = setInterval(() => void say(url), RENEW_MS).unref();
    },
    async stop() {
      clearInterval(timer);
      if (timer === undefined) return;
      await store.remove(keyOf(id)).catch((error: unknown) => log.warn({ code: 'instance_not_withdrawn', error: error instanceof Error ? error.name : 'unknown' }, 'other instances know in some minutes that this one is gone'));
    },
  };
}

const keyOf = (id: string): Key => ({ container: 'leases', partition: 'instances', id });

import { StoreUnavailable, type Container } from '../ports';
import { inAttempt } from './attempt';
import { LAYOUTS } from './layout';
import type { Routing } from './pages';
import type { Documents } from './points';

const LOOK_EVERY_MS = 300_000;
const TIMEOUT_MS = 3_000;

/**
 * A board's code is only the first level of a case's partition key. Sent in the header, such a prefix goes on the wire as
 * it is (`["AMN"]`), in one request. That is right while the container is one physical partition, which it is up to 50 GB
 * and 10,000 RU/s; when it has been split, a board may lie in several, and only a query planned by the account is sure to
 * reach all of them. So that is looked up at opening and every five minutes; where it cannot be, what was known stands.
 */
export function prefixes(documents: Documents): Routing {
  const refusing = new Set<Container>();
  const known = new Map<Container, { readonly single: boolean; readonly at: number }>();
  return {
    async byHeader(container) {
      if (LAYOUTS[container].second === undefined) return true;
      if (refusing.has(container)) return false;
      const found = known.get(container);
      if (found && performance.now() - found.at < LOOK_EVERY_MS) return found.single;
      const single = await isSingle(documents, container).catch((error: unknown) => found?.single ?? Promise.reject(unavailable(error)));
      known.set(container, { single, at: performance.now() });
      return single;
    },
    refused: (container) => void refusing.add(container),
  };
}

async function isSingle(documents: Documents, container: Container): Promise<boolean> {
  const attempt = { container, timeoutMs: TIMEOUT_MS, record: () => undefined };
  const { resources } = await inAttempt(attempt, () => documents.container({ container }).readPartitionKeyRanges().fetchAll());
  return resources.length === 1;
}

const unavailable = (cause: unknown): StoreUnavailable => new StoreUnavailable('the physical partitions cannot be looked up', { cause });

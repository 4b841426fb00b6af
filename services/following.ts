import type { CaseSummary } from './cases/documents';
import { readSummary } from './cases/documents';
import { live, type Live } from './live';
import type { Logger } from './log';
import type { Store } from './store/ports';

const EVERY_MS = 2_000;
/** How far back each look goes: instances' clocks differ, and a write shows after its time was taken. */
const OVERLAP_MS = 10_000;
const PAGE = 200;

export interface Following extends Live {
  stop(): void;
}

/**
 * Live changes of all instances that share the store: this one's own at once, the others' by looking, board by board,
 * for what was written lately. It looks only while somebody listens. An unshared store has no others.
 */
export function following(store: Store, boards: readonly string[], log: Logger, everyMs = EVERY_MS): Following {
  const own = live();
  const seen = new Map<string, { readonly change: string; readonly at: number }>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  /** False for what has been told already. */
  const isNews = ({ number, changedAt }: CaseSummary): boolean => {
    if (seen.get(number)?.change === changedAt) return false;
    seen.set(number, { change: changedAt, at: Date.now() });
    return true;
  };
  const look = async (): Promise<void> => {
    const since = new Date(Date.now() - OVERLAP_MS).toISOString();
    for (const board of boards) {
      for await (const one of changedSince(store, board, since)) if (isNews(one)) own.publish({ case: one, kind: one.eventAt >= since ? one.last : 'notice' });
    }
    for (const [number, { at }] of seen) if (at < Date.now() - 6 * OVERLAP_MS) seen.delete(number);
  };
  const tick = (): void => {
    if (own.listeners === 0 || looking) return;
    looking = true;
    look()
      .catch((error: unknown) => log.warn({ code: 'live_not_followed', error: error instanceof Error ? error.name : 'unknown' }, 'changes of other instances come later'))
      .finally(() => (looking = false));
  };

  return {
    publish(change) {
      isNews(change.case);
      own.publish(change);
    },
    subscribe(listener) {
      if (store.shared) timer ??= setInterval(tick, everyMs).unref();
      return own.subscribe(listener);
    },
    get listeners() {
      return own.listeners;
    },
    stop: () => clearInterval(timer),
  };
}

async function* changedSince(store: Store, board: string, since: string): AsyncGenerator<CaseSummary> {
  let cursor: string | undefined;
  do {
    const page = await store.list({ container: 'cases', partition: board, order: 'changed', changedSince: since, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) });
    for (const item of page.items) yield readSummary(item);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
}

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
  const seen = new Map<string, { readonly change: string; readonly event: string; readonly at: number }>();
  let timer: NodeJS.Timeout | undefined;
  let looking = false;

  /** What a write is told as: by its event where that has not been told, else as one of its notices; undefined where it has been told. */
  const news = ({ number, changedAt, eventAt, last }: CaseSummary, since: string): string | undefined => {
    const before = seen.get(number);
    if (before?.change === changedAt) return undefined;
    seen.set(number, { change: changedAt, event: eventAt, at: Date.now() });
    return before?.event !== eventAt && eventAt >= since ? last : 'notice';
  };
  const lately = (): string => new Date(Date.now() - OVERLAP_MS).toISOString();
  const look = async (): Promise<void> => {
    const since = lately();
    for (const board of boards) {
      for await (const one of changedSince(store, board, since)) {
        const kind = news(one, since);
        if (kind !== undefined) own.publish({ case: one, kind });
      }
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
      const kind = news(change.case, lately());
      // A notice recorded on top of another instance's event would hide that one from the next look.
      if (store.shared && change.kind === 'notice' && kind !== undefined && kind !== 'notice') own.publish({ case: change.case, kind });
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

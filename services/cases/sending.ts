import type { Case, Notice } from '../../domain/case';
import { isDue } from '../../domain/notices';
import type { Keys } from '../keys';
import type { Live } from '../live';
import { StoreConflict, type Store } from '../store/ports';
import { isEnough, isLeft, isOthers, newClaim } from './claims';
import { caseKey, summaryOf } from './documents';
import { MAX_TRIES, type CaseRecords } from './records';

export interface CaseSending {
  /**
   * The case, when this instance may send its notices now and for the next seconds; undefined while another one does.
   * @param fence of the lease under which it was found due; absent for whoever wrote the case
   */
  claim(number: string, fence?: number): Promise<{ readonly case: Case; /** Another instance may have died while it was sending. */ readonly left: boolean } | undefined>;
  /** Gives up a claim of this instance's, so that another one sends at once. */
  unclaim(number: string): Promise<void>;
  /** Changes the notices of a case without a domain event: what came of sending them. */
  settle(number: string, change: (current: Case) => readonly Notice[]): Promise<Case | undefined>;
}

interface SendingDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly live: Live;
  readonly clock: () => Date;
  readonly instance: string;
}

/** Who sends a case's notices, and what came of it. */
export function caseSending({ store, keys, live, clock, instance }: SendingDeps, { read, replaced, pause }: CaseRecords): CaseSending {
  return {
    async claim(number, fence) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const item = await read(number);
        if (!item?.body.notices.some((notice) => isDue(notice, clock()))) return undefined;
        const { claim } = item.body;
        if (isEnough(claim, instance)) return { case: item.body, left: false };
        const before = claim?.fence ?? 0;
        if (isOthers(item.body, instance, store.shared) || (fence ?? before) < before) return undefined;
        const next: Case = { ...item.body, claim: newClaim(instance, Math.max(before, fence ?? 0)) };
        if (await replaced(item, next)) return { case: next, left: isLeft(claim, instance) };
        await pause(tries);
      }
      return undefined;
    },

    async unclaim(number) {
      const item = await read(number);
      if (item?.body.claim?.by !== instance) return;
      const { claim: _, ...free } = item.body;
      await replaced(item, free);
    },

    async settle(number, change) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const item = await read(number);
        if (!item) return undefined;
        const notices = change(item.body);
        const { claim, ...rest } = item.body;
        const done = claim?.by === instance && !notices.some((notice) => isDue(notice, clock()));
        const next: Case = { ...rest, notices, ...(claim === undefined || done ? {} : { claim }) };
        const written = await replaced(item, next);
        if (written) {
          live.publish({ case: summaryOf(next, keys, written), kind: 'notice' });
          return next;
        }
        await pause(tries);
      }
      throw new StoreConflict(caseKey(number));
    },
  };
}

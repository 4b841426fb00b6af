import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case } from '../../domain/case';
import type { Keys } from '../keys';
import { StoreConflict, type Item, type Store, type Write } from '../store/ports';
import { caseKey, derivedOf, type Written } from './documents';

/** How often what was decided on an old copy is decided again. */
export const MAX_TRIES = 8;

export type CaseRecords = ReturnType<typeof caseRecords>;

/** Cases as documents of the store, with the etags they were read under. */
export function caseRecords({ store, keys }: { readonly store: Store; readonly keys: Keys }) {
  return {
    read: (number: string): Promise<Item<Case> | undefined> => store.read<Case>(caseKey(number)),

    /** When it was written; undefined when the case was changed in between. A conflict about anything else is thrown. */
    async replaced(item: Item<Case>, next: Case, alongside: readonly Write[] = []): Promise<Written | undefined> {
      const changedAt = new Date().toISOString();
      const isEvent = next.version !== item.body.version;
      const written: Written = { changedAt, eventAt: isEvent ? changedAt : String(item.derived.shown?.['eventAt'] ?? '') };
      try {
        await store.write([{ key: item.key, body: next, derived: derivedOf(next, keys, written), condition: { kind: 'match', etag: item.etag }, sealedFor: next.key }, ...alongside]);
        return written;
      } catch (error) {
        if (error instanceof StoreConflict && error.key.container === 'cases') return undefined;
        throw error;
      }
    },

    /** Another instance was first, and what was read may have been an old copy: a moment later it is the new one. */
    async pause(tries: number): Promise<void> {
      if (store.shared) await sleep(randomInt(10, 20 * 2 ** (tries + 1)));
    },
  };
}

import * as z from 'zod';
import { StoreConflict, type Key, type Store } from '../store/ports';
import { KeyError, type Master } from './master';

const mark = z.object({ fingerprint: z.string() });

/**
 * Says whether a store was filled under this key.
 * @returns false where the store has no mark yet
 * @throws KeyError `key_wrong`: it was filled under another key
 */
export async function isMarked(store: Store, at: Key, master: Master): Promise<boolean> {
  const found = await store.read<unknown>(at);
  if (!found) return false;
  const parsed = mark.safeParse(found.body);
  if (!parsed.success || parsed.data.fingerprint !== fingerprintOf(master)) throw new KeyError('key_wrong', master.source);
  return true;
}

/** Marks a store as filled under this key. @throws KeyError `key_wrong` where another instance was first, with another key */
export async function leaveMark(store: Store, at: Key, master: Master): Promise<void> {
  try {
    await store.write([{ key: at, body: { fingerprint: fingerprintOf(master) }, condition: { kind: 'create' } }]);
  } catch (error) {
    if (!(error instanceof StoreConflict)) throw error;
    await isMarked(store, at, master);
  }
}

/** Tells one key from another and nothing about either. */
const fingerprintOf = (master: Master): string => master.hash('fingerprint', 'installation');

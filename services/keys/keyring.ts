import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { StoreConflict, StoreUnavailable, type Key, type Store } from '../store/ports';
import type { Master } from './master';
import type { Keyring } from './ports';
import { seal, unseal } from './seal';

const KEY_BYTES = 32;
/** Keys in memory, oldest used forgotten first: one who works cases opens the same ones again and again. */
const KEPT = 4_000;
/** How long a key that another instance has disposed of may still open what it sealed here. */
const KEPT_MS = 10 * 60_000;

const wrappedKey = z.object({ wrapped: z.string() });

/** @param store holds the container `keys` and nothing else: it has a backup retention of its own */
export function openKeyring(store: Store, master: Master): Keyring {
  return new WrappedKeyring(store, master);
}

class WrappedKeyring implements Keyring {
  readonly #store: Store;
  readonly #master: Master;
  readonly #wrapping: Buffer;
  readonly #kept = new Map<string, { readonly key: Buffer; readonly until: number }>();
  readonly #derived = new Map<string, Buffer>();

  constructor(store: Store, master: Master) {
    this.#store = store;
    this.#master = master;
    this.#wrapping = master.derived('wrap/1');
  }

  /** Whoever calls is about to write what most likely is not there yet: so made first, and read where it is there. */
  async ensure(internalId: string): Promise<Buffer> {
    const known = this.cached(internalId);
    if (known) return known;
    const key = randomBytes(KEY_BYTES);
    const body = { wrapped: seal(this.#wrapping, bindingOf(internalId), key).toString('base64') };
    try {
      await this.#store.write([{ key: keyOf(internalId), body, condition: { kind: 'create' } }]);
    } catch (error) {
      const there = error instanceof StoreConflict ? await this.find(internalId) : undefined;
      if (!there) throw error;
      return there;
    }
    return this.#keep(internalId, key);
  }

  async find(internalId: string): Promise<Buffer | undefined> {
    const known = this.cached(internalId);
    if (known) return known;
    const item = await this.#store.read(keyOf(internalId));
    if (!item) return undefined;
    return this.#keep(internalId, this.#unwrapped(internalId, item.body));
  }

  /** @throws StoreUnavailable where what lies there is no key of this case's under this master key */
  #unwrapped(internalId: string, body: unknown): Buffer {
    const parsed = wrappedKey.safeParse(body);
    try {
      return unseal(this.#wrapping, bindingOf(internalId), Buffer.from(parsed.success ? parsed.data.wrapped : '', 'base64'));
    } catch (error) {
      throw new StoreUnavailable('a data key does not open', { cause: error });
    }
  }

  cached(internalId: string): Buffer | undefined {
    const known = this.#kept.get(internalId);
    if (known === undefined || known.until <= Date.now()) return undefined;
    this.#kept.delete(internalId);
    this.#kept.set(internalId, known);
    return known.key;
  }

  derived(name: string): Buffer {
    const known = this.#derived.get(name) ?? this.#master.derived(`seal/1/${name}`);
    this.#derived.delete(name);
    this.#derived.set(name, known);
    forgetOldest(this.#derived);
    return known;
  }

  async dispose(internalId: string): Promise<void> {
    this.#kept.delete(internalId);
    await this.#store.remove(keyOf(internalId));
  }

  #keep(internalId: string, key: Buffer): Buffer {
    this.#kept.set(internalId, { key, until: Date.now() + KEPT_MS });
    forgetOldest(this.#kept);
    return key;
  }
}

const keyOf = (internalId: string): Key => ({ container: 'keys', partition: internalId, id: 'key' });
const bindingOf = (internalId: string): string => `trygg/key/1\n${internalId}`;

function forgetOldest(kept: Map<string, unknown>): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) return;
    kept.delete(oldest);
  }
}

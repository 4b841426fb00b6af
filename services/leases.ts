import * as z from 'zod';
import { StoreConflict, type Item, type Key, type Store } from './store/ports';

/** The right to do a board's scheduled work, for a while. */
export interface Lease {
  /** Higher each time the lease changes hands: what was begun under a lower one comes too late. */
  readonly fence: number;
  /** Milliseconds since 1970, by the machine's own clock. */
  readonly until: number;
}

export interface Leases {
  /** The lease where this instance has it or can have it now; undefined while another one has it. */
  hold(board: string, task: string): Promise<Lease | undefined>;
  /** Lets go of all that this instance holds, so that another one need not wait. */
  release(): Promise<void>;
}

/** Renewed by whoever asks often enough; free when its holder has been gone for so long. */
const LEASE_MS = 45_000;
/** Asked for again with less than this left, it is renewed. */
const RENEW_BELOW_MS = 30_000;

const leaseBody = z.object({ holder: z.string(), fence: z.number().int(), until: z.number() });
type LeaseBody = z.infer<typeof leaseBody>;

/** Leases in the store, each one document replaced with its ETag. An unshared store has one instance, which holds all. */
export function leases(store: Store, holder: string, now: () => number = Date.now): Leases {
  return store.shared ? new StoredLeases(store, holder, now) : { hold: () => Promise.resolve({ fence: 1, until: Infinity }), release: () => Promise.resolve() };
}

interface Mine {
  readonly key: Key;
  readonly etag: string;
  readonly body: LeaseBody;
}

class StoredLeases implements Leases {
  readonly #mine = new Map<string, Mine>();
  /** Leases of others, and when they end: until then nobody needs to look. */
  readonly #others = new Map<string, number>();

  constructor(
    private readonly store: Store,
    private readonly holder: string,
    private readonly now: () => number,
  ) {}

  async hold(board: string, task: string): Promise<Lease | undefined> {
    const key: Key = { container: 'leases', partition: board, id: task };
    const name = `${board}\n${task}`;
    const mine = this.#mine.get(name);
    if (mine && mine.body.until - this.now() > RENEW_BELOW_MS) return mine.body;
    if ((this.#others.get(name) ?? 0) > this.now()) return undefined;
    try {
      return await (mine ? this.#renew(name, mine) : this.#take(name, key));
    } catch (error) {
      if (!(error instanceof StoreConflict)) throw error;
      // Somebody else was first; what they hold is found out at the next call.
      this.#mine.delete(name);
      return undefined;
    }
  }

  async release(): Promise<void> {
    const held = [...this.#mine.values()];
    this.#mine.clear();
    await Promise.allSettled(held.map(({ key, etag, body }) => this.store.write([{ key, body: { ...body, until: 0 }, condition: { kind: 'match', etag } }])));
  }

  async #take(name: string, key: Key): Promise<Lease | undefined> {
    const item: Item<unknown> | undefined = await this.store.read(key);
    const before = item && leaseBody.parse(item.body);
    if (before && before.holder !== this.holder && before.until > this.now()) {
      this.#others.set(name, before.until);
      return undefined;
    }
    const fence = (before?.fence ?? 0) + 1;
    return this.#write(name, key, item?.etag, fence);
  }

  #renew(name: string, { key, etag, body }: Mine): Promise<Lease> {
    return this.#write(name, key, etag, body.fence);
  }

  async #write(name: string, key: Key, etag: string | undefined, fence: number): Promise<Lease> {
    const body: LeaseBody = { holder: this.holder, fence, until: this.now() + LEASE_MS };
    const [written] = await this.store.write([{ key, body, condition: etag === undefined ? { kind: 'create' } : { kind: 'match', etag } }]);
    this.#mine.set(name, { key, etag: written ?? '', body });
    return body;
  }
}

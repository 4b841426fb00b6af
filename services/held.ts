/** Words held in memory only, until their writer has chosen what becomes of them. Bounded, and forgotten after a while. */
export interface Held<V> {
  put(key: string, value: V): void;
  /** The value, kept. */
  peek(key: string): V | undefined;
  /** The value, forgotten. */
  take(key: string): V | undefined;
  /** Forgets each value that is one of those. */
  forget(isOne: (value: V) => boolean): void;
  /** All that is held, what was put last at the end. */
  values(): readonly V[];
  /** Entries in memory. */
  readonly size: number;
}

/** A question that the guidance did not answer. `number`: of the case it becomes, and `code`: of an anonymous one, fixed when it is first sent. */
export interface HeldQuestion {
  readonly actor: string;
  readonly text: string;
  readonly number?: string;
  readonly code?: string | undefined;
}

/** What a person asked last: as it is understood by itself, and in their own words, with those that it goes on from. */
export interface Asked {
  readonly whole: string;
  readonly typed: string;
}

/** Some words of somebody's, held until it is known where they belong. */
export interface Piece {
  readonly id: string;
  readonly text: string;
  /** When they came, by the machine's own clock, in ISO 8601. */
  readonly at: string;
}

/** @param forMs how long a value is held, whether anybody asks for it again or not; @param atMost entries held, oldest forgotten first */
export function held<V>(forMs = 30 * 60_000, atMost = 5_000): Held<V> {
  const entries = new Map<string, { readonly value: V; readonly until: number }>();
  const peek = (key: string): V | undefined => {
    const entry = entries.get(key);
    if (entry && entry.until > Date.now()) return entry.value;
    entries.delete(key);
    return undefined;
  };
  const sweep = (): void => {
    for (const [oldest, entry] of entries) {
      if (entries.size <= atMost && entry.until > Date.now()) break;
      entries.delete(oldest);
    }
  };
  let timer: NodeJS.Timeout | undefined;
  const sweepLater = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      sweep();
      if (entries.size > 0) sweepLater();
    }, forMs + 1).unref();
  };
  return {
    put(key, value) {
      entries.delete(key);
      entries.set(key, { value, until: Date.now() + forMs });
      sweep();
      sweepLater();
    },
    peek,
    forget(isOne) {
      for (const [key, { value }] of entries) if (isOne(value)) entries.delete(key);
    },
    values: () => [...entries.values()].flatMap(({ value, until }) => (until > Date.now() ? [value] : [])),
    get size() {
      return entries.size;
    },
    take(key) {
      const value = peek(key);
      entries.delete(key);
      return value;
    },
  };
}

import type { Actor } from '../domain/person';
import { held } from './held';
import type { Keys } from './keys';
import type { Logger } from './log';
import { serial } from './serial';
import { outsideSession } from './store/session';
import type { Item, Key, Store } from './store/ports';

/**
 * What is known of a person for a short while, so that the conversation goes on after a restart and on another instance:
 * in memory at once, and in the store a moment later, since nobody should wait for it. Best effort: where the store takes
 * nothing, memory has it. Of an anonymous person it is in memory only.
 */
export interface Brief<V> {
  put(actor: Actor, name: string, value: V): void;
  /** What was put last, on whichever instance, unless it is over. Never rejects. */
  get(actor: Actor, name: string): Promise<V | undefined>;
  drop(actor: Actor, name: string): void;
  /** What memory has of that person is gone. */
  forget(actorId: string): void;
  /** Resolves when the store has what it is to have. Never rejects. */
  settled(): Promise<void>;
}

export interface BriefOptions {
  readonly store: Store;
  readonly keys: Pick<Keys, 'person' | 'place'>;
  readonly log: Pick<Logger, 'warn'>;
  /** How long it is known. */
  readonly forMs: number;
  /** People and names held in memory, the oldest forgotten first. */
  readonly atMost?: number;
}

interface Entry<V> {
  readonly actor: string;
  readonly value: V;
}

/** As it lies in the store. */
interface Kept<V> {
  readonly value: V;
  /** When it is over, in milliseconds since 1970: a store may be slow to forget. */
  readonly until: number;
}

/** @param kind tells one sort of such knowledge from the others; what is kept is found by its name's keyed hash */
export function brief<V>(kind: string, { store, keys, log, forMs, atMost = 5_000 }: BriefOptions): Brief<V> {
  const memory = held<Entry<V>>(forMs, atMost);
  const inTurn = serial();
  const writing = new Set<Promise<void>>();
  const nameIn = (actor: Actor, name: string): string => `${actor.id}\n${name}`;
  const keyOf = (actor: Actor, name: string): Key => ({ container: 'owners', partition: keys.person(actor.id), id: `${kind}:${keys.place(`${kind}\n${name}`)}` });
  const noted = (error: unknown): void => log.warn({ code: 'brief_not_kept', kind, error: error instanceof Error ? error.name : 'unknown' }, 'what a person was answered is known to this instance only');

  const write = (actor: Actor, work: () => Promise<unknown>): void => {
    if (actor.kind === 'anonymous') return;
    const done: Promise<void> = outsideSession(() => inTurn(actor.id, work)).then(() => undefined, noted).finally(() => writing.delete(done));
    writing.add(done);
  };

  return {
    put(actor, name, value) {
      memory.put(nameIn(actor, name), { actor: actor.id, value });
      write(actor, () => store.write([{ key: keyOf(actor, name), body: { value, until: Date.now() + forMs } satisfies Kept<V>, condition: { kind: 'upsert' }, ttlSeconds: Math.ceil(forMs / 1000) }]));
    },
    async get(actor, name) {
      const here = memory.peek(nameIn(actor, name))?.value;
      if (actor.kind === 'anonymous' || (here !== undefined && !store.shared)) return here;
      // After what is being written here. Elsewhere it may have been put or dropped since.
      const kept = (item: Item<Kept<V>> | undefined): V | undefined => (item && item.body.until > Date.now() ? item.body.value : undefined);
      return inTurn(actor.id, () => store.read<Kept<V>>(keyOf(actor, name))).then(kept, () => here);
    },
    drop(actor, name) {
      memory.take(nameIn(actor, name));
      write(actor, () => store.remove(keyOf(actor, name)));
    },
    forget: (actorId) => memory.forget(({ actor }) => actor === actorId),
    async settled() {
      await Promise.all(writing);
    },
  };
}

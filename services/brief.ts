import type { Actor } from '../domain/person';
import { held } from './held';
import type { Keys } from './keys';
import type { Logger } from './log';
import { serial } from './serial';
import { outsideSession } from './store/session';
import type { Item, Key, Store, Write } from './store/ports';

/**
 * What is known of a person for a short while, so that the conversation goes on after a restart and on another instance.
 * Nobody waits for it: it is in memory at once. A shared store has it a moment later; a store of this process alone when
 * the process ends, so that nothing of it is written as long as it lives. Best effort: where the store takes nothing,
 * memory has it. Of an anonymous person it is in memory only.
 */
export interface Brief<V> {
  put(actor: Actor, name: string, value: V): void;
  /** What was put last, on whichever instance, unless it is over. Never rejects. */
  get(actor: Actor, name: string): Promise<V | undefined>;
  drop(actor: Actor, name: string): void;
  /** What memory has of that person is gone. */
  forget(actorId: string): void;
  /** At the end: resolves when the store has what it is to have. Never rejects. */
  settle(): Promise<void>;
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

/** As it lies in the store. */
interface Kept<V> {
  readonly value: V;
  /** When it is over, in milliseconds since 1970: a store may be slow to forget. */
  readonly until: number;
}

interface Entry<V> extends Kept<V> {
  readonly actor: Actor;
  readonly name: string;
}

/** Written at the end, the latest: a process that ends has not long. */
const WRITTEN_AT_END = 2_000;

/** @param kind tells one sort of such knowledge from the others; what is kept is found by its name's keyed hash */
export function brief<V>(kind: string, { store, keys, log, forMs, atMost = 5_000 }: BriefOptions): Brief<V> {
  const memory = held<Entry<V>>(forMs, atMost);
  const inTurn = serial();
  const writing = new Set<Promise<void>>();
  const nothingOlderAfter = Date.now() + forMs;
  const nameIn = (actor: Actor, name: string): string => `${actor.id}\n${name}`;
  const keyOf = (actor: Actor, name: string): Key => ({ container: 'owners', partition: keys.person(actor.id), id: `${kind}:${keys.place(`${kind}\n${name}`)}` });
  const noted = (error: unknown): void => log.warn({ code: 'brief_not_kept', kind, error: error instanceof Error ? error.name : 'unknown' }, 'what a person was answered is known to this instance only');
  /** Whether anything may lie there: what others wrote, or this store's process before. */
  const mayHold = (actor: Actor): boolean => actor.kind !== 'anonymous' && (store.shared || Date.now() < nothingOlderAfter);

  const writeOf = ({ actor, name, value, until }: Entry<V>): Write => ({
    key: keyOf(actor, name),
    body: { value, until } satisfies Kept<V>,
    condition: { kind: 'upsert' },
    ttlSeconds: Math.max(1, Math.ceil((until - Date.now()) / 1000)),
  });

  /** One person's one after another, since nobody waits for them. */
  const behind = (actor: Actor, work: () => Promise<unknown>): void => {
    const done: Promise<void> = outsideSession(() => inTurn(actor.id, work)).then(() => undefined, noted).finally(() => writing.delete(done));
    writing.add(done);
  };

  return {
    put(actor, name, value) {
      const entry = { actor, name, value, until: Date.now() + forMs };
      memory.put(nameIn(actor, name), entry);
      if (store.shared && actor.kind !== 'anonymous') behind(actor, () => store.write([writeOf(entry)]));
    },
    async get(actor, name) {
      const here = memory.peek(nameIn(actor, name))?.value;
      if (!mayHold(actor) || (here !== undefined && !store.shared)) return here;
      // After what is being written here. Elsewhere it may have been put or dropped since.
      const kept = (item: Item<Kept<V>> | undefined): V | undefined => (item && item.body.until > Date.now() ? item.body.value : undefined);
      return inTurn(actor.id, () => store.read<Kept<V>>(keyOf(actor, name))).then(kept, () => here);
    },
    drop(actor, name) {
      memory.take(nameIn(actor, name));
      if (mayHold(actor)) behind(actor, () => store.remove(keyOf(actor, name)));
    },
    forget: (actorId) => memory.forget(({ actor }) => actor.id === actorId),
    async settle() {
      await Promise.all(writing);
      const left = store.shared ? [] : memory.values().filter(({ actor }) => actor.kind !== 'anonymous').slice(-WRITTEN_AT_END);
      if (left.length > 0) await store.write(left.map(writeOf)).catch(noted);
    },
  };
}

import { createHash } from 'node:crypto';
import { setImmediate as breath } from 'node:timers/promises';
import { maskContacts } from '../privacy/mask';
import type { Guidance, Passage } from '../types';
import { breaker } from './breaker';
import { ModelError, type ModelClient } from './ports';
import { within } from './within';

/** A person waits so long for a question's vector. */
const WAIT_MS = 300;
const BATCH = 64;
const BATCH_MS = 30_000;
/** Others get their turn after so long. */
const SLICE_MS = 10;
/** Characters of a passage that are embedded, its title among them. */
const TEXT_MAX = 2_000;
/** Below this share of passages with a vector, those that have one would be preferred for that alone. */
const LEAST_KNOWN = 0.95;
/** What one standard deviation of nearness weighs beside the words; far passages are all alike far. */
const WEIGHT = 0.15;
const FARTHEST = -1.5;
const NEAREST = 3;

/** How near in meaning passages are to a question. */
export interface Nearness {
  /** By {@link placeOf}: factor on the score that words give, 1 for the average. Undefined where it is not known in time. Never rejects. */
  of(question: string, signal?: AbortSignal): Promise<ReadonlyMap<string, number> | undefined>;
}

export const placeOf = ({ locale, id }: Pick<Passage, 'locale' | 'id'>): string => `${locale}/${id}`;

export interface NearnessOptions {
  readonly client: ModelClient;
  readonly guidance: Guidance;
  readonly log: { warn(fields: object, message: string): void };
  readonly now: () => number;
  /** Names of people that are never sent, as one pattern. */
  readonly hidden?: () => Promise<RegExp | undefined>;
  readonly waitMs?: number;
}

/** Makes the passages' vectors in the background, anew only for what has changed, and keeps them in memory. */
export function nearness({ client, guidance, log, now, hidden, waitMs = WAIT_MS }: NearnessOptions): Nearness {
  const vectors = new Map<string, Float32Array>();
  let known: { readonly loadedAt: string; readonly keys: ReadonlyMap<string, string> } | undefined;
  let filling: Promise<void> | undefined;
  const patient = breaker(1, now, () => true);
  const quick = breaker(4, now, (error) => !(error instanceof ModelError && error.code === 'aborted'));
  const noted = (error: unknown): undefined => {
    if (error instanceof ModelError && error.code !== 'aborted') log.warn({ code: `embedding_${error.code}` }, 'no embedding was made; searched by words alone');
    return undefined;
  };

  const fill = async (): Promise<void> => {
    const { loadedAt, passages } = guidance.status();
    const names = await hidden?.();
    const keys = new Map<string, string>();
    const missing = new Map<string, string>();
    let since = performance.now();
    for (const passage of passages) {
      const text = textOf(passage, names);
      const key = keyOf(text);
      keys.set(placeOf(passage), key);
      if (!vectors.has(key)) missing.set(key, text);
      if (performance.now() - since < SLICE_MS) continue;
      await breath();
      since = performance.now();
    }
    for (const batch of batchesOf([...missing])) {
      const made = await patient.run(() => within(BATCH_MS, undefined, (signal) => client.embed(batch.map(([, text]) => text), signal)));
      if (!made) return;
      batch.forEach(([key], position) => {
        const vector = made[position];
        if (vector) vectors.set(key, unit(vector));
      });
      await breath();
    }
    const used = new Set(keys.values());
    for (const key of vectors.keys()) if (!used.has(key)) vectors.delete(key);
    known = { loadedAt, keys };
  };
  const refresh = (): void => {
    if (known?.loadedAt === guidance.status().loadedAt) return;
    filling ??= fill().catch(noted).finally(() => (filling = undefined));
  };

  refresh();
  return {
    async of(question, outer) {
      refresh();
      if (!known) return undefined;
      const { keys } = known;
      const [asked] = (await quick.run(() => within(waitMs, outer, (signal) => client.embed([question], signal))).catch(noted)) ?? [];
      return asked && factors(unit(asked), keys, vectors);
    },
  };
}

const textOf = ({ title, text }: Passage, names: RegExp | undefined): string => maskContacts(`${title}\n${text}`.slice(0, TEXT_MAX), names);
const keyOf = (text: string): string => createHash('sha256').update(text).digest('base64');

function batchesOf<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_one, index) => all.slice(index * BATCH, (index + 1) * BATCH));
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}

function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** By how many standard deviations a passage is nearer than the average: what "near" is differs from model to model. */
function factors(asked: Float32Array, keys: ReadonlyMap<string, string>, vectors: ReadonlyMap<string, Float32Array>): ReadonlyMap<string, number> | undefined {
  const near = [...keys].flatMap(([place, key]) => {
    const vector = vectors.get(key);
    return vector?.length === asked.length ? [[place, dot(asked, vector)] as const] : [];
  });
  if (near.length === 0 || near.length < LEAST_KNOWN * keys.size) return undefined;
  const mean = near.reduce((sum, [, value]) => sum + value, 0) / near.length;
  const spread = Math.sqrt(near.reduce((sum, [, value]) => sum + (value - mean) ** 2, 0) / near.length);
  if (!(spread > 0)) return undefined;
  return new Map(near.map(([place, value]) => [place, Math.exp(WEIGHT * Math.min(NEAREST, Math.max(FARTHEST, (value - mean) / spread)))]));
}

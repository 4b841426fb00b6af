import * as z from 'zod';
import type { Item, Key, Page, Query, Store, Write } from '../../../services/store/ports';
import { transcriptActivity, type Activity } from './activity';
import type { Place } from './conversation';
import type { Limits, Log } from './options';

const PAGE = 100;
/** Turns of others read one by one; whoever is further behind reads the rest in pages. */
const ONE_BY_ONE = 3;
const NUMBER_DIGITS = 7;

const storedTurn = z.object({
  /** Keyed hash of whose transcript it is. */
  owner: z.string(),
  /** By this turn the person has been greeted. */
  joined: z.boolean(),
  activities: z.array(transcriptActivity),
});

/** What is said in one turn, less what must not last. */
export interface TurnRecord {
  readonly joined: boolean;
  readonly activities: readonly Activity[];
}

/** A record with its number in the conversation, from 1 without gaps. */
export interface StoredTurn extends TurnRecord {
  readonly turn: number;
}

export type Transcript = ReturnType<typeof transcript>;

/**
 * The transcripts of signed-in people in the store: one document a turn, in the person's partition, numbered without
 * gaps within the conversation. So the next turn is found by reading one document, and taken by creating it.
 */
export function transcript(store: Store, limits: Limits, log: Log) {
  const lasts = limits.transcriptSeconds === 0;

  const parse = ({ key, body }: Item<unknown>): StoredTurn => {
    const turn = Number(key.id.slice(key.id.lastIndexOf('|') + 1));
    const parsed = storedTurn.safeParse(body);
    if (parsed.success) return { turn, ...parsed.data };
    // Its number is taken all the same: one turn that nobody can read must not stop the conversation.
    log.error({ code: 'transcript_unreadable' }, 'a stored turn cannot be read');
    return { turn, joined: false, activities: [] };
  };

  async function find(place: Place, turn: number): Promise<StoredTurn | undefined> {
    const item = await store.read(keyOf(place, turn));
    return item && parse(item);
  }

  async function* turnsOf(place: Place, way: Pick<Query, 'order' | 'afterId'>): AsyncGenerator<StoredTurn> {
    const query: Query = { container: 'transcripts', partition: place.owner, idPrefix: `${place.id}|`, limit: PAGE, ...way };
    let cursor: string | undefined;
    do {
      const page: Page<Item<unknown>> = await store.query(cursor === undefined ? query : { ...query, cursor });
      for (const item of page.items) yield parse(item);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
  }

  /**
   * What the store has of a conversation as if it were one turn, numbered as the newest, with the newest activities,
   * oldest first; undefined when it knows nothing of it. Reads no more of a long one than memory keeps.
   */
  async function load(place: Place): Promise<StoredTurn | undefined> {
    // Where turns are forgotten, the first may be gone before the others.
    if (lasts && !(await store.read(keyOf(place, 1)))) return undefined;
    const newest: StoredTurn[] = [];
    let count = 0;
    for await (const turn of turnsOf(place, { order: 'newestId' })) {
      newest.unshift(turn);
      count += turn.activities.length;
      if (count >= limits.activities) break;
    }
    const last = newest.at(-1);
    return last && { turn: last.turn, joined: newest.some(({ joined }) => joined), activities: newest.flatMap(({ activities }) => activities) };
  }

  /**
   * The turns after that one, in order: one read where there is none.
   * @param awayMs how long nobody has asked: turns may have been forgotten meanwhile, and leave a gap
   */
  async function* after(place: Place, turn: number, awayMs: number): AsyncGenerator<StoredTurn> {
    let known = turn;
    const gaps = !lasts && awayMs > limits.transcriptSeconds * 500;
    for (; !gaps && known < turn + ONE_BY_ONE; known += 1) {
      const next = await find(place, known + 1);
      if (!next) return;
      yield next;
    }
    yield* turnsOf(place, { order: 'id', ...(known > 0 ? { afterId: keyOf(place, known).id } : {}) });
  }

  /** Writes turns, in order, each under a number of its own. @throws StoreConflict when one of the numbers is taken */
  async function create(place: Place, turns: readonly StoredTurn[]): Promise<void> {
    await store.write(
      turns.map(({ turn, joined, activities }): Write => ({
        key: keyOf(place, turn),
        body: { owner: place.owner, joined, activities },
        condition: { kind: 'create' },
        ...(lasts ? {} : { ttlSeconds: limits.transcriptSeconds }),
      })),
    );
  }

  return { load, after, create, shared: store.shared };
}

function keyOf({ id, owner }: Place, turn: number): Key {
  return { container: 'transcripts', partition: owner, id: `${id}|${String(turn).padStart(NUMBER_DIGITS, '0')}` };
}

import type { Board } from '../../domain/board';
import type { Exercise, TakingPart } from '../../domain/exercise';
import type { Actor } from '../../domain/person';
import type { Owners } from '../owners';
import type { People } from '../identity/people';
import type { Key, Store } from '../store/ports';

export interface Exercises {
  /** The exercise that runs in a board; undefined when none does. */
  running(board: string): Promise<Exercise | undefined>;
  /** Starts one for so long, in the place of one that runs. `people`: ids of the board's, besides whoever starts it. */
  start(actor: Actor, board: Board, minutes: number, people: readonly string[]): Promise<Exercise>;
  /** Ends the board's exercise for everybody in it; none is no mistake. */
  end(board: string): Promise<void>;
}

export interface ExerciseDeps {
  readonly store: Store;
  readonly owners: Pick<Owners, 'change'>;
  readonly people: Pick<People, 'byId'>;
  readonly clock: () => Date;
}

const MINUTE = 60_000;

/**
 * Exercises: whoever takes part has it in their own state, which each of their turns reads anyway, so that nobody else
 * can come to report in one. It ends by its time, whether anybody ends it or not.
 */
export function exercises({ store, owners, people, clock }: ExerciseDeps): Exercises {
  const keyOf = (board: string): Key => ({ container: 'references', partition: `exercise:${board}`, id: 'exercise' });
  const running: Exercises['running'] = async (board) => {
    const found = (await store.read<Exercise>(keyOf(board)))?.body;
    return found && clock().toISOString() < found.until ? found : undefined;
  };
  /** Whether each person's own state could be changed. */
  const each = async (ids: readonly string[], part: TakingPart | undefined): Promise<readonly string[]> => {
    const done = await Promise.all(
      ids.map(async (id) => {
        const actor = people.byId(id);
        const changed = actor && (await owners.change(actor, ({ exercise: _, ...state }) => (part ? { ...state, exercise: part } : state)));
        return changed ? [id] : [];
      }),
    );
    return done.flat();
  };
  const end: Exercises['end'] = async (board) => {
    const found = (await store.read<Exercise>(keyOf(board)))?.body;
    if (!found) return;
    await each(found.people, undefined);
    await store.remove(keyOf(board));
  };
  return {
    running,
    async start(actor, board, minutes, others) {
      await end(board.code);
      const now = clock();
      const until = new Date(now.getTime() + minutes * MINUTE).toISOString();
      const exercise: Exercise = { board: board.code, startedBy: actor.id, startedAt: now.toISOString(), until, people: [...new Set([actor.id, ...others])] };
      // Who takes part is written first: whoever has it in their state can then always be got out of it again.
      await store.write([{ key: keyOf(board.code), body: exercise, condition: { kind: 'upsert' }, ttlSeconds: minutes * 60 }]);
      await each(exercise.people, { board: board.code, startedAt: exercise.startedAt, until });
      return exercise;
    },
    end,
  };
}

import type { Board } from '../../domain/board';
import { isOf, type Exercise, type Invitation } from '../../domain/exercise';
import type { Actor } from '../../domain/person';
import type { Owners, OwnerState } from '../owners';
import type { People } from '../identity/people';
import type { Key, Store } from '../store/ports';

export interface Exercises {
  /** The exercise that runs in a board; undefined when none does. */
  running(board: string): Promise<Exercise | undefined>;
  /** Ids of those of its people who take part: who have said yes, and have not left. */
  takingPart(exercise: Exercise): Promise<readonly string[]>;
  /**
   * Starts one for so long, in the place of one that runs. Whoever starts it takes part; `people`, ids of the board's, are
   * invited and take part from when they have said yes themselves.
   */
  start(actor: Actor, board: Board, minutes: number, people: readonly string[]): Promise<Exercise>;
  /** Ends the board's exercise for everybody in it, and no other board's; none is no mistake. */
  end(board: string): Promise<void>;
}

export interface ExerciseDeps {
  readonly store: Store;
  readonly owners: Pick<Owners, 'change' | 'load'>;
  readonly people: Pick<People, 'byId'>;
  readonly clock: () => Date;
}

const MINUTE = 60_000;

/**
 * Exercises: whoever was invited has it in their own state, which each of their turns reads anyway, so that nobody else can
 * come to report in one, and whether they take part is theirs to say. It ends by its time, whether anybody ends it or not.
 */
export function exercises({ store, owners, people, clock }: ExerciseDeps): Exercises {
  const keyOf = (board: string): Key => ({ container: 'references', partition: `exercise:${board}`, id: 'exercise' });
  const stored = async (board: string): Promise<Exercise | undefined> => (await store.read<Exercise>(keyOf(board)))?.body;
  const running: Exercises['running'] = async (board) => {
    const found = await stored(board);
    return found && clock().toISOString() < found.until ? found : undefined;
  };
  /** Puts what the person's state holds of a board's exercises; without `part`, nothing. Of the store's failures `until` takes care. */
  const put = async (id: string, board: string, part?: Invitation): Promise<void> => {
    const actor = people.byId(id);
    if (actor) await owners.change(actor, (state) => withPart(state, board, part));
  };
  const end: Exercises['end'] = async (board) => {
    const found = await stored(board);
    if (!found) return;
    await Promise.all(found.people.map((id) => put(id, board)));
    await store.remove(keyOf(board));
  };
  return {
    running,
    async takingPart(exercise) {
      const found = await Promise.all(
        exercise.people.map(async (id) => {
          const actor = people.byId(id);
          const parts = actor ? ((await owners.load(actor)).state.exercises ?? []) : [];
          return parts.some((part) => isOf(part, exercise) && part.acceptedAt !== undefined) ? [id] : [];
        }),
      );
      return found.flat();
    },
    async start(actor, board, minutes, others) {
      await end(board.code);
      const now = clock();
      const startedAt = now.toISOString();
      const until = new Date(now.getTime() + minutes * MINUTE).toISOString();
      const exercise: Exercise = { board: board.code, startedBy: actor.id, startedAt, until, people: [...new Set([actor.id, ...others])] };
      // Who is invited is written first: whoever has it in their state can then always be got out of it again.
      await store.write([{ key: keyOf(board.code), body: exercise, condition: { kind: 'upsert' }, ttlSeconds: minutes * 60 }]);
      const invitation: Invitation = { board: board.code, startedAt, until };
      await Promise.all(exercise.people.map((id) => put(id, board.code, id === actor.id ? { ...invitation, acceptedAt: startedAt } : invitation)));
      return exercise;
    },
    end,
  };
}

/** The state with that part in the board's exercise in the place of any other there. */
function withPart({ exercises: before = [], ...state }: OwnerState, board: string, part: Invitation | undefined): OwnerState {
  const parts = [...before.filter((one) => one.board !== board), ...(part ? [part] : [])];
  return parts.length > 0 ? { ...state, exercises: parts } : state;
}

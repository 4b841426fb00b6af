import type { Board } from '../../domain/board';
import type { Case, Notice } from '../../domain/case';
import { fallbacks, hookNotices, type Reach } from '../../domain/delivery';
import { workers } from '../../domain/routing';
import type { References } from '../references';

interface FurtherDeps {
  readonly boards: ReadonlyMap<string, Board>;
  readonly hashOf: (personId: string) => string;
  readonly references: References;
  /** Whether somebody of that board can be sent e-mail. */
  readonly hasMail: (person: string, board: string) => boolean;
}

export interface Further {
  /** What takes the place of what did not arrive, not before that instant. */
  readonly fallbacks: (current: Case, at: string) => readonly Notice[];
  /**
   * What a change brings besides: a word to the board's own system, and what takes the place of a notice that finds no
   * conversation.
   * @param since the case's version before
   */
  readonly after: (since: number, current: Case, now: Date, notBefore?: Date) => Promise<readonly Notice[]>;
}

/** Which notices a case needs beyond those that its commands ask for. */
export function furtherNotices({ boards, hashOf, references, hasMail }: FurtherDeps): Further {
  const reach = (board: Board, hasChat: Reach['hasChat']): Reach => ({ board, hashOf, hasMail: (person) => hasMail(person, board.code), hasChat });
  return {
    fallbacks(current, at) {
      const board = boards.get(current.board);
      return board ? fallbacks(current, reach(board, () => undefined), at) : [];
    },
    async after(since, current, now, notBefore = now) {
      const board = boards.get(current.board);
      if (!board) return [];
      const people = workers(board, current.audience);
      const known = new Map(await Promise.all(people.map(async (person) => [person, await references.knowsChat(person)] as const)));
      return [...hookNotices(since, current, { board, hashOf }, now.toISOString()), ...fallbacks(current, reach(board, (person) => known.get(person)), notBefore.toISOString())];
    },
  };
}

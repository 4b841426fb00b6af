import type { Key, Store } from '../store/ports';

/** What somebody thought of an answer. */
export interface Verdict {
  readonly verdict: 'helpful' | 'unhelpful';
  readonly reason?: 'wrong' | 'old' | 'hard' | 'missing';
  /** In their own words. */
  readonly words?: string;
}

/** Neither what was asked nor who asked. */
export interface Judgement extends Verdict {
  /** ISO instant. */
  readonly at: string;
  /** Of whoever asked, where it was known. */
  readonly board?: string;
  /** Ids of the passages that the answer rested on; none where that was not known any more. */
  readonly passages: readonly string[];
}

export interface Feedback {
  /** Keeps what was thought of one answer. Said again it replaces what was said before; the same verdict again loses no words. */
  give(answer: string, judgement: Judgement): Promise<void>;
  /** Of those who asked in that board and those whose board was not known, the latest first. */
  list(board: string): Promise<readonly Judgement[]>;
}

const DAY_SECONDS = 24 * 60 * 60;
/** Read at most, of a board's. */
const LISTED = 500;
const NO_BOARD = '-';

/** @param keptDays after which each is forgotten; 0 keeps it */
export function feedback(store: Store, keptDays: number): Feedback {
  const partition = (board = NO_BOARD): string => `feedback:${board}`;
  const read = async (board?: string): Promise<readonly Judgement[]> => {
    const page = await store.query<Judgement>({ container: 'references', partition: partition(board), order: 'newestId', limit: LISTED });
    return page.items.map(({ body }) => body);
  };
  return {
    async give(answer, judgement) {
      const key: Key = { container: 'references', partition: partition(judgement.board), id: answer };
      const before = (await store.read<Judgement>(key))?.body;
      const body = before?.verdict === judgement.verdict ? { ...before, ...judgement } : judgement;
      await store.write([{ key, body, condition: { kind: 'upsert' }, ...(keptDays > 0 ? { ttlSeconds: keptDays * DAY_SECONDS } : {}) }]);
    },
    async list(board) {
      const found = await Promise.all([read(board), read()]);
      return found.flat().sort((one, other) => other.at.localeCompare(one.at));
    },
  };
}

import type { Clock } from '../clock';
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
/** Where conversations are kept for good, what was thought of answers is not: the guidance has changed long since. */
const LONGEST_DAYS = 365;
/** Read at a time, and at most, of a board's. */
const LISTED = 500;
/** Kept of a board's, the oldest forgotten first; looked after now and then. */
const KEPT = 2_000;
const LOOK_EVERY = 100;
/** Forgotten at once, so that nobody waits long for it. */
const FORGOTTEN = 200;
const NO_BOARD = '-';

/** @param conversationDays after which each is forgotten, a year at the latest; 0: after a year */
export function feedback(store: Store, conversationDays: number, clock: Clock): Feedback {
  const keptDays = conversationDays > 0 ? Math.min(conversationDays, LONGEST_DAYS) : LONGEST_DAYS;
  const given = new Map<string, number>();
  const partition = (board = NO_BOARD): string => `feedback:${board}`;
  const isOver = ({ at }: Judgement): boolean => Date.parse(at) <= clock().getTime() - keptDays * DAY_SECONDS * 1000;

  const read = async (board?: string): Promise<readonly Judgement[]> => {
    const page = await store.query<Judgement>({ container: 'references', partition: partition(board), order: 'newestId', limit: LISTED });
    // What an earlier release kept without an end, or with a later one than is set now.
    const over = page.items.filter(({ body }) => isOver(body));
    await Promise.allSettled(over.map(({ key }) => store.remove(key)));
    return page.items.flatMap(({ body }) => (isOver(body) ? [] : [body]));
  };

  /** Ids begin with the time of the answer, so that the newest come first. */
  const lookAfter = async (board: string | undefined): Promise<void> => {
    const times = given.get(partition(board)) ?? 0;
    given.set(partition(board), times + 1);
    if (times % LOOK_EVERY !== 0) return;
    let seen = 0;
    let left = FORGOTTEN;
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const { items, nextCursor } = await store.list({ container: 'references', partition: partition(board), order: 'newestId', limit: LISTED, ...(cursor === undefined ? {} : { cursor }) });
      const extra = items.slice(Math.max(0, KEPT - seen)).slice(0, left);
      for (const { key } of extra) await store.remove(key);
      seen += items.length;
      left -= extra.length;
      cursor = left > 0 ? nextCursor : undefined;
    }
  };

  return {
    async give(answer, judgement) {
      const key: Key = { container: 'references', partition: partition(judgement.board), id: answer };
      const before = (await store.read<Judgement>(key))?.body;
      const body = before?.verdict === judgement.verdict ? { ...before, ...judgement } : judgement;
      await store.write([{ key, body, condition: { kind: 'upsert' }, ttlSeconds: keptDays * DAY_SECONDS }]);
      // What somebody said is kept by now; what is old goes another time where it cannot be looked for.
      if (before === undefined) await lookAfter(judgement.board).catch(() => undefined);
    },
    async list(board) {
      const found = await Promise.all([read(board), read()]);
      return found.flat().sort((one, other) => other.at.localeCompare(one.at));
    },
  };
}

import { audiencesOf } from '../../domain/access';
import type { Board } from '../../domain/board';
import { STATUSES } from '../../domain/case';
import type { Actor } from '../../domain/person';
import { workers } from '../../domain/routing';
import type { Keys } from '../keys';
import type { Query, Store } from '../store/ports';
import { readSummary } from './documents';
import type { Cases, Outcome } from './index';
import { TAGS } from './tags';

/** Cases looked at in one call: whoever asks goes on where `more` says that there are more. */
const AT_ONCE = 500;
/** Open cases among which leavers are looked for: more than a board has. */
const LOOKED_AT = 5_000;
const PAGE = 100;

export interface Transfer {
  readonly moved: number;
  /** Cases that stay where they are, and why: kept from the colleague, or not theirs to work. */
  readonly left: readonly { readonly number: string; readonly refusal: Extract<Outcome, { ok: false }>['refusal'] }[];
  readonly more: boolean;
}

export interface TransferDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly cases: Pick<Cases, 'find' | 'actAsWorker'>;
}

/**
 * Gives a leaver's open cases to a colleague, one ordinary command each, by somebody who works them: what that person may
 * not see stays and is not told of. Broken off anywhere, it goes on when asked again: what has moved is no longer found.
 * `from` may have left the boards file already.
 */
export async function transfer({ store, keys, cases }: TransferDeps, actor: Actor, board: Board, from: string, to: string): Promise<Transfer> {
  let moved = 0;
  let seen = 0;
  const left: { number: string; refusal: Transfer['left'][number]['refusal'] }[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.list({ ...openCases(keys, actor, board), found: [keys.word(TAGS.recipient(from))], ...(cursor === undefined ? {} : { cursor }) });
    for (const { key } of page.items) {
      const outcome = await given(cases, actor, key.id, to);
      if (outcome.ok) moved += 1;
      else if (outcome.refusal !== 'notFound') left.push({ number: key.id, refusal: outcome.refusal });
    }
    seen += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined && seen < AT_ONCE);
  return { moved, left, more: cursor !== undefined };
}

/**
 * Ids of those who still have open cases of those that the person works, and work none there any more: they have left
 * the boards file, or their role.
 */
export async function leavers({ store, keys, cases }: TransferDeps, actor: Actor, board: Board): Promise<readonly string[]> {
  const here = new Set(audiencesOf(actor, board).flatMap((audience) => workers(board, audience)).map((id) => keys.person(id)));
  const gone = new Map<string, string>();
  let seen = 0;
  let cursor: string | undefined;
  do {
    const page = await store.list({ ...openCases(keys, actor, board), ...(cursor === undefined ? {} : { cursor }) });
    for (const { recipient, number } of page.items.map(readSummary)) if (recipient !== undefined && !here.has(recipient) && !gone.has(recipient)) gone.set(recipient, number);
    seen += page.items.length;
    cursor = page.nextCursor;
  } while (cursor !== undefined && seen < LOOKED_AT);
  // A list knows people by keyed hash alone: who they are stands in the case.
  const found = await Promise.all([...gone.values()].map((number) => cases.find(number)));
  return found.flatMap((one) => (one ? [one.recipient] : []));
}

/** Open cases of a board that somebody works, a page at a time. */
function openCases(keys: Keys, actor: Actor, board: Board): Query {
  return {
    container: 'cases',
    partition: board.code,
    audience: audiencesOf(actor, board),
    notBarred: keys.person(actor.id),
    status: STATUSES.filter((status) => status !== 'closed'),
    order: 'worst',
    limit: PAGE,
  };
}

/** A case that somebody changes meanwhile is looked at once more. */
async function given(cases: TransferDeps['cases'], actor: Actor, number: string, to: string): Promise<Outcome> {
  const once = async (): Promise<Outcome> => {
    const one = await cases.find(number);
    return one ? cases.actAsWorker(actor, one, { command: 'assign', to }, one.version) : { ok: false, refusal: 'notFound' };
  };
  const first = await once();
  return !first.ok && first.refusal === 'stale' ? once() : first;
}

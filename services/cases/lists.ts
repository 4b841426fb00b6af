import { audiencesOf, mayAnswerForNames } from '../../domain/access';
import { INCIDENT_TYPES, type Board } from '../../domain/board';
import { STATUSES } from '../../domain/case';
import { searchWords } from '../../domain/findable';
import type { IaOpen } from '../../domain/handover';
import { holds, type Actor } from '../../domain/person';
import type { Keys } from '../keys';
import type { Needs, Query, Store } from '../store/ports';
import { exerciseType, readSummary, type CaseSummary } from './documents';
import { TAGS } from './tags';
import { leavers, transfer, type Transfer, type TransferDeps } from './transfer';

/** Why a case needs somebody now: nobody has taken it, a date has passed, its reporter waits for an answer. */
export const NEEDS = ['unacknowledged', 'overdue', 'unanswered'] as const;
export type Need = (typeof NEEDS)[number];

export interface CaseFilter {
  readonly board: string;
  readonly subject: 'report' | 'question';
  readonly status?: readonly string[];
  readonly type?: readonly string[];
  readonly severity?: readonly number[];
  /** Only what these words find: a linked matter, a named person, a place. */
  readonly found?: string;
  /** Only exercises, which no other list holds. */
  readonly exercise?: true;
  /** Only where IA stands so. */
  readonly ia?: IaOpen;
  /** Only what somebody has to look at, for any of these reasons. */
  readonly needs?: readonly Need[];
  readonly placeKind?: readonly string[];
  /** ISO 8601 instants: received at or after the one, and before the other. */
  readonly receivedFrom?: string;
  readonly receivedBefore?: string;
  readonly cursor?: string;
  readonly limit: number;
}

/** Lists of what somebody takes part in without working it: each shows what its items show, and no more. */
export const OTHER_LISTS = ['referred', 'serious', 'nameRequests'] as const;
export type OtherList = (typeof OTHER_LISTS)[number];

export interface OtherFilter extends Pick<CaseFilter, 'board' | 'cursor' | 'limit'> {
  readonly list: OtherList;
}

export interface Listed {
  readonly items: readonly CaseSummary[];
  readonly nextCursor?: string;
}

export interface CaseLists {
  /** Whether the person may receive cases of the board at all. */
  worksIn(actor: Actor, board: Board): boolean;
  /** Lines of a list: nothing anybody wrote is read for it. */
  list(actor: Actor, filter: CaseFilter): Promise<Listed>;
  /** Whether the person has such a list in the board. */
  hasList(actor: Actor, board: Board, list: OtherList): boolean;
  /** Lines of one of them; empty for whoever does not have it. */
  listOther(actor: Actor, filter: OtherFilter): Promise<Listed>;
  /** Gives somebody's open cases, so far as the person works them, to a colleague. */
  transfer(actor: Actor, board: Board, from: string, to: string): Promise<Transfer>;
  /** Ids of those who have open cases still and work none in the board any more. */
  leavers(actor: Actor, board: Board): Promise<readonly string[]>;
}

export interface ListDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly boards: ReadonlyMap<string, Board>;
  readonly clock: () => Date;
}

/** Which cases somebody has before them, found by derived fields and keyed hashes alone. */
export function caseLists(deps: ListDeps, cases: TransferDeps['cases']): CaseLists {
  const { store, keys, boards } = deps;
  const page = async (query: Query): Promise<Listed> => {
    const { items, nextCursor } = await store.list(query);
    return { items: items.map(readSummary), ...(nextCursor === undefined ? {} : { nextCursor }) };
  };
  return {
    worksIn: (actor, board) => audiencesOf(actor, board).length > 0,

    async list(actor, filter) {
      const board = boards.get(filter.board);
      const audience = board ? audiencesOf(actor, board) : [];
      return audience.length === 0 ? { items: [] } : page(queryOf(deps, actor, filter, audience));
    },

    hasList: (actor, board, list) => HAS[list](actor, board),

    async listOther(actor, { list, board: code, cursor, limit }) {
      const board = boards.get(code);
      if (!board || !HAS[list](actor, board)) return { items: [] };
      const own = keys.person(actor.id);
      const tag = { referred: TAGS.manager(actor.id), serious: TAGS.serious, nameRequests: TAGS.name }[list];
      const listed = await page({ container: 'cases', partition: code, notBarred: own, found: [keys.word(tag)], order: 'worst', limit, ...(cursor ? { cursor } : {}) });
      // Nobody answers their own request.
      return { ...listed, items: listed.items.filter(({ name }) => list !== 'nameRequests' || name?.by !== own) };
    },

    transfer: (actor, board, from, to) => transfer({ store, keys, cases }, actor, board, from, to),
    leavers: (actor, board) => leavers({ store, keys, cases }, actor, board),
  };
}

const HAS: Readonly<Record<OtherList, (actor: Actor, board: Board) => boolean>> = {
  referred: (actor, board) => holds(actor, board.code, 'manager'),
  serious: (actor, board) => holds(actor, board.code, 'safetyRepresentative'),
  nameRequests: mayAnswerForNames,
};

function queryOf({ keys, clock }: ListDeps, actor: Actor, filter: CaseFilter, audience: readonly string[]): Query {
  const { board, severity, placeKind, receivedFrom, receivedBefore, cursor, limit } = filter;
  const words = wordsOf(filter);
  return {
    container: 'cases',
    partition: board,
    audience,
    notBarred: keys.person(actor.id),
    type: typesOf(filter),
    ...narrowed(filter, clock),
    ...(severity ? { severity } : {}),
    ...(words.length > 0 ? { found: words.map(keys.word) } : {}),
    ...(placeKind ? { placeKind } : {}),
    ...(receivedFrom === undefined ? {} : { receivedFrom }),
    ...(receivedBefore === undefined ? {} : { receivedBefore }),
    ...(cursor ? { cursor } : {}),
    order: 'worst',
    limit,
  };
}

const wordsOf = ({ found, ia }: CaseFilter): readonly string[] => [...(ia === undefined ? [] : [TAGS.ia(ia)]), ...(found === undefined ? [] : searchWords(found))];


function typesOf({ subject, type = INCIDENT_TYPES, exercise }: CaseFilter): readonly string[] {
  if (subject === 'question') return ['question'];
  return exercise ? INCIDENT_TYPES.filter((known) => type.includes(known)).map(exerciseType) : type;
}

/** What needs somebody is open: nothing else is looked at for it. */
function narrowed({ status, needs }: CaseFilter, clock: () => Date): Pick<Query, 'status' | 'needs'> {
  if (!needs) return status ? { status } : {};
  const open = (status ?? STATUSES).filter((one) => one !== 'closed');
  if (needs.every((need) => need === 'unacknowledged')) return { status: open.filter((one) => one === 'received') };
  const any: Needs = {
    ...(needs.includes('unacknowledged') ? { status: ['received'] } : {}),
    ...(needs.includes('unanswered') ? { waiting: true } : {}),
    ...(needs.includes('overdue') ? { dueBy: clock().toISOString() } : {}),
  };
  return { status: open, needs: any };
}

import { audiencesOf, isWorker } from '../../domain/access';
import { INCIDENT_TYPES, type Board } from '../../domain/board';
import type { IsHoliday } from '../../domain/calendar';
import { decide, evolve, type By, type Case, type Command, type Notice, type Refusal } from '../../domain/case';
import { copyNotices, toldNotices } from '../../domain/notices';
import type { Actor } from '../../domain/person';
import type { Keys } from '../keys';
import type { Live } from '../live';
import type { References } from '../references';
import { StoreConflict, type Item, type Store, type Write } from '../store/ports';
import { boardOf, caseKey, codeKey, derivedOf, identityKey, type CodeTarget, type Identity } from './documents';
import { submit, type Submission, type Submitted } from './submit';

export type { Identity } from './documents';
export { newNumber } from './submit';

export type Outcome = { readonly ok: true; readonly case: Case } | { readonly ok: false; readonly refusal: Refusal | 'stale' | 'notFound' | 'forbidden'; readonly case?: Case };

export interface CaseFilter {
  readonly board: string;
  readonly subject: 'report' | 'question';
  readonly status?: readonly string[];
  readonly type?: readonly string[];
  readonly severity?: readonly number[];
  readonly cursor?: string;
  readonly limit: number;
}

export interface CaseDeps {
  readonly store: Store;
  readonly keys: Keys;
  readonly references: References;
  readonly boards: ReadonlyMap<string, Board>;
  readonly isHoliday: IsHoliday;
  readonly live: Live;
  /** Called after each write that may have left something to send. */
  readonly wake: (number: string) => void;
  readonly clock: () => Date;
}

export interface Cases {
  submit(submission: Submission): Promise<Submitted>;
  /** The case by its number, access unchecked: for its own reporter and for delivery. */
  find(number: string): Promise<Case | undefined>;
  identity(number: string): Promise<Identity | undefined>;
  /** The case for somebody who works it; undefined both when it does not exist and when it is not theirs. */
  forWorker(actor: Actor, number: string): Promise<Case | undefined>;
  /** Whether the person may receive cases of the board at all. */
  worksIn(actor: Actor, board: Board): boolean;
  /** Whether this person may work this case, for each change that is sent live. */
  isFor(actor: Actor, one: Case): boolean;
  list(actor: Actor, filter: CaseFilter): Promise<{ readonly items: readonly Case[]; readonly nextCursor?: string }>;
  /** A command of the reporter's: whoever calls has checked that it is. `alongside` is written in the same commit, after the case. */
  actAsReporter(number: string, command: Command, alongside?: readonly Write[]): Promise<Outcome>;
  /** A command of a worker's, with the version they saw; access is checked here. */
  actAsWorker(actor: Actor, number: string, command: Command, version: number): Promise<Outcome>;
  /** Changes the notices of a case without a domain event: what came of sending them. */
  settle(number: string, change: (current: Case) => readonly Notice[]): Promise<Case | undefined>;
  /** The case a receipt code opens. */
  byCode(digits: string): Promise<string | undefined>;
}

const MAX_TRIES = 8;

/** Everything that reads or changes cases. */
export function cases(deps: CaseDeps): Cases {
  const { store, keys, boards } = deps;
  const read = (number: string): Promise<Item<Case> | undefined> => store.read<Case>(caseKey(number));

  const isFor = (actor: Actor, one: Case): boolean => {
    const board = boards.get(one.board);
    return board !== undefined && isWorker(actor, board, one, (person) => one.barred.includes(keys.person(person)));
  };

  const identity = async (number: string): Promise<Identity | undefined> => (await store.read<Identity>(identityKey(number)))?.body;

  const noticesFor = async (before: Case, after: Case, now: Date): Promise<readonly Notice[]> => {
    if (after.status === before.status) return [];
    const reporter = after.status === 'acknowledged' && after.visibility !== 'anonymous' ? await identity(after.number) : undefined;
    return [...copyNotices(after, now), ...(after.status === 'acknowledged' ? toldNotices(after, reporter?.address.channel, now) : [])];
  };

  /** Reads, decides, writes; decides again when somebody else was first. */
  const act = async (number: string, command: Command, by: By, guard: (current: Case) => Outcome | undefined, alongside: readonly Write[] = []): Promise<Outcome> => {
    for (let tries = 0; ; tries++) {
      const item = await read(number);
      if (!item) return { ok: false, refusal: 'notFound' };
      const refused = guard(item.body);
      if (refused) return refused;
      const now = deps.clock();
      const decision = decide(item.body, command, by, now);
      if (!decision.ok) return { ok: false, refusal: decision.refusal, case: item.body };
      const evolved = decision.events.reduce(evolve, item.body);
      const next: Case = { ...evolved, notices: [...evolved.notices, ...(await noticesFor(item.body, evolved, now))] };
      try {
        await replace(store, item, next, alongside);
      } catch (error) {
        if (error instanceof StoreConflict && error.key.container === 'cases' && tries < MAX_TRIES) continue;
        throw error;
      }
      for (const event of decision.events) deps.live.publish({ case: next, kind: event.kind });
      deps.wake(number);
      return { ok: true, case: next };
    }
  };

  return {
    async submit(submission) {
      const submitted = await submit(deps, submission, deps.clock());
      if (submitted.created) {
        deps.live.publish({ case: submitted.case, kind: 'received' });
        deps.wake(submitted.case.number);
      }
      return submitted;
    },
    find: async (number) => (await read(number))?.body,
    identity,
    isFor,
    worksIn: (actor, board) => audiencesOf(actor, board).length > 0,
    async forWorker(actor, number) {
      const found = boards.has(boardOf(number)) ? (await read(number))?.body : undefined;
      return found && isFor(actor, found) ? found : undefined;
    },
    async list(actor, filter) {
      const board = boards.get(filter.board);
      const audience = board ? audiencesOf(actor, board) : [];
      if (audience.length === 0) return { items: [] };
      const page = await store.query<Case>({
        container: 'cases',
        partition: filter.board,
        audience,
        notBarred: keys.person(actor.id),
        type: filter.subject === 'question' ? ['question'] : (filter.type ?? INCIDENT_TYPES),
        ...(filter.status ? { status: filter.status } : {}),
        ...(filter.severity ? { severity: filter.severity } : {}),
        ...(filter.cursor ? { cursor: filter.cursor } : {}),
        order: 'worst',
        limit: filter.limit,
      });
      return { items: page.items.map((item) => item.body), ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }) };
    },
    actAsReporter: (number, command, alongside) => act(number, command, { role: 'reporter' }, () => undefined, alongside),
    actAsWorker(actor, number, command, version) {
      const by: By = { role: 'worker', person: actor.id, name: actor.name };
      return act(number, command, by, (current) => {
        if (!isFor(actor, current)) return { ok: false, refusal: 'notFound' };
        return current.version === version ? undefined : { ok: false, refusal: 'stale', case: current };
      });
    },
    async settle(number, change) {
      for (let tries = 0; tries < MAX_TRIES; tries++) {
        const item = await read(number);
        if (!item) return undefined;
        const next: Case = { ...item.body, notices: change(item.body) };
        try {
          await replace(store, item, next);
          return next;
        } catch (error) {
          if (!(error instanceof StoreConflict)) throw error;
        }
      }
      throw new StoreConflict(caseKey(number));
    },
    async byCode(digits) {
      return (await store.read<CodeTarget>(codeKey(keys.receiptCode(digits))))?.body.number;
    },
  };
}

async function replace(store: Store, item: Item<Case>, next: Case, alongside: readonly Write[] = []): Promise<void> {
  await store.write([{ key: item.key, body: next, derived: derivedOf(next), condition: { kind: 'match', etag: item.etag } }, ...alongside]);
}

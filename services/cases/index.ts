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
  return new CaseService(deps);
}

class CaseService implements Cases {
  constructor(private readonly deps: CaseDeps) {}

  async submit(submission: Submission): Promise<Submitted> {
    const submitted = await submit(this.deps, submission, this.deps.clock());
    if (submitted.created) {
      this.deps.live.publish({ case: submitted.case, kind: 'received' });
      this.deps.wake(submitted.case.number);
    }
    return submitted;
  }

  async find(number: string): Promise<Case | undefined> {
    return this.deps.boards.has(boardOf(number)) ? (await this.read(number))?.body : undefined;
  }

  async identity(number: string): Promise<Identity | undefined> {
    return (await this.deps.store.read<Identity>(identityKey(number)))?.body;
  }

  isFor(actor: Actor, one: Case): boolean {
    const board = this.deps.boards.get(one.board);
    return board !== undefined && isWorker(actor, board, one, (person) => one.barred.includes(this.deps.keys.person(person)));
  }

  worksIn(actor: Actor, board: Board): boolean {
    return audiencesOf(actor, board).length > 0;
  }

  async forWorker(actor: Actor, number: string): Promise<Case | undefined> {
    const found = await this.find(number);
    return found && this.isFor(actor, found) ? found : undefined;
  }

  async list(actor: Actor, filter: CaseFilter): Promise<{ readonly items: readonly Case[]; readonly nextCursor?: string }> {
    const board = this.deps.boards.get(filter.board);
    const audience = board ? audiencesOf(actor, board) : [];
    if (audience.length === 0) return { items: [] };
    const page = await this.deps.store.query<Case>({
      container: 'cases',
      partition: filter.board,
      audience,
      notBarred: this.deps.keys.person(actor.id),
      type: filter.subject === 'question' ? ['question'] : (filter.type ?? INCIDENT_TYPES),
      ...(filter.status ? { status: filter.status } : {}),
      ...(filter.severity ? { severity: filter.severity } : {}),
      ...(filter.cursor ? { cursor: filter.cursor } : {}),
      order: 'worst',
      limit: filter.limit,
    });
    return { items: page.items.map((item) => item.body), ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }) };
  }

  actAsReporter(number: string, command: Command, alongside: readonly Write[] = []): Promise<Outcome> {
    return this.act(number, command, { role: 'reporter' }, () => undefined, alongside);
  }

  actAsWorker(actor: Actor, number: string, command: Command, version: number): Promise<Outcome> {
    const by: By = { role: 'worker', person: actor.id, name: actor.name };
    return this.act(number, command, by, (current) => {
      if (!this.isFor(actor, current)) return { ok: false, refusal: 'notFound' };
      return current.version === version ? undefined : { ok: false, refusal: 'stale', case: current };
    });
  }

  async settle(number: string, change: (current: Case) => readonly Notice[]): Promise<Case | undefined> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const item = await this.read(number);
      if (!item) return undefined;
      const next: Case = { ...item.body, notices: change(item.body) };
      if (!(await this.replaced(item, next, []))) continue;
      this.deps.live.publish({ case: next, kind: 'notice' });
      return next;
    }
    throw new StoreConflict(caseKey(number));
  }

  async byCode(digits: string): Promise<string | undefined> {
    return (await this.deps.store.read<CodeTarget>(codeKey(this.deps.keys.receiptCode(digits))))?.body.number;
  }

  /** Reads, decides, writes; decides again on what is there when somebody else was first. */
  private async act(number: string, command: Command, by: By, guard: (current: Case) => Outcome | undefined, alongside: readonly Write[] = []): Promise<Outcome> {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const item = await this.read(number);
      if (!item) return { ok: false, refusal: 'notFound' };
      const refused = guard(item.body);
      if (refused) return refused;
      const now = this.deps.clock();
      const decision = decide(item.body, command, by, now);
      if (!decision.ok) return { ok: false, refusal: decision.refusal, case: item.body };
      const next = await this.withNotices(item.body, decision.events.reduce(evolve, item.body), now);
      if (!(await this.replaced(item, next, alongside))) continue;
      for (const event of decision.events) this.deps.live.publish({ case: next, kind: event.kind });
      if (next.notices.length > item.body.notices.length) this.deps.wake(number);
      return { ok: true, case: next };
    }
    throw new StoreConflict(caseKey(number));
  }

  /** A change of status brings sent cards up to date, and an acknowledgement is told to the reporter. */
  private async withNotices(before: Case, after: Case, now: Date): Promise<Case> {
    if (after.status === before.status) return after;
    const tells = after.status === 'acknowledged' && after.visibility !== 'anonymous';
    const told = tells ? toldNotices(after, (await this.identity(after.number))?.address.channel, now) : [];
    return { ...after, notices: [...after.notices, ...copyNotices(after, now), ...told] };
  }

  private read(number: string): Promise<Item<Case> | undefined> {
    return this.deps.store.read<Case>(caseKey(number));
  }

  /** False when the case was changed in between; a conflict about anything else is thrown. */
  private async replaced(item: Item<Case>, next: Case, alongside: readonly Write[]): Promise<boolean> {
    try {
      await this.deps.store.write([{ key: item.key, body: next, derived: derivedOf(next), condition: { kind: 'match', etag: item.etag } }, ...alongside]);
      return true;
    } catch (error) {
      if (error instanceof StoreConflict && error.key.container === 'cases') return false;
      throw error;
    }
  }
}

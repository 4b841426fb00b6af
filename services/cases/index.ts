import { isReferredManager, isWorker, may, maySeeName, relationsOf, type Relation } from '../../domain/access';
import type { Board } from '../../domain/board';
import { nextStaffed, type IsHoliday } from '../../domain/calendar';
import { decide, evolve, type By, type Case, type CaseEvent, type Command, type Refusal } from '../../domain/case';
import type { Setting } from '../../domain/clocks';
import { isDue, newNotices } from '../../domain/notices';
import { needsChannel, noticesAfter } from '../../domain/notices/after';
import type { Actor } from '../../domain/person';
import { lineOf } from '../../domain/routing';
import type { WorkCommand } from '../../domain/work/types';
import type { Keyring, Keys } from '../keys';
import type { Live } from '../live';
import type { Further } from '../notifications/further';
import type { References } from '../references';
import { StoreConflict, type Item, type Store, type Write } from '../store/ports';
import { isOthers, newClaim } from './claims';
import { boardOf, caseKey, codeKey, identityKey, summaryOf, type CaseSummary, type CodeTarget, type Identity } from './documents';
import { withClocks } from './refresh';
import { caseRecords, MAX_TRIES, type CaseRecords } from './records';
import { caseLists, type CaseLists } from './lists';
import { caseSending, type CaseSending } from './sending';
import { submit, type Submission, type Submitted } from './submit';

export type { CaseSummary, Identity } from './documents';
export { NEEDS, OTHER_LISTS, type CaseFilter, type Need, type OtherFilter, type OtherList } from './lists';
export { newCode, newNumber } from './submit';

export type Outcome = { readonly ok: true; readonly case: Case } | { readonly ok: false; readonly refusal: Refusal | 'stale' | 'notFound' | 'forbidden'; readonly case?: Case };

export interface CaseDeps {
  readonly store: Store;
  readonly keyring: Pick<Keyring, 'ensure'>;
  readonly keys: Keys;
  readonly references: References;
  readonly boards: ReadonlyMap<string, Board>;
  readonly isHoliday: IsHoliday;
  readonly live: Live;
  /** What a change of a case brings besides its own notices. */
  readonly further: Further['after'];
  /** Called after each write that may have left something to send. */
  readonly wake: (number: string) => void;
  readonly clock: () => Date;
  /** Id of this process among those that share the store. */
  readonly instance: string;
}

/** Who may work a case and whom it is kept from, of a whole case and of a list's line alike. */
export type Access = Pick<Case, 'board' | 'audience' | 'barred'>;

export interface Cases extends CaseSending, CaseLists {
  /**
   * A report is about to be written: makes the key that it will be sealed with, beside the turn. Where each write of a
   * turn costs, as in a shared store, the key is made with the case.
   */
  prepare(internalId: string): void;
  submit(submission: Submission): Promise<Submitted>;
  /** The case by its number, access unchecked: for its own reporter and for delivery. */
  find(number: string): Promise<Case | undefined>;
  identity(one: Pick<Case, 'board' | 'key'>): Promise<Identity | undefined>;
  /** Id of the reporter's own manager in the board, for somebody who may see who reported; undefined for anybody else. */
  reporterManager(actor: Actor, one: Case): Promise<string | undefined>;
  /** The case and how the person stands to it; undefined both when it does not exist and when it is nothing of theirs. */
  reach(actor: Actor, number: string): Promise<{ readonly case: Case; readonly relations: readonly Relation[] } | undefined>;
  /** The case for somebody who works it; undefined both when it does not exist and when it is not theirs. */
  forWorker(actor: Actor, number: string): Promise<Case | undefined>;
  /** Whether this person may work this case, for each change that is sent live. */
  isFor(actor: Actor, one: Access): boolean;
  /** Whether this case was referred to that person as a manager and is still theirs, for each change that is sent live. */
  isReferred(actor: Actor, one: Access & Pick<CaseSummary, 'referred'>): boolean;
  summary(one: Case): CaseSummary;
  /** Keyed hash of a person, for logs and filters. */
  personKey(id: string): string;
  /** Who that keyed hash stands for in the board, by name. */
  nameOf(board: string, hash: string): string | undefined;
  /**
   * A command of the reporter's: whoever calls has checked that it is. A case just read need not be read again: that it is
   * still so is checked when it is written. `version`: the only one that it is for, else `stale`; absent, for whatever the
   * case has become. `alongside` is written in the same commit, after the case.
   */
  actAsReporter(one: string | Case, command: Command, how?: { readonly version?: number; readonly alongside?: readonly Write[] }): Promise<Outcome>;
  /** A command of whoever works the case or a part of it, with the version they saw; access is checked here. Of a case just read as for a reporter's. */
  actAsWorker(actor: Actor, one: string | Case, command: WorkCommand, version: number): Promise<Outcome>;
  /** The case a receipt code opens. */
  byCode(digits: string): Promise<string | undefined>;
}

/** Everything that reads or changes cases. */
export function cases(deps: CaseDeps): Cases {
  const records = caseRecords(deps);
  const service = new CaseService(deps, records);
  return Object.assign(service, caseSending(deps, records), caseLists(deps, service));
}

class CaseService implements Omit<Cases, keyof (CaseSending & CaseLists)> {
  /** What the cases that were given out were read as. */
  private readonly items = new WeakMap<Case, Item<Case>>();
  /** Of each board's people, by keyed hash: found out once. */
  private readonly names = new Map<string, ReadonlyMap<string, string>>();

  constructor(
    private readonly deps: CaseDeps,
    private readonly records: CaseRecords,
  ) {}

  prepare(internalId: string): void {
    const { store, keyring } = this.deps;
    // What fails now is tried again when the case is written.
    if (!store.shared) keyring.ensure(internalId).catch(() => undefined);
  }

  async submit(submission: Submission): Promise<Submitted> {
    const submitted = await submit(this.deps, submission, this.deps.clock());
    if (submitted.written) {
      this.deps.live.publish({ case: summaryOf(submitted.case, this.deps.keys, submitted.written), kind: 'received' });
      this.deps.wake(submitted.case.number);
    }
    return submitted;
  }

  async find(number: string): Promise<Case | undefined> {
    const item = this.deps.boards.has(boardOf(number)) ? await this.records.read(number) : undefined;
    if (item) this.items.set(item.body, item);
    return item?.body;
  }

  async identity(one: Pick<Case, 'board' | 'key'>): Promise<Identity | undefined> {
    return (await this.deps.store.read<Identity>(identityKey(one)))?.body;
  }

  async reporterManager(actor: Actor, one: Case): Promise<string | undefined> {
    return maySeeName(actor, one) ? this.managerOfReporter(one) : undefined;
  }

  private async managerOfReporter(one: Case): Promise<string | undefined> {
    const reporter = (await this.identity(one))?.personId;
    return reporter === undefined ? undefined : lineOf(this.settingOf(one).board, reporter)[0];
  }

  summary(one: Case): CaseSummary {
    return summaryOf(one, this.deps.keys, { changedAt: '', eventAt: '' });
  }

  personKey(id: string): string {
    return this.deps.keys.person(id);
  }

  nameOf(board: string, hash: string): string | undefined {
    const known = this.names.get(board) ?? new Map(this.deps.boards.get(board)?.people.map((person) => [this.deps.keys.person(person.id), person.name]));
    this.names.set(board, known);
    return known.get(hash);
  }

  isFor(actor: Actor, one: Access): boolean {
    const board = this.deps.boards.get(one.board);
    return board !== undefined && isWorker(actor, board, one, this.among(one.barred));
  }

  isReferred(actor: Actor, one: Access & Pick<CaseSummary, 'referred'>): boolean {
    const board = this.deps.boards.get(one.board);
    return board !== undefined && isReferredManager(actor, board, one, this.among(one.barred), this.among(one.referred));
  }

  /** Whether somebody is one of those whom these keyed hashes stand for. */
  private among(hashes: readonly string[]): (personId: string) => boolean {
    return (person) => hashes.includes(this.deps.keys.person(person));
  }

  async reach(actor: Actor, number: string): Promise<{ readonly case: Case; readonly relations: readonly Relation[] } | undefined> {
    const found = await this.find(number);
    const relations = found ? relationsOf(actor, found, this.settingOf(found)) : [];
    return found && relations.length > 0 ? { case: found, relations } : undefined;
  }

  /** @throws Error for a board that the boards file no longer has, whose cases nobody finds */
  private settingOf(one: Pick<Case, 'board'>): Setting {
    const board = this.deps.boards.get(one.board);
    if (!board) throw new Error(`no board ${one.board}`);
    return { board, isHoliday: this.deps.isHoliday, hashOf: this.deps.keys.person };
  }

  /** Where a referral rests on what the reporter chose, with who their own manager is. */
  private async settingFor(one: Case, { command }: Command): Promise<Setting> {
    const setting = this.settingOf(one);
    return command === 'refer' && one.visibility === 'coordinatorAndManager' ? { ...setting, reporterManager: await this.managerOfReporter(one) } : setting;
  }

  async forWorker(actor: Actor, number: string): Promise<Case | undefined> {
    const found = await this.find(number);
    return found && this.isFor(actor, found) ? found : undefined;
  }

  actAsReporter(one: string | Case, command: Command, { version, alongside = [] }: { readonly version?: number; readonly alongside?: readonly Write[] } = {}): Promise<Outcome> {
    const guard = (current: Case): Outcome | undefined => (version === undefined || current.version === version ? undefined : { ok: false, refusal: 'stale', case: current });
    return this.act(one, command, () => ({ role: 'reporter' }), guard, alongside);
  }

  actAsWorker(actor: Actor, one: string | Case, command: WorkCommand, version: number): Promise<Outcome> {
    const relations = (current: Case): readonly Relation[] => relationsOf(actor, current, this.settingOf(current));
    // As a manager acts whoever may do it as that alone, whatever else they are to the case.
    const by = (current: Case): By => ({ role: relations(current).some((relation) => relation !== 'manager' && may(relation, command.command)) ? 'worker' : 'manager', person: actor.id, name: actor.name });
    return this.act(one, command, by, (current) => {
      const how = relations(current);
      if (how.length === 0) return { ok: false, refusal: 'notFound' };
      if (!may(how, command.command)) return { ok: false, refusal: 'forbidden' };
      return current.version === version ? undefined : { ok: false, refusal: 'stale', case: current };
    });
  }

  async byCode(digits: string): Promise<string | undefined> {
    return (await this.deps.store.read<CodeTarget>(codeKey(this.deps.keys.receiptCode(digits))))?.body.number;
  }

  /** Reads, decides, writes; decides again on what is there when somebody else was first. */
  private async act(one: string | Case, command: Command, by: (current: Case) => By, guard: (current: Case) => Outcome | undefined, alongside: readonly Write[] = []): Promise<Outcome> {
    const number = typeof one === 'string' ? one : one.number;
    let known = typeof one === 'string' ? undefined : this.items.get(one);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const item = known ?? (await this.records.read(number));
      if (!item) return { ok: false, refusal: 'notFound' };
      const setting = await this.settingFor(item.body, command);
      const decision = decide(item.body, command, by(item.body), this.deps.clock(), setting);
      const refused = guard(item.body) ?? (decision.ok ? undefined : { ok: false, refusal: decision.refusal, case: item.body });
      // Nobody is refused for what was true a moment ago.
      if (refused && !known) return refused;
      known = undefined;
      if (refused || !decision.ok) continue;
      const next = await this.carriedOut(item, decision.events, setting, alongside);
      if (next) return { ok: true, case: next };
      await this.records.pause(tries);
    }
    throw new StoreConflict(caseKey(number));
  }

  /** The case after these events, written and told; undefined when it was changed in between. */
  private async carriedOut(item: Item<Case>, events: readonly CaseEvent[], setting: Setting, alongside: readonly Write[]): Promise<Case | undefined> {
    if (events.length === 0 && alongside.length === 0) return item.body;
    const before = withClocks(item.body, setting);
    const next = this.claimed(item.body, await this.withNotices(item.body, events.reduce(evolve, before), setting, this.deps.clock()));
    const written = await this.records.replaced(item, next, alongside);
    if (!written) return undefined;
    for (const event of events) this.deps.live.publish({ case: summaryOf(next, this.deps.keys, written), kind: event.kind });
    if (this.addsToSend(item.body, next)) this.deps.wake(next.number);
    return next;
  }

  /** Whoever adds something to send sends it, unless somebody is sending already. */
  private claimed(before: Case, after: Case): Case {
    const { instance, store } = this.deps;
    if (!this.addsToSend(before, after) || isOthers(before, instance, store.shared)) return after;
    return { ...after, claim: newClaim(instance, before.claim?.fence ?? 0) };
  }

  /** What waits for its day is found when the day comes. */
  private addsToSend(before: Case, after: Case): boolean {
    const known = new Set(before.notices.map(({ id }) => id));
    const now = this.deps.clock();
    return after.notices.some((notice) => !known.has(notice.id) && isDue(notice, now));
  }

  /** What has happened is told: to the board's people, to the reporter, to systems, and to a real case's recipient as news. */
  private async withNotices(before: Case, after: Case, setting: Setting, now: Date): Promise<Case> {
    if (after.version === before.version) return after;
    const channel = needsChannel(before, after) ? (await this.identity(after))?.address.channel : undefined;
    const told = { ...after, notices: noticesAfter(before, after, { setting, channel, now }) };
    const real = before.exercise === true && after.exercise !== true ? await this.withNews(told, now) : told;
    const further = await this.deps.further(before.version, real, now);
    return further.length === 0 ? real : { ...real, notices: [...real.notices, ...further] };
  }

  /** An exercise that is real is told of as a new case: whoever has it may have left the exercise's notice unread. */
  private async withNews(real: Case, now: Date): Promise<Case> {
    const { board, isHoliday } = this.settingOf(real);
    const chat = await this.deps.references.chatOf(real.recipient);
    const notBefore = nextStaffed(board.hours, now, isHoliday) ?? now;
    const news = newNotices({ recipient: real.recipient, hasChat: chat !== undefined, places: [], notBefore, now }).map((notice) => ({ ...notice, id: `real:${real.version}:${notice.id}` }));
    return { ...real, notices: [...real.notices, ...news] };
  }
}

import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Case, Notice } from '../../domain/case';
import { route } from '../../domain/routing';
import { cases, newNumber, type Cases } from '../../services/cases';
import { keysOf, openMaster } from '../../services/keys';
import { leases } from '../../services/leases';
import { live } from '../../services/live';
import { dispatcher, type Dispatcher } from '../../services/notifications/dispatcher';
import { furtherNotices } from '../../services/notifications/further';
import type { Delivery, Messenger } from '../../services/notifications/ports';
import { references } from '../../services/references';
import type { Store } from '../../services/store/ports';
import { boardNamed, demoBoards } from '../helpers/boards';

/** What the connector does to the next attempt. `slow`: it is delivered, and the answer comes when time passes. */
export type Manner = 'ok' | 'slow' | 'throttled' | 'unavailable' | 'blocked' | 'hang';
type State = 'running' | 'paused' | 'dead';

/** Milliseconds that an attempt may take before its messenger gives it up. */
const SEND_MS = 10_000;
const DAY_MS = 24 * 60 * 60_000;
const board = boardNamed(demoBoards(), 'MHN');
const keys = keysOf(openMaster({ dataDir: '', dataKey: randomBytes(32), hasData: false }));
const COORDINATOR = { id: 'coordinator-mhn', name: 'Samordnare', kind: 'person', roles: [{ board: 'MHN', role: 'coordinator' }] } as const;
const DEPUTY = { id: 'deputy-mhn', name: 'Ersättare', kind: 'person', roles: [{ board: 'MHN', role: 'deputy' }] } as const;
const REPORTER = { id: 'employee-mhn', name: 'Anställd', kind: 'person', roles: [{ board: 'MHN', role: 'employee' }] } as const;
const HERE = { channel: 'directline', scope: 'personal', reference: {} } as const;

interface Attempt {
  readonly by: number;
  readonly notice: string;
  readonly manner: Manner;
  /** Gives the answer; absent once given. */
  answer: (() => void) | undefined;
}

/** One process: its services, and how far it gets at the store. */
interface Process {
  state: State;
  /** Whether it has been paused or is gone since it began anything: its attempts then may come too late. */
  disturbed: boolean;
  resume: () => void;
  readonly dispatcher: Dispatcher;
  readonly cases: Cases;
}

/** Dispatchers on one store, a clock, a connector, and what must never be seen. */
export class World {
  now = Date.UTC(2026, 10, 23, 9);
  readonly processes: Process[] = [];
  readonly numbers: string[] = [];
  /** Rules that were broken. */
  readonly broken: string[] = [];
  readonly attempts: Attempt[] = [];
  private readonly script: Manner[] = [];
  private readonly recorded = new Map<string, Notice['state']>();
  private readonly delivered = new Map<string, number>();
  private readonly excused = new Map<string, number>();
  private busy = 0;

  constructor(
    private readonly store: Store,
    count: number,
    private readonly pageOfSweep = 200,
  ) {
    for (let index = 0; index < count; index += 1) this.start();
  }

  start(): number {
    const index = this.processes.length;
    const store = this.wayOf(index);
    const refs = references(store, keys);
    const clock = (): Date => new Date(this.now);
    const messenger = this.messengerOf(index);
    const id = `process-${index}`;
    const boards = new Map([['MHN', board]]);
    const further = furtherNotices({ boards, hashOf: keys.person, references: refs, hasMail: () => false });
    const own: Dispatcher = dispatcher({
      cases: () => all,
      references: refs,
      store,
      boards: ['MHN'],
      messengers: new Map([['teams', messenger], ['directline', messenger]]),
      outlets: new Map(),
      fallbacks: further.fallbacks,
      messageFor: (notice, current) => Promise.resolve({ text: `${current.number} ${notice.id}` }),
      mayDisturbAt: (_board, at) => at,
      stillConcerns: () => true,
      clock,
      leases: leases(store, id, () => this.now),
      instance: id,
      pageOfSweep: this.pageOfSweep,
      log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    });
    const all: Cases = cases({ store, keyring: { ensure: () => Promise.resolve(Buffer.alloc(32)) }, keys, references: refs, boards, isHoliday: () => false, live: live(), further: further.after, wake: own.wake, clock, instance: id });
    this.processes.push({ state: 'running', disturbed: false, resume: () => undefined, dispatcher: own, cases: all });
    return index;
  }

  async connect(): Promise<void> {
    for (const person of [COORDINATOR, DEPUTY]) await references(this.store, keys).saveChat(person, { channel: 'teams', scope: 'personal', reference: {} });
  }

  running(): readonly Process[] {
    return this.processes.filter(({ state }) => state === 'running');
  }

  script1(manner: Manner): void {
    this.script.push(manner);
  }

  noMoreTrouble(): void {
    this.script.length = 0;
  }

  async arrive(process: Process): Promise<void> {
    const number = newNumber('MHN');
    this.numbers.push(number);
    const chosen = route(board, { reporterId: REPORTER.id, category: 'employee', involved: 'no' });
    if (!chosen) throw new Error('nobody receives');
    await process.cases.submit({
      actor: REPORTER, address: HERE, board, subject: 'report', key: randomUUID(), number, locale: 'sv', category: 'employee', visibility: 'coordinator',
      involved: 'no', route: chosen, safety: 'no', answers: [], values: {}, alongside: () => [],
    });
  }

  async acknowledge(process: Process, which: number): Promise<void> {
    const number = this.numbers[which % Math.max(1, this.numbers.length)];
    const one = number === undefined ? undefined : await process.cases.find(number);
    if (one && one.status === 'received') await process.cases.actAsWorker(COORDINATOR, one.number, { command: 'acknowledge' }, one.version);
  }

  /** Stands still until it is resumed; its clock goes on. */
  pause(index: number): void {
    const process = this.processes[index];
    if (process?.state !== 'running') return;
    process.state = 'paused';
    this.disturb(index, process);
  }

  resume(index: number): void {
    const process = this.processes[index];
    if (process?.state !== 'paused') return;
    process.state = 'running';
    process.resume();
    this.answerAll(index);
  }

  die(index: number): void {
    const process = this.processes[index];
    if (!process || process.state === 'dead') return;
    process.state = 'dead';
    this.disturb(index, process);
  }

  /** Time passes. No attempt of a running process lasts longer than its messenger lets it. */
  async pass(ms: number): Promise<void> {
    // What was begun before the time passes has begun; what begins meanwhile ends in time as well.
    await this.quiet();
    for (let left = ms; left > 0; left -= SEND_MS) {
      this.now += Math.min(left, SEND_MS);
      this.processes.forEach(({ state }, index) => state === 'running' && this.answerAll(index));
      await this.quiet();
    }
  }

  /** Resolves when no running process has anything under way but attempts that time alone can end. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 4; calm = this.busy === 0 ? calm + 1 : 0) await (calm === 3 ? sleep(2) : new Promise(setImmediate));
  }

  async notices(): Promise<readonly { readonly name: string; readonly notice: Notice }[]> {
    const found = await Promise.all(this.numbers.map(async (number) => (await this.store.read<Case>({ container: 'cases', partition: 'MHN', id: number }))?.body));
    return found.flatMap((one) => (one ? one.notices.filter((notice) => notice.channel !== 'intranet' && !this.isLater(notice)).map((notice) => ({ name: `${one.number} ${notice.id}`, notice })) : []));
  }

  /** A reminder whose day has not come. */
  private isLater({ state, attempts, nextAt = '' }: Notice): boolean {
    return state === 'queued' && attempts === 0 && nextAt > new Date(this.now + DAY_MS / 12).toISOString();
  }

  /** Notices that were delivered more often than once, beyond what a death or a pause explains. */
  tooOften(): readonly string[] {
    return [...this.delivered].filter(([name, times]) => times > 1 + (this.excused.get(name) ?? 0)).map(([name, times]) => `${name} delivered ${times} times`);
  }

  deliveries(name: string): number {
    return this.delivered.get(name) ?? 0;
  }

  private disturb(index: number, process: Process): void {
    process.disturbed = true;
    for (const { by, notice, manner } of this.attempts) {
      if (by === index && (manner === 'ok' || manner === 'slow') && this.recorded.get(notice) !== 'sent') this.excused.set(notice, (this.excused.get(notice) ?? 0) + 1);
    }
  }

  private answerAll(index: number): void {
    for (const attempt of this.attempts) if (attempt.by === index) attempt.answer?.();
  }

  private messengerOf(by: number): Messenger {
    const send: Messenger['send'] = (_address, { text = '' }) => this.attempt(by, text);
    return { send, update: (address, _id, message) => send(address, message) };
  }

  private attempt(by: number, notice: string): Promise<Delivery> {
    const process = this.processes[by]!;
    const others = this.attempts.filter((one) => one.notice === notice && one.by !== by && one.answer !== undefined && this.processes[one.by]!.state === 'running');
    if (others.length > 0 && !process.disturbed && others.every((one) => !this.processes[one.by]!.disturbed)) this.broken.push(`${notice} is being sent by ${by} and ${others[0]!.by}`);
    if (this.recorded.get(notice) === 'sent') {
      if (!process.disturbed) this.broken.push(`${notice} is sent by ${by} although it has been`);
      else this.excused.set(notice, (this.excused.get(notice) ?? 0) + 1);
    }
    const manner = this.script.shift() ?? 'ok';
    const attempt: Attempt = { by, notice, manner, answer: undefined };
    this.attempts.push(attempt);
    if (manner === 'ok' || manner === 'slow') this.delivered.set(notice, (this.delivered.get(notice) ?? 0) + 1);
    if (manner === 'ok') return Promise.resolve({ ok: true, messageId: notice });
    if (manner === 'throttled') return Promise.resolve({ ok: false, reason: 'throttled', retryAfterMs: 2_000 });
    if (manner === 'unavailable' || manner === 'blocked') return Promise.resolve({ ok: false, reason: manner });
    return new Promise((resolve) => {
      attempt.answer = () => {
        attempt.answer = undefined;
        resolve(manner === 'slow' ? { ok: true, messageId: notice } : { ok: false, reason: 'unavailable' });
      };
    });
  }

  /** The store as that process reaches it: not at all once it is dead, and only later while it is paused. */
  private wayOf(index: number): Store {
    const through = async <T>(call: () => Promise<T>): Promise<T> => {
      await this.turnOf(index);
      this.busy += 1;
      try {
        const value = await call();
        // An answer to a process that stands still is seen when it goes on.
        if (this.processes[index]?.state !== 'running') {
          this.busy -= 1;
          await this.turnOf(index).finally(() => (this.busy += 1));
        }
        return value;
      } finally {
        // What follows on it at once counts as under way.
        setImmediate(() => (this.busy -= 1));
      }
    };
    const { store } = this;
    return {
      shared: true,
      read: (key) => through(() => store.read(key)),
      query: (query) => through(() => store.query(query)),
      list: (query) => through(() => store.list(query)),
      remove: (key) => through(() => store.remove(key)),
      write: (writes) =>
        through(async () => {
          const etags = await store.write(writes);
          for (const { key, body } of writes) if (key.container === 'cases') for (const notice of (body as Case).notices) this.recorded.set(`${key.id} ${notice.id}`, notice.state);
          return etags;
        }),
      close: () => Promise.resolve(),
    };
  }

  private turnOf(index: number): Promise<void> {
    const process = this.processes[index];
    if (!process || process.state === 'running') return Promise.resolve();
    if (process.state === 'dead') return new Promise(() => undefined);
    return new Promise((resolve) => {
      const before = process.resume;
      process.resume = () => {
        before();
        process.resume = () => undefined;
        resolve();
      };
    });
  }
}

import fc from 'fast-check';
import { decide, evolve, type Case, type Command, type Notice } from '../../../domain/case';
import { newClocks } from '../../../domain/clocks';
import { rootOf } from '../../../domain/delivery';
import { firstDates, needsChannel, noticesAfter } from '../../../domain/notices/after';
import { careDates } from '../../../domain/notices/care';
import { MOST_SETTLED } from '../../../domain/notices/kept';
import { remaining } from '../../../domain/routing';
import { CLOCKS, type WorkCommand } from '../../../domain/work/types';
import { answer, BOARD, given, NOW, received, REPORTER, SETTING } from '../workCases';

const oneOf = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const PERSON = oneOf(...BOARD.people.map(({ id }) => id));
const x = 'x';
const ID = oneOf('a', 'b', 'c', 'd');
const WORK: fc.Arbitrary<WorkCommand> = fc.oneof(
  oneOf<WorkCommand>({ command: 'acknowledge' }, { command: 'assess' }, { command: 'approveName' }, { command: 'refuseName' }, { command: 'reviewName' }, { command: 'announceReferral', reason: x }, { command: 'escalateCrisis', reason: x }),
  oneOf<WorkCommand>({ command: 'revealName', reason: x }, { command: 'recordContact', how: 'phone' }, { command: 'reopen', reason: x }, { command: 'close', outcome: 'measures', told: x, learnt: x }),
  fc.record({ command: oneOf('assign', 'refer'), to: PERSON }),
  PERSON.map((person): WorkCommand => ({ command: 'declareConflict', person })),
  fc.record({ command: oneOf('ask', 'reply'), id: ID, text: fc.constant(x) }),
  fc.record({ command: fc.constant('moveDate' as const), clock: oneOf(...CLOCKS), due: oneOf('2026-12-24T22:59:00.000Z', '2027-01-29T22:59:00.000Z'), reason: fc.constant(x) }),
  fc.record({ command: fc.constant('agreeAftercare' as const), on: fc.array(oneOf('2026-11-27', '2026-12-24', '2027-01-04'), { minLength: 1 }), owner: oneOf('coordinator', 'manager') }),
);
const OF_REPORTER: fc.Arbitrary<Command> = fc.oneof(
  oneOf<Command>({ command: 'withdraw' }, { command: 'hideName' }, { command: 'add', step: 'kind', answers: [answer('ongoing', 'kind', x, 'yes')] }, { command: 'add', step: 'how', answers: [answer('how', 'how', x)] }),
  ID.map((id): Command => ({ command: 'reply', id, text: x })),
  fc.record({ command: fc.constant('answerAftercare' as const), on: oneOf('2026-11-27', '2026-12-24'), answer: oneOf('yes', 'no', 'stop') }),
);
/** Something that is done, how long after what was before, and whether what was due then had been sent. */
const DEEDS = fc.array(
  fc.record({
    who: fc.option(fc.oneof({ weight: 3, arbitrary: oneOf('coordinator-mhn', 'deputy-mhn', 'independent-mhn') }, { weight: 1, arbitrary: PERSON }), { nil: undefined, freq: 4 }),
    work: WORK,
    ofReporter: OF_REPORTER,
    hours: fc.integer({ min: 0, max: 200 }),
    sends: fc.boolean(),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);
const START = fc.record({ visibility: oneOf('hidden', 'coordinator', 'anonymous'), severity: oneOf('critical', 'high', 'low'), subject: oneOf('report', 'report', 'question'), category: oneOf('employee', 'elected') });

/** What is due goes out, as the dispatcher would have it. */
const sent = (one: Case, now: Date): Case => ({
  ...one,
  notices: one.notices.map((notice): Notice => (notice.state === 'queued' && (notice.nextAt ?? '') <= now.toISOString() ? { ...notice, state: 'sent', attempts: 1, at: now.toISOString() } : notice)),
});

interface Step {
  readonly before: Case;
  readonly next: Case;
  /** Ids of all that was ever there, before this. */
  readonly ever: ReadonlySet<string>;
}

function play(change: Partial<Case>, all: readonly { who: string | undefined; work: WorkCommand; ofReporter: Command; hours: number; sends: boolean }[], look: (step: Step) => void): void {
  let now = NOW;
  const start = received(change);
  const running: Case = { ...start, clocks: newClocks(SETTING, start, now) };
  let current: Case = { ...running, notices: firstDates(running, SETTING, now) };
  const ever = new Set(current.notices.map(({ id }) => id));
  for (const { who, work, ofReporter, hours, sends } of all) {
    now = new Date(now.getTime() + hours * 3_600_000);
    const before = sends ? sent(current, now) : current;
    const decision = who === undefined ? decide(before, ofReporter, REPORTER, now, SETTING) : given(before, who, work);
    if (!decision?.ok || decision.events.length === 0) continue;
    const after = decision.events.reduce(evolve, before);
    const next = { ...after, notices: noticesAfter(before, after, { setting: SETTING, channel: needsChannel(before, after) ? 'teams' : undefined, now }) };
    look({ before, next, ever });
    for (const { id } of next.notices) ever.add(id);
    current = next;
  }
}

const holds = (look: (step: Step) => void): void => fc.assert(fc.property(START, DEEDS, (change, all) => play(change, all, look)), { numRuns: 150 });

describe('whatever is done to a case, and whenever', () => {
  it('no two notices have one id, and none that was sent is sent again', () => {
    let checked = 0;
    holds(({ before, next }) => {
      const ids = next.notices.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const settled = new Map(before.notices.filter(({ state }) => state !== 'queued').map((notice) => [notice.id, notice]));
      for (const notice of next.notices) if (settled.has(notice.id)) expect(notice).toBe(settled.get(notice.id));
      checked += settled.size;
    });
    expect(checked).toBeGreaterThan(500);
  });

  it('what has left the case does not come back to be sent', () => {
    holds(({ before, next, ever }) => {
      const here = new Set(before.notices.map(({ id }) => id));
      const again = next.notices.filter(({ id, state, about }) => state === 'queued' && ever.has(id) && !here.has(id) && about !== 'reminder' && about !== 'overdue' && about !== 'call' && about !== 'care');
      expect(again).toEqual([]);
    });
  });

  it('a clock that has stopped or moved leaves nothing queued, nor does an agreed day that is answered', () => {
    let stopped = 0;
    holds(({ before, next }) => {
      for (const notice of next.notices.filter(({ state }) => state === 'queued')) {
        if (notice.clock) expect(rootOf(notice)).toContain(`:${notice.clock}:${next.clocks?.[notice.clock]?.due}:`);
        if (notice.on !== undefined) expect(careDates(next)).toContain(notice.on);
      }
      if (before.clocks?.contact && !next.clocks?.contact) stopped += 1;
    });
    expect(stopped).toBeGreaterThan(20);
  });

  it('nobody whom it is kept from is to be sent anything, and nobody is told of what is anonymous', () => {
    let conflicts = 0;
    holds(({ before, next }) => {
      const known = new Set(before.notices);
      const waiting = next.notices.filter((notice) => notice.state === 'queued' || !known.has(notice));
      expect(remaining(SETTING, waiting.map(({ recipient }) => recipient), next.barred)).toHaveLength(waiting.length);
      if (next.visibility === 'anonymous') expect(next.notices.filter(({ recipient }) => recipient === 'reporter')).toEqual([]);
      if (next.barred.length > before.barred.length) conflicts += 1;
    });
    expect(conflicts).toBeGreaterThan(50);
  });

  it('a running clock has somebody who hears when it has passed', () => {
    holds(({ next }) => {
      for (const clock of CLOCKS) if (next.clocks?.[clock]) expect(next.notices.some((notice) => notice.clock === clock && notice.about === 'overdue' && notice.id.includes(next.clocks?.[clock]?.due ?? '?'))).toBe(true);
    });
  });

  it('they do not grow without bound', () => {
    holds(({ next }) => expect(next.notices.filter(({ state, about }) => state === 'sent' && about !== 'new' && about !== 'reminder' && about !== 'overdue' && about !== 'call').length).toBeLessThanOrEqual(MOST_SETTLED + 5));
  });
});

import fc from 'fast-check';
import { maySeeName, relationsOf } from '../../domain/access';
import { INCIDENT_TYPES } from '../../domain/board';
import { decide, evolve, STATUSES, type By, type Case, type CaseEvent, type Command, type Decision, type Status } from '../../domain/case';
import { CATEGORIES, remaining, successor, workers } from '../../domain/routing';
import { SEVERITIES } from '../../domain/severity';
import { isRuleCritical } from '../../domain/work/name';
import type { WorkCommand } from '../../domain/work/types';
import { nameRequestOf, nameSeenBy } from '../../domain/work/views';
import { actor, after, answer, BOARD, by, given, NOW, OWN_MANAGER, received, REPORTER, SETTING } from './workCases';

/** 256 kB, of which a third is what sealing adds, and some is left for what a case says of its notices. */
const MOST_BYTES = 185_000;
const PEOPLE = BOARD.people.map(({ id }) => id);
/** Where a case may go from each state, in one event. */
const WAYS: Readonly<Record<Status, readonly Status[]>> = {
  received: ['received', 'acknowledged', 'closed'],
  acknowledged: ['acknowledged', 'assessing', 'closed'],
  assessing: ['assessing', 'measures', 'closed'],
  measures: ['measures', 'assessing', 'closed'],
  closed: ['closed', 'assessing'],
};

const oneOf = <const T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const words = (most: number): fc.Arbitrary<string> => fc.tuple(oneOf('o', 'å', '漢', '"'), fc.integer({ min: 1, max: most })).map(([letter, length]) => letter.repeat(length));
const TEXT = words(40);
const ID = oneOf('a', 'b', 'c');
const PERSON = oneOf(...PEOPLE);
const DAY = oneOf('2026-12-01', '2027-01-01');

function work(text = TEXT): fc.Arbitrary<WorkCommand> {
  const bare = oneOf('acknowledge', 'assess', 'approveName', 'refuseName', 'reviewName', 'makeReal').map((command): WorkCommand => ({ command }));
  const reasoned = fc.record({ command: oneOf('announceReferral', 'revealName', 'escalateCrisis', 'reopen'), reason: text });
  return fc.oneof(
    { weight: 10, arbitrary: bare },
    { weight: 6, arbitrary: reasoned },
    fc.record({ command: oneOf('assign', 'refer'), to: PERSON }),
    fc.record({ command: oneOf('ask', 'reply'), id: ID, text }),
    fc.record({ command: fc.constant('recordContact' as const), how: oneOf('phone', 'meeting'), note: text }),
    fc.record({ command: fc.constant('setSeverity' as const), severity: oneOf(...SEVERITIES), reason: text }),
    fc.record({ command: fc.constant('setType' as const), type: oneOf(...INCIDENT_TYPES) }),
    fc.record({ command: fc.constant('setWorkplace' as const), workplace: text }),
    fc.record({ command: fc.constant('moveDate' as const), clock: oneOf('contact', 'feedback'), due: fc.constant('2026-12-24T22:59:00.000Z'), reason: text }),
    fc.record({ command: fc.constant('addMeasure' as const), id: ID, what: text, who: text, due: DAY, prevention: oneOf('social', 'situational') }),
    fc.record({ command: fc.constant('completeMeasure' as const), measure: ID, effect: text }),
    fc.record({ command: fc.constant('notePolice' as const), reported: fc.boolean(), reference: text }),
    fc.record({ command: fc.constant('noteDuty' as const), duty: oneOf('socialInsurance', 'workEnvironmentAuthority'), state: oneOf('toDo', 'notNeeded'), owner: oneOf('coordinator', 'manager'), reason: text }),
    fc.record({ command: fc.constant('transferToIa' as const), state: oneOf('toDo', 'sent', 'failed'), owner: oneOf('coordinator', 'manager'), reason: text }),
    fc.record({ command: fc.constant('declareConflict' as const), person: PERSON, reason: text }),
    fc.record({ command: fc.constant('notePointedOut' as const), information: oneOf('given', 'not'), reason: text }),
    fc.record({ command: fc.constant('agreeAftercare' as const), on: fc.array(DAY, { minLength: 1, maxLength: 2 }), owner: oneOf('coordinator', 'manager') }),
    { weight: 1, arbitrary: fc.record({ command: fc.constant('close' as const), outcome: oneOf('measures', 'dismissed'), told: text, learnt: text }) },
  );
}

function ofReporter(text = TEXT): fc.Arbitrary<Command> {
  const added = fc.tuple(oneOf<readonly [string, string, string | undefined]>(['kind', 'ongoing', 'yes'], ['person', 'relation', 'manager'], ['about', 'protected', 'yes'], ['more', 'more', undefined], ['how', 'verbatim', undefined]), text);
  return fc.oneof(
    { weight: 3, arbitrary: added.map(([[step, field, code], value]): Command => ({ command: 'add', step, answers: [answer(field, step, value, code)] })) },
    { weight: 2, arbitrary: fc.tuple(ID, text).map(([id, said]): Command => ({ command: 'say', id, question: '?', words: said })) },
    fc.tuple(ID, text).map(([id, said]): Command => ({ command: 'reply', id, text: said })),
    fc.integer({ min: 0, max: 9 }).map((n): Command => ({ command: 'addFile', file: { id: `${n}`, name: 'x'.repeat(120), contentType: 'image/png', bytes: 1, sha256: `${n}`, at: NOW.toISOString() } })),
    oneOf<Command>({ command: 'hideName' }, { command: 'consentToIa', yes: true }, { command: 'answerAftercare', on: '2026-12-01', answer: 'no' }),
    { weight: 1, arbitrary: fc.constant<Command>({ command: 'withdraw' }) },
  );
}

/** Something that somebody does: the reporter, where nobody is named. */
interface Deed {
  readonly who?: string;
  readonly command: Command;
}

/** Mostly people who have something to do with cases: else hardly anything would be done. */
const WHO = fc.oneof({ weight: 3, arbitrary: oneOf('coordinator-mhn', 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn', 'manager-mhn', 'coordinator-2') }, { weight: 1, arbitrary: PERSON });
const deeds = (text = TEXT, most = 40): fc.Arbitrary<readonly Deed[]> =>
  fc.array(fc.oneof({ weight: 4, arbitrary: fc.record({ who: WHO, command: work(text) }) }, { weight: 1, arbitrary: fc.record({ command: ofReporter(text) }) }), { minLength: most / 2, maxLength: most, size: 'max' });

const START = fc
  .record({ category: oneOf(...CATEGORIES), visibility: oneOf('hidden', 'hidden', 'coordinator', 'coordinatorAndManager', 'anonymous'), severity: oneOf(...SEVERITIES), subject: oneOf('report', 'report', 'report', 'question'), exercise: fc.option(fc.constant(true as const), { nil: undefined, freq: 8 }) })
  .map(({ exercise, ...change }) => received({ ...change, ...(exercise ? { exercise } : {}) }));

/** A case as it mostly goes, from coming to its end. */
const WHOLE_WAY: readonly Deed[] = (
  [
    { command: 'acknowledge' },
    { command: 'assess' },
    { command: 'addMeasure', id: 'm', what: 'Parbesök', who: 'Enheten', due: '2026-12-01', prevention: 'situational' },
    { command: 'close', outcome: 'measures', told: 'Vi går två.', learnt: 'Vi går två.' },
  ] as const
).map((command) => ({ who: 'coordinator-mhn', command }));

/** What comes of it; undefined where that person has no such thing to do with the case. */
const decided = (current: Case, { who, command }: Deed): Decision | undefined => (who === undefined ? decide(current, command, REPORTER, NOW, SETTING) : given(current, who, command as WorkCommand));

/** Plays the deeds and shows each step that changed something. */
function play(start: Case, all: readonly Deed[], look: (before: Case, event: CaseEvent, next: Case, deed: Deed) => void): Case {
  return all.reduce((current, deed) => {
    const decision = decided(current, deed);
    if (!decision?.ok) return current;
    return decision.events.reduce((before, event) => {
      const next = evolve(before, event);
      look(before, event, next, deed);
      return next;
    }, current);
  }, start);
}

const holds = (property: (start: Case, all: readonly Deed[]) => void, runs = 300): void => fc.assert(fc.property(START, deeds(), property), { numRuns: runs });
const bytesOf = ({ answers, events, files }: Case): number => Buffer.byteLength(JSON.stringify({ answers, events, files }));

describe('whatever is done to a case, by whomever', () => {
  it('it goes from state to state as it may, and no event is lost', () => {
    const reached = new Set<Status>();
    holds((start, all) => {
      play(start, all, (before, event, next) => {
        expect(WAYS[before.status]).toContain(next.status);
        reached.add(next.status);
        expect([next.version, next.events.length]).toEqual([before.version + 1, before.events.length + 1]);
        expect(next.events.slice(0, -1)).toEqual(before.events);
        expect(next.events.at(-1)).toMatchObject({ kind: event.kind, at: event.at, by: event.by });
        if (next.status === 'closed') expect(next.clocks ?? {}).toEqual({});
      });
    });
    // What all these do by chance, somebody does on purpose: else a run might pass that has seen little.
    play(received(), WHOLE_WAY, (_before, _event, next) => reached.add(next.status));
    expect([...reached].sort()).toEqual([...STATUSES].sort());
  });

  it('nobody it is kept from sees it, has it or does anything to it, and it is never kept from nobody again', () => {
    let conflicts = 0;
    holds((start, all) => {
      const last = play(start, all, (before, event, next, { who }) => {
        if (event.kind === 'conflictDeclared') conflicts += 1;
        expect(before.barred.every((hash) => next.barred.includes(hash))).toBe(true);
        expect(next.barred).not.toContain(SETTING.hashOf(next.recipient));
        if (event.kind === 'conflictDeclared' || event.kind === 'assigned') expect(workers(BOARD, next.audience)).toContain(next.recipient);
        if (who !== undefined) expect(before.barred).not.toContain(SETTING.hashOf(who));
      });
      for (const id of PEOPLE.filter((person) => last.barred.includes(SETTING.hashOf(person)))) {
        expect(relationsOf(actor(id), last, SETTING)).toEqual([]);
        expect(given(last, id, { command: 'declareConflict' })).toBeUndefined();
      }
    });
    expect(conflicts).toBeGreaterThan(50);
  });

  it('no manager hears of it before its reporter does, each time anew, but their own whom they chose', () => {
    const ways = { chosen: 0, announced: 0 };
    const letting = fc.oneof(
      oneOf<Deed>({ command: { command: 'hideName' } }, { who: 'coordinator-mhn', command: { command: 'announceReferral', reason: 'x' } }, { who: 'coordinator-mhn', command: { command: 'recordContact', how: 'phone' } }),
      { weight: 2, arbitrary: oneOf(OWN_MANAGER, 'manager-2', 'manager-3').map((to): Deed => ({ who: 'coordinator-mhn', command: { command: 'refer', to } })) },
    );
    fc.assert(
      fc.property(START, fc.array(letting, { maxLength: 10 }), (start, all) => {
        play(start, all, (before, event) => {
          if (event.kind !== 'referred') return;
          const chosen = before.visibility === 'coordinatorAndManager' && event.to === OWN_MANAGER;
          const told = before.events.findLastIndex(({ kind }) => kind === 'referralAnnounced') > before.events.findLastIndex(({ kind }) => kind === 'referred');
          expect(chosen || told).toBe(true);
          ways[told ? 'announced' : 'chosen'] += 1;
        });
      }),
      { numRuns: 800 },
    );
    expect(Math.min(ways.chosen, ways.announced)).toBeGreaterThan(5);
  });

  it('nobody gets it to themselves by what they say of others', () => {
    const went = { stayed: 0, moved: 0 };
    const RECIPIENTS = ['coordinator-mhn', 'coordinator-2', 'deputy-mhn', 'deputy-2', 'independent-mhn', 'elected-recipient-mhn'] as const;
    const putsOut = fc.tuple(oneOf(...RECIPIENTS), fc.oneof(oneOf(...RECIPIENTS), PERSON)).map(([who, person]): Deed => ({ who, command: { command: 'declareConflict', person } }));
    fc.assert(
      fc.property(START, fc.array(putsOut, { minLength: 4, maxLength: 16, size: 'max' }), (start, all) => {
        play(start, all, (before, event, next) => {
          if (event.kind !== 'conflictDeclared' || event.ofOther !== true) return;
          const others = ({ audience, barred }: Case): readonly string[] => remaining(SETTING, workers(BOARD, audience), barred).filter((id) => id !== event.by.person);
          if (others(before).length > 0) expect(others(next)).not.toEqual([]);
          expect(successor(SETTING, next, [...next.barred, SETTING.hashOf(event.by.person ?? '')])).toBeDefined();
          went[next.audience === before.audience ? 'stayed' : 'moved'] += 1;
        });
      }),
      { numRuns: 1_000 },
    );
    expect(Math.min(went.stayed, went.moved)).toBeGreaterThan(20);
  });

  it('a hidden name is opened by another’s yes alone, or where the reporter’s own words made the case critical', () => {
    const ways = { alone: 0, together: 0 };
    holds((start, all) => {
      const last = play(start, all, (before, event, next) => {
        if (event.kind === 'severitySet' || event.kind === 'typeSet') expect(isRuleCritical(before) || !isRuleCritical(next)).toBe(true);
        if (event.kind !== 'nameRevealed') {
          expect(nameSeenBy(next)).toEqual(nameSeenBy(before));
          return;
        }
        expect(before.visibility).toBe('hidden');
        ways[event.alone ? 'alone' : 'together'] += 1;
        if (event.alone) expect([event.by.person, before.severity, isRuleCritical(before)]).toEqual([event.to, 'critical', true]);
        else expect([nameRequestOf(before)?.by.person, event.by.person === event.to]).toEqual([event.to, false]);
      });
      if (last.visibility !== 'hidden') return;
      for (const id of PEOPLE) expect(maySeeName(actor(id), last)).toBe(nameSeenBy(last).includes(id));
    }, 1_200);
    expect(Math.min(ways.alone, ways.together)).toBeGreaterThan(5);
  });

  it('a question takes nothing but what a question takes', () => {
    const question = received({ subject: 'question' });
    fc.assert(
      fc.property(deeds(), (all) => {
        play(question, all.filter(({ who }) => who !== undefined), (_before, { kind }) => {
          expect(['acknowledged', 'assigned', 'asked', 'informed', 'conflictDeclared', 'closed', 'reopened']).toContain(kind);
        });
      }),
    );
  });

  it('it stays as small as it must, and a full one can still be taken, given, answered for and closed', () => {
    const full = { report: 0, work: 0 };
    const long = fc.oneof(words(4_000), words(1_000));
    fc.assert(
      fc.property(START, deeds(long, 150), (start, all) => {
        const open = { ...start, subject: 'report' as const };
        const last = play(open, all.filter(({ command }) => command.command !== 'withdraw' && command.command !== 'close'), (_before, _event, next) => {
          expect(bytesOf(next)).toBeLessThanOrEqual(MOST_BYTES);
        });
        const say = (command: Command, who: By): boolean => decide(last, command, who, NOW, SETTING).ok;
        if (!say({ command: 'say', id: 'last', question: '?', words: '漢'.repeat(4_000) }, REPORTER)) full.report += 1;
        if (!say({ command: 'setWorkplace', workplace: '漢'.repeat(14_000) }, by(last.recipient))) full.work += 1;
        const worker = by(last.recipient);
        const taken = last.status === 'received' ? after(last, { command: 'acknowledge' }, worker) : last;
        const touched = taken.clocks?.contact ? after(taken, { command: 'recordContact', how: 'phone' }, worker) : taken;
        const closed = after(touched, { command: 'close', outcome: 'measures', told: '漢'.repeat(4_000), learnt: '漢'.repeat(4_000) }, worker);
        expect(bytesOf(closed)).toBeLessThanOrEqual(MOST_BYTES);
        expect(after(last, { command: 'withdraw' }, REPORTER).status).toBe('closed');
      }),
      // What is shrunk here is large: the seed tells as much, and at once.
      { endOnFailure: true, numRuns: 25 },
    );
    expect(full.work).toBeGreaterThan(0);
  });

  it('its reporter shuts out no work, and no work its reporter', () => {
    const begun = after(received(), { command: 'acknowledge' });
    const fill = (make: (n: number) => Command, who: By): Case => {
      let current = begun;
      for (let n = 0; n < 1_000; n += 1) {
        const decision = decide(current, make(n), who, NOW, SETTING);
        if (!decision.ok) return current;
        current = decision.events.reduce(evolve, current);
      }
      throw new Error('it never fills');
    };
    const told = fill((n) => ({ command: 'reply', id: `${n}`, text: 'å'.repeat(4_000) }), REPORTER);
    expect(decide(told, { command: 'ask', id: 'q', text: 'å'.repeat(4_000) }, by('coordinator-mhn'), NOW, SETTING).ok).toBe(true);
    const pressed = fill((n) => ({ command: 'add', step: 'how', answers: [answer('channel', 'how', `${n}`, 'sms')] }), REPORTER);
    expect(bytesOf(pressed)).toBeLessThanOrEqual(MOST_BYTES);
    const worked = fill((n) => ({ command: 'ask', id: `${n}`, text: 'å'.repeat(4_000) }), by('coordinator-mhn'));
    expect(decide(worked, { command: 'reply', id: 'r', text: 'å'.repeat(4_000) }, REPORTER, NOW, SETTING).ok).toBe(true);
  });
});

import { clocksAfter, type Setting } from '../../domain/clocks';
import { decide, evolve, type By, type Case, type Command } from '../../domain/case';
import { isPractice } from '../../domain/exercise';
import { isOpenTo } from '../../domain/work/decide';
import { boardNamed, demoBoards } from '../helpers/boards';

const now = new Date('2026-11-23T10:00:00Z');
const worker: By = { role: 'worker', person: 'coordinator-mhn', name: 'Säkerhetssamordnare MHN' };
const setting: Setting = { board: boardNamed(demoBoards(), 'MHN'), isHoliday: () => false, hashOf: (person) => `#${person}` };
const practised = {
  schema: 2, key: 'draft-1', number: 'MHN-0000-0000', board: 'MHN', version: 1, subject: 'report', exercise: true, locale: 'sv', type: 'threat', severity: 'high', severityReasons: [],
  status: 'received', receivedAt: '2026-11-23T09:00:00.000Z', category: 'employee', visibility: 'coordinator', involved: 'no', audience: 'line', barred: [], recipient: 'coordinator-mhn', safety: 'no',
  answers: [], files: [], events: [], notices: [], clocks: {},
} as const satisfies Case;

function apply(current: Case, command: Command, by: By = worker): Case {
  const decision = decide(current, command, by, now, setting);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.events.reduce(evolve, current);
}

describe('what is practice', () => {
  const asked = { board: 'MHN', startedAt: '2026-11-23T08:30:00.000Z', until: '2026-11-23T10:00:00.000Z', asked: true } as const;
  const part = { ...asked, acceptedAt: '2026-11-23T09:00:00.000Z' };
  it.each([
    ['begun and sent in it', part, 'MHN', '2026-11-23T09:10:00.000Z', '2026-11-23T09:59:59Z', true],
    ['begun before they said yes', part, 'MHN', '2026-11-23T08:59:59.000Z', '2026-11-23T09:30:00Z', false],
    ['begun before it', part, 'MHN', '2026-11-23T08:29:59.000Z', '2026-11-23T09:30:00Z', false],
    ['by somebody who was asked and has not answered', asked, 'MHN', '2026-11-23T09:10:00.000Z', '2026-11-23T09:30:00Z', false],
    ['sent after it', part, 'MHN', '2026-11-23T09:10:00.000Z', '2026-11-23T10:00:00Z', false],
    ['to another board', part, 'AMN', '2026-11-23T09:10:00.000Z', '2026-11-23T09:30:00Z', false],
    ['by somebody who takes no part', undefined, 'MHN', '2026-11-23T09:10:00.000Z', '2026-11-23T09:30:00Z', false],
  ] as const)('%s', (_what, taking, board, begunAt, sentAt, practice) => {
    expect(isPractice(taking, board, begunAt, new Date(sentAt))).toBe(practice);
  });
});

describe('an exercise', () => {
  it('runs towards no dates, whatever is done in it', () => {
    const worked = [{ command: 'acknowledge' }, { command: 'recordContact', how: 'phone' }, { command: 'setSeverity', severity: 'critical', reason: 'övning' }] satisfies readonly Command[];
    expect(worked.reduce<Case>((one, command) => apply(one, command), practised).clocks).toEqual({});
  });

  it('that is real becomes a case whose clocks run from now, as far as it has come', () => {
    const real = apply(apply(practised, { command: 'acknowledge' }), { command: 'makeReal' });
    expect(real).toMatchObject({ status: 'acknowledged', version: 3, clocks: { contact: { due: expect.any(String) }, feedback: { due: expect.any(String) } } });
    expect('exercise' in real).toBe(false);
    expect(real.clocks!.contact!.due > now.toISOString()).toBe(true);
    expect(clocksAfter({}, real.events.at(-1)!)).toEqual(real.clocks);
  });

  it('is made real by its reporter too, once', () => {
    const real = apply(practised, { command: 'makeReal' }, { role: 'reporter' });
    expect(decide(real, { command: 'makeReal' }, worker, now, setting)).toEqual({ ok: false, refusal: 'notHere' });
    expect([isOpenTo(practised, 'makeReal'), isOpenTo(real, 'makeReal')]).toEqual([true, false]);
  });

  it('that was closed is open again; one that was taken back is reported anew', () => {
    const closed = apply(apply(practised, { command: 'acknowledge' }), { command: 'close', outcome: 'noMeasures', told: 'klart', learnt: 'inget' });
    expect(apply(closed, { command: 'makeReal' }).status).toBe('assessing');
    const withdrawn = apply(practised, { command: 'withdraw' }, { role: 'reporter' });
    expect(decide(withdrawn, { command: 'makeReal' }, worker, now, setting)).toEqual({ ok: false, refusal: 'withdrawn' });
  });
});

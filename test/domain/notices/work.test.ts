import type { By, Case, Command, Notice } from '../../../domain/case';
import { newClocks, type Setting } from '../../../domain/clocks';
import { fallbacks, isUndelivered } from '../../../domain/delivery';
import { needsChannel, noticesAfter } from '../../../domain/notices/after';
import { careOwner } from '../../../domain/notices/care';
import { isLostOnTheWay } from '../../../domain/unsent';
import { concerns } from '../../../domain/notices/concerns';
import { MOST_SETTLED } from '../../../domain/notices/kept';
import { relationsOf } from '../../../domain/access';
import { actor, after, answer, by, NOW, received, REPORTER, SETTING } from '../workCases';

const COORDINATOR = by('coordinator-mhn');
const DEPUTY = by('deputy-mhn');

/** What is done to a case, with what it sends. */
function told(before: Case, command: Command, who: By = COORDINATOR, now = NOW, setting = SETTING): Case {
  const next = after(before, command, who);
  return { ...next, notices: noticesAfter(before, next, { setting, channel: needsChannel(before, next) ? 'directline' : undefined, now }) };
}

const acknowledged = (change: Partial<Case> = {}): Case => told(received(change), { command: 'acknowledge' });
const added = (before: Case, next: Case): readonly Notice[] => next.notices.filter(({ id, about }) => about !== 'reminder' && about !== 'overdue' && !before.notices.some((one) => one.id === id));
const lines = (before: Case, next: Case): readonly string[] => added(before, next).map(({ about, recipient, channel }) => `${about} ${recipient} ${channel}`);
const more = (field: string, code?: string): Command => ({ command: 'add', step: field, answers: [answer(field, field, 'x', code)] });

describe('what is done is told', () => {
  const hidden = (): Case => acknowledged({ visibility: 'hidden' });
  const critical = (): Case => acknowledged({ visibility: 'hidden', severity: 'critical' });
  const asked = (): Case => told(hidden(), { command: 'revealName', reason: 'x' });
  const closed = (): Case => told(acknowledged(), { command: 'close', outcome: 'measures', told: 'x', learnt: 'x' });
  const announced = (): Case => told(acknowledged(), { command: 'announceReferral', reason: 'x' });

  it.each<readonly [string, Case, Command, By, readonly string[]]>([
    ['an acknowledgement to the reporter', received(), { command: 'acknowledge' }, COORDINATOR, ['told reporter directline']],
    ['a question to the reporter', acknowledged(), { command: 'ask', id: 'a', text: 'x' }, COORDINATOR, ['told reporter directline']],
    ['word of how it goes to the reporter', acknowledged(), { command: 'reply', id: 'a', text: 'x' }, COORDINATOR, ['told reporter directline']],
    ['that a manager must know, to the reporter', acknowledged(), { command: 'announceReferral', reason: 'x' }, COORDINATOR, ['told reporter directline']],
    ['a date that was promised and is moved, to the reporter', acknowledged(), { command: 'moveDate', clock: 'feedback', due: '2026-12-24T22:59:00.000Z', reason: 'x' }, COORDINATOR, ['told reporter directline']],
    ['a closing to the reporter', acknowledged(), { command: 'close', outcome: 'measures', told: 'x', learnt: 'x' }, COORDINATOR, ['told reporter directline']],
    ['a reopening to the reporter', closed(), { command: 'reopen', reason: 'x' }, COORDINATOR, ['told reporter directline']],
    ['contact in person to nobody', acknowledged(), { command: 'recordContact', how: 'phone' }, COORDINATOR, []],
    ['an answer to whoever has it', acknowledged(), { command: 'reply', id: 'a', text: 'x' }, REPORTER, ['work coordinator-mhn teams']],
    ['what is added to whoever has it', acknowledged(), more('how'), REPORTER, ['work coordinator-mhn teams']],
    ['what is added before somebody has acknowledged it to nobody', received(), more('how'), REPORTER, []],
    ['that it has become grave, to whoever has it', received(), more('ongoing', 'yes'), REPORTER, ['work coordinator-mhn teams']],
    ['a withdrawal to whoever has acknowledged it', acknowledged(), { command: 'withdraw' }, REPORTER, ['work coordinator-mhn teams']],
    ['an assignment to whoever gets it', acknowledged(), { command: 'assign', to: 'deputy-mhn' }, COORDINATOR, ['work deputy-mhn teams']],
    ['an assignment that somebody takes, to nobody', acknowledged(), { command: 'assign', to: 'deputy-mhn' }, DEPUTY, []],
    ['one that nobody has acknowledged, as new', received(), { command: 'assign', to: 'deputy-mhn' }, COORDINATOR, ['new deputy-mhn teams']],
    ['a conflict to whoever has it then', received(), { command: 'declareConflict' }, COORDINATOR, ['new deputy-mhn teams']],
    ['a conflict of somebody who does not have it, to the independent recipient alone', acknowledged(), { command: 'declareConflict', person: 'deputy-2' }, COORDINATOR, ['work independent-mhn teams']],
    ['a conflict of whoever has it, as new to whoever has it then, and to the independent recipient', received(), { command: 'declareConflict', person: 'coordinator-mhn' }, by('coordinator-2'), ['new deputy-mhn teams', 'work independent-mhn teams']],
    ['a conflict of the independent recipient, to nobody', acknowledged(), { command: 'declareConflict', person: 'independent-mhn' }, COORDINATOR, []],
    ['a referral to that manager alone', announced(), { command: 'refer', to: 'manager-2' }, COORDINATOR, ['work manager-2 teams']],
    ['a request for the name to the others who may answer', hidden(), { command: 'revealName', reason: 'x' }, COORDINATOR, ['work independent-mhn teams', 'work deputy-mhn teams', 'work elected-recipient-mhn teams']],
    ['a yes to whoever asked, and the reporter', asked(), { command: 'approveName' }, by('independent-mhn'), ['told reporter directline', 'work coordinator-mhn teams']],
    ['a no to whoever asked', asked(), { command: 'refuseName' }, by('independent-mhn'), ['work coordinator-mhn teams']],
    ['a name seen alone to the reporter, and to somebody who is to review it', critical(), { command: 'revealName', reason: 'x' }, COORDINATOR, ['told reporter directline', 'work independent-mhn teams']],
    ['an escalation to whoever has it, and to the crisis contact', acknowledged(), { command: 'escalateCrisis', reason: 'x' }, DEPUTY, ['work coordinator-mhn teams', 'work crisis email']],
  ])('%s', (_what, before, command, who, expected) => {
    const crisis = { ...SETTING.board.directory, crisis: { name: { sv: 'Kris', en: 'Crisis' }, email: 'kris@example.org' } };
    const setting = { ...SETTING, board: { ...SETTING.board, directory: crisis } };
    expect(lines(before, told(before, command, who, NOW, setting))).toEqual(expected);
  });

  it('to nobody of an anonymous case, and of no date that was promised to nobody', () => {
    const anonymous = received({ visibility: 'anonymous' });
    expect(lines(anonymous, told(anonymous, { command: 'acknowledge' }))).toEqual([]);
    const unreachable = acknowledged({ visibility: 'hidden' });
    expect(lines(unreachable, told(unreachable, { command: 'moveDate', clock: 'contact', due: '2026-12-24T22:59:00.000Z', reason: 'x' }))).toEqual([]);
  });

  it('to no crisis contact of what is practised', () => {
    const practised = acknowledged({ exercise: true });
    expect(lines(practised, told(practised, { command: 'escalateCrisis', reason: 'x' }, DEPUTY))).toEqual(['work coordinator-mhn teams']);
  });

  it('each time a name is seen, once while the same question is on its way', () => {
    const one = told(acknowledged(), { command: 'ask', id: 'a', text: 'x' });
    expect(lines(one, told(one, { command: 'ask', id: 'b', text: 'x' }))).toEqual([]);
    const sent: Case = { ...one, notices: one.notices.map((notice) => ({ ...notice, state: 'sent' as const })) };
    expect(lines(sent, told(sent, { command: 'ask', id: 'b', text: 'x' }))).toEqual(['told reporter directline']);
  });

  it('in one word for what is added step by step, a while after the first', () => {
    const before = acknowledged();
    const first = told(before, more('how'), REPORTER);
    expect(added(before, first).map(({ nextAt }) => nextAt)).toEqual([new Date(NOW.getTime() + 10 * 60_000).toISOString()]);
    const second = told(first, { command: 'addFile', file: { id: 'f', name: 'x.png', contentType: 'image/png', bytes: 1, sha256: '0', at: '' } }, REPORTER);
    expect(lines(first, second)).toEqual([]);
  });
});

describe('somebody who is out of the case', () => {
  it('is sent nothing that still waited for them', () => {
    const waiting: Case = { ...received(), notices: [{ id: 'new:teams', about: 'new', recipient: 'coordinator-mhn', channel: 'teams', state: 'queued', attempts: 0, nextAt: NOW.toISOString() }] };
    const next = told(waiting, { command: 'declareConflict' });
    expect(next.notices.filter(({ recipient }) => recipient === 'coordinator-mhn')).toEqual([]);
    expect(next.recipient).toBe('deputy-mhn');
  });

  it('has no card brought up to date', () => {
    const card: Notice = { id: 'new:teams', about: 'new', recipient: 'coordinator-mhn', channel: 'teams', state: 'sent', attempts: 1, messageId: '1' };
    const out = told({ ...received(), notices: [card] }, { command: 'declareConflict' });
    expect(told(out, { command: 'acknowledge' }, DEPUTY).notices.filter(({ about }) => about === 'copy')).toEqual([]);
  });

  it('is not the independent recipient, who hears of a conflict of others without working the case, until it is kept from them', () => {
    const one = told(acknowledged(), { command: 'declareConflict', person: 'deputy-2' });
    const heard = one.notices.find(({ recipient }) => recipient === 'independent-mhn')!;
    expect([heard.only, relationsOf(actor('independent-mhn'), one, SETTING), concerns(one, heard, [])]).toEqual([true, [], true]);
    expect(told(one, { command: 'declareConflict', person: 'independent-mhn' }).notices.filter(({ recipient }) => recipient === 'independent-mhn')).toEqual([]);
  });

  it('hears no more of what has been answered or taken from them meanwhile', () => {
    const one = told(acknowledged({ visibility: 'hidden' }), { command: 'revealName', reason: 'x' });
    const asking = one.notices.find(({ recipient }) => recipient === 'independent-mhn')!;
    const hears = (current: Case): boolean => concerns(current, asking, relationsOf(actor('independent-mhn'), current, SETTING));
    expect(hears(one)).toBe(true);
    expect(hears(told(one, { command: 'refuseName' }, DEPUTY))).toBe(false);
  });
});

describe('aftercare', () => {
  const agreed = (owner: 'coordinator' | 'manager' = 'coordinator', change: Partial<Case> = {}): Case =>
    told(told(told(acknowledged(change), { command: 'announceReferral', reason: 'x' }), { command: 'refer', to: 'manager-2' }), { command: 'agreeAftercare', on: ['2026-12-04', '2026-12-11'], owner });
  const care = (one: Case): readonly string[] => one.notices.filter(({ about, state }) => (about === 'care' || about === 'call') && state === 'queued').map(({ about, recipient, nextAt }) => `${about} ${recipient} ${nextAt}`);

  it('asks the reporter on the days that were agreed, and two working days later it is somebody’s to call', () => {
    expect(care(agreed())).toEqual([
      'care reporter 2026-12-04T08:00:00.000Z', 'call coordinator-mhn 2026-12-08T08:00:00.000Z',
      'care reporter 2026-12-11T08:00:00.000Z', 'call coordinator-mhn 2026-12-15T08:00:00.000Z',
    ]);
    expect(care(agreed('manager')).filter((line) => line.startsWith('call'))).toEqual(['call manager-2 2026-12-08T08:00:00.000Z', 'call manager-2 2026-12-15T08:00:00.000Z']);
  });

  it('asks nobody who is anonymous: the call is made on the day', () => {
    expect(care(agreed('coordinator', { visibility: 'anonymous' }))).toEqual(['call coordinator-mhn 2026-12-04T08:00:00.000Z', 'call coordinator-mhn 2026-12-11T08:00:00.000Z']);
  });

  it.each([
    ['yes', ['work coordinator-mhn teams'], 2],
    ['no', [], 2],
    ['stop', [], 0],
  ] as const)('“%s” is told %p and leaves %i more to come', (given, expected, left) => {
    const before = agreed();
    const next = told(before, { command: 'answerAftercare', on: '2026-12-04', answer: given }, REPORTER);
    expect(lines(before, next)).toEqual(expected);
    expect(care(next)).toHaveLength(left);
  });

  it('goes on when the case is closed, with whoever has it then, and ends when it is withdrawn or agreed anew', () => {
    const closed = told(agreed(), { command: 'close', outcome: 'measures', told: 'x', learnt: 'x' });
    expect(care(closed)).toEqual(care(agreed()));
    const given = told(agreed(), { command: 'assign', to: 'deputy-mhn' });
    expect(care(given).filter((line) => line.startsWith('call')).every((line) => line.startsWith('call deputy-mhn'))).toBe(true);
    expect(care(told(agreed(), { command: 'withdraw' }, REPORTER))).toEqual([]);
    expect(care(told(told(agreed(), { command: 'withdraw' }, REPORTER), { command: 'notePolice', reported: true }))).toEqual([]);
    expect(care(told(agreed(), { command: 'agreeAftercare', on: ['2026-12-11'], owner: 'coordinator' }))).toEqual(care(agreed()).slice(2));
  });
});

describe('somebody who has left the board', () => {
  const without = (...ids: readonly string[]): Setting => ({ ...SETTING, board: { ...SETTING.board, people: SETTING.board.people.filter(({ id }) => !ids.includes(id)), recipients: { ...SETTING.board.recipients, default: 'coordinator-2' } } });
  const reach = (setting: Setting) => ({ ...setting, hasMail: () => false, hasChat: () => true });
  const stranded = (one: Case, notice: Notice, reason: string): Case => ({ ...one, notices: [...one.notices.filter(({ id }) => id !== notice.id), { ...notice, state: 'failed', reason, attempts: 1 }] });

  it('leaves nothing that comes to nobody: the deputy hears of an answer, and calls on the agreed days', () => {
    const setting = without('coordinator-mhn');
    const asked = told(acknowledged(), { command: 'ask', id: 'q', text: 'x' });
    const next = told(asked, { command: 'reply', id: 'r', text: 'y' }, REPORTER, NOW, setting);
    expect(lines(asked, next)).toEqual(['work deputy-mhn teams']);
    const referred = told(told(told(acknowledged(), { command: 'announceReferral', reason: 'x' }), { command: 'refer', to: 'manager-2' }), { command: 'agreeAftercare', on: ['2026-12-04'], owner: 'manager' });
    expect([SETTING, without('manager-2'), without('manager-2', 'coordinator-mhn')].map((where) => careOwner(referred, where))).toEqual(['manager-2', 'coordinator-mhn', 'deputy-mhn']);
  });

  it('has what was on its way to them sent to the next, and it stands in red where nobody is left to hear it', () => {
    const asked = told(acknowledged(), { command: 'ask', id: 'q', text: 'x' });
    const replied = told(asked, { command: 'reply', id: 'r', text: 'y' }, REPORTER);
    const notice = added(asked, replied).find(({ about }) => about === 'work')!;
    expect(notice.recipient).toBe('coordinator-mhn');
    const lost = stranded(replied, notice, 'noAccess');
    expect(fallbacks(lost, reach(without('coordinator-mhn')), NOW.toISOString()).map(({ recipient, about }) => `${about} ${recipient}`)).toEqual(['work deputy-mhn']);
    expect([isUndelivered(lost), isLostOnTheWay(lost, SETTING.hashOf)]).toEqual([true, true]);
    const passed = stranded(replied, notice, 'moot');
    expect([fallbacks(passed, reach(SETTING), NOW.toISOString()), isUndelivered(passed)]).toEqual([[], false]);
  });
});

describe('what has been settled', () => {
  const sentAt = (minute: number): Notice => ({ id: `told:x${minute}`, about: 'told', recipient: 'reporter', channel: 'directline', state: 'sent', attempts: 1, at: new Date(NOW.getTime() + minute * 60_000).toISOString() });

  it('does not grow without bound: the oldest goes, and nothing that waits or is needed', () => {
    const card: Notice = { id: 'new:teams', about: 'new', recipient: 'coordinator-mhn', channel: 'teams', state: 'sent', attempts: 1, messageId: '1', at: '2020-01-01T00:00:00.000Z' };
    const one = received();
    const full: Case = { ...one, clocks: newClocks(SETTING, one, NOW), notices: [card, ...Array.from({ length: 100 }, (_none, minute) => sentAt(minute))] };
    const { notices } = told(full, { command: 'setWorkplace', workplace: 'x' });
    expect(notices.filter(({ state, about }) => state === 'sent' && about === 'told').map(({ id }) => id)).toEqual(Array.from({ length: MOST_SETTLED }, (_none, index) => `told:x${100 - MOST_SETTLED + index}`));
    expect(notices).toContain(card);
    expect(notices.filter(({ state }) => state === 'queued').length).toBeGreaterThan(0);
  });
});

import { may, relationsOf, type Relation } from '../../domain/access';
import { decide, STATUSES, type Case, type Command, type Status } from '../../domain/case';
import { choicesFrom } from '../../domain/work/choices';
import { isOpenTo } from '../../domain/work/decide';
import { isForAnother, offeredTo } from '../../domain/work/offer';
import { isOvertaken } from '../../domain/work/meanwhile';
import type { WorkCommand, WorkName } from '../../domain/work/types';
import { nameReviewFor } from '../../domain/work/views';
import { actor, after, answer, BOARD, by, given, NOW, OWN_MANAGER, received, REPORTER, REPORTER_ID, SETTING } from './workCases';

/** One command, who may give it, from where, and what it records: written out by hand, so that it is no copy of the rule. */
interface Row {
  readonly give: WorkCommand;
  readonly who: readonly Relation[];
  readonly from: readonly Status[];
  readonly makes: readonly string[];
  /** What the case must have behind it. */
  readonly base?: Partial<Case>;
  readonly before?: readonly (readonly [Command, string])[];
  /** Given by somebody else than the coordinator. */
  readonly as?: string;
}

const OPEN: readonly Status[] = ['received', 'acknowledged', 'assessing', 'measures'];
const BEGUN: readonly Status[] = ['acknowledged', 'assessing', 'measures'];
const ANY: readonly Status[] = [...OPEN, 'closed'];
const W: readonly Relation[] = ['worker'];
const SHARED: readonly Relation[] = ['worker', 'manager'];
const NAME: readonly Relation[] = ['worker', 'authorised'];
const R: readonly Relation[] = ['reporter'];
const text = 'orden';

const hidden: Partial<Case> = { visibility: 'hidden' };
const asked = [[{ command: 'revealName', reason: text }, 'coordinator-mhn']] as const;
const elsewhere = '2026-12-01T22:59:00.000Z';

const ROWS: Readonly<Record<WorkName, Row>> = {
  acknowledge: { give: { command: 'acknowledge' }, who: W, from: ['received'], makes: ['acknowledged'] },
  assess: { give: { command: 'assess' }, who: W, from: ['acknowledged', 'measures'], makes: ['assessing'] },
  assign: { give: { command: 'assign', to: 'deputy-mhn' }, who: W, from: OPEN, makes: ['assigned'] },
  ask: { give: { command: 'ask', id: 'q', text }, who: W, from: BEGUN, makes: ['asked'] },
  reply: { give: { command: 'reply', id: 'r', text }, who: ['worker', 'reporter'], from: OPEN, makes: ['informed'] },
  recordContact: { give: { command: 'recordContact', how: 'phone' }, who: SHARED, from: OPEN, makes: ['contactRecorded'] },
  setSeverity: { give: { command: 'setSeverity', severity: 'low', reason: text }, who: W, from: OPEN, makes: ['severitySet'] },
  setType: { give: { command: 'setType', type: 'harassment' }, who: W, from: OPEN, makes: ['typeSet'] },
  setWorkplace: { give: { command: 'setWorkplace', workplace: 'Enheten' }, who: W, from: OPEN, makes: ['workplaceSet'] },
  moveDate: { give: { command: 'moveDate', clock: 'feedback', due: elsewhere, reason: text }, who: W, from: OPEN, makes: ['dateMoved'] },
  announceReferral: { give: { command: 'announceReferral', reason: text }, who: W, from: OPEN, makes: ['referralAnnounced'] },
  refer: { give: { command: 'refer', to: 'manager-mhn' }, who: W, from: OPEN, makes: ['referred'], base: { visibility: 'coordinatorAndManager' } },
  tick: { give: { command: 'tick', item: 'callToday', done: true }, who: SHARED, from: OPEN, makes: ['ticked'] },
  addMeasure: { give: { command: 'addMeasure', id: 'new', what: text, who: text, due: '2026-12-01', prevention: 'social' }, who: W, from: ['assessing', 'measures'], makes: ['measureAdded'] },
  completeMeasure: { give: { command: 'completeMeasure', measure: 'first', effect: text }, who: W, from: ['measures'], makes: ['measureCompleted'] },
  notePolice: { give: { command: 'notePolice', reported: true, reference: 'K1' }, who: SHARED, from: ANY, makes: ['policeNoted'] },
  noteDuty: { give: { command: 'noteDuty', duty: 'socialInsurance', state: 'done', owner: 'manager', on: '2026-11-23' }, who: SHARED, from: ANY, makes: ['dutyNoted'] },
  noteRegister: { give: { command: 'noteRegister', diaryNumber: '1', subject: text }, who: W, from: ANY, makes: ['registerNoted'] },
  transferToIa: { give: { command: 'transferToIa', state: 'exists', owner: 'manager', number: '7' }, who: SHARED, from: ANY, makes: ['iaNoted'] },
  consentToIa: { give: { command: 'consentToIa', yes: true }, who: R, from: ANY, makes: ['iaConsented'] },
  declareConflict: { give: { command: 'declareConflict' }, who: W, from: OPEN, makes: ['conflictDeclared'] },
  revealName: { give: { command: 'revealName', reason: text }, who: W, from: OPEN, makes: ['nameRequested'], base: hidden },
  approveName: { give: { command: 'approveName' }, who: NAME, from: OPEN, makes: ['nameRevealed'], base: hidden, before: asked, as: 'independent-mhn' },
  refuseName: { give: { command: 'refuseName' }, who: NAME, from: OPEN, makes: ['nameRefused'], base: hidden, before: asked, as: 'deputy-mhn' },
  reviewName: { give: { command: 'reviewName' }, who: NAME, from: ANY, makes: ['nameReviewed'], base: { ...hidden, severity: 'critical' }, before: asked, as: 'deputy-mhn' },
  escalateCrisis: { give: { command: 'escalateCrisis', reason: text }, who: W, from: OPEN, makes: ['crisisEscalated'] },
  notePointedOut: { give: { command: 'notePointedOut', information: 'postponed', reason: text }, who: W, from: ANY, makes: ['pointedOutNoted'] },
  notePointedOutRequest: { give: { command: 'notePointedOutRequest', request: 'access', result: 'granted' }, who: W, from: ANY, makes: ['pointedOutAsked'] },
  linkCase: { give: { command: 'linkCase', number: 'MHN-1111-1111', confirmed: true }, who: W, from: ANY, makes: ['caseLinked'] },
  makeReal: { give: { command: 'makeReal' }, who: ['worker', 'reporter'], from: ANY, makes: ['madeReal'], base: { exercise: true } },
  agreeAftercare: { give: { command: 'agreeAftercare', on: ['2026-12-01'], owner: 'manager' }, who: W, from: OPEN, makes: ['aftercareAgreed'] },
  answerAftercare: { give: { command: 'answerAftercare', on: '2026-12-01', answer: 'yes' }, who: R, from: ANY, makes: ['aftercareAnswered'], before: [[{ command: 'agreeAftercare', on: ['2026-12-01'], owner: 'manager' }, 'coordinator-mhn']] },
  close: { give: { command: 'close', outcome: 'measures', told: text, learnt: text }, who: W, from: BEGUN, makes: ['closed'] },
  reopen: { give: { command: 'reopen', reason: text }, who: W, from: ['closed'], makes: ['reopened'] },
};

const NAMES = Object.keys(ROWS) as WorkName[];
const RELATIONS: readonly Relation[] = ['worker', 'manager', 'safetyRepresentative', 'authorised', 'reporter', 'none'];

const COURSE: readonly (readonly [Status, Command])[] = [
  ['acknowledged', { command: 'acknowledge' }],
  ['assessing', { command: 'assess' }],
  ['measures', { command: 'addMeasure', id: 'first', what: text, who: text, due: '2026-12-01', prevention: 'situational' }],
  ['closed', { command: 'close', outcome: 'noMeasures', told: text, learnt: text }],
];

/** The case of a row in that state. */
function inState({ base = {}, before = [] }: Row, status: Status): Case {
  const ready = before.reduce((one, [command, who]) => after(one, command, by(who)), received(base));
  const steps = COURSE.slice(0, COURSE.findIndex(([reached]) => reached === status) + 1);
  return steps.reduce((one, [, command]) => after(one, command), ready);
}

function refusalIn(name: WorkName, status: Status): string {
  if (name === 'reopen') return 'notClosed';
  if (status === 'closed') return 'closed';
  if (name === 'acknowledge') return 'alreadyAcknowledged';
  return name === 'assess' && status === 'assessing' ? 'unchanged' : 'notYet';
}

describe.each(NAMES)('%s', (name) => {
  const row = ROWS[name];
  const who = row.who.includes('worker') ? by(row.as ?? 'coordinator-mhn') : REPORTER;

  it.each(STATUSES)('of a case that is %s', (status) => {
    const one = inState(row, status);
    const decision = decide(one, row.give, who, NOW, SETTING);
    if (!row.from.includes(status)) {
      expect(decision).toEqual({ ok: false, refusal: refusalIn(name, status) });
      return;
    }
    expect(decision.ok && decision.events.map(({ kind }) => kind)).toEqual(row.makes);
    expect(decision.ok && decision.events.every((event) => event.by === who && event.at === NOW.toISOString())).toBe(true);
    expect(isOpenTo(one, name)).toBe(true);
  });

  it.each(RELATIONS)('by somebody who is: %s', (relation) => {
    expect(may(relation, name)).toBe(row.who.includes(relation));
  });
});

describe('what a command takes besides its state', () => {
  const coordinator = by('coordinator-mhn');
  const refusal = (one: Case, command: Command, who = coordinator): string => {
    const decision = decide(one, command, who, NOW, SETTING);
    return decision.ok ? 'ok' : decision.refusal;
  };
  const begun = after(received(), { command: 'acknowledge' });
  const chosen = received({ visibility: 'coordinatorAndManager' });
  const announced: Command = { command: 'announceReferral', reason: text };

  it.each<[string, string, Case, Command]>([
    ['a colleague who does not work the case', 'unknown', begun, { command: 'assign', to: 'manager-mhn' }],
    ['a colleague it is kept from', 'unknown', received({ barred: ['#deputy-mhn'] }), { command: 'assign', to: 'deputy-mhn' }],
    ['whoever has it already', 'unchanged', begun, { command: 'assign', to: 'coordinator-mhn' }],
    ['the same severity', 'unchanged', begun, { command: 'setSeverity', severity: 'medium', reason: text }],
    ['ticking what is ticked', 'unchanged', after(begun, { command: 'tick', item: 'ia', done: true }), { command: 'tick', item: 'ia', done: true }],
    ['unticking what is not', 'unchanged', after(after(begun, { command: 'tick', item: 'ia', done: true }), { command: 'tick', item: 'ia', done: false }), { command: 'tick', item: 'ia', done: false }],
    ['unticking what is ticked', 'ok', after(begun, { command: 'tick', item: 'ia', done: true }), { command: 'tick', item: 'ia', done: false }],
    ['the same type', 'unchanged', begun, { command: 'setType', type: 'threat' }],
    ['a date that has passed', 'missing', begun, { command: 'moveDate', clock: 'contact', due: '2026-11-22T22:59:00.000Z', reason: text }],
    ['a clock that has stopped', 'notHere', after(begun, { command: 'recordContact', how: 'phone' }), { command: 'moveDate', clock: 'contact', due: elsewhere, reason: text }],
    ['a manager before the reporter hears of it', 'reporterFirst', begun, { command: 'refer', to: 'manager-mhn' }],
    ['a manager after the reporter has heard of it', 'ok', after(begun, { command: 'announceReferral', reason: text }), { command: 'refer', to: 'manager-mhn' }],
    ['the reporter’s own manager, whom they chose', 'ok', chosen, { command: 'refer', to: OWN_MANAGER }],
    ['another manager than the one they chose', 'reporterFirst', chosen, { command: 'refer', to: 'manager-2' }],
    ['another manager, whom the reporter has heard of', 'ok', after(chosen, announced), { command: 'refer', to: 'manager-2' }],
    ['a second manager on one announcement', 'reporterFirst', after(after(begun, announced), { command: 'refer', to: 'manager-2' }), { command: 'refer', to: 'manager-3' }],
    ['a second manager with an announcement of their own', 'ok', after(after(after(begun, announced), { command: 'refer', to: 'manager-2' }), announced), { command: 'refer', to: 'manager-3' }],
    ['their own manager once they hide their name', 'reporterFirst', after(chosen, { command: 'hideName' }, REPORTER), { command: 'refer', to: OWN_MANAGER }],
    ['a manager of an elected official', 'notHere', received({ category: 'elected' }), { command: 'refer', to: 'manager-mhn' }],
    ['somebody who is no manager', 'unknown', received({ visibility: 'coordinatorAndManager' }), { command: 'refer', to: 'employee-mhn' }],
    ['a manager it is kept from', 'unknown', received({ visibility: 'coordinatorAndManager', barred: ['#manager-mhn'] }), { command: 'refer', to: 'manager-mhn' }],
    ['a manager it is kept from, as any other, before the reporter hears of it', 'reporterFirst', received({ visibility: 'hidden', barred: ['#manager-mhn'] }), { command: 'refer', to: 'manager-mhn' }],
    ['a measure that is not there', 'unknown', inState(ROWS.close, 'measures'), { command: 'completeMeasure', measure: 'other', effect: text }],
    ['a duty done without a day', 'missing', begun, { command: 'noteDuty', duty: 'socialInsurance', state: 'done', owner: 'manager' }],
    ['a duty of what is no threat or violence', 'notHere', received({ type: 'bribery' }), { command: 'noteDuty', duty: 'socialInsurance', state: 'toDo', owner: 'manager' }],
    ['IA without its number', 'missing', begun, { command: 'transferToIa', state: 'exists', owner: 'manager' }],
    ['IA left without a reason', 'missing', begun, { command: 'transferToIa', state: 'notNeeded', owner: 'manager' }],
    ['IA of a hidden reporter who has not said yes', 'reporterFirst', received(hidden), { command: 'transferToIa', state: 'sent', owner: 'manager' }],
    ['IA of a hidden reporter in other words', 'ok', received(hidden), { command: 'transferToIa', state: 'sent', owner: 'manager', text }],
    ['IA of a hidden reporter who has said yes', 'ok', after(received(hidden), { command: 'consentToIa', yes: true }, REPORTER), { command: 'transferToIa', state: 'sent', owner: 'manager' }],
    ['a name that is not hidden', 'notHere', begun, { command: 'revealName', reason: text }],
    ['aftercare on a day not agreed on', 'unknown', begun, { command: 'answerAftercare', on: '2026-12-02', answer: 'no' }],
    ['a conflict of nobody', 'unknown', begun, { command: 'declareConflict', person: 'nobody' }],
    ['reopening what its reporter took back', 'withdrawn', after(begun, { command: 'withdraw' }, REPORTER), { command: 'reopen', reason: text }],
  ])('%s: %s', (_what, expected, one, command) => {
    expect(refusal(one, command)).toBe(expected);
  });

  it('is not had by a case closed once, opened again and then taken back', () => {
    const reopened = after(inState(ROWS.reopen, 'closed'), { command: 'reopen', reason: text });
    expect(refusal(after(reopened, { command: 'withdraw' }, REPORTER), { command: 'reopen', reason: text })).toBe('withdrawn');
  });

  it('says the same words once, however often they come', () => {
    const said = after(begun, { command: 'ask', id: 'q', text });
    expect(decide(said, { command: 'ask', id: 'q', text }, coordinator, NOW, SETTING)).toEqual({ ok: true, events: [] });
    expect(decide(said, { command: 'reply', id: 'q', text }, coordinator, NOW, SETTING)).toEqual({ ok: true, events: [] });
  });

  it('is nothing but to be answered, for a question to the coordinator', () => {
    const question = received({ subject: 'question' });
    const open = NAMES.filter((name) => refusal(question, ROWS[name].give) !== 'notHere');
    expect(open.sort()).toEqual(['acknowledge', 'ask', 'assign', 'close', 'declareConflict', 'reopen', 'reply']);
  });
});

describe('whom a case may be referred to', () => {
  const announced: Command = { command: 'announceReferral', reason: text };
  const { reporterManager: _, ...unknown } = SETTING;
  const choices = (one: Case, setting = SETTING): readonly string[] => choicesFrom('managers', one, setting).map(({ value, own }) => (own === true ? `${value}, their own` : value));
  const offers = (one: Case, setting = SETTING): readonly string[] => offeredTo(actor('coordinator-mhn'), one, ['worker'], setting).filter((name) => name === 'refer' || name === 'announceReferral');

  it.each<[string, Case, readonly string[], readonly string[]]>([
    ['where the reporter chose their manager: that one, and the others once they are announced', received({ visibility: 'coordinatorAndManager' }), ['manager-mhn, their own'], ['announceReferral', 'refer']],
    ['where the reporter chose no manager: none, until one is announced', received(), [], ['announceReferral']],
    ['where one is announced: their own first', after(received(), announced), ['manager-mhn, their own', 'manager-2', 'manager-3'], ['refer']],
    ['where the announcement has been used: none', after(after(received(), announced), { command: 'refer', to: 'manager-2' }), [], ['announceReferral']],
  ])('%s', (_what, one, managers, commands) => {
    expect([choices(one), offers(one)]).toEqual([managers, commands]);
  });

  it('without a hint where nobody may know who reported, and with nobody chosen where the board does not know whose manager it is', () => {
    expect(choices(after(received(hidden), announced), unknown)).toEqual(['manager-mhn', 'manager-2', 'manager-3']);
    expect([choices(received({ visibility: 'coordinatorAndManager' }), unknown), offers(received({ visibility: 'coordinatorAndManager' }), unknown)]).toEqual([[], ['announceReferral']]);
  });
});

describe('a hidden name', () => {
  const one = received(hidden);
  const request = after(one, { command: 'revealName', reason: text });

  it('is opened by another person than whoever asks', () => {
    expect(given(request, 'coordinator-mhn', { command: 'approveName' })).toEqual({ ok: false, refusal: 'ownRequest' });
    expect(given(request, 'manager-mhn', { command: 'approveName' })).toBeUndefined();
    expect(given(request, 'independent-mhn', { command: 'approveName' })).toMatchObject({ ok: true, events: [{ kind: 'nameRevealed', to: 'coordinator-mhn', alone: false }] });
  });

  it.each<[string, Case]>([
    ['set to critical by a worker', after(one, { command: 'setSeverity', severity: 'critical', reason: text })],
    ['made critical by the rules, lightened by a worker and set to critical again', after(after(received({ ...hidden, severity: 'critical' }), { command: 'setSeverity', severity: 'low', reason: text }), { command: 'setSeverity', severity: 'critical', reason: text })],
  ])('takes a second person in a case %s', (_what, critical) => {
    expect(critical.severity).toBe('critical');
    expect(decide(critical, { command: 'revealName', reason: text }, by('coordinator-mhn'), NOW, SETTING)).toMatchObject({ ok: true, events: [{ kind: 'nameRequested' }] });
  });

  it('is seen by one person alone where the reporter’s own words made it critical, and each time is reviewed by another', () => {
    const critical = after(one, { command: 'add', step: 'kind', answers: [answer('ongoing', 'kind', 'Ja', 'yes')] }, REPORTER);
    const seen = after(critical, { command: 'revealName', reason: text });
    const both = after(seen, { command: 'revealName', reason: text }, by('deputy-mhn'));
    expect(given(seen, 'coordinator-mhn', { command: 'reviewName' })).toEqual({ ok: false, refusal: 'ownRequest' });
    expect(['coordinator-mhn', 'deputy-mhn'].map((person) => [isForAnother('reviewName', seen, person), isForAnother('reviewName', both, person), nameReviewFor(both, person)?.to])).toEqual([[true, false, 'deputy-mhn'], [false, false, 'coordinator-mhn']]);
    const halfReviewed = after(both, { command: 'reviewName' }, by('coordinator-mhn'));
    expect(given(halfReviewed, 'coordinator-mhn', { command: 'reviewName' })).toEqual({ ok: false, refusal: 'ownRequest' });
    expect(relationsOf(actor('independent-mhn'), after(halfReviewed, { command: 'reviewName' }, by('deputy-mhn')), SETTING)).toEqual([]);
  });
});

describe('a conflict of interest', () => {
  it('puts whoever declares it out, with everybody above them, and hands the case on', () => {
    const left = after(received(), { command: 'declareConflict' });
    expect(left).toMatchObject({ audience: 'line', recipient: 'deputy-mhn' });
    for (const id of ['coordinator-mhn', 'manager-2', 'manager-3', REPORTER_ID]) expect(relationsOf(actor(id), left, SETTING)).toEqual([]);
    expect(relationsOf(actor('coordinator-2'), left, SETTING)).toEqual(['worker']);
  });

  it('goes to the independent recipient when nobody of the line is left, and is refused when nobody is', () => {
    const line = ['coordinator-mhn', 'coordinator-2', 'deputy-mhn', 'deputy-2'];
    const left = line.reduce((one, person) => after(one, { command: 'declareConflict', person }, by('deputy-2')), received());
    expect(left).toMatchObject({ audience: 'independent', recipient: 'independent-mhn' });
    const last = after(left, { command: 'declareConflict' }, by('independent-mhn'));
    expect(last).toMatchObject({ audience: 'elected', recipient: 'elected-recipient-mhn' });
    expect(given(last, 'elected-recipient-mhn', { command: 'declareConflict' })).toEqual({ ok: false, refusal: 'nobodyLeft' });
  });

  it('of somebody else gives nobody a case to themselves: the next in order has it, and where nobody else is left it is refused', () => {
    const of = (one: Case, id: string, person: string) => given(one, id, { command: 'declareConflict', person });
    const alone = (id: string): Case => received({ barred: ['coordinator-mhn', 'coordinator-2', 'deputy-mhn', 'deputy-2', 'manager-3'].filter((person) => person !== id).map(SETTING.hashOf), recipient: id });
    const two = received({ barred: ['coordinator-2', 'deputy-2', 'manager-3'].map(SETTING.hashOf) });
    expect(of(received(), 'coordinator-mhn', 'coordinator-2')).toMatchObject({ ok: true, events: [{ audience: 'line', recipient: 'coordinator-mhn', ofOther: true }] });
    expect(of(two, 'coordinator-mhn', 'deputy-mhn')).toMatchObject({ ok: true, events: [{ audience: 'independent', recipient: 'independent-mhn', ofOther: true }] });
    expect(of(two, 'deputy-mhn', 'coordinator-mhn')).toMatchObject({ ok: true, events: [{ audience: 'independent', recipient: 'independent-mhn' }] });
    // Whoever works it alone already, by none of their doing, keeps it when others are put out.
    expect(of(alone('coordinator-mhn'), 'coordinator-mhn', 'manager-mhn')).toMatchObject({ ok: true, events: [{ audience: 'line', recipient: 'coordinator-mhn' }] });
    const last = received({ audience: 'independent', recipient: 'independent-mhn', barred: [...two.barred, ...['coordinator-mhn', 'deputy-mhn'].map(SETTING.hashOf)] });
    expect(of(last, 'independent-mhn', 'elected-recipient-mhn')).toEqual({ ok: false, refusal: 'onlyYou' });
    expect(of(last, 'independent-mhn', 'independent-mhn')).toMatchObject({ ok: true, events: [{ audience: 'elected' }] });
    expect(given(received(), 'coordinator-mhn', { command: 'declareConflict' })).not.toMatchObject({ events: [{ ofOther: true }] });
  });

  it('of a hidden case goes the same way whether or not the person was out of it already, for that would tell who reported', () => {
    const barred = ['coordinator-2', 'deputy-2', 'manager-3'].map(SETTING.hashOf);
    const way = (more: readonly string[]) => given(received({ ...hidden, barred: [...barred, ...more.map(SETTING.hashOf)] }), 'coordinator-mhn', { command: 'declareConflict', person: 'deputy-mhn' });
    for (const decision of [way([]), way(['deputy-mhn'])]) expect(decision).toMatchObject({ ok: true, events: [{ audience: 'independent', recipient: 'independent-mhn', ofOther: true }] });
  });

  it('puts the reporter’s own manager out, and whoever is above, where they are pointed out, referred to or not', () => {
    const referred = after(received({ visibility: 'coordinatorAndManager' }), { command: 'refer', to: 'manager-mhn' });
    expect(relationsOf(actor('manager-mhn'), referred, SETTING)).toEqual(['manager']);
    const pointedOut = after(referred, { command: 'add', step: 'person', answers: [answer('relation', 'person', 'Min chef', 'manager')] }, REPORTER);
    expect(relationsOf(actor('manager-mhn'), pointedOut, SETTING)).toEqual([]);
    expect(pointedOut.recipient).toBe('coordinator-mhn');
    const again = after(pointedOut, { command: 'add', step: 'person', answers: [answer('relation', 'person', 'Min chef', 'manager')] }, REPORTER);
    expect(again.events.filter(({ kind }) => kind === 'conflictDeclared')).toHaveLength(1);
  });
});

describe('what a reporter does from a card that shows an earlier version', () => {
  const told = after(received(), { command: 'acknowledge' });
  const internal = after(received(), { command: 'setWorkplace', workplace: text });
  const own = after(received(), { command: 'reply', id: 'r', text }, REPORTER);
  it.each<[boolean, Command]>([
    [true, { command: 'withdraw' }],
    [true, { command: 'consentToIa', yes: true }],
    [false, { command: 'consentToIa', yes: false }],
    [false, { command: 'answerAftercare', on: '2026-12-01', answer: 'yes' }],
    [false, { command: 'makeReal' }],
    [false, { command: 'reply', id: 'r', text }],
    [false, { command: 'say', id: 's', question: '?', words: text }],
    [false, { command: 'add', step: 'more', answers: [] }],
  ])('waits for them to read it: %s, of %j', (waits, command) => {
    expect([told, internal, own].map((one) => isOvertaken(one, command, 1))).toEqual([waits, false, false]);
    expect(isOvertaken(told, command, told.version)).toBe(false);
  });
});

it('has a row for every command that there is, on a board with more than one of each', () => {
  expect(BOARD.people.filter(({ roles }) => roles.includes('manager')).length).toBeGreaterThan(1);
  for (const name of NAMES) expect(ROWS[name].give.command).toBe(name);
});

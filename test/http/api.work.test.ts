import type { House } from '../helpers/app';
import { testApp, until } from '../helpers/app';
import { CANARY } from '../helpers/cardRules';
import { liveEvents } from '../helpers/liveEvents';
import { api, caseOf, listOf } from '../helpers/people';
import { expectProblem, questionBy, raw, reportBy, type Raw } from './apiCases';

/** Words that must stand in no log. */
const WORDS = `${CANARY} 070 987 65 43`;

/** One right command each; the states in which it is refused, and what only some may do, are written out by hand. */
const COMMANDS: Readonly<Record<string, object>> = {
  acknowledge: {},
  assess: {},
  assign: { to: 'deputy-mhn' },
  ask: { text: WORDS },
  reply: { text: WORDS },
  recordContact: { how: 'phone', note: WORDS },
  setSeverity: { severity: 'low', reason: WORDS },
  setType: { type: 'bribery' },
  setWorkplace: { workplace: WORDS },
  moveDate: { clock: 'feedback', due: '2026-12-24', reason: WORDS },
  announceReferral: { reason: WORDS },
  refer: { to: 'manager-mhn', note: WORDS },
  tick: { item: 'callToday', done: true },
  addMeasure: { what: WORDS, who: WORDS, due: '2026-12-24', prevention: 'social' },
  completeMeasure: { measure: 'none', effect: WORDS },
  notePolice: { reported: true, reference: '0201-K1-26' },
  noteDuty: { duty: 'socialInsurance', state: 'notNeeded', owner: 'manager', reason: WORDS },
  noteRegister: { diaryNumber: '1', subject: WORDS },
  transferToIa: { state: 'notNeeded', owner: 'manager', reason: WORDS },
  consentToIa: { yes: true },
  declareConflict: { reason: WORDS },
  revealName: { reason: WORDS },
  approveName: {},
  refuseName: {},
  reviewName: {},
  escalateCrisis: { reason: WORDS },
  notePointedOut: { information: 'not', reason: WORDS },
  notePointedOutRequest: { request: 'access', result: 'refused', reason: WORDS },
  linkCase: { number: 'MHN-0000-0000', confirmed: true },
  makeReal: {},
  agreeAftercare: { on: ['2026-12-24'], owner: 'manager' },
  answerAftercare: { on: '2026-12-24', answer: 'no' },
  close: { outcome: 'dismissed', told: WORDS, learnt: WORDS },
  reopen: { reason: WORDS },
};
const NAMES = Object.keys(COMMANDS);
const OF_MANAGER = ['tick', 'recordContact', 'notePolice', 'noteDuty', 'transferToIa'];
const OF_REPORTER_ALONE = ['consentToIa', 'answerAftercare'];
const OF_REPORTER = ['reply', 'makeReal', ...OF_REPORTER_ALONE];
const NOT_YET = ['assess', 'ask', 'addMeasure', 'completeMeasure', 'close'];
/** What may be done to a closed case. */
const AFTERWARDS = ['notePolice', 'noteDuty', 'noteRegister', 'transferToIa', 'notePointedOut', 'notePointedOutRequest', 'linkCase', 'makeReal', 'reviewName', 'reopen'];
const OF_QUESTION = ['acknowledge', 'assign', 'ask', 'reply', 'declareConflict', 'close', 'reopen'];

let house: House;
let reporter: string;
/** Received; taken in hand, high and referred to the manager; closed; a question. */
const numbers = { fresh: '', referred: '', closed: '', question: '' };

const send = (number: string, as: string, name: string, fields: object = COMMANDS[name] ?? {}, version?: number): Promise<Raw> =>
  raw(house, `/api/cases/${number}/commands`, { method: 'POST', as, body: JSON.stringify({ command: name, version: version ?? 999, ...fields }) });

async function done(number: string, name: string, fields: object = COMMANDS[name] ?? {}, as = 'coordinator-mhn'): Promise<void> {
  const { version } = await caseOf(house, 'deputy-mhn', number);
  const { status, body } = await api(house, as, `/api/cases/${number}/commands`, { command: name, version, ...fields });
  if (status !== 200) throw new Error(`${name}: ${String(body['code'])}`);
}

/** That a command is refused with that code, changes nothing, and is logged by its name and that code alone. */
async function refused(number: string, as: string, name: string, status: number, code: string, fields?: object, version?: number): Promise<void> {
  const before = await house.services.cases.find(number);
  const logged = house.logged.length;
  expectProblem(await send(number, as, name, fields, version), status, code);
  expect(await house.services.cases.find(number)).toEqual(before);
  const lines = house.logged.slice(logged) as readonly Record<string, unknown>[];
  expect(lines.filter((line) => line['code'] === 'command_refused')).toEqual([{ code: 'command_refused', command: name, reason: code, person: house.services.cases.personKey(as), message: 'a command was refused' }]);
  const text = JSON.stringify(lines).toLowerCase();
  for (const secret of [CANARY, '987 65', house.nameOf(as).toLowerCase(), as, number.toLowerCase()]) expect(text).not.toContain(secret);
}

const versionOf = async (number: string): Promise<number> => (await caseOf(house, 'deputy-mhn', number)).version;

beforeAll(async () => {
  house = await testApp();
  reporter = house.newcomer('employee-mhn');
  const report = async (): Promise<string> => (await reportBy(house, reporter, { who: { visibility: 'coordinatorAndManager' }, story: { story: 'Han hotade mig i går.' } })).number;
  numbers.fresh = await report();
  numbers.referred = await report();
  await done(numbers.referred, 'acknowledge');
  await done(numbers.referred, 'refer');
  numbers.closed = await report();
  await done(numbers.closed, 'acknowledge');
  await done(numbers.closed, 'close');
  numbers.question = await questionBy(house, reporter);
}, 60_000);
afterAll(() => house.dispose());

describe.each(NAMES)('%s', (name) => {
  test('by somebody of another board, by one who has nothing to do with the case, and by nobody: there is no such case', async () => {
    for (const as of ['coordinator-amn', 'independent-mhn', 'employee-mhn', 'central']) await refused(numbers.referred, as, name, 404, 'case_not_found');
    expectProblem(await send(numbers.referred, 'anonymous', name), 404, 'case_not_found');
  });

  test('by a manager, a safety representative and a reporter, of what is not theirs to do', async () => {
    if (!OF_MANAGER.includes(name)) await refused(numbers.referred, 'manager-mhn', name, 403, 'forbidden');
    await refused(numbers.referred, 'safetyrep-mhn', name, 403, 'forbidden');
    if (!OF_REPORTER.includes(name)) await refused(numbers.referred, reporter, name, 403, 'forbidden');
    if (OF_REPORTER_ALONE.includes(name)) await refused(numbers.referred, 'coordinator-mhn', name, 403, 'forbidden');
  });

  test('of another version than there is', async () => {
    const as = OF_REPORTER_ALONE.includes(name) ? reporter : 'coordinator-mhn';
    const version = await versionOf(numbers.referred);
    for (const other of [version - 1, version + 1]) await refused(numbers.referred, as, name, 409, 'stale_version', undefined, other);
  });

  test('in a state in which it is not', async () => {
    if (OF_REPORTER_ALONE.includes(name)) return expect(AFTERWARDS).not.toContain(name);
    const [fresh, closed, question] = await Promise.all([versionOf(numbers.fresh), versionOf(numbers.closed), versionOf(numbers.question)]);
    if (NOT_YET.includes(name)) await refused(numbers.fresh, 'coordinator-mhn', name, 409, 'not_yet', undefined, fresh);
    if (name === 'reopen') await refused(numbers.fresh, 'coordinator-mhn', name, 409, 'not_closed', undefined, fresh);
    if (!AFTERWARDS.includes(name)) await refused(numbers.closed, 'coordinator-mhn', name, 409, 'case_closed', undefined, closed);
    if (!OF_QUESTION.includes(name)) await refused(numbers.question, 'coordinator-mhn', name, 422, 'not_for_this_case', undefined, question);
    return undefined;
  });

  test('with a field that is none', async () => {
    const fields = Object.keys(COMMANDS[name] ?? {});
    const as = OF_REPORTER_ALONE.includes(name) ? reporter : 'coordinator-mhn';
    for (const field of fields) {
      const answer = await send(numbers.referred, as, name, { ...COMMANDS[name], [field]: { no: WORDS } });
      expectProblem(answer, 422, 'command_invalid');
      expect(answer.json?.['field']).toBe(field);
    }
  });
});

test('a command that is none is refused, and what was typed in its place is not logged', async () => {
  const logged = house.logged.length;
  expectProblem(await send(numbers.fresh, 'coordinator-mhn', WORDS), 422, 'command_unknown');
  expect(house.logged.slice(logged)).toEqual([expect.objectContaining({ code: 'command_refused', command: 'unknown', reason: 'command_unknown' })]);
  expect(JSON.stringify(house.logged).toLowerCase()).not.toContain(CANARY);
});

test('two at once: one is taken, the other told what happened and by whom, and nothing is overwritten', async () => {
  const { number } = await reportBy(house, reporter);
  const version = await versionOf(number);
  const [one, other] = await Promise.all([send(number, 'coordinator-mhn', 'acknowledge', {}, version), send(number, 'deputy-mhn', 'setSeverity', { severity: 'low', reason: 'x' }, version)]);
  const lost = [one, other].find(({ status }) => status === 409);
  expect([one.status, other.status].sort()).toEqual([200, 409]);
  expect(lost?.json).toMatchObject({ code: 'stale_version', now: { version: version + 1, by: expect.stringContaining('MHN') } });
  expect(await versionOf(number)).toBe(version + 1);
});

test('who declares a conflict is told that they are out and no more, and nothing of the case reaches them again', async () => {
  const { number } = await reportBy(house, house.newcomer('employee-mhn'));
  const answer = await send(number, 'coordinator-mhn', 'declareConflict', { reason: WORDS }, await versionOf(number));
  expect([answer.status, answer.json]).toEqual([200, { number, status: 'left' }]);
  expectProblem(await raw(house, `/api/cases/${number}`, { as: 'coordinator-mhn' }), 404, 'case_not_found');
  expectProblem(await send(number, 'coordinator-mhn', 'acknowledge'), 404, 'case_not_found');
  expect(await caseOf(house, 'deputy-mhn', number)).toMatchObject({ recipient: { id: 'deputy-mhn' }, colleagues: [{ id: 'deputy-mhn' }] });
});

test('whoever is put out of a case hears no more of it, in no list, number, stream, file or notice', async () => {
  const { number } = await reportBy(house, house.newcomer('employee-mhn'));
  const [out, left] = [await liveEvents(house, 'coordinator-mhn'), await liveEvents(house, 'deputy-mhn')];
  await done(number, 'declareConflict', { reason: WORDS });
  await done(number, 'acknowledge', {}, 'deputy-mhn');
  await done(numbers.fresh, 'setWorkplace');
  await until('the streams', () => [out, left].every(({ events }) => events.some((event) => event['number'] === numbers.fresh)));
  expect(left.text()).toContain(number);
  expect(out.text()).not.toContain(number);
  for (const stream of [out, left]) stream.close();
  for (const query of ['', `&q=${number}`, '&needs=overdue,unacknowledged,unanswered']) expect(JSON.stringify(await listOf(house, 'coordinator-mhn', `?board=MHN&limit=200${query}`))).not.toContain(number);
  const notices = (await house.services.cases.find(number))?.notices ?? [];
  expect(notices.filter(({ recipient, state, channel }) => recipient === 'coordinator-mhn' && state === 'sent' && channel !== 'intranet')).toEqual([]);
});

test('a manager hears at once that a case came to them and that it has changed, and never what has happened in it; of others, and once they are out, nothing', async () => {
  const { number } = await reportBy(house, house.newcomer('employee-mhn'), { who: { visibility: 'coordinatorAndManager' } });
  const [manager, worker] = [await liveEvents(house, 'manager-mhn'), await liveEvents(house, 'coordinator-mhn')];
  await done(number, 'acknowledge');
  await done(number, 'refer');
  await done(number, 'ask');
  await done(number, 'declareConflict', { person: 'manager-mhn' });
  await done(number, 'setWorkplace');
  await done(numbers.fresh, 'setType', { type: 'vandalism' });
  await done(numbers.referred, 'setType', { type: 'vandalism' });
  await until('the last of them', () => [manager, worker].every(({ events }) => events.some((event) => event['number'] === numbers.referred)));
  const { version } = await caseOf(house, 'coordinator-mhn', numbers.referred);
  expect(manager.events).toEqual([
    { board: 'MHN', number, version: 3, kind: 'referred', subject: 'referred' },
    { board: 'MHN', number, version: 4, kind: 'changed', subject: 'referred' },
    { board: 'MHN', number: numbers.referred, version, kind: 'changed', subject: 'referred' },
  ]);
  expect(worker.events.filter((event) => event['number'] === number && event['kind'] !== 'notice').map(({ kind, subject }) => [kind, subject])).toEqual(['acknowledged', 'referred', 'asked', 'conflictDeclared', 'workplaceSet'].map((kind) => [kind, 'report']));
  for (const stream of [manager, worker]) stream.close();
});

test('who puts the only other out has the case no longer, the independent recipient hears of others put out, and nobody is left with it alone', async () => {
  const { number } = await reportBy(house, house.newcomer('employee-mhn'));
  const give = async (as: string, person: string): Promise<Raw> => send(number, as, 'declareConflict', { person, reason: WORDS }, (await house.services.cases.find(number))?.version);
  expect((await give('coordinator-mhn', 'safetyrep-mhn')).status).toBe(200);
  const kept = await caseOf(house, 'coordinator-mhn', number);
  expect(kept).toMatchObject({ recipient: { id: 'coordinator-mhn' }, timeline: expect.arrayContaining([{ at: expect.any(String), by: { role: 'worker', name: house.nameOf('coordinator-mhn') }, kind: 'conflictDeclared', ofOther: true, reason: WORDS }]) });
  expect(kept.notices.filter(({ about, recipient }) => about === 'work' && recipient === 'independent-mhn')).toHaveLength(1);
  expectProblem(await raw(house, `/api/cases/${number}`, { as: 'independent-mhn' }), 404, 'case_not_found');

  const left = await give('coordinator-mhn', 'deputy-mhn');
  expect([left.status, left.json]).toEqual([200, { number, status: 'left' }]);
  expect(await caseOf(house, 'independent-mhn', number)).toMatchObject({ recipient: { id: 'independent-mhn' } });
  await give('independent-mhn', 'elected-recipient-mhn');
  const { version } = (await house.services.cases.find(number))!;
  await refused(number, 'independent-mhn', 'declareConflict', 409, 'only_you_left', { person: 'coordinator-mhn', reason: WORDS }, version);
});

test('a manager’s ticks and notes take no more than their share of a case, and whoever works it goes on, to its last need', async () => {
  const { number } = await reportBy(house, reporter, { who: { visibility: 'coordinatorAndManager' } });
  await done(number, 'acknowledge');
  await done(number, 'refer');
  const give = async (as: string, name: string, fields: object = COMMANDS[name] ?? {}): Promise<unknown> => {
    const { status, json } = await send(number, as, name, fields, await versionOf(number));
    return status === 200 ? 200 : json?.['code'];
  };
  /** How many of these are taken before one is refused for want of room. */
  const fill = async (as: string, name: string, fields: object): Promise<number> => {
    for (let taken = 0; taken < 40; taken++) {
      const answer = await give(as, name, { ...fields, id: `n${taken}` });
      if (answer === 'case_full') return taken;
      expect(answer).toBe(200);
    }
    throw new Error('never full');
  };
  const long = 'x'.repeat(3_900);
  expect(await give('manager-mhn', 'tick')).toBe(200);
  await refused(number, 'manager-mhn', 'tick', 409, 'unchanged', undefined, await versionOf(number));
  await refused(number, 'coordinator-mhn', 'tick', 409, 'unchanged', undefined, await versionOf(number));
  expect(await fill('manager-mhn', 'transferToIa', { state: 'toDo', owner: 'manager', text: long })).toBe(2);
  await fill('manager-mhn', 'noteDuty', { duty: 'socialInsurance', state: 'notNeeded', owner: 'manager', reason: long.slice(0, 900) });
  // To have been in touch is noted all the same, and what whoever works the case writes has its own room.
  expect(await give('manager-mhn', 'recordContact')).toBe(200);
  expect(await fill('coordinator-mhn', 'ask', { text: long })).toBeGreaterThan(4);
  await fill('coordinator-mhn', 'noteDuty', { duty: 'socialInsurance', state: 'notNeeded', owner: 'manager', reason: long.slice(0, 900) });
  for (const [name, fields] of [['setSeverity', { severity: 'critical', reason: long.slice(0, 900) }], ['escalateCrisis', { reason: long.slice(0, 900) }], ['recordContact', undefined], ['assign', undefined]] as const) {
    expect([name, await give('coordinator-mhn', name, fields)]).toEqual([name, 200]);
  }
  expect(await give('coordinator-mhn', 'setWorkplace', { workplace: long.slice(0, 150) })).toBe('case_full');
  await refused(number, 'coordinator-mhn', 'setSeverity', 409, 'unchanged', { severity: 'critical', reason: 'x' }, await versionOf(number));
});

import { testApp, until, type House } from '../helpers/app';
import { api, caseOf, listOf, talk } from '../helpers/people';
import type { JsonObject } from '../helpers/fakeConnector';
import { expectProblem, PERSONAS, raw, reportBy } from './apiCases';

const DAY = 24 * 3_600_000;
const as = 'coordinator-mhn';

let house: House;
/** Grave, its date passed; not yet taken; answered by its reporter; closed. */
const numbers = { overdue: '', fresh: '', answered: '', closed: '' };

async function give(number: string, command: string, fields: object = {}, who = as): Promise<JsonObject> {
  const { version } = (await house.services.cases.find(number)) ?? { version: 0 };
  const { status, body } = await api(house, who, `/api/cases/${number}/commands`, { command, version, ...fields });
  if (status !== 200) throw new Error(`${command}: ${String(body['code'])}`);
  return body;
}

/** A report, with what its reporter added about where and who; the commands that follow it. */
async function made(story: string, added: readonly (readonly [step: string, answers: Readonly<Record<string, string>>])[], ...commands: readonly (readonly [string, object?])[]): Promise<string> {
  const reporter = house.newcomer('employee-mhn');
  const { number, person } = await reportBy(house, reporter, { story: { story } });
  await person.press('follow.start');
  const skipTo = async (step: string): Promise<void> => {
    for (let tries = 0; tries < 12 && person.standing.at(-1)?.card['body'] !== undefined && !JSON.stringify(person.standing.at(-1)?.card).includes(`step:${step}`); tries += 1) await person.press('follow.skip');
  };
  for (const [step, answers] of added) {
    await skipTo(step);
    await person.press('follow.save', answers);
  }
  for (const [command, fields] of commands) await give(number, command, fields, command === 'reply' ? reporter : as);
  return number;
}

beforeAll(async () => {
  house = await testApp();
  numbers.overdue = await made('Han hotade mig i går.', [], ['acknowledge'], ['setWorkplace', { workplace: 'Tillsynsenheten Öster' }], ['assign', { to: 'deputy-mhn' }]);
  house.pass(2 * DAY);
  numbers.fresh = await made('Det kändes obehagligt.', [['whenWhere', { placeKind: 'home', placeName: 'Norra Kvarnparken 3' }]]);
  numbers.answered = await made('Det kändes obehagligt.', [['whenWhere', { placeKind: 'visit' }], ['person', { matter: 'MHN 2026-4711', description: 'Det var nog Anna Testsson som ringde.' }]], ['acknowledge'], ['ask', { text: 'När?' }], ['reply', { text: 'I går.' }]);
  numbers.closed = await made('Det kändes obehagligt.', [['whenWhere', { placeKind: 'home' }]], ['acknowledge'], ['close', { outcome: 'dismissed', told: 'x', learnt: 'x' }]);
}, 60_000);
afterAll(() => house.dispose());

const found = async (query: string, who = as): Promise<readonly string[]> =>
  (await listOf(house, who, `?board=MHN&${query}`)).map(({ number }) => Object.entries(numbers).find(([, known]) => known === number)?.[0] ?? 'another').sort();

describe('the day’s list', () => {
  test.each([
    ['needs=unacknowledged', ['fresh']],
    ['needs=overdue', ['overdue']],
    ['needs=unanswered', ['answered']],
    ['needs=overdue,unanswered', ['answered', 'overdue']],
    ['needs=unacknowledged&needs=overdue&needs=unanswered', ['answered', 'fresh', 'overdue']],
    ['needs=overdue,unanswered&status=acknowledged&type=threat', ['overdue']],
    ['needs=unacknowledged&status=closed', []],
    ['needs=unacknowledged,overdue&status=acknowledged', ['overdue']],
    ['from=2026-11-25', ['answered', 'closed', 'fresh']],
    ['to=2026-11-24', ['overdue']],
    ['from=2026-11-23&to=2026-11-23', ['overdue']],
    ['from=2026-11-24&to=2026-11-24', []],
    ['from=2026-11-25&to=2026-11-25&place=home&status=closed&severity=critical', ['closed']],
    ['place=home', ['closed', 'fresh']],
    ['place=visit,home&needs=unanswered', ['answered']],
    ['q=kvarnparken', ['fresh']],
    ['q=Kvarnparken norra', ['fresh']],
    ['q=Kvarnparken södra', []],
    ['q=tillsynsenheten öster', ['overdue']],
    ['q=2026-4711', ['answered']],
    ['q=Anna TESTSSON', ['answered']],
    ['q=testsson&place=home', []],
    ['q=testsson&needs=unanswered&from=2026-11-25&type=unclear', ['answered']],
    ['q=@serious', []],
    ['q=@recipient:coordinator-mhn', []],
  ])('%s', async (query, expected) => {
    expect(await found(encodeURI(query))).toEqual(expected);
    expect(await found(encodeURI(query), 'independent-mhn')).toEqual([]);
  });

  test.each([
    ['needs=nothing', 'needs_unknown'],
    ['needs=overdue,x', 'needs_unknown'],
    ['place=church', 'place_unknown'],
    ['from=yesterday', 'from_invalid'],
    ['from=2026-02-30', 'from_invalid'],
    ['to=2026-1-1', 'to_invalid'],
    ['from=2026-11-25&to=2026-11-24', 'to_invalid'],
  ])('%s is %s', async (query, code) => {
    expectProblem(await raw(house, `/api/cases?board=MHN&${query}`, { as }), 422, code);
  });

  test('a line says what is due, what waits and who has it', async () => {
    const lines = await listOf(house, as, '?board=MHN');
    const line = (number: string): JsonObject => lines.find((one) => one['number'] === number) ?? {};
    expect(line(numbers.overdue)).toMatchObject({ overdue: true, unanswered: false, recipient: house.nameOf('deputy-mhn'), contactBy: '2026-11-23T22:59:00.000Z' });
    expect(line(numbers.answered)).toMatchObject({ overdue: false, unanswered: true, recipient: house.nameOf(as), feedbackBy: expect.any(String) });
    expect(Object.keys(line(numbers.closed))).not.toContain('contactBy');
    expect(line(numbers.closed)).toMatchObject({ overdue: false, unanswered: false });
    expect((await listOf(house, as, `?board=MHN&q=${numbers.answered}`))[0]).toEqual(line(numbers.answered));
  });

  test('an answer waits until somebody has answered it, and a date until somebody has been in touch', async () => {
    const number = await made('Han hotade mig i går.', [], ['acknowledge'], ['ask', { text: 'När?' }], ['reply', { text: 'I går.' }]);
    expect(await found('needs=unanswered')).toContain('another');
    await give(number, 'reply', { text: 'Tack.' });
    expect(await found('needs=unanswered')).not.toContain('another');
    house.pass(DAY);
    expect(await found('needs=overdue')).toContain('another');
    await give(number, 'recordContact', { how: 'phone' });
    expect(await found('needs=overdue')).not.toContain('another');
  });

  test('is for nobody in another board', async () => {
    expectProblem(await raw(house, '/api/cases?board=MHN&needs=overdue', { as: 'coordinator-amn' }), 404, 'board_not_found');
  });
});

describe('the lists of those who do not work cases', () => {
  const LISTS = { referred: ['manager-mhn'], serious: ['safetyrep-mhn'], 'name-requests': ['coordinator-mhn', 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn', 'coordinator-amn', 'deputy-amn', 'independent-amn'] } as const;
  const listed = async (list: string, who: string): Promise<readonly JsonObject[]> => (await api(house, who, `/api/${list}`)).body['items'] as readonly JsonObject[];

  test.each(PERSONAS)('%s has those that are theirs, and is told which', async (persona) => {
    const has = Object.entries(LISTS).map(([list, who]) => [list, (who as readonly string[]).includes(persona)] as const);
    const board = persona.endsWith('-amn') ? 'AMN' : 'MHN';
    for (const [list, theirs] of has) {
      const answer = await raw(house, `/api/${list}?board=${board}`, { as: persona });
      if (theirs) expect([answer.status, answer.json?.['nextCursor']]).toEqual([200, null]);
      else expectProblem(answer, 404, 'board_not_found');
    }
    const { body } = await api(house, persona, '/api/me');
    const own = (list: string): readonly string[] => (has.find(([name]) => name === list)?.[1] ? [board] : []);
    expect(body['lists']).toEqual({ referred: own('referred'), serious: own('serious'), nameRequests: own('name-requests') });
  });

  test('a manager sees what was referred to them, as long as it is not kept from them, and no more than the case itself shows', async () => {
    expect(await listed('referred', 'manager-mhn')).toEqual([]);
    await give(numbers.overdue, 'announceReferral', { reason: 'Du behöver stöd.' });
    expect(await listed('referred', 'manager-mhn')).toEqual([]);
    await give(numbers.overdue, 'refer', { to: 'manager-mhn' });
    const [line, ...more] = await listed('referred', 'manager-mhn');
    expect(more).toEqual([]);
    expect((await api(house, 'manager-mhn', `/api/cases/${numbers.overdue}`)).body).toMatchObject(line ?? { number: 'none' });
    await give(numbers.overdue, 'declareConflict', { person: 'manager-mhn' });
    expect(await listed('referred', 'manager-mhn')).toEqual([]);
    expectProblem(await raw(house, `/api/cases/${numbers.overdue}`, { as: 'manager-mhn' }), 404, 'case_not_found');
  });

  test('a safety representative sees serious incidents from when somebody has them in hand, and the least of them', async () => {
    const serious = async (): Promise<readonly unknown[]> => (await listed('serious', 'safetyrep-mhn')).map(({ number }) => number);
    const before = await serious();
    expect(before).toContain(numbers.overdue);
    expect(before).not.toContain(numbers.answered);
    const elected = (await reportBy(house, house.newcomer('elected-mhn'), { story: { story: 'Han hotade mig i går.' } })).number;
    await give(elected, 'acknowledge', {}, 'elected-recipient-mhn');
    const number = await made('Han hotade mig i går.', []);
    expect(await serious()).toEqual(before);
    await give(number, 'acknowledge');
    expect([...(await serious())].sort()).toEqual([number, ...before].sort());
    const line = (await listed('serious', 'safetyrep-mhn')).find((one) => one['number'] === number);
    const { body } = await api(house, 'safetyrep-mhn', `/api/cases/${number}`);
    expect(body).toMatchObject(line ?? { number: 'none' });
    expect(JSON.stringify(body)).not.toMatch(/hotade|Anställd/);
  });

  test('whoever may answer for a hidden name sees that it is asked for, until it is; whoever asks and whoever is out do not', async () => {
    const reporter = house.newcomer('employee-mhn');
    const { number } = await reportBy(house, reporter, { who: { visibility: 'hidden' }, story: { story: 'Det kändes obehagligt.' } });
    const seesIt = async (who: string): Promise<boolean> => (await listed('name-requests', who)).some((one) => one['number'] === number);
    expect(await seesIt('independent-mhn')).toBe(false);
    await give(number, 'revealName', { reason: 'Jag måste nå personen.' });
    expect(await Promise.all([as, 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn', 'independent-amn'].map(seesIt))).toEqual([false, true, true, true, false]);
    expect((await listed('name-requests', 'independent-mhn')).find((one) => one['number'] === number)).toEqual({ number, board: 'MHN', waits: 'request', at: expect.any(String), by: house.nameOf(as) });
    await give(number, 'declareConflict', { person: 'elected-recipient-mhn' });
    expect(await seesIt('elected-recipient-mhn')).toBe(false);
    expectProblem(await raw(house, `/api/cases/${number}`, { as: 'elected-recipient-mhn' }), 404, 'case_not_found');
    await give(number, 'approveName', {}, 'independent-mhn');
    expect(await Promise.all([as, 'deputy-mhn', 'independent-mhn'].map(seesIt))).toEqual([false, false, false]);
    expect(await caseOf(house, as, number)).toMatchObject({ reporter: { name: house.nameOf(reporter) } });
    expect((await caseOf(house, 'deputy-mhn', number)).reporter.name).toBeUndefined();
  });
});

describe('a leaver’s cases, all at once', () => {
  const transfer = (who: string, body: unknown, board = 'MHN') => raw(house, `/api/boards/${board}/transfer`, { method: 'POST', as: who, body: typeof body === 'string' ? body : JSON.stringify(body) });

  test('go to a colleague; what is kept from that one stays and is said; asked again, the rest goes on', async () => {
    const { number: kept } = await reportBy(house, house.newcomer('employee-mhn'), { who: { involved: 'deputy' } });
    const open = (await listOf(house, as, '?board=MHN&limit=200')).filter((one) => one['status'] !== 'closed' && one['recipient'] === house.nameOf(as));
    const answer = await transfer(as, { from: as, to: 'deputy-mhn' });
    expect([answer.status, answer.json]).toEqual([200, { moved: open.length - 1, left: [{ number: kept, code: 'unknown_here' }], more: false }]);
    expect(await caseOf(house, 'deputy-mhn', numbers.answered)).toMatchObject({ recipient: { id: 'deputy-mhn' }, timeline: expect.arrayContaining([expect.objectContaining({ kind: 'assigned', to: 'deputy-mhn', by: { role: 'worker', name: house.nameOf(as) } })]) });
    expect(await caseOf(house, as, numbers.closed)).toMatchObject({ recipient: { id: as } });
    expect((await transfer(as, { from: as, to: 'deputy-mhn' })).json).toMatchObject({ moved: 0, left: [{ number: kept }] });
    // Whoever it is kept from is not told that it is there.
    expect((await transfer('deputy-mhn', { from: as, to: 'deputy-mhn' })).json).toEqual({ moved: 0, left: [], more: false });
  });

  test.each([
    ['manager-mhn', { from: as, to: 'deputy-mhn' }, 'MHN', 404, 'board_not_found'],
    ['coordinator-amn', { from: as, to: 'deputy-mhn' }, 'MHN', 404, 'board_not_found'],
    [as, { from: as, to: 'deputy-mhn' }, 'XYZ', 404, 'board_not_found'],
    [as, { from: as, to: 'manager-mhn' }, 'MHN', 422, 'unknown_here'],
    [as, { from: as, to: as }, 'MHN', 422, 'transfer_invalid'],
    [as, { from: as }, 'MHN', 422, 'transfer_invalid'],
    [as, '{', 'MHN', 400, 'malformed_json'],
  ])('by %s, %j in %s: %i %s, logged without a name', async (who, body, board, status, code) => {
    const logged = house.logged.length;
    expectProblem(await transfer(who, body, board), status, code);
    expect(house.logged.slice(logged)).toEqual([{ code: 'transfer_refused', reason: code, person: house.services.cases.personKey(who), message: 'cases were not transferred' }]);
  });

  test('are found by who works cases there, and by who has some still and has left; for nobody else', async () => {
    const board = house.services.boards.get('MHN')!;
    const colleagues = async (who = as): Promise<unknown> => (await raw(house, '/api/boards/MHN/colleagues', { as: who })).json?.['items'];
    const [mine, deputy] = [{ id: as, name: house.nameOf(as) }, { id: 'deputy-mhn', name: house.nameOf('deputy-mhn') }];
    expect(await colleagues()).toEqual([mine, deputy]);
    expect(await colleagues('elected-recipient-mhn')).toEqual([{ id: 'elected-recipient-mhn', name: house.nameOf('elected-recipient-mhn') }]);
    house.services.boards.set('MHN', { ...board, people: board.people.filter(({ id }) => id !== 'deputy-mhn'), recipients: { ...board.recipients, deputy: as } });
    expect(await colleagues()).toEqual([{ id: 'deputy-mhn', left: true }, mine]);
    expect((await transfer(as, { from: 'deputy-mhn', to: as })).json).toMatchObject({ moved: expect.any(Number), more: false });
    expect(await colleagues()).toEqual([mine]);
    house.services.boards.set('MHN', board);
    for (const who of PERSONAS) {
      for (const part of ['colleagues', 'notices']) {
        const answer = await raw(house, `/api/boards/MHN/${part}`, { as: who });
        if ([as, 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn'].includes(who)) expect([who, part, answer.status]).toEqual([who, part, 200]);
        else expectProblem(answer, 404, 'board_not_found');
      }
    }
  });
});

test('where nobody has a way out it is said once of the board, and of no case that something did not arrive; who adds the bot mends it', async () => {
  const { number } = await reportBy(house, house.newcomer('employee-mhn'));
  const told = async () => (await caseOf(house, as, number)).notices.map(({ channel, state }) => [channel, state]);
  expect(await told()).toEqual(expect.arrayContaining([['intranet', 'sent'], ['teams', 'noConversation']]));
  expect((await listOf(house, as, '?board=MHN&limit=200')).filter((one) => 'undelivered' in one)).toEqual([]);
  const ways = async (): Promise<unknown> => (await raw(house, '/api/boards/MHN/notices', { as })).json;
  expect(await ways()).toEqual({ wayOut: false });
  await talk(house, 'teams', 'deputy-mhn');
  expect(await ways()).toEqual({ wayOut: true });
  // Whoever has the cases kept from the line has no way out yet, and nor has the manager a case is referred to.
  expect((await raw(house, '/api/boards/MHN/notices', { as: 'independent-mhn' })).json).toEqual({ wayOut: false });
  await give(number, 'acknowledge');
  await give(number, 'announceReferral', { reason: 'Stöd.' });
  await give(number, 'refer', { to: 'manager-mhn' });
  await until('it shows', async () => (await listOf(house, as, '?board=MHN&limit=200')).some((one) => one['number'] === number && 'undelivered' in one));
});

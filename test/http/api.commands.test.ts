import { testApp, type House } from '../helpers/app';
import { caseOf } from '../helpers/people';
import { expectProblem, questionBy, raw, reportBy, reportWithFile, type Raw } from './apiCases';

const MAX_BODY = 64 * 1024;

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const send = (number: string, as: string, body: unknown): Promise<Raw> =>
  raw(house, `/api/cases/${number}/commands`, { method: 'POST', as, headers: { 'content-type': 'application/json' }, body: typeof body === 'string' ? body : JSON.stringify(body) });
const acknowledge = (version: unknown = 1): object => ({ command: 'acknowledge', version });
const fresh = async (): Promise<string> => (await reportBy(house, house.newcomer('employee-mhn'))).number;
const untouched = async (number: string): Promise<void> => expect(await caseOf(house, 'deputy-mhn', number)).toMatchObject({ status: 'received', version: 1 });

describe('acknowledge', () => {
  test('answers with the case as it is now', async () => {
    const number = await fresh();
    const answer = await send(number, 'coordinator-mhn', acknowledge());
    expect([answer.status, answer.headers['content-type'], answer.headers['cache-control']]).toEqual([200, 'application/json; charset=utf-8', 'no-store']);
    expect(answer.json).toMatchObject({ number, version: 2, status: 'acknowledged', may: expect.not.arrayContaining(['acknowledge']) });
    const timeline = answer.json?.['timeline'] as readonly object[];
    expect(timeline.at(-1)).toEqual({ at: expect.stringMatching(/^2026-11-23T/), by: { role: 'worker', name: house.nameOf('coordinator-mhn') }, kind: 'acknowledged' });
    expect((await raw(house, `/api/cases/${number}`, { as: 'deputy-mhn' })).json).toMatchObject({ version: 2, status: 'acknowledged' });
  });

  test.each([0, 2, 99])('with version %i, when it is 1, is stale', async (version) => {
    const number = await fresh();
    expectProblem(await send(number, 'coordinator-mhn', acknowledge(version)), 409, 'stale_version');
    await untouched(number);
  });

  test('a second time is refused, with the newest version too', async () => {
    const number = await fresh();
    await send(number, 'coordinator-mhn', acknowledge());
    expectProblem(await send(number, 'deputy-mhn', acknowledge(1)), 409, 'stale_version');
    expectProblem(await send(number, 'deputy-mhn', acknowledge(2)), 409, 'already_acknowledged');
  });

  test('of a withdrawn report is refused', async () => {
    const { number, person } = await reportBy(house, house.newcomer('employee-mhn'));
    await person.press('withdraw.ask');
    await person.press('withdraw.confirm');
    expectProblem(await send(number, 'coordinator-mhn', acknowledge(2)), 409, 'case_closed');
  });

  test('of many at the same moment is one', async () => {
    const number = await fresh();
    const answers = await Promise.all(Array.from({ length: 12 }, (_none, index) => send(number, index % 2 === 0 ? 'coordinator-mhn' : 'deputy-mhn', acknowledge())));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 11 }, () => 409)]);
    expect((await caseOf(house, 'coordinator-mhn', number)).timeline.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  test('of a question works the same', async () => {
    const number = await questionBy(house, house.newcomer('employee-mhn'));
    expect((await send(number, 'coordinator-mhn', acknowledge())).json).toMatchObject({ subject: 'question', status: 'acknowledged' });
  });
});

describe('what is malformed, or none of our commands', () => {
  test.each([
    ['nothing', ''],
    ['no JSON', '{"command":"acknowledge","version":1'],
    ['words', 'acknowledge'],
    ['bytes that are no UTF-8', '\u0000\u0001'],
    ['a form', 'command=acknowledge&version=1'],
  ])('%s is malformed', async (_what, body) => {
    const number = await fresh();
    expectProblem(await send(number, 'coordinator-mhn', body), 400, 'malformed_json');
    await untouched(number);
  });

  test.each<readonly [string, unknown]>([
    ['null', null],
    ['a list', [acknowledge()]],
    ['a text', '"acknowledge"'],
    ['no command', { version: 1 }],
    ['no version', { command: 'acknowledge' }],
    ['a version as text', acknowledge('1')],
    ['a broken version', acknowledge(1.5)],
    ['a version below nothing', acknowledge(-1)],
    ['a version past counting', '{"command":"acknowledge","version":1e999}'],
    ['a command that is no text', { command: ['acknowledge'], version: 1 }],
  ])('%s is invalid', async (_what, body) => {
    const number = await fresh();
    expectProblem(await send(number, 'coordinator-mhn', body), 422, 'command_invalid');
    await untouched(number);
  });

  test.each(['close', 'reopen', 'assign', 'revealName', 'setSeverity', 'reply'])('“%s” without what it takes changes nothing', async (command) => {
    const number = await fresh();
    const { status, json } = await send(number, 'coordinator-mhn', { command, version: 1, answers: [], step: 'more', file: {}, type: 'threat', severity: 'low', reasons: [] });
    expect({ status, code: json?.['code'], field: json?.['field'] }).toEqual({ status: 422, code: 'command_invalid', field: expect.any(String) });
    await untouched(number);
  });

  test.each(['add', 'addFile', 'Acknowledge', '', '__proto__', 'constructor', 'toString'])('“%s” is no command of a worker’s', async (command) => {
    const number = await fresh();
    expectProblem(await send(number, 'coordinator-mhn', { command, version: 1, answers: [], step: 'more', file: {}, type: 'threat', severity: 'low', reasons: [] }), 422, 'command_unknown');
    await untouched(number);
  });

  test('what else stands beside the command changes nothing', async () => {
    const number = await fresh();
    const body = { ...acknowledge(), actor: 'deputy-mhn', by: { name: 'Någon annan' }, at: '1999-01-01T00:00:00Z', status: 'closed', severity: 'low', __proto__: { admin: true } };
    const { json } = await send(number, 'coordinator-mhn', body);
    expect(json).toMatchObject({ status: 'acknowledged', severity: 'high' });
    expect((json?.['timeline'] as readonly { by: { name?: string } }[]).at(-1)?.by.name).toBe(house.nameOf('coordinator-mhn'));
  });

  test.each(['with its length', 'in pieces'])('a body too large is refused, sent %s', async (how) => {
    const number = await fresh();
    const body = JSON.stringify({ ...acknowledge(), padding: 'x'.repeat(MAX_BODY) });
    const headers = how === 'in pieces' ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(Buffer.byteLength(body)) };
    expectProblem(await raw(house, `/api/cases/${number}/commands`, { method: 'POST', as: 'coordinator-mhn', headers, body }), 413, 'too_large');
    await untouched(number);
  });

  test('a body as large as is taken, is', async () => {
    const number = await fresh();
    const start = JSON.stringify(acknowledge()).slice(0, -1);
    const body = `${start},"padding":"${'x'.repeat(MAX_BODY - start.length - 14)}"}`;
    expect(body.length).toBe(MAX_BODY);
    expect((await send(number, 'coordinator-mhn', body)).status).toBe(200);
  });
});

describe('the reporter', () => {
  test('may withdraw, which the worker may not', async () => {
    const persona = house.newcomer('employee-mhn');
    const { number } = await reportBy(house, persona);
    expectProblem(await send(number, 'coordinator-mhn', { command: 'withdraw', version: 1 }), 403, 'forbidden');
    expectProblem(await send(number, persona, { command: 'withdraw', version: 7 }), 409, 'stale_version');
    const answer = await send(number, persona, { command: 'withdraw', version: 1 });
    expect([answer.status, answer.json]).toEqual([200, { number, board: 'MHN', status: 'closed', version: 2, receivedAt: expect.any(String) }]);
    expectProblem(await send(number, persona, { command: 'withdraw', version: 2 }), 409, 'case_closed');
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ status: 'closed' });
  });

  test('withdraws the version that they saw, or nothing: of them and whoever acts at the same moment one is told what happened', async () => {
    for (let round = 0; round < 5; round++) {
      const persona = house.newcomer('employee-mhn');
      const { number } = await reportBy(house, persona);
      const worker = send(number, 'coordinator-mhn', acknowledge());
      await new Promise((resolve) => setTimeout(resolve, round));
      const answers = await Promise.all([send(number, persona, { command: 'withdraw', version: 1 }), worker]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.json).toMatchObject({ code: 'stale_version', now: { version: 2, status: answers[0].status === 200 ? 'closed' : 'acknowledged' } });
      expect(await caseOf(house, 'deputy-mhn', number)).toMatchObject({ version: 2 });
    }
  });

  test.each(['acknowledge', 'close', 'addFile', 'nonsense'])('sees the case and may not %s it', async (command) => {
    const persona = house.newcomer('employee-mhn');
    const { number } = await reportBy(house, persona);
    expectProblem(await send(number, persona, { command, version: 1 }), 403, 'forbidden');
    await untouched(number);
  });

  test('does not see the coordinator’s page of it, nor its files', async () => {
    const persona = house.newcomer('employee-mhn');
    const { number, file } = await reportWithFile(house, persona);
    expectProblem(await raw(house, `/api/cases/${number}`, { as: persona }), 404, 'case_not_found');
    expectProblem(await raw(house, `/api/cases/${number}/files/${file}`, { as: persona }), 404, 'case_not_found');
  });

  test.each(['employee-mhn', 'manager-mhn', 'anonymous', 'coordinator-amn'])('%s, who is neither, cannot withdraw it', async (other) => {
    const number = await fresh();
    expectProblem(await send(number, other, { command: 'withdraw', version: 1 }), 404, 'case_not_found');
    await untouched(number);
  });
});

describe('a worker who reports', () => {
  test('withdraws their own, and has no hand in it otherwise', async () => {
    const { number } = await reportBy(house, 'coordinator-mhn');
    expectProblem(await send(number, 'coordinator-mhn', acknowledge()), 403, 'forbidden');
    expect((await send(number, 'coordinator-mhn', { command: 'withdraw', version: 1 })).status).toBe(200);
    expect(await caseOf(house, 'deputy-mhn', number)).toMatchObject({ status: 'closed' });
  });
});

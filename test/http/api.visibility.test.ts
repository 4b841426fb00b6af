import { testApp, until, type House } from '../helpers/app';
import { liveEvents, type LiveEvents } from '../helpers/liveEvents';
import { expectProblem, PERSONAS, questionBy, raw, reportBy, reportWithFile, type Persona } from './apiCases';

const CASES = ['line', 'toDeputy', 'toCoordinator', 'toIndependent', 'elected', 'hiddenName', 'amn', 'amnToIndependent', 'question'] as const;
type Kind = (typeof CASES)[number];

/** Who works what, and in which board. Written out by hand, so that it is no copy of the rule. */
const WORKS: Partial<Readonly<Record<Persona, { readonly board: string; readonly cases: readonly Kind[] }>>> = {
  'coordinator-mhn': { board: 'MHN', cases: ['line', 'toCoordinator', 'hiddenName', 'question'] },
  'deputy-mhn': { board: 'MHN', cases: ['line', 'toDeputy', 'hiddenName', 'question'] },
  'independent-mhn': { board: 'MHN', cases: ['toIndependent'] },
  'elected-recipient-mhn': { board: 'MHN', cases: ['elected'] },
  'coordinator-amn': { board: 'AMN', cases: ['amn'] },
  'deputy-amn': { board: 'AMN', cases: ['amn'] },
  'independent-amn': { board: 'AMN', cases: ['amnToIndependent'] },
};

let house: House;
const numbers = new Map<Kind, string>();
const files = new Map<Kind, string>();
const streams = new Map<Persona, LiveEvents>();
/** Further cases of the line, made while listening. */
const controls: string[] = [];

const numberOf = (kind: Kind): string => numbers.get(kind) ?? '';
const works = (persona: Persona, kind: Kind): boolean => (WORKS[persona]?.cases ?? []).includes(kind);

beforeAll(async () => {
  house = await testApp();
  for (const persona of PERSONAS) streams.set(persona, await liveEvents(house, persona));
  const make = async (kind: Kind, persona: string, involved = 'no', visibility = 'coordinator'): Promise<void> => {
    const made = await reportWithFile(house, house.newcomer(persona), { who: { involved, visibility } });
    numbers.set(kind, made.number);
    files.set(kind, made.file);
  };
  await make('line', 'employee-mhn');
  await make('toDeputy', 'employee-mhn', 'reader');
  await make('toCoordinator', 'employee-mhn', 'deputy');
  await make('toIndependent', 'other-mhn', 'line');
  await make('elected', 'elected-mhn');
  await make('hiddenName', 'employee-mhn', 'no', 'hidden');
  await make('amn', 'employee-amn');
  await make('amnToIndependent', 'employee-amn', 'unsaid');
  numbers.set('question', await questionBy(house, house.newcomer('employee-mhn')));
}, 60_000);
afterAll(async () => {
  for (const stream of streams.values()) stream.close();
  await house.dispose();
});

describe.each(PERSONAS)('%s', (persona) => {
  test.each(CASES)('%s: page, files and commands', async (kind) => {
    const path = `/api/cases/${numberOf(kind)}`;
    const command = (body: object): Promise<Awaited<ReturnType<typeof raw>>> => raw(house, `${path}/commands`, { method: 'POST', as: persona, body: JSON.stringify(body) });
    const detail = await raw(house, path, { as: persona });
    const bytes = await raw(house, `${path}/files/${files.get(kind) ?? '0'.repeat(32)}`, { as: persona });
    const noFile = await raw(house, `${path}/files/${'0'.repeat(32)}`, { as: persona });
    const stale = await command({ command: 'acknowledge', version: 999 });
    const unknown = await command({ command: 'close', version: 1 });
    if (!works(persona, kind)) {
      for (const answer of [detail, bytes, noFile, stale, unknown]) expectProblem(answer, 404, 'case_not_found');
      return;
    }
    expect([detail.status, detail.json?.['number']]).toEqual([200, numberOf(kind)]);
    if (files.has(kind)) expect([bytes.status, bytes.text.endsWith(`bytes of ${numberOf(kind)}`)]).toEqual([200, true]);
    expectProblem(noFile, 404, 'file_not_found');
    expectProblem(stale, 409, 'stale_version');
    expectProblem(unknown, 422, 'command_invalid');
  });

  test('the lists, however they are asked', async () => {
    for (const [way, isQuestion] of [['/api/cases', false], ['/api/questions', true]] as const) {
      for (const ask of ['', '?board=MHN', '?board=AMN', '?board=', '?board=XXX', '?board=mhn', '?board=MHN&board=AMN', '?status=received', '?limit=200']) {
        const answer = await raw(house, way + ask, { as: persona });
        const board = /board=(\w*)/.exec(ask)?.[1];
        if (board !== undefined && board !== WORKS[persona]?.board) {
          expectProblem(answer, 404, 'board_not_found');
          continue;
        }
        const known = CASES.filter((kind) => works(persona, kind) && (kind === 'question') === isQuestion).map(numberOf);
        const expected = [...known, ...(works(persona, 'line') && !isQuestion ? controls : [])];
        const items = answer.json?.['items'] as readonly { readonly number: string }[];
        expect({ ask, status: answer.status, found: items.map(({ number }) => number).sort(), nextCursor: answer.json?.['nextCursor'] }).toEqual({ ask, status: 200, found: expected.sort(), nextCursor: null });
      }
    }
  });

  test('a search by number', async () => {
    const board = WORKS[persona]?.board ?? 'MHN';
    for (const [way, isQuestion] of [['/api/cases', false], ['/api/questions', true]] as const) {
      for (const kind of CASES) {
        const answer = await raw(house, `${way}?board=${board}&q=${numberOf(kind)}`, { as: persona });
        const found = works(persona, kind) && (kind === 'question') === isQuestion ? [numberOf(kind)] : [];
        if (WORKS[persona] === undefined) expectProblem(answer, 404, 'board_not_found');
        else expect({ way, kind, found: (answer.json?.['items'] as readonly { number: string }[]).map(({ number }) => number) }).toEqual({ way, kind, found });
      }
    }
  });

  test('the live stream', async () => {
    const stream = streams.get(persona)!;
    const mine = CASES.filter((kind) => works(persona, kind)).map(numberOf);
    await until('the events to come', () => mine.every((number) => stream.events.some((event) => event['number'] === number)));
    // One more change, heard by whoever works it: what was written before it has arrived by then.
    const { number } = await reportBy(house, house.newcomer('employee-mhn'));
    controls.push(number);
    await until('the control', () => streams.get('coordinator-mhn')!.events.some((event) => event['number'] === number));
    await raw(house, '/api/me', { as: persona });
    for (const kind of CASES) expect([kind, stream.text().includes(numberOf(kind))]).toEqual([kind, works(persona, kind)]);
    expect(stream.text().includes(number)).toBe(works(persona, 'line'));
  });
});

test.each(CASES)('%s is not for anybody without a name, or with one that nobody has', async (kind) => {
  const path = `/api/cases/${numberOf(kind)}`;
  for (const headers of [{}, { authorization: 'Bearer demo:nobody-here' }, { authorization: 'Bearer ' }, { authorization: `Bearer demo:${'x'.repeat(4000)}` }]) {
    for (const way of ['', `/files/${files.get(kind) ?? 'x'}`]) expectProblem(await raw(house, path + way, { headers }), 401, 'unauthorised');
    expectProblem(await raw(house, `${path}/commands`, { method: 'POST', headers, body: '{}' }), 401, 'unauthorised');
  }
});

test('a file of a case one may not see is not had through one that one may', async () => {
  for (const kind of ['toDeputy', 'toIndependent', 'elected', 'amn'] as const) {
    expectProblem(await raw(house, `/api/cases/${numberOf('line')}/files/${files.get(kind) ?? ''}`, { as: 'coordinator-mhn' }), 404, 'file_not_found');
  }
});

test('the live stream says which case and what kind of change, and nothing that anybody wrote', () => {
  const stream = streams.get('coordinator-mhn')!;
  const first = stream.events.find((event) => event['number'] === numberOf('line'));
  expect(first).toEqual({ board: 'MHN', number: numberOf('line'), version: 1, kind: 'received', subject: 'report' });
  expect(stream.text().toLowerCase()).not.toMatch(/kanariefågel|hotade|anställd/);
});

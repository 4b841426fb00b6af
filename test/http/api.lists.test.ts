import { testApp, type House } from '../helpers/app';
import { CANARY } from '../helpers/cardRules';
import { api, listOf, report, talk } from '../helpers/people';
import { textOf, type Talker } from '../helpers/talker';
import { expectProblem, questionBy, raw, reportBy, reportWithFile, WORDS } from './apiCases';

const MEDIUM = 'Det kändes obehagligt.';
const STORIES: readonly (readonly [severity: string, story: string])[] = [
  ['critical', 'Han visade en kniv i går.'],
  ['high', 'Han hotade mig i går.'],
  ['medium', MEDIUM],
];
const WORST_FIRST = ['critical', 'high', 'medium', 'low'];

interface Row {
  readonly number: string;
  readonly severity: string;
  readonly status: string;
  readonly type: string;
  readonly receivedAt: string;
}

let house: House;
const all: { readonly number: string; readonly severity: string; status: string; readonly person: Talker }[] = [];

beforeAll(async () => {
  house = await testApp();
  for (let count = 0; count < 24; count += 1) {
    const [severity, story] = STORIES[count % STORIES.length]!;
    const { number, person } = await reportBy(house, house.newcomer('employee-mhn'), { story: { story } });
    all.push({ number, severity, status: 'received', person });
    house.pass(1_000);
  }
  for (const one of all.filter((_one, index) => index % 4 === 0)) {
    await api(house, 'coordinator-mhn', `/api/cases/${one.number}/commands`, { command: 'acknowledge', version: 1 });
    one.status = 'acknowledged';
  }
  for (const one of all.filter((_one, index) => index % 4 === 1)) {
    await one.person.press('withdraw.ask');
    await one.person.press('withdraw.confirm');
    one.status = 'closed';
  }
  await questionBy(house, house.newcomer('employee-mhn'));
}, 60_000);
afterAll(() => house.dispose());

/** Every row of a list, page by page; `between` runs after each page. */
async function paged(query: string, limit: number, between: (page: number) => Promise<void> = async () => undefined): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < 100; page += 1) {
    const { status, body } = await api(house, 'coordinator-mhn', `/api/cases?board=MHN&limit=${limit}${query}${cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`}`);
    expect(status).toBe(200);
    const items = body['items'] as readonly Row[];
    expect(items.length).toBeLessThanOrEqual(limit);
    rows.push(...items);
    cursor = body['nextCursor'] as string | null;
    if (cursor === null) return rows;
    expect(items).toHaveLength(limit);
    await between(page);
  }
  throw new Error('the pages have no end');
}

const cursorOf = (text: string): string => Buffer.from(text).toString('base64url');

const sorted = (rows: readonly Row[]): readonly Row[] =>
  [...rows].sort((one, other) => WORST_FIRST.indexOf(one.severity) - WORST_FIRST.indexOf(other.severity) || other.receivedAt.localeCompare(one.receivedAt));

describe('the list', () => {
  test.each([1, 3, 7, 23, 24, 25, 200])('in pages of %i: all cases exactly once, the worst and the newest first', async (limit) => {
    const rows = await paged('', limit);
    expect(rows.map(({ number }) => number).sort()).toEqual(all.map(({ number }) => number).sort());
    expect(rows).toEqual(sorted(rows));
  });

  test.each([
    ['status=received', ({ status }: Row) => status === 'received'],
    ['status=received,acknowledged', ({ status }: Row) => status !== 'closed'],
    ['status=received&status=closed', ({ status }: Row) => status !== 'acknowledged'],
    ['status=measures', () => false],
    ['severity=critical', ({ severity }: Row) => severity === 'critical'],
    ['severity=high,medium', ({ severity }: Row) => severity !== 'critical'],
    ['severity=high&status=closed', ({ severity, status }: Row) => severity === 'high' && status === 'closed'],
    ['type=threat', ({ type }: Row) => type === 'threat'],
    ['type=unclear,threat', ({ type }: Row) => type === 'unclear' || type === 'threat'],
    ['type=bribery', () => false],
    ['status=', () => true],
  ])('%s filters, in pages of three too', async (query, fits) => {
    const expected = sorted((await paged('', 200)).filter(fits));
    expect(await paged(`&${query}`, 3)).toEqual(expected);
    expect(await paged(`&${query}`, 200)).toEqual(expected);
  });

  test('pages stay whole while cases come in and change between them', async () => {
    const before = await paged('', 200);
    const come: string[] = [];
    const rows = await paged('', 4, async (page) => {
      come.push((await reportBy(house, house.newcomer('employee-mhn'), { story: { story: STORIES[page % 3]![1] } })).number);
      const open = before.find(({ status, number }) => status === 'received' && !come.includes(number));
      if (open) await api(house, 'deputy-mhn', `/api/cases/${open.number}/commands`, { command: 'acknowledge', version: 1 });
    });
    const numbers = rows.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    expect(before.filter(({ number }) => !numbers.includes(number))).toEqual([]);
    expect(come.length).toBeGreaterThan(3);
    for (const number of come) all.push({ number, severity: '', status: 'received', person: all[0]!.person });
  });

  test('a row holds derived facts only: nothing that anybody wrote, nor who', async () => {
    const persona = house.newcomer('employee-mhn');
    await reportWithFile(house, persona, { story: { story: WORDS, callback: '070 987 65 43' } }, 'image/png', `${CANARY}.png`);
    const { text, json } = await raw(house, '/api/cases?board=MHN&limit=200', { as: 'coordinator-mhn' });
    expect(text.toLowerCase()).not.toContain(CANARY);
    for (const word of ['hotade', '987 65', 'kniv', house.nameOf(persona)]) expect(text).not.toContain(word);
    const keys = new Set((json?.['items'] as readonly object[]).flatMap((row) => Object.keys(row)));
    expect([...keys].sort()).toEqual(['acknowledgedAt', 'acknowledgedBy', 'board', 'contactBy', 'feedbackBy', 'ia', 'number', 'overdue', 'receivedAt', 'recipient', 'reporterCategory', 'severity', 'status', 'type', 'unanswered']);
  });

  test('does not find a case by its words', async () => {
    for (const word of ['hotade', 'kniv', CANARY, 'Anställd', 'image', 'MHN', '%', '*', "' OR 1=1 --"]) {
      expect(await listOf(house, 'coordinator-mhn', `?board=MHN&q=${encodeURIComponent(word)}`)).toEqual([]);
    }
  });

  test('finds one by its number, however it is typed', async () => {
    const { number } = all[0]!;
    for (const typed of [number, number.toLowerCase(), ` ${number} `, number.replaceAll('-', ' ')]) {
      expect((await listOf(house, 'coordinator-mhn', `?board=MHN&q=${encodeURIComponent(typed)}`)).map((row) => row['number'])).toEqual([number]);
    }
  });

  test.each([
    ['status=open', 'status_unknown'],
    ['status=received,nonsense', 'status_unknown'],
    ['type=question', 'type_unknown'],
    ['type=theft', 'type_unknown'],
    ['severity=0', 'severity_unknown'],
    ['severity=worst', 'severity_unknown'],
    ['limit=0', 'limit_invalid'],
    ['limit=-1', 'limit_invalid'],
    ['limit=201', 'limit_invalid'],
    ['limit=1.5', 'limit_invalid'],
    ['limit=many', 'limit_invalid'],
    ['limit=', 'limit_invalid'],
    ['cursor=abc', 'cursor_invalid'],
    [`cursor=${cursorOf('["id","x"]')}`, 'cursor_invalid'],
    [`cursor=${cursorOf('["worst",1]')}`, 'cursor_invalid'],
    [`cursor=${cursorOf('["worst",{},0,"x"]')}`, 'cursor_invalid'],
  ])('%s is %s', async (query, code) => {
    for (const way of ['cases', 'questions']) expectProblem(await raw(house, `/api/${way}?board=MHN&${query}`, { as: 'coordinator-mhn' }), 422, code);
  });

  test('a cursor of one list shows another person no more than their own', async () => {
    const { body } = await api(house, 'coordinator-mhn', '/api/cases?board=MHN&limit=2');
    const cursor = encodeURIComponent(String(body['nextCursor']));
    expect(await listOf(house, 'independent-mhn', `?board=MHN&cursor=${cursor}`)).toEqual([]);
    expect(await listOf(house, 'coordinator-amn', `?board=AMN&cursor=${cursor}`)).toEqual([]);
    expectProblem(await raw(house, `/api/cases?board=MHN&cursor=${cursor}`, { as: 'coordinator-amn' }), 404, 'board_not_found');
  });
});

describe('one’s own reports', () => {
  test('are shown to whoever made them, newest first, and without a word of them', async () => {
    const persona = house.newcomer('employee-mhn');
    const numbers = [(await reportBy(house, persona)).number, (await reportBy(house, persona)).number];
    await questionBy(house, persona);
    const { text, json } = await raw(house, '/api/my/cases', { as: persona });
    expect(json).toEqual({
      items: numbers.reverse().map((number) => ({
        number,
        version: 1,
        board: 'MHN',
        type: 'threat',
        status: 'received',
        receivedAt: expect.any(String),
        nextStep: { step: 'read', overdue: false },
        dates: { contact: expect.any(String), feedback: expect.any(String) },
        questionWaits: false,
      })),
      nextCursor: null,
    });
    expect(text.toLowerCase()).not.toContain(CANARY);
  });

  test.each(['coordinator-mhn', 'employee-amn', 'central', 'anonymous'])('%s, who made none, sees none', async (persona) => {
    expect((await api(house, persona, '/api/my/cases')).body).toEqual({ items: [], nextCursor: null });
  });

  test('of an anonymous person are shown to no other', async () => {
    const nobody = await talk(house, 'directline', 'anonymous');
    const { card } = await report(nobody, { place: { board: 'MHN', category: 'employee' }, story: { story: MEDIUM } });
    const number = textOf(card, 'caseNumber') ?? '';
    expect(number).toMatch(/^MHN-/);
    expect((await api(house, 'anonymous', '/api/my/cases')).body).toEqual({ items: [], nextCursor: null });
    expectProblem(await raw(house, `/api/cases/${number}`, { as: 'anonymous' }), 404, 'case_not_found');
  });
});

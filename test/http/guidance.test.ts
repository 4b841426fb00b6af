import { testApp, type House } from '../helpers/app';
import { DirectLinePerson } from '../helpers/directLinePerson';
import type { JsonObject } from '../helpers/fakeConnector';
import { api, CHANNELS, talk } from '../helpers/people';
import { cardName, reading, textOf, type Talker } from '../helpers/talker';
import { work } from '../helpers/working';
import { t } from '../../locales';
import { expectProblem, PERSONAS, raw, reportBy } from './apiCases';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const WORKERS = ['coordinator-amn', 'deputy-amn', 'independent-amn', 'coordinator-mhn', 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn'];
const REPLY = 'Fråga i receptionen. Ring 08-123 45 67 eller skriv till eva@stad.example. Akut: 112 eller 114 14. Gäller 19811218-9876.';
let asked = 0;

/** A question that the guidance does not answer, sent on by somebody new. */
async function sent(person: Talker, words = 'Var finns bruksanvisningen till kopiatorn'): Promise<{ readonly number: string; readonly question: string; readonly person: Talker }> {
  const question = `${words} nummer ${++asked}?`;
  await person.say(question);
  const { card } = await person.press('question.send');
  return { number: /[A-Z]{3}-\w{4}-\w{4}/.exec(reading(card))?.[0] ?? '', question, person };
}

const byNewcomer = async (persona = 'employee-mhn'): ReturnType<typeof sent> => sent(await talk(house, 'directline', house.newcomer(persona)));
const answer = (number: string, as = 'coordinator-mhn', text = REPLY): Promise<JsonObject> => work(house, as, number, 'reply', { id: number, text });
const draft = (number: string, as = 'coordinator-mhn', title = 'Kopiatorns bruksanvisning'): ReturnType<typeof raw> =>
  raw(house, `/api/questions/${number}/draft`, { method: 'POST', as, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ title }) });

describe('what the guidance rests on', () => {
  test.each(PERSONAS)('is for whoever works a board: %s', async (persona) => {
    const seen = await raw(house, '/api/guidance', { as: persona });
    if (!WORKERS.includes(persona)) expectProblem(seen, 403, 'forbidden');
    else expect([seen.status, seen.json?.['passages']]).toEqual([200, house.services.guidance.status().passages.filter(({ locale }) => locale === 'sv').length]);
  });

  test('says what has expired as of today, each passage once and in the caller’s language', async () => {
    const at = async (lang: string): Promise<readonly JsonObject[]> => (await raw(house, '/api/guidance', { as: 'coordinator-mhn', headers: { 'accept-language': lang } })).json?.['expired'] as readonly JsonObject[];
    const [sv, en] = [await at('sv-SE,sv;q=0.9'), await at('en-GB')];
    const { passages } = house.services.guidance.status();
    const titles = (locale: string): readonly string[] => passages.filter((one) => one.locale === locale && (one.validTo ?? '9999') < '2026-11-23').map(({ title }) => title);
    expect(sv.map(({ title }) => title)).toEqual(titles('sv'));
    expect(en.map(({ title }) => title)).toEqual(titles('en'));
    expect(sv.length).toBeGreaterThan(0);
  });

  test('says what is wrong with a file in plain words, beside what the log says', async () => {
    const before = house.services.guidance.status();
    const status = jest.spyOn(house.services.guidance, 'status').mockReturnValue({ ...before, problems: [{ file: 'sv/a.pdf', code: 'protected', reason: 'needs a password' }], drafts: [{ file: 'sv/b.md', title: 'B' }] });
    const { body } = await api(house, 'coordinator-mhn', '/api/guidance?lang=en');
    status.mockRestore();
    expect(body).toMatchObject({ problems: [{ file: 'sv/a.pdf', code: 'protected', text: t('en', 'problem.protected'), reason: 'needs a password' }], drafts: [{ file: 'sv/b.md', title: 'B' }] });
  });
});

describe('a question to the coordinator', () => {
  test.each(CHANNELS)('comes back answered where it was asked, and stands under “mina ärenden” (%s)', async (channel) => {
    const persona = house.newcomer('employee-mhn');
    const { number, question, person } = await sent(await talk(house, channel, persona));
    expect(reading((await person.say('mina ärenden')).card)).toContain(t('sv', 'mine.state.waiting'));
    await answer(number);
    expect(reading((await person.waitFor('told')).card)).toContain(number);
    const mine = reading((await person.say('mina ärenden')).card);
    for (const words of [t('sv', 'mine.questions'), question, t('sv', 'mine.state.answered'), REPLY]) expect(mine).toContain(words);
    const { body } = await api(house, persona, '/api/my/questions');
    expect(body['items']).toEqual([expect.objectContaining({ number, question, state: 'answered', reply: expect.objectContaining({ text: REPLY }) as object })]);
    expect((await api(house, house.newcomer('employee-mhn'), '/api/my/questions')).body['items']).toEqual([]);
    // A report is no question.
    expect((await api(house, persona, '/api/my/cases')).body['items']).toEqual([]);
  });

  test('of somebody whom nobody knows is answered by its code', async () => {
    const nobody = await DirectLinePerson.arrive(house, 'anonymous');
    await nobody.say('Var finns bruksanvisningen till den tysta kopiatorn?');
    await nobody.press('question.send');
    const { card } = await nobody.press('board.save', { board: 'MHN' });
    const code = textOf(card, 'receiptCode') ?? '';
    expect(code).toMatch(/^(\d{4} ){3}\d{4}$/);
    const number = /MHN-\w{4}-\w{4}/.exec(reading(card))?.[0] ?? '';
    await answer(number);
    // The same conversation, and later another one.
    expect(reading((await nobody.say('mina ärenden')).card)).toContain(REPLY);
    const later = await DirectLinePerson.arrive(house, 'anonymous');
    const opened = await later.say(code.replaceAll(' ', ''));
    expect([cardName(opened.card), reading(opened.card)]).toEqual(['status', expect.stringContaining(REPLY)]);
    expect(reading((await later.say('mina ärenden')).card)).toContain(t('sv', 'mine.questions'));
    // No report is taken back where there is only a question.
    expect(cardName((await later.say('ta tillbaka')).card)).toBe('stale');
  });

  test('reminds nobody once it is answered, until its asker writes again, and can be closed', async () => {
    const { number, person } = await byNewcomer();
    const dates = async (): Promise<unknown> => (await house.services.cases.find(number))?.clocks;
    expect(await dates()).toEqual({ feedback: expect.anything() });
    await answer(number);
    expect(await dates()).toEqual({});
    expect((await house.services.cases.find(number))?.notices.filter(({ about, state }) => (about === 'reminder' || about === 'overdue') && state === 'queued')).toEqual([]);
    await person.waitFor('told');
    await person.press('mine.open');
    await person.press('dialogue.reply', { reply: 'Och om den är trasig?' });
    expect(await dates()).toEqual({ feedback: expect.anything() });
    const [row] = (await api(house, 'coordinator-mhn', '/api/questions?limit=200')).body['items'] as readonly JsonObject[];
    expect(row).toMatchObject({ number, state: 'waiting', unanswered: true });
    await work(house, 'coordinator-mhn', number, 'close', { outcome: 'noMeasures', told: 'Ring felanmälan.', learnt: 'Inget.' });
    expect(await dates()).toEqual({});
    expect(reading((await person.say('mina ärenden')).card)).toContain(t('sv', 'mine.state.answered'));
  });
});

describe('the list of questions', () => {
  test('finds a question by its number, in its own words, and no report among them', async () => {
    const { number, question } = await byNewcomer();
    const { number: report } = await reportBy(house, house.newcomer('employee-mhn'));
    const found = async (path: string, q: string): Promise<unknown> => (await api(house, 'coordinator-mhn', `/api/${path}?q=${q}`)).body['items'];
    expect(await found('questions', number)).toEqual([expect.objectContaining({ number, question, state: 'waiting' })]);
    expect([await found('questions', report), await found('cases', number)]).toEqual([[], []]);
  });
});

describe('a draft of a passage', () => {
  test('is a file to review in the answer’s words, without the question and without anybody’s number or address', async () => {
    const { number, question } = await byNewcomer();
    await answer(number);
    const { status, headers, text } = await draft(number);
    expect([status, headers['content-type'], headers['content-disposition']]).toEqual([200, 'text/markdown; charset=utf-8', 'attachment; filename="kopiatorns-bruksanvisning.md"']);
    for (const line of ['draft: true', 'id: kopiatorns-bruksanvisning', 'title: "Kopiatorns bruksanvisning"', 'kind: routine', 'boards: [MHN]', 'updated: 2026-11-23']) expect(text.split('\n')).toContain(line);
    expect(text).toContain('Fråga i receptionen.');
    expect(text).toContain('Akut: 112 eller 114 14.');
    for (const gone of ['08-123', 'eva@', '9876', question]) expect(text).not.toContain(gone);
    for (const key of ['draft.email', 'draft.phone', 'draft.personNumber'] as const) expect(text).toContain(`[${t('sv', key)}]`);
    // Nothing of it has become guidance.
    expect(house.services.guidance.status().drafts).toEqual([]);
  });

  test('is in the language of the question', async () => {
    const person = await talk(house, 'directline', house.newcomer('employee-mhn'), 'sv');
    const { number } = await sent(person, 'Where can I find the manual of the old copying machine');
    await answer(number, 'coordinator-mhn', 'Ask at the reception.');
    expect((await draft(number)).text).toContain(`# ${t('en', 'draft.review')}`);
  });

  test('waits for an answer, and for a title that is not the question', async () => {
    const { number, question } = await byNewcomer();
    expectProblem(await draft(number), 409, 'not_answered');
    await answer(number);
    expectProblem(await draft(number, 'coordinator-mhn', `  ${question.toUpperCase()}!`), 422, 'title_is_question');
    for (const title of ['', 'a\nb', 'x'.repeat(121)]) expectProblem(await draft(number, 'coordinator-mhn', title), 422, 'draft_invalid');
    const report = await reportBy(house, house.newcomer('employee-mhn'));
    expectProblem(await draft(report.number), 422, 'not_for_this_case');
  });

  test('is made by whoever works the question, and is there for nobody else', async () => {
    const { number } = await byNewcomer();
    await answer(number);
    for (const persona of PERSONAS) {
      const made = await draft(number, persona);
      if (['coordinator-mhn', 'deputy-mhn'].includes(persona)) expect(made.status).toBe(200);
      else expectProblem(made, 404, 'case_not_found');
    }
    // Who has said that the question is about them is out, as in any case.
    await work(house, 'coordinator-mhn', number, 'declareConflict');
    expectProblem(await draft(number), 404, 'case_not_found');
    expect(((await api(house, 'coordinator-mhn', '/api/questions?limit=200')).body['items'] as readonly JsonObject[]).map((one) => one['number'])).not.toContain(number);
    expect((await draft(number, 'deputy-mhn')).status).toBe(200);
  });
});

describe('what was thought of answers', () => {
  const given = { at: '2026-11-23T10:00:00.000Z', verdict: 'unhelpful', reason: 'old', words: 'Det där har ändrats.' } as const;
  const seenBy = (as: string, query = ''): ReturnType<typeof raw> => raw(house, `/api/guidance/feedback${query}`, { as });
  const words = ({ json }: Awaited<ReturnType<typeof raw>>): readonly unknown[] => (json?.['items'] as readonly JsonObject[]).map((one) => one['words']);

  beforeAll(async () => {
    const [passage] = house.services.guidance.status().passages;
    await house.services.feedback.give('one', { ...given, board: 'MHN', passages: [passage?.id ?? '', 'gone-by-now'] });
    await house.services.feedback.give('two', { ...given, at: '2026-11-23T11:00:00.000Z', board: 'AMN', passages: [], words: 'Bara AMN.' });
    await house.services.feedback.give('three', { at: '2026-11-23T12:00:00.000Z', verdict: 'helpful', passages: [], words: 'Utan nämnd.' });
  });

  test('is for whoever works the board, with the passages by name, and that of no board for all', async () => {
    const seen = await seenBy('coordinator-mhn');
    const [passage] = house.services.guidance.status().passages;
    expect(words(seen)).toEqual(['Utan nämnd.', 'Det där har ändrats.']);
    expect(seen.json).toMatchObject({ board: 'MHN', helpful: 1, unhelpful: 1, items: [{}, { reason: 'old', passages: [{ id: passage?.id, title: house.services.guidance.passage(passage?.id ?? '', 'sv')?.title }, { id: 'gone-by-now' }] }] });
    expect(words(await seenBy('independent-amn'))).toEqual(['Utan nämnd.', 'Bara AMN.']);
  });

  test.each(PERSONAS)('is nothing of another board’s: %s', async (persona) => {
    const other = persona.endsWith('amn') ? 'MHN' : 'AMN';
    if (WORKERS.includes(persona)) expectProblem(await seenBy(persona, `?board=${other}`), 404, 'board_not_found');
    else expectProblem(await seenBy(persona), 403, 'forbidden');
  });
});

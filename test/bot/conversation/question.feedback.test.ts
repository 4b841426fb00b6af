import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import type { Judgement } from '../../../services/feedback';
import { documentPassage, guidanceOf, quoting } from '../../helpers/answers';
import { testApp, type House } from '../../helpers/app';
import { CANARY } from '../../helpers/cardRules';
import { openedRows } from '../../helpers/dump';
import type { JsonObject } from '../../helpers/fakeConnector';
import { talk } from '../../helpers/people';
import { actionMeant, cardName, choicesOf, reading, textOf, titlesOf, type Talker } from '../../helpers/talker';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import type { Outcome } from '../../helpers/teamsUser';

const FIRST = documentPassage('one', 'Nämnderna ska utse en samordnare.');
const SECOND = documentPassage('two', 'Samordnaren rapporterar varje år.');
const QUESTION = `Vad ska nämnderna göra, ${CANARY}?`;

let house: House;
beforeAll(async () => {
  house = await testApp({ guidance: guidanceOf([FIRST, SECOND], quoting([FIRST, SECOND])), conversationDays: 30 });
});
afterAll(() => house.dispose());

const kept = (board = 'MHN'): Promise<readonly Judgement[]> => house.services.feedback.list(board);
const about = (since: number) => async (): Promise<readonly Judgement[]> => (await kept()).filter(({ at }) => Date.parse(at) >= since);
const ask = async (person: Talker): Promise<JsonObject> => (await person.say(QUESTION)).card;
const arrive = (locale: 'sv' | 'en' = 'sv') => talk(house, 'directline', house.newcomer('employee-mhn'), locale);

describe('on the intranet an answer', () => {
  beforeEach(() => house.pass(60_000));

  test.each(LOCALES)('that helped is thanked for in its place, and stays to be read (%s)', async (locale) => {
    const since = house.now().getTime();
    const person = await arrive(locale);
    // Asked in no language in particular, so that the conversation's is spoken.
    const { card: before } = await person.say('mutor?');
    expect(reading(before)).toContain(t(locale, 'feedback.ask'));
    const { card } = await person.press('feedback.give/yes');
    expect(cardName(card)).toBe('answer');
    expect(textOf(card, 'thanks')).toBe(t(locale, 'feedback.thanks'));
    expect(reading(card)).toContain(FIRST.text);
    expect(actionMeant(card, 'feedback.give')).toBeUndefined();
    expect(await about(since)()).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'helpful' }]);
    expect(cardName((await person.press('Visa stället [1]'.replace('Visa stället', t(locale, 'answer.openPlace')))).card)).toBe('passage');
  });

  test('that did not is asked about, and what is said is kept without question and name, once', async () => {
    const since = house.now().getTime();
    const person = await arrive();
    await ask(person);
    const old = { ...person.standing.at(-1)! };
    const { card } = await person.press('feedback.give/no');
    expect(choicesOf(card, 'reason')).toEqual(['wrong', 'old', 'hard', 'missing']);
    const { card: thanked } = await person.press('feedback.why', { reason: 'old', words: `Regeln är ändrad. ${CANARY}` });
    expect(textOf(thanked, 'thanks')).toBe(t('sv', 'feedback.thanks'));
    const judgement = { at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'unhelpful', reason: 'old', words: `Regeln är ändrad. ${CANARY}` };
    expect(await about(since)()).toEqual([judgement]);
    // The old card pressed again takes no words away, and makes no second one.
    await person.press('feedback.give/no', {}, old);
    expect(await about(since)()).toEqual([judgement]);
    await person.press('feedback.give/yes', {}, old);
    expect(await about(since)()).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'helpful' }]);
  });

  test('can be judged by nobody else, nor for passages that it did not rest on', async () => {
    const since = house.now().getTime();
    const person = await arrive();
    const data = actionMeant(await ask(person), 'feedback.give/no')!['data'] as JsonObject;
    const other = await arrive();
    for (const [who, forged] of [[other, data], [person, { ...data, on: 'two' }], [person, { ...data, board: 'AMN' }], [person, { ...data, answer: 'x' }], [person, { ...data, proof: '' }], [person, { ...data, a: 'feedback.why', proof: 'å'.repeat(22) }]] as const) {
      expect(cardName((await who.forge(forged)).card)).toBe('foreign');
    }
    expect([...(await about(since)()), ...(await kept('AMN'))]).toEqual([]);
  });

  test('can be judged with nothing but what is asked for: strange reasons are none, and long words are cut', async () => {
    const since = house.now().getTime();
    const person = await arrive();
    const data = actionMeant(await ask(person), 'feedback.give/no')!['data'] as JsonObject;
    await person.forge({ ...data, a: 'feedback.why', reason: 'because', words: 'o'.repeat(9_000) });
    const [judgement, ...more] = await about(since)();
    expect(more).toEqual([]);
    expect(judgement).toEqual({ at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'unhelpful', words: 'o'.repeat(500) });
  });

  test('is judged on a card of its own where the answer is known no more', async () => {
    const person = await arrive();
    const seen = { ...person.standing.at(-1)! };
    await ask(person);
    const answer = { ...person.standing.at(-1)! };
    const now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => now + 21 * 60_000);
    try {
      const { card } = await person.press('feedback.give/no', {}, answer);
      expect([cardName(card), titlesOf(card)]).toEqual(['feedback', [t('sv', 'feedback.send')]]);
      expect(cardName((await person.press('feedback.why', {}, { id: seen.id, card })).card)).toBe('feedback');
    } finally {
      jest.restoreAllMocks();
      house.pass(22 * 60_000);
    }
  });

  test('whose critic tells of danger gets 112', async () => {
    const person = await arrive();
    await ask(person);
    await person.press('feedback.give/no');
    const { cards } = await person.press('feedback.why', { words: 'Hjälp, han står här med en kniv' });
    expect(cards.map(cardName)).toEqual(['emergency', 'answer']);
  });
});

describe('in Teams an answer', () => {
  beforeEach(() => house.pass(60_000));

  const said = async (): Promise<{ readonly person: TeamsPerson; readonly message: string }> => {
    const person = (await talk(house, 'teams', house.newcomer('employee-mhn'))) as TeamsPerson;
    await ask(person);
    const message = person.user.messages.findLast(({ activity }) => activity['entities'] !== undefined)!;
    return { person, message: message.id };
  };
  const react = (person: TeamsPerson, message: string, reaction: string, feedback: unknown = JSON.stringify({ feedbackText: '' })): Promise<Outcome> =>
    person.user.send({ type: 'invoke', name: 'message/submitAction', replyToId: message, value: { actionName: 'feedback', actionValue: { reaction, feedback } } });

  test('has no buttons of ours for it', async () => {
    const { person } = await said();
    expect(actionMeant(person.standing.at(-1)!.card, 'feedback.give')).toBeUndefined();
  });

  test('is judged by Teams’ own buttons, whose answer is empty, and the reason is kept', async () => {
    const since = house.now().getTime();
    const { person, message } = await said();
    expect(await react(person, message, 'like')).toMatchObject({ status: 200, body: {}, messages: [] });
    expect(await about(since)()).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'helpful' }]);
    expect((await react(person, message, 'dislike', JSON.stringify({ feedbackText: 'Sidan stämmer inte.' }))).body).toEqual({});
    expect(await about(since)()).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'unhelpful', words: 'Sidan stämmer inte.' }]);
  });

  test('is judged by whoever was given it, where it was given: anything else counts for nothing, and they are told so', async () => {
    const since = house.now().getTime();
    const { person, message } = await said();
    const { person: other, message: others } = await said();
    const welcome = person.user.messages.find(({ id }) => id !== message)!;
    const told = t('sv', 'feedback.unknown');
    for (const [who, what] of [[person, '1:made-up'], [person, welcome.id], [person, others], [other, message]] as const) {
      const words = JSON.stringify({ feedbackText: 'Fel.' });
      expect(await react(who, what, 'dislike', words)).toMatchObject({ status: 200, body: {}, texts: [told] });
    }
    expect(await about(since)()).toEqual([]);
    expect(await react(person, message, 'like')).toMatchObject({ texts: [] });
    expect(await about(since)()).toHaveLength(1);
  });

  test.each<[string, JsonObject]>([
    ['no value', {}],
    ['another action', { value: { actionName: 'other', actionValue: { reaction: 'like' } } }],
    ['a reaction there is not', { value: { actionName: 'feedback', actionValue: { reaction: 'love' } } }],
  ])('is not judged by %s', async (_what, change) => {
    const since = house.now().getTime();
    const { person, message } = await said();
    const { status, body } = await person.user.send({ type: 'invoke', name: 'message/submitAction', replyToId: message, ...change });
    expect([status, (body as JsonObject)['statusCode']]).toEqual([200, 400]);
    expect(await about(since)()).toEqual([]);
  });

  test.each([
    ['a message with an id', false],
    ['a message that was given no id', true],
  ])('is the last one that was given there where the client does not say which, and its words stand alone, as in Microsoft’s emulator: %s', async (_what, silent) => {
    const since = house.now().getTime();
    const person = (await talk(house, 'teams', house.newcomer('employee-mhn'))) as TeamsPerson;
    if (silent) house.connector.misbehave({ kind: 'silent' });
    await ask(person);
    const sent = await person.user.send({ type: 'invoke', name: 'message/submitAction', value: { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: 'Sidan stämmer inte.' } } });
    expect(sent).toMatchObject({ status: 200, body: {}, messages: [] });
    expect(await about(since)()).toEqual([{ at: expect.any(String), board: 'MHN', passages: ['one', 'two'], verdict: 'unhelpful', words: 'Sidan stämmer inte.' }]);
  });

  test('is none where none was given there', async () => {
    const since = house.now().getTime();
    const person = (await talk(house, 'teams', house.newcomer('employee-mhn'))) as TeamsPerson;
    const sent = await person.user.send({ type: 'invoke', name: 'message/submitAction', value: { actionName: 'feedback', actionValue: { reaction: 'like' } } });
    expect(sent).toMatchObject({ status: 200, body: {}, texts: [t('sv', 'feedback.unknown')] });
    expect(await about(since)()).toEqual([]);
  });

  test.each([['no JSON', '{'], ['no text in it', '[]'], ['a number', 7], ['nothing', undefined]])('with a form of %s is judged without words', async (_what, form) => {
    const since = house.now().getTime();
    const { person, message } = await said();
    expect((await react(person, message, 'like', form)).body).toEqual({});
    expect((await about(since)()).map(({ words }) => words)).toEqual([undefined]);
  });

  test('whose critic tells of danger gets 112', async () => {
    const { person, message } = await said();
    const { card, body } = await react(person, message, 'dislike', JSON.stringify({ feedbackText: 'Hjälp, han står här med en kniv' }));
    expect([cardName(card), body]).toEqual(['emergency', {}]);
  });
});

describe('what is thought of answers', () => {
  test('lies sealed in the store, without the question and without whose it is, and is forgotten with the conversations', async () => {
    await house.stop();
    const rows = await openedRows(house.dataDir);
    const own = rows.filter(({ partition }) => partition.startsWith('feedback:'));
    expect(own.length).toBeGreaterThan(0);
    for (const { text, ttlSeconds } of own) {
      expect(text).not.toMatch(/Vad ska nämnderna|employee-mhn|"actor"/);
      expect(ttlSeconds).toBeLessThanOrEqual(30 * 86_400);
    }
  });
});

import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, caseOf, listOf, report, talk, toStory } from '../../helpers/people';
import { actionMeant, cardName, reading, textOf, valueIn, type Seen, type Talker } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const dataOf = (card: JsonObject, action: string): JsonObject => actionMeant(card, action)?.['data'] as JsonObject;
const count = async (): Promise<number> => (await listOf(house, 'coordinator-mhn', '?limit=200')).length;
const numberOn = (card: JsonObject): string => textOf(card, 'caseNumber') ?? '';

/** The last card standing, as it is now. */
const now = (person: Talker): Seen => ({ ...person.standing.at(-1)! });

describe.each(CHANNELS)('a card used after its time in %s', (channel) => {
  const newcomer = (): Promise<Talker> => talk(house, channel, house.newcomer('employee-mhn'));

  test('sending twice makes one case, and gives the same receipt', async () => {
    const person = await newcomer();
    await toStory(person);
    const story = now(person);
    const before = await count();
    const [first, second] = await Promise.all([person.press('report.next', { story: 'En gång.' }, story), person.press('report.next', { story: 'En gång.' }, story)]);
    const third = await person.press('report.next', { story: 'En gång.' }, story);
    const receipts = [...first.cards, ...second.cards, ...third.cards].filter((card) => cardName(card) === 'receipt');
    expect(receipts.length).toBeGreaterThanOrEqual(3);
    expect(new Set(receipts.map(numberOn)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test('an old story card shows where the report stands, once it has been read', async () => {
    const person = await newcomer();
    await toStory(person);
    const story = now(person);
    const number = numberOn((await person.press('report.next', { story: 'Läst.' })).card);
    const { version } = await caseOf(house, 'coordinator-mhn', number);
    await fetch(`${house.url}/api/cases/${number}/commands`, { method: 'POST', headers: { authorization: 'Bearer demo:coordinator-mhn' }, body: JSON.stringify({ command: 'acknowledge', version }) });
    const { card } = await person.press('report.next', { story: 'Läst.' }, story);
    expect(cardName(card)).toBe('status');
    expect(reading(card)).toContain(t('sv', 'stale.used'));
    expect(reading(card)).toContain(house.nameOf('coordinator-mhn'));
  });

  test('words in an old card that are not in the report are offered to be added', async () => {
    const person = await newcomer();
    await toStory(person);
    const story = now(person);
    const number = numberOn((await person.press('report.next', { story: 'Det första.' })).card);
    const words = typedWords('Det andra, som inte får försvinna.');
    const { card } = await person.press('report.next', { story: words }, story);
    expect(cardName(card)).toBe('step:more');
    expect(valueIn(card, 'more')).toBe(words);
    expect(textOf(card, 'note')).toBe(t('sv', 'stale.keptWords'));
    await person.press('follow.save');
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.map(({ id, value }) => [id, value])).toEqual(expect.arrayContaining([['story', 'Det första.'], ['more', words]]));
  });

  test('words in an old card of the draft under way are taken into it', async () => {
    const person = await newcomer();
    await toStory(person);
    const story = now(person);
    await person.press('report.back', { story: '' });
    const { card } = await person.press('report.next', { story: 'Skrivet i det gamla kortet' }, story);
    expect(cardName(card)).toBe('step:who');
    expect(textOf(card, 'note')).toBe(t('sv', 'stale.used'));
    expect(valueIn((await person.press('report.next/who')).card, 'story')).toBe('Skrivet i det gamla kortet');
  });

  test('an old story card does not send the report under way', async () => {
    const person = await newcomer();
    await toStory(person);
    const old = now(person);
    const first = numberOn((await person.press('report.next', { story: 'Det första.' })).card);
    await toStory(person, { who: { involved: 'line' } });
    await person.press('report.cancel', { story: 'Det andra, till någon annan.' });
    const before = await count();
    const { card } = await person.press('report.next', { story: 'Det första.' }, old);
    expect(numberOn(card)).toBe(first);
    expect(await count()).toBe(before);
    expect(valueIn((await person.say('fortsätt')).card, 'story')).toBe('Det andra, till någon annan.');
  });

  test('an old step says so and shows the step it is at', async () => {
    const person = await newcomer();
    await person.say('rapportera');
    const safety = now(person);
    await person.press('safety.answer/no');
    const who = now(person);
    await person.press('report.next', { visibility: 'hidden' });
    for (const [old, what] of [[who, 'report.next'], [safety, 'safety.answer/afraid']] as const) {
      const { card } = await person.press(what, {}, old);
      expect([cardName(card), textOf(card, 'note')]).toEqual(['step:story', t('sv', 'stale.used')]);
    }
    const number = numberOn((await person.press('report.next', { story: 'Något.' })).card);
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ severity: 'medium', reporter: { visibility: 'hidden' } });
  });

  test('a card of a draft that was thrown away sends nothing', async () => {
    const person = await newcomer();
    await toStory(person);
    const story = now(person);
    await person.press('report.cancel');
    await person.press('report.discard');
    const before = await count();
    const { card } = await person.press('report.next', { story: 'Ändå.' }, story);
    expect(reading(card)).toContain(t('sv', 'stale.gone'));
    expect(await count()).toBe(before);
  });

  test('a follow-up step saved from an old card puts nothing in the place of newer answers before one has seen them', async () => {
    const person = await newcomer();
    const number = numberOn((await report(person)).card);
    await person.press('follow.start');
    const kind = now(person);
    await person.press('follow.save', { type: 'threat', before: 'no' });
    await person.press('follow.save', { forWhom: 'me' });
    const { card } = await person.press('follow.save', { type: 'threat', before: 'yes' }, kind);
    expect([cardName(card), textOf(card, 'note'), valueIn(card, 'before')]).toEqual(['step:kind', t('sv', 'follow.changed'), 'yes']);
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.find(({ id }) => id === 'before')?.value).toBe('Nej');
    await person.press('follow.save', {}, { ...kind, card });
    const { answers } = await caseOf(house, 'coordinator-mhn', number);
    expect(answers.filter(({ step }) => step === 'kind').map(({ id, value }) => [id, value])).toEqual([['type', 'Hot'], ['before', 'Ja']]);
    expect(answers.filter(({ id }) => id === 'forWhom')).toHaveLength(1);
  });

  test('nothing can be added once it is withdrawn', async () => {
    const person = await newcomer();
    const number = numberOn((await report(person)).card);
    await person.press('follow.start');
    const kind = now(person);
    await person.say('ta tillbaka');
    await person.press('withdraw.confirm');
    const { version } = await caseOf(house, 'coordinator-mhn', number);
    const { card } = await person.press('follow.save', { before: 'yes' }, kind);
    expect(reading(card)).toContain(t('sv', 'error.closed'));
    expect((await caseOf(house, 'coordinator-mhn', number)).version).toBe(version);
  });
});

describe.each(CHANNELS)('a forged card in %s', (channel) => {
  const FORGED: readonly JsonObject[] = [
    {},
    { a: 'report.erase' },
    { a: 'constructor' },
    { a: '__proto__' },
    { a: 7 },
    { a: 'report.next' },
    { a: 'report.next', draft: 7, step: 'story' },
    { a: 'report.next', draft: 'x', step: 'everything' },
    { a: 'safety.answer', draft: 'x', answer: 'maybe' },
    { a: 'case.acknowledge', number: 'MHN-0000-0000', version: '1' },
    { a: 'case.acknowledge', number: 'MHN-0000-0000', version: -1 },
    { a: 'say', word: 'rm -rf' },
    { a: 'mine.open', number: 'x'.repeat(1000) },
    { story: 'utan handling', actorId: 'coordinator-mhn' },
  ];

  test.each(FORGED.map((data) => [JSON.stringify(data).slice(0, 70), data] as const))('%s changes nothing and is answered kindly', async (_name, data) => {
    const person = await talk(house, channel, 'employee-amn');
    const before = await count();
    const answer = await person.forge(data);
    expect([...answer.texts, ...answer.cards.map(reading)].join('\n')).toMatch(/inte|Hjälp|hjälpa/);
    expect(JSON.stringify(answer)).not.toMatch(/zod|Error|undefined|invalid/i);
    expect(await count()).toBe(before);
  });

  test('with the number of somebody else’s case leaks and changes nothing', async () => {
    const owner = await talk(house, channel, house.newcomer('employee-mhn'));
    const SECRET = typedWords('Bara för samordnaren');
    const number = numberOn((await report(owner, { story: { story: SECRET } })).card);
    const before = await caseOf(house, 'coordinator-mhn', number);
    const other = await talk(house, channel, house.newcomer('employee-mhn'));
    const missing = 'MHN-0000-0000';
    const attempts = ['follow.start', 'follow.summary', 'follow.done', 'mine.open', 'withdraw.ask', 'withdraw.confirm', 'withdraw.keep', 'case.show'].map((a): JsonObject => ({ a, number }));
    const steps = ['follow.save', 'follow.skip', 'follow.back', 'follow.later', 'follow.edit'].map((a): JsonObject => ({ a, number, step: 'kind', type: 'bribery' }));
    for (const data of [...attempts, ...steps, { a: 'case.acknowledge', number, version: before.version }]) {
      const answer = await other.forge(data);
      expect(JSON.stringify(answer)).not.toContain(SECRET);
      // A case that is somebody else's and one that is not there look alike, but for the number that was asked for.
      const same = await other.forge({ ...data, number: missing });
      expect(JSON.stringify(same.card).replaceAll(missing, number)).toBe(JSON.stringify(answer.card));
    }
    expect((await other.say(number)).cards.map(reading).join()).not.toContain('Mottaget');
    expect(await caseOf(house, 'coordinator-mhn', number)).toEqual(before);
  });

  test('with somebody else’s draft sends nothing of theirs', async () => {
    const owner = await talk(house, channel, house.newcomer('employee-mhn'));
    const { card } = await toStory(owner);
    await owner.press('report.cancel', { story: 'Mitt utkast' });
    const before = await count();
    const other = await talk(house, channel, house.newcomer('employee-mhn'));
    for (const data of [dataOf(card, 'report.next'), dataOf(card, 'report.cancel'), { ...dataOf(card, 'report.cancel'), a: 'report.discard' }, { ...dataOf(card, 'report.cancel'), a: 'report.resume' }]) {
      expect(JSON.stringify(await other.forge({ ...data, story: 'Mitt försök' }))).not.toContain('Mitt utkast');
    }
    expect(await count()).toBe(before);
    expect(valueIn((await owner.say('fortsätt')).card, 'story')).toBe('Mitt utkast');
  });

  test('cannot speak for somebody else', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const { card } = await toStory(person);
    const sent = await person.forge({ ...dataOf(card, 'report.next'), story: 'Jag', actor: 'coordinator-mhn', personId: 'coordinator-mhn', reporterId: 'x', board: 'AMN', number: 'AMN-0000-0000', severity: 'low' });
    const seen = await caseOf(house, 'coordinator-mhn', numberOn(sent.card));
    expect(seen.number).toMatch(/^MHN-/);
    expect(seen.reporter.name).toMatch(new RegExp(`^${house.nameOf('employee-mhn')} `));
  });
});

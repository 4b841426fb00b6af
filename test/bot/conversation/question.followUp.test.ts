import { testApp, type House } from '../../helpers/app';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, api, talk } from '../../helpers/people';
import { cardName, reading, type Talker } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const someone = (channel: (typeof CHANNELS)[number], persona = 'employee-mhn', locale: 'sv' | 'en' = 'sv'): Promise<Talker> => talk(house, channel, house.newcomer(persona), locale);
const told = async (person: Talker, ...said: readonly string[]): Promise<JsonObject> => {
  let card: JsonObject = {};
  for (const words of said) card = (await person.say(words)).card;
  return card;
};

const OF_ELECTED = 'Stegen för chef och Arbetsmiljöverket gäller inte dig';
const OF_EMPLOYED = 'Är du anställd, berätta för din chef';

describe.each(CHANNELS)('a question that goes on in %s', (channel) => {
  test.each([
    ['Vad gör jag om jag blir hotad?', 'Och för förtroendevalda?', OF_ELECTED],
    ['Vad gör man som politiker vid hot?', 'och för anställda?', OF_EMPLOYED],
    ['Vad gör en ledamot som blir hotad?', 'hur är det för personal då?', OF_EMPLOYED],
    ['Vad gör jag om jag blir hotad?', 'men om det är en kollega?', 'kollega'],
    ['Vad gör jag om jag blir hotad?', 'och vid skadegörelse?', 'bilder av skadan'],
  ])('%s — %s', async (before, question, expected) => {
    const card = await told(await someone(channel), before, question);
    expect([cardName(card), reading(card)]).toEqual(['answer', expect.stringContaining(expected)]);
  });

  test('of what was not answered keeps its subject, and is sent with what makes it understood', async () => {
    const person = await someone(channel);
    const card = await told(person, 'Får jag ta emot en fruktkorg från ett bageri?', 'Och för förtroendevalda?');
    expect(cardName(card)).toBe('notFound');
    expect(reading(card)).toContain('Trygg avgör inte om du får ta emot en gåva');
    expect(reading(card)).toContain('Får jag ta emot en fruktkorg från ett bageri?');
    await person.press('question.send');
    const { body } = await api(house, 'coordinator-mhn', '/api/questions');
    expect((body['items'] as readonly JsonObject[]).map((one) => one['question'])).toContain('Får jag ta emot en fruktkorg från ett bageri?\nOch för förtroendevalda?');
  });

  test('of one as long as can be sent is sent all the same, with as much of it as fits', async () => {
    const person = await someone(channel);
    const card = await told(person, `Får jag ta emot en fruktkorg ${'å'.repeat(3_960)}?`, `Och för förtroendevalda?`);
    expect(cardName(card)).toBe('notFound');
    await person.press('question.send');
    const { body } = await api(house, 'coordinator-mhn', '/api/questions');
    const sent = (body['items'] as readonly JsonObject[]).map((one) => String(one['question'])).filter((question) => question.includes('åååå') && question.endsWith('Och för förtroendevalda?'));
    expect(sent).toContainEqual(expect.stringMatching(/^….{3900,3980}\nOch för förtroendevalda\?$/u));
  });

  test('with a subject of its own is asked by itself', async () => {
    const card = await told(await someone(channel), 'Vad gör jag om jag blir hotad?', 'Och vad är en lägesbild?');
    expect(reading(card)).toContain('lägesbild');
    expect(reading(card)).not.toContain(OF_EMPLOYED);
    const silent = await told(await someone(channel), 'Vad gör jag om jag blir hotad?', 'Hur många semesterdagar har jag?');
    expect([cardName(silent), reading(silent).includes('blir hotad?')]).toEqual(['notFound', false]);
  });

  test('goes on from nobody else’s question', async () => {
    await told(await someone(channel), 'Vad gör jag om jag blir hotad?');
    expect(reading(await told(await someone(channel), 'och för förtroendevalda?'))).not.toContain(OF_ELECTED);
  });

  test('in English too', async () => {
    const card = await told(await someone(channel, 'employee-mhn', 'en'), 'What do I do if I am threatened?', 'And for elected officials?');
    expect([cardName(card), reading(card)]).toEqual(['answer', expect.stringContaining('do not apply to you, since you are not employed')]);
  });
});

describe.each(CHANNELS)('what to do if something happens in %s', (channel) => {
  test.each(['Vad gör jag om någon hotar mig?', 'vem ska jag prata med om jag blivit hotad'])('is a question: %s', async (question) => {
    const { card } = await (await someone(channel)).say(question);
    expect([cardName(card), reading(card)]).toEqual(['answer', expect.stringContaining('114 14')]);
  });

  test.each(['What do I do if someone threatens me?', 'What should I do if I am threatened'])('is a question: %s', async (question) => {
    const { card } = await (await someone(channel, 'employee-mhn', 'en')).say(question);
    expect([cardName(card), reading(card)]).toEqual(['answer', expect.stringContaining('114 14')]);
  });

  test.each(['min chef hotar mig', 'en klient hotade mig i går, vad ska jag göra?', 'jag fick ett hotbrev igår'])('what has happened is a report: %s', async (words) => {
    expect(cardName((await (await someone(channel)).say(words)).card)).toBe('step:safety');
  });

  test('is told an elected official as one', async () => {
    const { card } = await (await someone(channel, 'elected-mhn')).say('Vad gör jag om jag blir hotad?');
    expect(reading(card)).toContain(OF_ELECTED);
  });
});

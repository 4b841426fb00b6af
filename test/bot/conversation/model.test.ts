import { testApp, type House } from '../../helpers/app';
import { FakeModel } from '../../helpers/fakeModel';
import { CHANNELS, report, talk } from '../../helpers/people';
import { cardName } from '../../helpers/talker';

let house: House;
let fake: FakeModel;
beforeAll(async () => {
  fake = await FakeModel.start();
  house = await testApp({ model: { ...fake.as('openai', 'test-embeddings') } });
});
afterAll(async () => {
  await house.dispose();
  await fake.close();
});

describe('with a language model configured', () => {
  it.each(CHANNELS)('no word of a report reaches it, from the first to what is added later, in %s', async (channel) => {
    const person = await talk(house, channel, 'employee-mhn', 'sv');
    await person.say('en krögare hotade min kollega när vi var på tillsyn');
    const { card } = await report(person, { story: { story: 'Krögaren sa att han vet var jag bor. Vad gäller för hot?', callback: '08-123 45 67' } });
    expect(cardName(card)).toBe('receipt');
    await person.say('mina ärenden');
    await person.say('han ringde igen, vad ska jag göra?');
    expect(fake.questions).toEqual([]);
    const sent = fake.asked.map(({ raw }) => raw).join(' ').toLowerCase();
    for (const word of ['krögare', 'vet var jag bor', '123 45 67', 'ringde igen']) expect(sent).not.toContain(word);
  });

  it('a general question does', async () => {
    await house.services.answerer.answer('Vilka fokusområden finns det?', { locale: 'sv', now: house.now() });
    expect(fake.questions).toHaveLength(1);
  });
});

import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { FakeModel, passagesIn, questionIn } from '../../helpers/fakeModel';
import { CHANNELS, report, talk } from '../../helpers/people';
import { cardName, reading } from '../../helpers/talker';

let house: House;
let fake: FakeModel;
beforeAll(async () => {
  fake = await FakeModel.start();
  house = await testApp({ model: fake.as('openai', 'test-embeddings') });
});
beforeEach(() => fake.reset());
afterAll(async () => {
  await house.dispose();
  await fake.close();
});

const received = (): string => fake.asked.map(({ raw }) => raw).join(' ').toLowerCase();

describe.each(CHANNELS)('with a language model configured, in %s', (channel) => {
  it('no word of a report reaches it, from the first to what is added later', async () => {
    const person = await talk(house, channel, 'employee-mhn', 'sv');
    await person.say('en krögare hotade min kollega när vi var på tillsyn');
    const { card } = await report(person, { story: { story: 'Krögaren sa att han vet var jag bor. Vad gäller för hot?', callback: '08-123 45 67' } });
    expect(cardName(card)).toBe('receipt');
    await person.say('mina ärenden');
    await person.say('han ringde igen, vad ska jag göra?');
    expect(fake.questions).toEqual([]);
    for (const word of ['krögare', 'vet var jag bor', '123 45 67', 'ringde igen']) expect(received()).not.toContain(word);
  });

  it('neither does a report that reads as a general question, which might leave if it were asked', async () => {
    const person = await talk(house, channel, 'employee-mhn', 'sv');
    const { card } = await report(person, { story: { story: 'Vad är skillnaden mellan muta och gåva?' } });
    expect(cardName(card)).toBe('receipt');
    expect(fake.questions).toEqual([]);
    expect(received()).not.toContain('skillnaden mellan muta och gåva');
    // The same words, asked, are sent: it is not they that keep it.
    await person.say('Vad är skillnaden mellan muta och gåva?');
    expect(received()).toContain('skillnaden mellan muta och gåva');
  });

  it('a general question is answered in its words, marked as such, without anything of who asks', async () => {
    const person = await talk(house, channel, 'employee-mhn', 'sv');
    const { card } = await person.say('Vilka fokusområden finns det?');
    const [asked] = fake.questions;
    if (!asked) throw new Error('not asked');
    expect(questionIn(asked)).toBe('Vilka fokusområden finns det?');
    expect(cardName(card)).toBe('answer');
    expect(reading(card)).toContain(/^[^.]*\./u.exec(passagesIn(asked)[0]?.text ?? '')?.[0]);
    expect(reading(card)).toContain(t('sv', 'answer.written'));
    for (const word of ['employee-mhn', house.nameOf('employee-mhn').toLowerCase(), 'board']) expect(JSON.stringify(asked.json['messages']).toLowerCase().replaceAll('one board', '')).not.toContain(word);
  });

  it.each([{ status: 500 }, { content: 'Ring 0900-123 456!' }, { claims: [{ text: 'Det finns sju fokusområden.', passages: ['p1'] }] }] as const)('a server that misbehaves is not noticed: %j', async (behaviour) => {
    const person = await talk(house, channel, 'employee-mhn', 'sv');
    fake.will(behaviour);
    const { card } = await person.say('Vilka fokusområden finns det?');
    expect(fake.questions).toHaveLength(1);
    expect(cardName(card)).toBe('answer');
    expect(reading(card)).not.toContain(t('sv', 'answer.written'));
    expect(reading(card)).not.toMatch(/0900|sju fokus/u);
  });
});

describe('with a share of the model for each person', () => {
  let small: House;
  beforeAll(async () => {
    small = await testApp({ model: { ...fake.as('openai'), questionsPerHour: 2 } });
  });
  afterAll(() => small.dispose());

  it.each(CHANNELS)('whoever has had theirs is answered without it, at once, in %s; whoever has not is asked for', async (channel) => {
    const id = small.newcomer('employee-mhn');
    const asks = async (who: string): Promise<string> => {
      const person = await talk(small, channel, who, 'sv');
      const { card } = await person.say('Vilka fokusområden finns det?');
      expect(cardName(card)).toBe('answer');
      return reading(card).includes(t('sv', 'answer.written')) ? 'model' : 'guidance';
    };
    // A new conversation is no new person.
    const said = [await asks(id), await asks(id), await asks(id)];
    expect(said).toEqual(['model', 'model', 'guidance']);
    expect(fake.questions).toHaveLength(2);
    expect(await asks(small.newcomer('employee-mhn'))).toBe('model');
  });

  it('those who are not signed in have theirs together, however often they begin anew', async () => {
    for (let time = 0; time < 12; time += 1) {
      const person = await talk(small, 'directline', 'anonymous', 'sv');
      await person.say('Vilka fokusområden finns det?');
    }
    expect(fake.questions).toHaveLength(10);
  });
});

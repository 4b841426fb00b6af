import { t } from '../../locales';
import { DirectLinePerson } from '../helpers/directLinePerson';
import { FakeModel, questionIn } from '../helpers/fakeModel';
import { cardName, reading } from '../helpers/talker';
import { realServer, type RealServer } from './realServer';

describe('the built server with a language model set', () => {
  let fake: FakeModel;
  let server: RealServer;

  beforeAll(async () => {
    fake = await FakeModel.start();
    server = await realServer({ OPENAI_API_KEY: 'key-of-the-test', OPENAI_BASE_URL: `${fake.url}/v1`, OPENAI_MODEL: 'test-model' });
  }, 90_000);
  afterAll(async () => {
    await server.dispose();
    await fake.close();
  });

  it('loads what it takes to ask one, and answers in its words', async () => {
    const person = await DirectLinePerson.arrive(server, 'employee-mhn', 'en-US');
    const { card } = await person.say('What are the five focus areas?');
    expect(fake.questions.map(questionIn)).toEqual(['What are the five focus areas?']);
    expect(cardName(card)).toBe('answer');
    expect(reading(card)).toContain(t('en', 'answer.written'));
  });
});

import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { CANARY } from '../../helpers/cardRules';
import { openedRows } from '../../helpers/dump';
import type { JsonObject } from '../../helpers/fakeConnector';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { CHANNELS, api, listOf, talk, toStory } from '../../helpers/people';
import { areMarks } from '../../helpers/teamsPerson';
import { cardName, reading, textOf, titlesOf, valueIn } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const UNKNOWN = `hur många semesterdagar har min ${CANARY} kvar`;
const questions = async (persona: string): Promise<readonly JsonObject[]> => (await api(house, persona, '/api/questions')).body['items'] as readonly JsonObject[];

describe.each(CHANNELS)('a question in %s', (channel) => {
  test.each([
    ['sv', 'Vad säger programmet om mutor?'],
    ['en', 'What does the programme say about bribes?'],
  ] as const)('that the guidance answers is answered with where it stands, by a machine (%s)', async (locale, question) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    const { card } = await person.say(question);
    expect(cardName(card)).toBe('answer');
    const text = reading(card);
    expect(text).toContain(t(locale, 'answer.machine'));
    expect(text).toMatch(locale === 'sv' ? /Sammanfattat ur|Allmän information/ : /Summarised from|summary|General information/i);
    expect(text).toMatch(/AMN 2017-0226-01\.06|2017-14676|brottsbalken|Criminal Code/i);
    expect(titlesOf(card)).toContain(t(locale, 'answer.report'));
    expect(card['lang']).toBe(locale);
  });

  test('that the guidance does not answer is said so, and sent on only when its writer wants', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const before = (await questions('coordinator-mhn')).length;
    const { card } = await person.say(UNKNOWN);
    expect(cardName(card)).toBe('notFound');
    expect(reading(card)).toContain(t('sv', 'notFound.notSaved'));
    expect(await questions('coordinator-mhn')).toHaveLength(before);
    const { card: sent } = await person.press('question.send');
    expect(cardName(sent)).toBe('questionSent');
    expect(reading(sent)).toContain(house.nameOf('coordinator-mhn'));
    const [question, ...others] = (await questions('coordinator-mhn')).filter(({ number }) => reading(sent).includes(String(number)));
    expect(others).toEqual([]);
    expect(question).toMatchObject({ question: UNKNOWN, board: 'MHN', status: 'received' });
    // A question is counted as no report.
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map(({ number }) => number)).not.toContain(question?.['number']);
    expect(await questions('coordinator-amn')).toEqual([]);
    expect((await questions('independent-mhn')).map(({ number }) => number)).not.toContain(question?.['number']);
  });

  test('sent twice from the same card is one question, and says that it was sent', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await person.say(`${UNKNOWN} två gånger ${channel}`);
    const card = { ...person.standing.at(-1)! };
    const first = await person.press('question.send', {}, card);
    const again = await person.press('question.send', {}, card);
    expect((await questions('coordinator-mhn')).filter((one) => String(one['question']).endsWith(`två gånger ${channel}`))).toHaveLength(1);
    expect(reading(again.card)).toBe(reading(first.card));
  });

  test('cannot be sent by somebody else', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const { card } = await person.say(`${UNKNOWN} hemligt`);
    const data = (card['actions'] as readonly { data: JsonObject }[])[0]!.data;
    const other = await talk(house, channel, house.newcomer('employee-mhn'));
    expect(reading((await other.forge(data)).card)).toBe(t('sv', 'notFound.gone'));
    expect((await questions('coordinator-mhn')).filter((one) => String(one['question']).endsWith('hemligt'))).toEqual([]);
  });

  test('from an elected official goes to the recipient of theirs', async () => {
    const person = await talk(house, channel, house.newcomer('elected-mhn'));
    await person.say(`${UNKNOWN} som vald`);
    const { card } = await person.press('question.send');
    expect(reading(card)).toContain(house.nameOf('elected-recipient-mhn'));
    expect((await questions('elected-recipient-mhn')).map((one) => one['question'])).toContain(`${UNKNOWN} som vald`);
    expect((await questions('coordinator-mhn')).map((one) => one['question'])).not.toContain(`${UNKNOWN} som vald`);
  });

  test('of the coordinator’s own goes to the deputy', async () => {
    const person = await talk(house, channel, 'coordinator-mhn');
    await person.say(`${UNKNOWN} som samordnare ${channel}`);
    // Notices that waited for the coordinator may come at the same moment.
    const { card } = await person.waitFor('notFound');
    expect(titlesOf(card).join()).toContain(house.nameOf('deputy-mhn'));
    await person.press('question.send');
    expect((await questions('deputy-mhn')).map((one) => one['question'])).toContain(`${UNKNOWN} som samordnare ${channel}`);
    expect((await questions('coordinator-mhn')).map((one) => one['question'])).not.toContain(`${UNKNOWN} som samordnare ${channel}`);
  });

  test('in the middle of a report is answered, and the report is kept', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await toStory(person);
    await person.press('report.cancel', { story: 'Min berättelse' });
    const { cards, texts } = await person.say('Vad säger programmet om mutor?');
    expect(cards.map(cardName)).toEqual(['answer']);
    expect(texts.filter((text) => !areMarks(text))).toEqual([t('sv', 'talk.resume')]);
    expect(valueIn((await person.say('fortsätt')).card, 'story')).toBe('Min berättelse');
  });

  test.each(LOCALES)('who one speaks with is answered honestly (%s)', async (locale) => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    expect((await person.say(locale === 'sv' ? 'är du en människa eller?' : 'are you a robot?')).texts).toEqual([t(locale, 'smalltalk.robot')]);
  });

  test('of one who belongs to no board waits until it is chosen', async () => {
    if (channel === 'teams') return;
    const nobody = await DirectLinePerson.arrive(house, 'anonymous');
    const { card } = await nobody.say(`${UNKNOWN} som ingen`);
    expect(reading(card)).toContain(t('sv', 'notFound.anonymous'));
    expect(titlesOf(card)).toContain('Skicka frågan till säkerhetssamordnaren');
    expect(cardName((await nobody.press('question.send')).card)).toBe('step:board');
    expect(cardName((await nobody.press('board.save', { board: 'AMN' })).card)).toBe('questionSent');
    const [question] = (await questions('coordinator-amn')).filter((one) => String(one['question']).endsWith('som ingen'));
    const { body } = await api(house, 'coordinator-amn', `/api/cases/${String(question?.['number'])}`);
    expect((body as { reporter: object }).reporter).toEqual({ category: 'employee', forSomeoneElse: false, visibility: 'anonymous' });
  });
});

describe('a question that is not sent', () => {
  test('is nowhere in the store', async () => {
    const own = await testApp();
    try {
      for (const channel of CHANNELS) {
        const person = await talk(own, channel, 'employee-mhn');
        await person.say(`${UNKNOWN} Näktergal`);
        expect(textOf(person.standing.at(-1)!.card, 'notFound')).toBeDefined();
      }
      await own.stop();
      const rows = await openedRows(own.dataDir);
      expect(rows.length).toBeGreaterThan(0);
      for (const { text } of rows) expect(text).not.toMatch(/Näktergal|kanarie/);
      expect(rows.filter(({ container }) => container === 'cases')).toEqual([]);
    } finally {
      await own.dispose();
    }
  });
});

import { LOCALES, type Locale } from '../../../domain/locale';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { CHANNELS, caseOf, listOf, report, talk, toStory } from '../../helpers/people';
import { cardName, reading, textOf, titlesOf } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

/** The words of the contract, in both languages, as people write them, and the card each leads to for somebody new. */
const WORDS: readonly (readonly [words: readonly string[], card: string])[] = [
  [['rapportera', 'Rapportera', 'RAPPORTERA!', ' rapportera ', 'report', 'Report.'], 'step:safety'],
  [['fortsätt', 'Fortsätt!', 'continue', 'CONTINUE'], 'nothing'],
  [['mina ärenden', 'Mina  ärenden', 'my cases', 'My cases.'], 'mine'],
  [['avbryt', 'Avbryt.', 'cancel'], 'nothing'],
  [['hjälp', 'HJÄLP', 'help', '?'], 'help'],
  [['byt nämnd', 'change board'], 'step:board'],
];

describe.each(CHANNELS)('words that are always understood in %s', (channel) => {
  test.each(WORDS.flatMap(([words, card]) => words.map((word) => [word, card] as const)))('"%s" leads to %s', async (word, card) => {
    const person = await talk(house, channel, house.newcomer('other-mhn'));
    expect((await person.say(word)).cards.map(cardName)).toEqual([card]);
  });

  test.each([['svenska', 'sv'], ['Svenska!', 'sv'], ['english', 'en'], ['English', 'en']] as const)('"%s" is remembered', async (word, locale) => {
    const persona = house.newcomer('elected-mhn');
    const person = await talk(house, channel, persona, locale === 'sv' ? 'en' : 'sv');
    expect((await person.say(word)).texts).toEqual([t(locale, 'language.set')]);
    for (const other of CHANNELS) expect((await (await talk(house, other, persona, locale === 'sv' ? 'en' : 'sv')).say('hjälp')).card['lang']).toBe(locale);
  });

  test.each(LOCALES)('the greeting says that it is a machine, and 112 (%s)', async (locale) => {
    const person = await talk(house, channel, house.newcomer('elected-mhn'), locale);
    const { card } = await person.waitFor('welcome');
    expect(reading(card)).toContain(t(locale, 'welcome.machine'));
    expect(reading(card)).toContain('112');
    expect(titlesOf(card)).toEqual([t(locale, 'welcome.report'), t(locale, 'welcome.ask'), t(locale, 'welcome.mine')]);
  });

  test('what is not understood gets two ways on, and 112', async () => {
    const person = await talk(house, channel, house.newcomer('elected-mhn'));
    for (const noise of ['…', '!!!', '👀', '    .']) {
      const { card } = await person.say(noise);
      expect([cardName(card), titlesOf(card).length]).toEqual(['unhandled', 2]);
      expect(reading(card)).toContain('112');
    }
  });

  test('a case number opens one’s own case', async () => {
    const person = await talk(house, channel, house.newcomer('elected-mhn'));
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    for (const written of [number, number.toLowerCase(), number.replaceAll('-', ' ')]) {
      const { card } = await person.say(written);
      expect([cardName(card), reading(card).includes(number)]).toEqual(['status', true]);
    }
  });
});

const LANGUAGE_TAGS: readonly (readonly [tag: string, locale: Locale])[] = [['sv-SE', 'sv'], ['sv', 'sv'], ['en-US', 'en'], ['EN', 'en'], ['fi-FI', 'sv'], ['de', 'sv'], ['', 'sv']];
test.each(LANGUAGE_TAGS)('a client that speaks "%s" is answered in %s', async (tag, locale) => {
  const person = await teamsPerson(house, house.newcomer('elected-mhn'), { locale: tag, installed: true });
  expect((await person.say('hjälp')).card['lang']).toBe(locale);
});

describe('an old client of Teams, which sends a message instead of an invoke', () => {
  test('makes the same report, each card in the place of the one before', async () => {
    const person = await teamsPerson(house, house.newcomer('employee-mhn'), { via: 'submit', installed: true });
    const before = person.standing.length;
    const { card } = await report(person, { who: { insideCity: 'yes', visibility: 'hidden' } });
    expect(cardName(card)).toBe('receipt');
    expect(person.standing).toHaveLength(before + 1);
    expect((await caseOf(house, 'coordinator-mhn', textOf(card, 'caseNumber') ?? '')).reporter.visibility).toBe('hidden');
  });
});

describe('Teams sending the same press again', () => {
  test('gets the same receipt and makes no second case', async () => {
    const person = await teamsPerson(house, house.newcomer('employee-mhn'), { installed: true });
    await toStory(person);
    const { card } = await person.press('report.next/story', { story: 'En gång.' });
    const count = (await listOf(house, 'coordinator-mhn', '?limit=200')).length;
    for (let times = 0; times < 3; times++) {
      const again = await person.user.redeliver();
      expect(textOf(again.card ?? card, 'caseNumber')).toBe(textOf(card, 'caseNumber'));
    }
    expect(await listOf(house, 'coordinator-mhn', '?limit=200')).toHaveLength(count);
  });
});

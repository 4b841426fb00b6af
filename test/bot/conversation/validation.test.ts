import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, listOf, report, talk, toStory } from '../../helpers/people';
import { actionMeant, cardName, choicesOf, textOf, valueIn } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const dataOf = (card: JsonObject, action: string): JsonObject => actionMeant(card, action)?.['data'] as JsonObject;

describe.each(CHANNELS)('what breaks a rule in %s', (channel) => {
  const atStory = async (locale: 'sv' | 'en' = 'sv') => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'), locale);
    const { card } = await toStory(person, { who: { visibility: 'hidden' } });
    return { person, card, data: dataOf(card, 'report.next') };
  };

  test.each(LOCALES)('neither story nor number: said at the field, the rest is kept (%s)', async (locale) => {
    const { person } = await atStory(locale);
    const before = (await listOf(house, 'coordinator-mhn')).length;
    const { card } = await person.press('report.next', { story: '   \n ', when: 'other' });
    expect(cardName(card)).toBe('step:story');
    expect(textOf(card, 'error:story')).toBe(t(locale, 'error.field.storyOrPhone'));
    expect(textOf(card, 'error')).toBe(t(locale, 'error.card'));
    expect(valueIn(card, 'when')).toBe('other');
    expect(await listOf(house, 'coordinator-mhn')).toHaveLength(before);
    expect(cardName((await person.press('report.next', { callback: '08-123 45 67' })).card)).toBe('receipt');
  });

  test('a number that is none: everything typed stands in the same card', async () => {
    const { person } = await atStory();
    const story = typedWords('Det här hände.');
    const { card } = await person.press('report.next', { story, callback: 'ring mig', when: 'today' });
    expect(cardName(card)).toBe('step:story');
    expect(textOf(card, 'error:callback')).toBe(t('sv', 'error.field.badPhone'));
    expect(textOf(card, 'error:story')).toBeUndefined();
    expect([valueIn(card, 'story'), valueIn(card, 'callback'), valueIn(card, 'when')]).toEqual([story, 'ring mig', 'today']);
    const { card: receipt } = await person.press('report.next', { callback: '070-123 45 67 efter fyra' });
    expect(cardName(receipt)).toBe('receipt');
  });

  test('a story one character too long: the limit is said and no character is lost; at the limit it is taken', async () => {
    const { person, data } = await atStory();
    const story = 'a'.repeat(20_001);
    const { card } = await person.forge({ ...data, story, callback: '', when: 'now' });
    expect(textOf(card, 'error:story')).toBe(t('sv', 'error.field.tooLong', { limit: 20_000 }));
    expect(valueIn(card, 'story')).toBe(story);
    expect(cardName((await person.press('report.next', { story: story.slice(1) })).card)).toBe('receipt');
  });

  test('the same again does not say it twice, and goes away when it is mended', async () => {
    const { person } = await atStory();
    await person.press('report.next', { callback: 'x' });
    const { card } = await person.press('report.next', { callback: 'y', story: 'Något.' });
    expect(textOf(card, 'error:callback')).toBe(t('sv', 'error.field.badPhone'));
    expect(cardName((await person.press('report.next', { callback: '' })).card)).toBe('receipt');
  });

  test('the follow-up says it at the field too, and saves nothing of that step', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await report(person);
    await person.press('follow.start');
    await person.press('follow.skip');
    const { card: place } = await person.press('follow.skip');
    expect(cardName(place)).toBe('step:whenWhere');
    const { card } = await person.forge({ ...dataOf(place, 'follow.save'), date: '2026-11-24', time: '25:10', placeKind: 'mars', placeName: typedWords('Kajen') });
    expect(['date', 'time', 'placeKind'].map((field) => textOf(card, `error:${field}`))).toEqual([t('sv', 'error.field.futureDate'), t('sv', 'error.field.badTime'), t('sv', 'error.field.badChoice')]);
    expect([valueIn(card, 'date'), valueIn(card, 'placeName')]).toEqual(['2026-11-24', typedWords('Kajen')]);
    const { card: next } = await person.press('follow.save', { date: '2026-11-20', time: '14:30', placeKind: 'visit' });
    expect(cardName(next)).toBe('step:how');
  });

  test('a choice that is not offered is no choice', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await person.say('rapportera');
    const { card } = await person.press('safety.answer/no');
    const { card: refused } = await person.forge({ ...dataOf(card, 'report.next'), insideCity: 'kanske', visibility: 'coordinator', involved: 'alla' });
    expect([textOf(refused, 'error:insideCity'), textOf(refused, 'error:involved')]).toEqual([t('sv', 'error.field.badChoice'), t('sv', 'error.field.badChoice')]);
    expect(choicesOf(refused, 'involved')).toContain('unsaid');
    expect(cardName((await person.press('report.next', { involved: 'no', insideCity: 'no' })).card)).toBe('step:story');
  });
});

import type { IncidentType } from '../../../domain/board';
import { parseCaseNumber } from '../../../domain/caseNumber';
import { LOCALES, type Locale } from '../../../domain/locale';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import { CHANNELS, caseOf, report, talk, toStory, type Channel } from '../../helpers/people';
import { cardName, choicesOf, inputIds, reading, textOf, valueIn } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const STORIES: readonly (readonly [type: IncidentType, severity: string, story: Readonly<Record<Locale, string>>])[] = [
  ['threat', 'high', { sv: 'En man hotade mig i dörren i går.', en: 'A man threatened me at the door yesterday.' }],
  ['violence', 'high', { sv: 'En besökare knuffade mig i receptionen i går.', en: 'A visitor pushed me in the reception yesterday.' }],
  ['harassment', 'medium', { sv: 'En granne trakasserar oss på kontoret.', en: 'A neighbour harassed us at the office.' }],
  ['undue_influence', 'medium', { sv: 'Någon tryckte på att jag skulle ändra beslutet.', en: 'Somebody leaned on me to change the decision.' }],
  ['bribery', 'medium', { sv: 'Jag fick ett kuvert med 2000 kr efter inspektionen.', en: 'A company offered me money after the inspection.' }],
  ['vandalism', 'medium', { sv: 'Någon klottrade på porten till kontoret.', en: 'Somebody left graffiti on the gate of the office.' }],
  ['unclear', 'medium', { sv: 'Något kändes fel på mötet.', en: 'Something felt wrong at the meeting.' }],
];

const ALL = ['coordinatorAndManager', 'coordinator', 'hidden'] as const;
const PEOPLE = [
  { persona: 'employee-mhn', category: 'employee', worker: 'coordinator-mhn', choices: ALL },
  { persona: 'other-mhn', category: 'other', worker: 'coordinator-mhn', choices: ALL },
  { persona: 'elected-mhn', category: 'elected', worker: 'elected-recipient-mhn', choices: ['coordinator', 'hidden'] as const },
] as const;

const scripts = CHANNELS.flatMap((channel) => LOCALES.flatMap((locale) => PEOPLE.map((person) => ({ channel, locale, ...person }))));

describe('the words of a report tell its type, whoever may know who wrote it', () => {
  test.each(scripts)('$persona in $channel ($locale)', async ({ channel, locale, persona, category, worker, choices }) => {
    for (const [type, severity, story] of STORIES) {
      for (const visibility of choices) {
        const person = await talk(house, channel, persona, locale);
        const words = typedWords(story[locale]);
        const { card } = await report(person, { who: { visibility }, story: { story: words, callback: '08-123 45 67', when: 'other' } });
        expect(cardName(card)).toBe('receipt');
        const number = textOf(card, 'caseNumber') ?? '';
        expect(parseCaseNumber(number)).toEqual({ board: 'MHN', number });
        const said = t(locale, visibility === 'hidden' ? 'receipt.readerHidden' : 'receipt.reader', { reader: '(reader)' }).split('(reader)')[1] ?? '';
        expect(textOf(card, 'whenRead')).toContain(house.nameOf(worker));
        expect(textOf(card, 'whenRead')).toContain(`${said} ${t(locale, 'receipt.staffedNow')}`);
        const seen = await caseOf(house, worker, number);
        expect(seen).toMatchObject({ type, severity, status: 'received', version: 1, reporter: { category, visibility } });
        expect(seen.reporter.name).toBe(visibility === 'hidden' ? undefined : house.nameOf(persona));
        expect(Object.fromEntries(seen.answers.map(({ id, value }) => [id, value]))).toEqual({
          story: words,
          callback: '08-123 45 67',
          when: locale === 'sv' ? 'En annan dag' : 'Another day',
          insideCity: locale === 'sv' ? 'Nej' : 'No',
          involved: locale === 'sv' ? 'Nej' : 'No',
        });
        expect(seen.answers.find(({ id }) => id === 'story')?.question).toBe(t(locale, 'field.story'));
      }
    }
  });
});

describe('the type can be told afterwards', () => {
  test.each(CHANNELS.flatMap((channel) => LOCALES.map((locale) => ({ channel, locale }))))('in $channel ($locale)', async ({ channel, locale }) => {
    for (const [type] of STORIES) {
      const person = await talk(house, channel, 'employee-mhn', locale);
      const { card: receipt } = await report(person, { story: { callback: '070 123 45 67' } });
      const number = textOf(receipt, 'caseNumber') ?? '';
      expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ type: 'unclear' });
      const { card: kind } = await person.press('follow.start');
      expect(cardName(kind)).toBe('step:kind');
      expect(choicesOf(kind, 'type')).toEqual(STORIES.map(([code]) => code));
      await person.press('follow.save', { type });
      const seen = await caseOf(house, 'coordinator-mhn', number);
      expect(seen.type).toBe(type);
      expect(seen.answers.find(({ id }) => id === 'type')).toMatchObject({ question: locale === 'sv' ? 'Vad liknar det mest?' : 'What is it most like?', value: t(locale, `option.type.${type}`) });
    }
  });
});

describe('the two cards', () => {
  const cards = async (channel: Channel, persona: string, locale: Locale = 'sv') => {
    const person = await talk(house, channel, house.newcomer(persona), locale);
    const safety = await person.say(locale === 'sv' ? 'rapportera' : 'report');
    const who = await person.press('+');
    const story = await person.press('+');
    return { person, safety: safety.card, who: who.card, story: story.card };
  };

  test.each(CHANNELS)('pressing the positive button and telling what happened leads to the receipt in %s', async (channel) => {
    const { person, safety, who, story } = await cards(channel, 'employee-mhn');
    expect([safety, who, story].map(cardName)).toEqual(['step:safety', 'step:who', 'step:story']);
    expect([inputIds(safety), inputIds(who), inputIds(story)]).toEqual([[], ['insideCity', 'visibility', 'involved'], ['story', 'callback', 'when']]);
    expect([valueIn(who, 'visibility'), valueIn(who, 'involved'), valueIn(who, 'insideCity'), valueIn(story, 'when')]).toEqual(['coordinator', 'no', 'no', 'now']);
    expect(cardName((await person.press('+', { story: 'Något hände.' })).card)).toBe('receipt');
  });

  test.each(LOCALES)('say who reads and that nothing is sent yet (%s)', async (locale) => {
    const { who, story } = await cards('teams', 'employee-mhn', locale);
    for (const card of [who, story]) {
      expect(reading(card)).toContain(t(locale, 'report.notSent'));
      expect(reading(card)).toContain(house.nameOf('coordinator-mhn'));
    }
    expect(reading(who)).toContain(house.nameOf('deputy-mhn'));
    expect(reading(who)).toContain(t(locale, 'report.noAnonymousTeams'));
    expect(reading(who)).toContain(t(locale, 'report.public'));
  });

  test('an elected official has a reader of their own, no manager, and hears what holds for them', async () => {
    const { who, story } = await cards('directline', 'elected-mhn');
    expect(choicesOf(who, 'visibility')).toEqual(['coordinator', 'hidden']);
    expect(reading(who)).toContain('Du är förtroendevald, inte anställd.');
    expect(reading(who)).toContain(t('sv', 'report.noAnonymousSignedIn'));
    expect(reading(story)).toContain(`${house.nameOf('elected-recipient-mhn')} läser det här.`);
  });

  test('an elected official cannot have a manager told by a forged card', async () => {
    const person = await talk(house, 'teams', house.newcomer('elected-mhn'));
    const { card } = await person.say('rapportera');
    const draft = String(((card['actions'] as readonly { data: Record<string, string> }[])[0]?.data ?? {})['draft']);
    await person.press('safety.answer/no');
    const answer = await person.forge({ a: 'report.next', draft, step: 'who', visibility: 'coordinatorAndManager' });
    expect(cardName(answer.card)).toBe('step:who');
    expect(textOf(answer.card, 'error:visibility')).toBe('Välj ett av alternativen.');
  });

  test.each(LOCALES)('about somebody inside the city the better protected ways are named first (%s)', async (locale) => {
    const person = await talk(house, 'teams', house.newcomer('employee-mhn'), locale);
    await person.say('rapportera');
    await person.press('safety.answer/no');
    const inside = await person.press('report.next/who', { insideCity: 'yes' });
    expect(cardName(inside.card)).toBe('step:inside');
    expect(reading(inside.card)).toContain('https://visselblasning.example/');
    expect(reading(inside.card)).toContain('08-465 004 21');
    expect(cardName((await person.press('report.next/inside')).card)).toBe('step:story');
    expect(cardName((await person.press('report.back/story')).card)).toBe('step:inside');
  });

  test.each([['coordinatorAndManager', 'report.willReadManager'], ['hidden', 'report.willReadHidden'], ['coordinator', 'report.willRead']] as const)('card B says what %s means', async (visibility, key) => {
    const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
    const { card } = await toStory(person, { who: { visibility } });
    const line = reading(card).split('\n').find((one) => one.includes(house.nameOf('coordinator-mhn')));
    expect(line).toContain(t('sv', key, { reader: '' }));
  });
});

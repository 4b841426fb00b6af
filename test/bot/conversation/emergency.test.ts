import { LOCALES } from '../../../domain/locale';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, caseOf, report, talk, toStory } from '../../helpers/people';
import { actionMeant, cardName, reading, textOf, titlesOf, valueIn, type Answer, type Talker } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const DANGER = 'han står här med kniv';
const PAST = 'i går stod han här med kniv';

function isEmergencyFirst({ cards }: Answer): void {
  const [first] = cards;
  expect(cardName(first)).toBe('emergency');
  for (const locale of LOCALES) expect(reading(first!)).toContain(t(locale, 'emergency.body'));
  expect(reading(first!)).toContain('112');
}

describe.each(CHANNELS)('danger now in %s', (channel) => {
  const newcomer = (locale: 'sv' | 'en' = 'sv'): Promise<Talker> => talk(house, channel, house.newcomer('employee-mhn'), locale);

  const DIALOGUES: readonly (readonly [where: string, go: (person: Talker) => Promise<unknown>])[] = [
    ['at the greeting', () => Promise.resolve()],
    ['at the safety question', (person) => person.say('rapportera')],
    ['at card A', (person) => person.say('rapportera').then(() => person.press('safety.answer/no'))],
    ['at card B', (person) => toStory(person)],
    ['while asked whether to cancel', (person) => toStory(person).then(() => person.say('avbryt'))],
    ['after the receipt', (person) => report(person)],
    ['while adding', (person) => report(person).then(() => person.press('follow.start'))],
    ['while asked whether to withdraw', (person) => report(person).then(() => person.press('withdraw.ask'))],
    ['after an answer', (person) => person.say('Vad säger programmet om mutor?')],
    ['after a question without an answer', (person) => person.say('hur många semesterdagar har jag kvar')],
    ['where the board is chosen', (person) => person.say('byt nämnd')],
    ['among one’s cases', (person) => person.say('mina ärenden')],
  ];

  test.each(DIALOGUES)('%s gets 112 first, in both languages', async (_where, go) => {
    const person = await newcomer();
    await go(person);
    isEmergencyFirst(await person.say(DANGER));
  });

  test.each(DIALOGUES)('what is past, %s, does not', async (_where, go) => {
    const person = await newcomer();
    await go(person);
    expect((await person.say(PAST)).cards.map(cardName)).not.toContain('emergency');
  });

  test('names the board’s alarm and duty phone, a link that calls, and the language spoken first', async () => {
    const person = await newcomer('en');
    const { card } = await person.say('he is here with a knife');
    const phones = house.boards.find(({ code }) => code === 'MHN')?.phones;
    expect(reading(card)).toContain(phones?.alarm);
    expect(reading(card)).toContain(phones?.duty);
    expect(JSON.stringify(card)).toContain('tel:112');
    expect(reading(card).indexOf(t('en', 'emergency.title'))).toBeLessThan(reading(card).indexOf(t('sv', 'emergency.title')));
  });

  test('answering yes to the safety question gets it too, and going on keeps that it was so', async () => {
    const person = await newcomer();
    await person.say('rapportera');
    const yes = await person.press('safety.answer/yes');
    isEmergencyFirst(yes);
    expect(cardName((await person.press('report.safe')).card)).toBe('step:who');
    await person.press('report.next/who');
    const { card } = await person.press('report.next/story', { story: 'Nu är det lugnt.' });
    const seen = await caseOf(house, 'coordinator-mhn', textOf(card, 'caseNumber') ?? '');
    expect(seen).toMatchObject({ severity: 'critical', severityReasons: ['ongoing'] });
    expect(seen.dangerAt).toBeDefined();
  });

  test('is kept though the safety question is asked again and answered with no', async () => {
    const person = await newcomer();
    await person.say('rapportera');
    await person.press('safety.answer/yes');
    await person.say('rapportera');
    await person.press('safety.answer/no');
    await person.press('report.next/who');
    const { card } = await person.press('report.next/story', { story: 'Nu är det lugnt.' });
    const seen = await caseOf(house, 'coordinator-mhn', textOf(card, 'caseNumber') ?? '');
    expect(seen.severity).toBe('critical');
    expect(seen.dangerAt).toBeDefined();
  });

  test('keeps the draft, and the words themselves', async () => {
    const person = await newcomer();
    await toStory(person);
    await person.press('report.cancel', { story: 'Först detta.' });
    const { card } = await person.say(DANGER);
    expect(reading(card)).toContain(t('sv', 'emergency.kept'));
    const { card: story } = await person.press('report.safe');
    expect([cardName(story), valueIn(story, 'story')]).toEqual(['step:story', `Först detta.\n\n${DANGER}`]);
  });

  test('becomes a report with the words in it, once the person is safe', async () => {
    const person = await newcomer();
    await person.say(DANGER);
    expect(cardName((await person.press('say/report')).card)).toBe('step:safety');
    await person.press('safety.answer/afraid');
    const { card } = await person.press('report.next/who');
    expect(valueIn(card, 'story')).toBe(DANGER);
  });

  test('in the story gets 112 beside the receipt: the report is stored all the same', async () => {
    const person = await newcomer();
    await toStory(person);
    const answer = await person.press('report.next', { story: `Jag sitter på kontoret. ${DANGER}` });
    expect(answer.cards.map(cardName)).toEqual(expect.arrayContaining(['emergency', 'receipt']));
    const receipt = answer.cards.find((card) => cardName(card) === 'receipt');
    expect(await caseOf(house, 'coordinator-mhn', textOf(receipt!, 'caseNumber') ?? '')).toMatchObject({ severity: 'critical' });
  });

  const FIELDS: readonly (readonly [field: string, step: string, action: string])[] = [
    ['verbatim', 'how', 'follow.save'],
    ['placeName', 'whenWhere', 'follow.save'],
    ['description', 'person', 'follow.save'],
    ['description', 'person', 'follow.later'],
    ['more', 'more', 'follow.back'],
  ];
  test.each(FIELDS)('in the field %s of the step %s (%s) gets 112, and the step is saved', async (field, step, action) => {
    const person = await newcomer();
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    await person.forge({ a: 'follow.edit', number, step });
    const answer = await person.press(action, { [field]: DANGER });
    expect(answer.cards.map(cardName)).toContain('emergency');
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.find(({ id }) => id === field)?.value).toBe(DANGER);
    const again = await person.forge({ a: 'follow.edit', number, step });
    expect(valueIn(again.card, field)).toBe(DANGER);
  });

  test('in a card that is thrown away or old gets it as well', async () => {
    const person = await newcomer();
    const { card } = await toStory(person);
    const cancelled = await person.press('report.cancel', { story: DANGER });
    expect(cancelled.cards.map(cardName)).toContain('emergency');
    const old = await person.forge({ ...(actionMeant(card, 'report.next')?.['data'] as JsonObject), draft: 'gone', story: DANGER });
    expect(old.cards.map(cardName)).toContain('emergency');
  });

  test('with a file beside it gets 112, and the file is saved', async () => {
    const person = await newcomer();
    await report(person);
    const answer = await person.sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: Buffer.from('x') }], DANGER);
    isEmergencyFirst(answer);
    expect(answer.texts.join()).toContain('bild.png');
  });

  test('offers one way on and the call, nothing else', async () => {
    const person = await newcomer();
    expect(titlesOf((await person.say(DANGER)).card)).toHaveLength(2);
  });
});

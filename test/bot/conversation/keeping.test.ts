import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { CHANNELS, api, caseOf, listOf, report, talk, toStory } from '../../helpers/people';
import { cardName, reading, textOf, valueIn, type Talker } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const newcomer = (channel: 'teams' | 'directline'): Promise<Talker> => talk(house, channel, house.newcomer('employee-mhn'));
const cases = async (): Promise<number> => (await listOf(house, 'coordinator-mhn', '?limit=200')).length;

describe.each(CHANNELS)('a draft in %s', (channel) => {
  test('keeps every choice and word on the way back and forth', async () => {
    const person = await newcomer(channel);
    await toStory(person, { who: { visibility: 'hidden', involved: 'reader', insideCity: 'yes' } });
    const { card: inside } = await person.press('report.back', { story: 'Halvvägs', callback: '08-1', when: 'today' });
    expect(cardName(inside)).toBe('step:inside');
    const { card: who } = await person.press('report.back');
    expect([valueIn(who, 'visibility'), valueIn(who, 'involved'), valueIn(who, 'insideCity')]).toEqual(['hidden', 'reader', 'yes']);
    const { card: story } = await person.press('report.next', { insideCity: 'no' });
    expect([valueIn(story, 'story'), valueIn(story, 'callback'), valueIn(story, 'when')]).toEqual(['Halvvägs', '08-1', 'today']);
    expect(reading(story)).toContain(house.nameOf('deputy-mhn'));
  });

  test('asks before it is cancelled, and goes on with every word if not', async () => {
    const person = await newcomer(channel);
    await toStory(person);
    const { card: asked } = await person.press('report.cancel', { story: 'Det jag skrev' });
    expect(cardName(asked)).toBe('cancel');
    expect(reading(asked)).toContain(t('sv', 'cancel.body'));
    const { card } = await person.press('report.resume');
    expect([cardName(card), valueIn(card, 'story')]).toEqual(['step:story', 'Det jag skrev']);
  });

  test('is asked about by the word too, and is gone when thrown away', async () => {
    const person = await newcomer(channel);
    const before = await cases();
    await toStory(person);
    await person.say('min kollega såg allt');
    expect(cardName((await person.say('Avbryt!')).card)).toBe('cancel');
    expect(cardName((await person.press('report.discard')).card)).toBe('cancelled');
    expect(cardName((await person.say('fortsätt')).card)).toBe('nothing');
    expect(valueIn((await toStory(person)).card, 'story')).toBeUndefined();
    expect(await cases()).toBe(before);
  });

  test('starts anew with nothing left when asked to', async () => {
    const person = await newcomer(channel);
    await toStory(person, { who: { visibility: 'hidden' } });
    await person.press('report.cancel', { story: 'Det gamla' });
    expect(cardName((await person.press('report.restart')).card)).toBe('step:safety');
    const { card: who } = await person.press('safety.answer/no');
    expect(valueIn(who, 'visibility')).toBe('coordinator');
    expect(valueIn((await person.press('report.next')).card, 'story')).toBeUndefined();
    expect(cardName((await person.say('börja om')).card)).toBe('cancel');
    expect(cardName((await person.press('report.restart')).card)).toBe('step:safety');
  });

  test('is taken up where it was left by "fortsätt" and by "tillbaka"', async () => {
    const person = await newcomer(channel);
    await toStory(person);
    await person.press('report.cancel', { story: 'Kvar' });
    for (const word of ['fortsätt', 'Fortsätt.', 'continue', 'tillbaka']) {
      const { card } = await person.say(word);
      expect([cardName(card), valueIn(card, 'story')]).toEqual(['step:story', 'Kvar']);
    }
  });

  test('asks about safety again when "rapportera" takes it up, and keeps the words', async () => {
    const person = await newcomer(channel);
    await toStory(person);
    await person.press('report.cancel', { story: 'Kvar' });
    expect(cardName((await person.say('rapportera')).card)).toBe('step:safety');
    await person.press('safety.answer/no');
    expect(valueIn((await person.press('report.next/who')).card, 'story')).toBe('Kvar');
  });

  test('is named under "mina ärenden"', async () => {
    const person = await newcomer(channel);
    await toStory(person);
    const { card } = await person.say('mina ärenden');
    expect(reading(card)).toContain(t('sv', 'mine.draft'));
    expect(cardName((await person.press('report.resume')).card)).toBe('step:story');
  });

  test('takes words typed in the chat into the story, and words typed before the choice once it is made', async () => {
    const person = await newcomer(channel);
    const held = await person.say('min chef hotade mig i går');
    expect(held.texts).toEqual([t('sv', 'talk.held')]);
    await person.press('safety.answer/no');
    await person.say('det var på torget');
    const { card } = await person.press('report.next/who');
    expect(valueIn(card, 'story')).toBe('min chef hotade mig i går\n\ndet var på torget');
    const { card: more } = await person.say('och sedan gick han');
    expect(valueIn(more, 'story')).toBe('min chef hotade mig i går\n\ndet var på torget\n\noch sedan gick han');
  });

  test('loses no word typed after going back from the story', async () => {
    const person = await newcomer(channel);
    await toStory(person);
    await person.press('report.back', { story: 'Först detta.' });
    await person.say('sedan kom han tillbaka');
    const { card } = await person.press('report.next/who');
    expect(valueIn(card, 'story')).toBe('Först detta.\n\nsedan kom han tillbaka');
  });

  test('is shown in the language that is chosen on the way', async () => {
    const person = await newcomer(channel);
    await toStory(person);
    const { card } = await person.say('english');
    expect([cardName(card), card['lang']]).toEqual(['step:story', 'en']);
    expect((await person.say('svenska')).card['lang']).toBe('sv');
  });
});

describe('the same person elsewhere', () => {
  test.each([['teams', 'directline'], ['directline', 'teams']] as const)('goes on with the draft from %s in %s', async (first, second) => {
    const persona = house.newcomer('employee-mhn');
    const here = await talk(house, first, persona);
    await toStory(here, { who: { visibility: 'hidden' } });
    await here.press('report.cancel', { story: 'Påbörjat på ett ställe' });
    const there = await talk(house, second, persona);
    const { card } = await there.say('fortsätt');
    expect(valueIn(card, 'story')).toBe('Påbörjat på ett ställe');
    const { card: receipt } = await there.press('+');
    const number = textOf(receipt, 'caseNumber') ?? '';
    expect((await caseOf(house, 'coordinator-mhn', number)).reporter.visibility).toBe('hidden');
    expect(reading((await here.say('mina ärenden')).card)).toContain(number);
    expect((await api(house, persona, '/api/my/cases')).body['items']).toMatchObject([{ number, status: 'received' }]);
  });

  test('goes on with what is added later', async () => {
    const persona = house.newcomer('employee-mhn');
    const here = await talk(house, 'directline', persona);
    await report(here);
    await here.press('follow.start');
    await here.press('follow.save', { before: 'yes' });
    const there = await talk(house, 'teams', persona);
    expect(cardName((await there.say('fortsätt')).card)).toBe('step:about');
  });
});

describe('after a restart on the same data folder', () => {
  test('the draft, its place, the language, the board and the cases are there', async () => {
    const first = await testApp();
    const person = await talk(first, 'teams', 'employee-mhn');
    const { card: receipt } = await report(person);
    const number = textOf(receipt, 'caseNumber') ?? '';
    await person.say('english');
    await person.say('report');
    await person.press('safety.answer/afraid');
    await person.press('report.next', { visibility: 'hidden' });
    await person.press('report.cancel', { story: 'Kept over a restart' });
    await first.stop();
    const second = await testApp({ dataDir: first.dataDir });
    try {
      for (const channel of CHANNELS) {
        const back = await talk(second, channel, 'employee-mhn');
        const { card } = await back.say('continue');
        expect([cardName(card), valueIn(card, 'story'), card['lang']]).toEqual(['step:story', 'Kept over a restart', 'en']);
        expect(reading((await back.say('my cases')).card)).toContain(number);
      }
      const back = await talk(second, 'directline', 'employee-mhn');
      await back.say('fortsätt');
      const { card: sent } = await back.press('+');
      expect(await caseOf(second, 'coordinator-mhn', textOf(sent, 'caseNumber') ?? '')).toMatchObject({ severity: 'high', severityReasons: ['afraid'], reporter: { visibility: 'hidden' } });
    } finally {
      await second.dispose();
      await first.dispose();
    }
  });
});

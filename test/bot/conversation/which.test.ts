import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import { openedRows } from '../../helpers/dump';
import { CHANNELS, caseOf, report, talk } from '../../helpers/people';
import { cardName, reading, textOf, valueIn } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

describe.each(CHANNELS)('words typed while a case is open in %s', (channel) => {
  async function asked(words = typedWords('min chef sa en annan sak i går')) {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    await person.press('follow.start');
    const { card } = await person.say(words);
    return { person, number, words, card };
  }

  test('are asked about, with the case’s number and without the words', async () => {
    const { card, number } = await asked();
    expect(cardName(card)).toBe('which');
    expect(reading(card)).toContain(number);
  });

  test('go into the case when that is what was meant', async () => {
    const { person, number, words } = await asked();
    const { card } = await person.press('words.add');
    expect(textOf(card, 'note')).toBe(t('sv', 'talk.added', { number }));
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.at(-1)).toMatchObject({ step: 'chat', value: words });
  });

  test('become a new report, which may go to somebody else, when they are about something else', async () => {
    const { person, number, words } = await asked();
    const before = await caseOf(house, 'coordinator-mhn', number);
    expect(cardName((await person.press('words.new')).card)).toBe('step:safety');
    await person.press('safety.answer/no');
    const { card } = await person.press('report.next/who', { involved: 'line' });
    expect(valueIn(card, 'story')).toBe(words);
    const { card: receipt } = await person.press('report.next/story');
    const next = textOf(receipt, 'caseNumber') ?? '';
    expect((await caseOf(house, 'independent-mhn', next)).answers[0]?.value).toBe(words);
    expect((await caseOf(house, 'coordinator-mhn', number)).version).toBe(before.version);
  });

  test('are let go when the person wants that', async () => {
    const { person, number } = await asked();
    await person.press('words.drop');
    const { card } = await person.forge({ a: 'words.add', number });
    expect(reading(card)).not.toContain('chef');
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.filter(({ step }) => step === 'chat')).toEqual([]);
  });

  test('are added once, however often the card is pressed', async () => {
    const { person, number } = await asked();
    const card = { ...person.standing.at(-1)! };
    await person.press('words.add', {}, card);
    await person.press('words.add', {}, card);
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.filter(({ step }) => step === 'chat')).toHaveLength(1);
  });

  test('cannot be put into somebody else’s case', async () => {
    const { number } = await asked();
    const other = await asked();
    const answer = await other.person.forge({ a: 'words.add', number });
    expect(JSON.stringify(answer.card)).not.toContain('talk.added');
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.filter(({ step }) => step === 'chat')).toEqual([]);
  });

  test('are a question when they are one', async () => {
    const { card } = await asked('Vad säger programmet om mutor?');
    expect(cardName(card)).toBe('answer');
  });
});

test('words that nothing was decided about are nowhere in the store', async () => {
  const own = await testApp();
  try {
    for (const channel of CHANNELS) {
      const person = await talk(own, channel, own.newcomer('employee-mhn'));
      await report(person);
      await person.press('follow.start');
      await person.say('Näktergal sa en annan sak i går');
    }
    await own.stop();
    const rows = await openedRows(own.dataDir);
    for (const { text } of rows) expect(text).not.toContain('Näktergal');
    expect(rows.filter(({ container }) => container === 'cases')).toHaveLength(2);
  } finally {
    await own.dispose();
  }
});

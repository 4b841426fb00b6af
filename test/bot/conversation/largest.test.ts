import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { CANARY } from '../../helpers/cardRules';
import { CHANNELS, caseOf, report, talk, toStory } from '../../helpers/people';
import { cardName, reading, textOf, valueIn } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

/** As many characters as a field takes, each of two bytes or more. */
const long = (length: number): string => `${CANARY} ${'åäö жш مرحبا '.repeat(length)}`.slice(0, length);

describe.each(CHANNELS)('the longest that can be written in %s', (channel) => {
  test('is taken whole, given back whole, and every card about it still fits', async () => {
    const coordinator = await teamsPerson(house, 'coordinator-mhn', { installed: true });
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await toStory(person);
    const story = long(20_000);
    const { card: again } = await person.press('report.next', { story, callback: 'x' });
    expect(valueIn(again, 'story')).toBe(story);
    const { card: receipt } = await person.press('report.next', { callback: '08-123 45 67' });
    const number = textOf(receipt, 'caseNumber') ?? '';
    const steps = [['how', 'verbatim'], ['person', 'description'], ['more', 'more'], ['influence', 'pressureWhat']] as const;
    await person.press('follow.start');
    await person.press('follow.save', { type: 'undue_influence' });
    for (const [step, field] of steps) {
      await person.forge({ a: 'follow.edit', number, step });
      await person.press('follow.save', { [field]: long(4_000) });
    }
    const { card: summary } = await person.forge({ a: 'follow.summary', number });
    expect(cardName(summary)).toBe('summary');
    const seen = await caseOf(house, 'coordinator-mhn', number);
    expect(seen.answers.find(({ id }) => id === 'story')?.value).toBe(story);
    for (const [, field] of steps) expect(seen.answers.find(({ id }) => id === field)?.value).toBe(long(4_000));
    const notice = await coordinator.waitFor('notice', (card) => reading(card).includes(number));
    const { cards } = await coordinator.press('case.show', {}, notice);
    expect(cards.map(cardName)).toContain('case');
    expect(cards.map(reading).join()).toContain(t('sv', 'case.answersTruncated'));
  });

  test('does not fit for ever: what is too much for one case is refused, and what is there stays', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const number = textOf((await report(person, { story: { story: 'x'.repeat(20_000) } })).card, 'caseNumber') ?? '';
    await person.press('follow.start');
    let refused = '';
    for (let turn = 0; turn < 60 && refused === ''; turn++) {
      await person.say(`${turn} ${'y'.repeat(3_900)}`);
      const { card, texts } = await person.press('words.add');
      if ([...texts, reading(card)].join().includes(t('sv', 'error.tooLarge'))) refused = String(turn);
    }
    expect(Number(refused)).toBeGreaterThan(10);
    const { answers } = await caseOf(house, 'coordinator-mhn', number);
    expect(answers.filter(({ step }) => step === 'chat')).toHaveLength(Number(refused));
    expect(Buffer.byteLength(JSON.stringify(await house.services.cases.find(number)))).toBeLessThan(256 * 1024);
  });
});

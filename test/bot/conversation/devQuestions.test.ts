import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { testApp, type House } from '../../helpers/app';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { cardName, valueIn } from '../../helpers/talker';

const FILE = join(resolve(__dirname, '../../..'), '..', 'shared', 'eval', 'questions.dev.json');

interface Utterance {
  readonly id: string;
  readonly lang: string;
  readonly question: string;
  readonly intent: 'question' | 'out_of_scope' | 'report' | 'emergency' | 'smalltalk';
}

/** Beside the checkout where there is one; without it nothing is claimed. */
const utterances = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as readonly Utterance[]) : [];
const meaning = (intent: Utterance['intent']): readonly Utterance[] => utterances.filter((one) => one.intent === intent);
const tag = ({ lang }: Utterance): string => (lang === 'en' ? 'en-GB' : 'sv-SE');

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const persona = (): string => house.newcomer('employee-mhn');
const say = async (one: Utterance) => {
  const person = await DirectLinePerson.arrive(house, 'anonymous', tag(one));
  return { person, answer: await person.say(one.question) };
};
/** Jest has no empty table. */
const table = (list: readonly Utterance[]): readonly (readonly [string, Utterance])[] => (list.length > 0 ? list.map((one) => [one.question, one] as const) : [['(no file)', { id: '', lang: 'sv', question: '', intent: 'question' }]]);
const skipWithoutFile = utterances.length > 0 ? test : test.skip;

describe('an emergency', () => {
  skipWithoutFile.each(table(meaning('emergency')))('%s: 112 at once', async (_text, one) => {
    expect(cardName((await say(one)).answer.cards[0])).toBe('emergency');
  });
});

describe('a report', () => {
  skipWithoutFile.each(table(meaning('report')))('%s: the way to a report, or on with the one under way', async (_text, one) => {
    const person = await DirectLinePerson.arrive(house, persona(), tag(one));
    const { cards } = await person.say(one.question);
    if (one.question.includes('jag började')) {
      expect(cards.map(cardName)).toEqual(['nothing']);
      return;
    }
    expect(cards.map(cardName)).toEqual(['step:safety']);
    await person.press('safety.answer/no');
    expect(valueIn((await person.press('report.next/who')).card, 'story')).toBe(one.question);
  });
});

describe('smalltalk', () => {
  skipWithoutFile.each(table(meaning('smalltalk')))('%s: an answer, and neither a report nor a search', async (_text, one) => {
    const { answer } = await say(one);
    expect([...answer.texts, ...answer.cards.map(cardName)]).toHaveLength(1);
    expect(['step:safety', 'answer', 'notFound', 'emergency']).not.toContain(cardName(answer.card));
  });
});

describe('a question', () => {
  skipWithoutFile.each(table(meaning('question')))('%s: an answer or an honest no', async (_text, one) => {
    const { answer } = await say(one);
    expect(['answer', 'notFound']).toContain(cardName(answer.card));
  });
});

describe('what is out of scope', () => {
  skipWithoutFile.each(table(meaning('out_of_scope')))('%s: nothing made up', async (_text, one) => {
    const { answer } = await say(one);
    // Who asks for the number of whoever threatened them may as well want to report it.
    expect(['notFound', 'step:safety']).toContain(cardName(answer.card));
  });
});

import { t } from '../../../locales';
import type { Locale } from '../../../domain/locale';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { CHANNELS, caseOf, report, talk, type ReportChoices } from '../../helpers/people';
import { cardName, reading, textOf, titlesOf, valueIn, type Seen, type Talker } from '../../helpers/talker';
import { work } from '../../helpers/working';

let house: House;
beforeAll(async () => {
  house = await testApp();
}, 60_000);
afterAll(() => house.dispose());

const COORDINATOR = 'coordinator-mhn';
const PLACE = { board: 'MHN', category: 'employee' };
const QUESTION = typedWords('Såg någon annan det?');
const ANSWER = typedWords('Ja, vaktmästaren.');

interface Message {
  readonly id: string;
  readonly from: string;
  readonly kind: string;
  readonly text: string;
}
const dialogueOf = async (number: string): Promise<readonly Message[]> => ((await caseOf(house, COORDINATOR, number)) as unknown as { readonly dialogue: readonly Message[] }).dialogue;
const textsOf = async (number: string): Promise<readonly string[]> => (await dialogueOf(number)).map(({ text }) => text);

async function reported(person: Talker, choices: ReportChoices = {}): Promise<{ readonly number: string; readonly digits: string }> {
  const { card } = await report(person, choices);
  const number = textOf(card, 'caseNumber') ?? '';
  await work(house, COORDINATOR, number, 'acknowledge');
  return { number, digits: textOf(card, 'receiptCode')?.replace(/ /g, '') ?? '' };
}

/** The newest card of that name as it stands now: what comes by itself may stand below it. */
const standing = (person: Talker, name: string): Seen => ({ ...person.standing.findLast(({ card }) => cardName(card) === name)! });

describe.each(CHANNELS)('a question to the reporter in %s', (channel) => {
  const somebody = (locale: Locale = 'sv'): Promise<Talker> => talk(house, channel, house.newcomer('employee-mhn'), locale);

  test.each(['sv', 'en'] as const)('stands on the case with a place for the answer, and the answer reaches whoever asked (%s)', async (locale) => {
    const person = await somebody(locale);
    const { number } = await reported(person);
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    await person.say(locale === 'sv' ? 'mina ärenden' : 'my cases');
    expect(reading(standing(person, 'mine').card)).toContain(t(locale, 'status.next.answer'));
    const { card } = await person.press('mine.open');
    expect(textOf(card, 'dialogue')).toContain(QUESTION);
    expect(reading(card)).toContain(t(locale, 'status.next.answer'));
    expect(titlesOf(card)).toContain(t(locale, 'dialogue.sendAnswer'));
    const { card: sent } = await person.press('dialogue.reply', { reply: ANSWER });
    expect(textOf(sent, 'note')).toBe(t(locale, 'dialogue.sent', { number }));
    expect([textOf(sent, 'dialogue')?.includes(ANSWER), valueIn(sent, 'reply')]).toEqual([true, undefined]);
    expect(reading(sent)).not.toContain(t(locale, 'status.next.answer'));
    expect((await dialogueOf(number)).map(({ from, kind, text }) => [from, kind, text])).toEqual([['worker', 'question', QUESTION], ['reporter', 'answer', ANSWER]]);
  });

  test('is answered once however often the press comes, and other words on the same card are another answer', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    await person.say(number);
    const asked = standing(person, 'status');
    await person.press('dialogue.reply', { reply: ANSWER }, asked);
    const { card } = await person.press('dialogue.reply', { reply: ANSWER }, asked);
    expect(textOf(card, 'note')).toBe(t('sv', 'dialogue.sent', { number }));
    await person.press('dialogue.reply', { reply: 'Och hans kollega.' }, asked);
    expect(await textsOf(number)).toEqual([QUESTION, ANSWER, 'Och hans kollega.']);
  });

  test('that comes while an answer is being written is shown before the answer goes, which stands in its place still', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    await person.say(number);
    const before = standing(person, 'status');
    await work(house, COORDINATOR, number, 'ask', { text: 'Var det samma person?' });
    const { card } = await person.press('dialogue.reply', { reply: ANSWER }, before);
    expect([textOf(card, 'error:reply'), valueIn(card, 'reply')]).toEqual([t('sv', 'dialogue.newer'), ANSWER]);
    expect(textOf(card, 'dialogue')).toContain('Var det samma person?');
    expect(await textsOf(number)).toHaveLength(2);
    await person.press('dialogue.reply');
    expect((await textsOf(number)).at(-1)).toBe(ANSWER);
  });

  test('in a case that is closed before the answer comes gives the words back, and they can become a report', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    await person.say(number);
    const before = standing(person, 'status');
    await work(house, COORDINATOR, number, 'close', { outcome: 'noMeasures', told: 'Vi gick igenom det.', learnt: typedWords('Internt lärdom.') });
    const { card } = await person.press('dialogue.reply', { reply: ANSWER }, before);
    expect([textOf(card, 'note'), valueIn(card, 'reply')]).toEqual([t('sv', 'dialogue.closed'), ANSWER]);
    expect(textOf(card, 'outcome')).toContain('Vi gick igenom det.');
    expect(reading(card)).not.toContain('Internt lärdom');
    expect(await textsOf(number)).toEqual([QUESTION]);
    const { card: safety } = await person.press('dialogue.report');
    expect(cardName(safety)).toBe('step:safety');
    await person.press('safety.answer/no');
    expect(valueIn((await person.press('report.next/who')).card, 'story')).toBe(ANSWER);
    await person.press('report.cancel');
    await person.press('report.discard');
  });

  test('answered in the chat asks whether it is the answer, shows the question, and takes it as such', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    const { card } = await person.say(ANSWER);
    expect([cardName(card), reading(card).includes(QUESTION), reading(card).includes(number)]).toEqual(['which', true, true]);
    expect(await textsOf(number)).toEqual([QUESTION]);
    const held = standing(person, 'which');
    await person.press('dialogue.held');
    expect(await textsOf(number)).toEqual([QUESTION, ANSWER]);
    // Pressed again it has nothing more to send, and says so.
    expect(textOf((await person.press('dialogue.held', {}, held)).card, 'note')).toBe(t('sv', 'talk.gone'));
    expect(await textsOf(number)).toEqual([QUESTION, ANSWER]);
  });

  test('is in nobody else’s reach: a forged answer, a forged page, a forged yes', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    const other = await somebody();
    const { card } = await other.forge({ a: 'dialogue.reply', number, after: '', reply: ANSWER });
    expect([cardName(card), valueIn(card, 'reply')]).toEqual(['stale', ANSWER]);
    for (const forged of [{ a: 'dialogue.earlier', number, before: 3 }, { a: 'ia.answer', number, answer: 'yes' }, { a: 'dialogue.held', number, after: '' }]) {
      expect(JSON.stringify((await other.forge(forged)).cards)).not.toContain(QUESTION);
    }
    expect(await textsOf(number)).toEqual([QUESTION]);
    expect((await person.forge({ a: 'dialogue.earlier', number, before: -1 })).cards.map(cardName)).toContain('foreign');
  });

  test('empty or too long is said, with what was written still there', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await person.say(number);
    expect(textOf((await person.press('dialogue.reply')).card, 'error:reply')).toBe(t('sv', 'dialogue.empty'));
    const long = 'å'.repeat(4_001);
    const { card } = await person.forge({ a: 'dialogue.reply', number, after: '', reply: long });
    expect([textOf(card, 'error:reply'), valueIn(card, 'reply')]).toEqual([t('sv', 'error.field.tooLong', { limit: 4_000 }), long]);
    expect(await textsOf(number)).toEqual([]);
  });

  test('words of danger in an answer get 112 at once, and the answer goes all the same', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    await person.say(number);
    const { cards } = await person.press('dialogue.reply', { reply: 'Han står utanför dörren nu med en kniv, hjälp' });
    expect(cards.map(cardName)).toContain('emergency');
    expect(await textsOf(number)).toHaveLength(1);
  });

  test('a long dialogue is shown from its end, the rest page by page', async () => {
    const person = await somebody();
    const { number } = await reported(person);
    const long = (what: string): string => `${what}. ${'ö'.repeat(3_900)}`;
    for (const what of ['första', 'andra', 'tredje', 'fjärde']) await work(house, COORDINATOR, number, 'reply', { text: long(what) });
    const { card } = await person.say(number);
    expect([textOf(card, 'dialogue')?.includes('fjärde'), textOf(card, 'dialogue')?.includes('första')]).toEqual([true, false]);
    let pages = '';
    for (let page = await person.press('dialogue.earlier'); ; page = await person.press('dialogue.earlier')) {
      pages += reading(page.card);
      if (!titlesOf(page.card).some((title) => title.startsWith('Visa'))) break;
    }
    for (const what of ['första', 'andra', 'tredje']) expect(pages).toContain(long(what));
    expect(cardName((await person.press('mine.open')).card)).toBe('status');
  });

  test('works with the name hidden, which stays hidden', async () => {
    const persona = house.newcomer('employee-mhn');
    const person = await talk(house, channel, persona);
    const { number } = await reported(person, { who: { visibility: 'hidden' } });
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    await person.say(number);
    await person.press('dialogue.reply', { reply: ANSWER });
    const detail = JSON.stringify(await caseOf(house, COORDINATOR, number));
    expect(detail).toContain(JSON.stringify(ANSWER).slice(1, -1));
    for (const trace of [persona, house.nameOf(persona)]) expect(detail).not.toContain(trace);
  });
});

describe('a question to somebody anonymous', () => {
  test('is answered with the receipt code from the page without sign-in, and by nobody who lacks it', async () => {
    const { number, digits } = await reported(await DirectLinePerson.arrive(house, 'anonymous'), { place: PLACE });
    await work(house, COORDINATOR, number, 'ask', { text: QUESTION });
    const again = await DirectLinePerson.arrive(house, 'anonymous');
    const { card } = await again.say(digits);
    expect(textOf(card, 'dialogue')).toContain(QUESTION);
    await again.press('dialogue.reply', { reply: ANSWER });
    expect(await textsOf(number)).toEqual([QUESTION, ANSWER]);
    expect(JSON.stringify(await caseOf(house, COORDINATOR, number))).not.toContain(again.credentials.actorId);
  });

  test('on a card whose conversation has ended gives the words back, to be sent when the code has opened the case', async () => {
    const { number, digits } = await reported(await DirectLinePerson.arrive(house, 'anonymous'), { place: PLACE });
    const again = await DirectLinePerson.arrive(house, 'anonymous');
    const { card } = await again.forge({ a: 'dialogue.reply', number, after: '', reply: ANSWER });
    expect([reading(card).includes(t('sv', 'dialogue.unreachedCode')), valueIn(card, 'reply')]).toEqual([true, ANSWER]);
    const kept = standing(again, 'stale');
    await again.say(digits);
    await again.press('dialogue.reply', {}, kept);
    expect(await textsOf(number)).toEqual([ANSWER]);
  });

  test('a wrong code is followed as far as a right one, read for read, and looks like any other that opens nothing', async () => {
    const { digits } = await reported(await DirectLinePerson.arrive(house, 'anonymous'), { place: PLACE });
    const read = jest.spyOn(house.services.store, 'read');
    const reads = async (code: string): Promise<readonly string[]> => {
      const person = await DirectLinePerson.arrive(house, 'anonymous');
      read.mockClear();
      await person.say(code);
      return read.mock.calls.map(([key]) => key.container);
    };
    const [right, wrong] = [await reads(digits), await reads(`${digits.slice(0, 15)}${(Number(digits[15]) + 1) % 10}`)];
    read.mockRestore();
    expect(right).toEqual(['receiptCodes', 'cases']);
    expect(wrong).toEqual(right);
  });
});

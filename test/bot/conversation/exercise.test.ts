import { t } from '../../../locales';
import { testApp, until, type House } from '../../helpers/app';
import { boardsInTeams } from '../../helpers/boards';
import { api, caseOf, listOf, report, talk, toStory, type Channel } from '../../helpers/people';
import { cardName, reading, textOf, titlesOf, type Talker } from '../../helpers/talker';

/** Of both boards, so that both can invite them. */
const OF_BOTH = 'employee-mhn.80';

let house: House;
beforeAll(async () => {
  const boards = boardsInTeams();
  const both = boards.flatMap(({ people }) => people).filter(({ id }) => id === OF_BOTH);
  house = await testApp({ boards: boards.map((board) => (board.code === 'AMN' ? { ...board, people: [...board.people, ...both] } : board)) });
});
afterAll(() => house.dispose());

const PATH = '/api/boards/MHN/exercise';
const start = (people: readonly string[], minutes = 60) => api(house, 'coordinator-mhn', PATH, { minutes, people });
const numberOn = (card: Parameters<typeof textOf>[0]): string => textOf(card, 'caseNumber') ?? '';
const MARK = /Övning/;
const asked = (talker: Talker): readonly string[] => talker.standing.map(({ card }) => String(cardName(card))).filter((name) => name === 'invitation');
/** Somebody who was invited opens the chat and says yes. */
async function takingPart(person: string, channel: Channel = 'directline'): Promise<Talker> {
  const talker = await talk(house, channel, person);
  await talker.press('exercise.answer/yes', {}, await talker.waitFor('invitation'));
  return talker;
}
const takesPart = async (person: string): Promise<unknown> => ((await api(house, 'coordinator-mhn', PATH)).body['people'] as readonly { id: string; takesPart: boolean }[]).find(({ id }) => id === person)?.takesPart;

describe('an exercise', () => {
  test('is started by a coordinator for so long, for the board’s own people, and ended', async () => {
    const person = house.newcomer('employee-mhn');
    expect((await start([person])).body).toMatchObject({ running: true, startedBy: { id: 'coordinator-mhn' }, people: [{ id: 'coordinator-mhn', takesPart: true }, { id: person, name: house.nameOf(person), takesPart: false }] });
    expect((await api(house, 'deputy-mhn', PATH)).body).toMatchObject({ running: true });
    for (const body of [{ minutes: 4 }, { minutes: 481 }, { minutes: 60, people: ['x'.repeat(300)] }, {}]) expect((await api(house, 'coordinator-mhn', PATH, body)).body['code']).toBe('exercise_invalid');
    expect((await start(['coordinator-amn'])).body['code']).toBe('unknown_here');
    for (const [persona, status] of [['employee-mhn', 403], ['manager-mhn', 403], ['safetyrep-mhn', 403], ['coordinator-amn', 404], ['central', 404], ['anonymous', 404]] as const) {
      for (const method of ['GET', 'POST', 'DELETE']) expect([persona, method, (await api(house, persona, PATH, method === 'POST' ? { minutes: 60 } : undefined, method)).status]).toEqual([persona, method, persona === 'central' ? expect.any(Number) : status]);
    }
    expect((await api(house, 'coordinator-mhn', PATH, undefined, 'DELETE')).status).toBe(204);
    // Whom one may take along next time: the board's own people.
    expect((await api(house, 'coordinator-mhn', PATH)).body).toEqual({ running: false, choices: house.services.boards.get('MHN')?.people.filter(({ id }) => id !== 'coordinator-mhn').map(({ id, name }) => ({ id, name })) });
    expect(reading((await report(await talk(house, 'directline', person))).card)).not.toMatch(MARK);
  });

  test('is marked wherever it is seen, in no list but its own, and runs towards no date', async () => {
    const person = house.newcomer('employee-mhn');
    const deputy = await talk(house, 'teams', 'coordinator-mhn');
    await start([person]);
    const talker = await takingPart(person);
    expect(reading((await toStory(talker)).card)).toMatch(/Övning till \d\d\.\d\d/);
    const { card } = await talker.press('report.next/story', { story: 'Han hotade mig.' });
    const number = numberOn(card);
    expect([reading(card), card['speak']]).toEqual([expect.stringMatching(MARK), expect.stringMatching(/^Övning: /)]);
    const notice = await deputy.waitFor('notice', (seen) => JSON.stringify(seen).includes(number));
    expect(reading(notice.card)).toMatch(MARK);
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ exercise: true, clocks: {}, may: expect.arrayContaining(['makeReal']) });
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number'])).not.toContain(number);
    expect(await listOf(house, 'coordinator-mhn', '?limit=200&exercise=1')).toEqual(expect.arrayContaining([expect.objectContaining({ number, exercise: true })]));
    expect(((await api(house, 'coordinator-mhn', '/api/ia')).body['items'] as readonly { number: string }[]).map((item) => item.number)).not.toContain(number);
  });

  test('is offered to nobody who was not invited, and no card of anybody’s lets them in', async () => {
    const { body } = await start([]);
    const talker = await talk(house, 'directline', house.newcomer('employee-mhn'));
    expect(cardName((await talker.forge({ a: 'exercise.answer', board: 'MHN', started: String(body['startedAt']), answer: 'yes' })).card)).toBe('exerciseOver');
    const { card } = await report(talker);
    expect([reading(card).match(MARK), asked(talker)]).toEqual([null, []]);
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number'])).toContain(numberOn(card));
  });

  test.each(['directline', 'teams'] as const)('is asked about when the person opens the chat; until their own yes, and with a no, what they write is real (%s)', async (channel) => {
    const [silent, willing, unwilling] = [house.newcomer('employee-mhn'), house.newcomer('employee-mhn'), house.newcomer('employee-mhn')];
    await start([silent, willing, unwilling]);
    const one = await talk(house, channel, silent);
    expect(reading((await one.waitFor('invitation')).card)).toContain(house.boards.find(({ code }) => code === 'MHN')?.name.sv);
    const { card } = await report(one);
    expect([reading(card).match(MARK), await takesPart(silent)]).toEqual([null, false]);
    expect(await caseOf(house, 'coordinator-mhn', numberOn(card))).toMatchObject({ clocks: { contact: { due: expect.any(String) } } });
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number'])).toContain(numberOn(card));
    // The card can still be answered, and then what follows is an exercise.
    await one.press('exercise.answer/yes');
    expect([reading((await report(one)).card), await takesPart(silent)]).toEqual([expect.stringMatching(MARK), true]);

    const two = await talk(house, channel, unwilling);
    const no = await two.press('exercise.answer/no', {}, await two.waitFor('invitation'));
    expect([cardName(no.card), reading(no.card)]).toEqual(['notTakingPart', t('sv', 'exercise.out')]);
    expect([reading((await report(two)).card).match(MARK), await takesPart(unwilling)]).toEqual([null, false]);
    expect(reading((await report(await takingPart(willing, channel))).card)).toMatch(MARK);
  });

  test('is asked about once when the person says something, before the answer, and never beside 112', async () => {
    const person = house.newcomer('employee-mhn');
    const talker = await talk(house, 'directline', person);
    await start([person]);
    const { cards: alarm } = await talker.say('hjälp han har en kniv ring polisen');
    expect([alarm.map(cardName).includes('emergency'), asked(talker)]).toEqual([true, []]);
    expect((await talker.say('hjälp')).cards.map(cardName)).toEqual(['invitation', 'help']);
    expect((await talker.say('hjälp')).cards.map(cardName)).toEqual(['help']);
  });

  test('takes nothing that was begun or told before the yes: a report under way, or words that wait for their place', async () => {
    const person = house.newcomer('employee-mhn');
    const talker = await talk(house, 'directline', person);
    const number = numberOn((await report(talker)).card);
    await talker.press('follow.start');
    await start([person]);
    await talker.say('Han slog mig i går.');
    await talker.press('exercise.answer/yes');
    await talker.press('words.new');
    await talker.press('safety.answer/no');
    const { card: story } = await talker.press('report.next/who');
    expect([JSON.stringify(story).includes('Han slog mig i går.'), reading(story).match(MARK)]).toEqual([true, null]);
    const { card: told } = await talker.press('report.next/story', { story: 'Han slog mig i går.' });
    expect([reading(told).match(MARK), numberOn(told) === number]).toEqual([null, false]);
    expect(reading((await report(talker)).card)).toMatch(MARK);

    const next = house.newcomer('employee-mhn');
    const other = await talk(house, 'directline', next);
    await start([next]);
    await other.say('min chef hotade mig i går');
    expect(reading((await other.press('exercise.answer/yes')).card)).toContain(t('sv', 'exercise.inDraft'));
    await other.press('safety.answer/no');
    await other.press('report.next/who');
    expect(reading((await other.press('report.next/story', { story: 'Han hotade mig.' })).card)).not.toMatch(MARK);
  });

  test('takes the report that is begun from its own card, also where one had only been opened before', async () => {
    const person = house.newcomer('employee-mhn');
    const talker = await talk(house, 'directline', person);
    await start([person]);
    await talker.say('rapportera');
    const { card } = await talker.press('exercise.answer/yes', {}, await talker.waitFor('invitation'));
    expect([reading(card).includes(t('sv', 'exercise.inDraft')), titlesOf(card)[0]]).toEqual([false, t('sv', 'welcome.report')]);
    await talker.press(t('sv', 'welcome.report'));
    expect(reading(talker.standing.at(-1)!.card)).toMatch(MARK);
  });

  test('of one board is ended without the other’s, whoever is in both', async () => {
    const amn = '/api/boards/AMN/exercise';
    await start([OF_BOTH]);
    expect((await api(house, 'coordinator-amn', amn, { minutes: 60, people: [OF_BOTH] })).status).toBe(200);
    const talker = await talk(house, 'directline', OF_BOTH);
    for (const { card, id } of talker.standing.filter((seen) => cardName(seen.card) === 'invitation')) await talker.press('exercise.answer/yes', {}, { card, id });
    expect(reading((await report(talker, { place: { board: 'AMN' } })).card)).toMatch(MARK);
    expect((await api(house, 'coordinator-amn', amn, undefined, 'DELETE')).status).toBe(204);
    expect([await takesPart(OF_BOTH), reading((await report(talker)).card).match(MARK)]).toEqual([true, null]);
    await talker.say('byt nämnd');
    await talker.press('board.save', { board: 'MHN' });
    expect(reading((await report(talker)).card)).toMatch(MARK);
  });

  test('leaves 112 as it is', async () => {
    const person = house.newcomer('employee-mhn');
    await start([person]);
    const talker = await takingPart(person);
    const { cards } = await talker.say('hjälp han har en kniv ring polisen');
    const emergency = cards.find((card) => (card['body'] as readonly { id?: string }[])[0]?.id === 'emergency');
    expect(reading(emergency!)).toMatch(/112/);
    expect(reading(emergency!)).not.toMatch(MARK);
  });

  test('ends for whoever says "this is real": the case becomes one, with dates and a new notice, and later reports are real', async () => {
    const person = house.newcomer('employee-mhn');
    const coordinator = await talk(house, 'teams', 'coordinator-mhn');
    await start([person]);
    const talker = await takingPart(person);
    const number = numberOn((await report(talker)).card);
    await coordinator.waitFor('notice', (seen) => JSON.stringify(seen).includes(number));
    const { cards } = await talker.press('Det här är verkligt');
    expect(cards.map(reading).join()).toContain(`Ärende ${number} är inte längre en övning`);
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ clocks: { contact: { due: expect.any(String) }, feedback: { due: expect.any(String) } }, may: expect.not.arrayContaining(['makeReal']) });
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number'])).toContain(number);
    await until('a notice that it is real', async () => (await caseOf(house, 'coordinator-mhn', number)).notices.filter(({ about, channel, state }) => about === 'new' && channel === 'teams' && state === 'sent').length === 2);
    expect(reading((await report(talker)).card)).not.toMatch(MARK);
  });

  test('said to be real on a draft keeps what stands in it', async () => {
    const person = house.newcomer('employee-mhn');
    await start([person]);
    const talker = await takingPart(person);
    await toStory(talker);
    const { cards } = await talker.press('Det här är verkligt', { story: 'Det här hände på riktigt.' });
    const story = cards.find((card) => JSON.stringify(card).includes('Det här hände på riktigt.'));
    expect(reading(story!)).not.toMatch(MARK);
    expect(reading((await talker.press('report.next/story', { story: 'Det här hände på riktigt.' })).card)).not.toMatch(MARK);
  });

  test('that does not run any more takes no report, whatever somebody’s own state still says', async () => {
    const person = house.newcomer('employee-mhn');
    await start([person]);
    const talker = await takingPart(person);
    await toStory(talker);
    await house.services.store.remove({ container: 'references', partition: 'exercise:MHN', id: 'exercise' });
    const { card } = await talker.press('report.next/story', { story: 'Det hände på riktigt.' });
    expect(reading(card)).not.toMatch(MARK);
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number'])).toContain(numberOn(card));
  });

  test('does not take what was begun before it or is sent after it', async () => {
    const person = house.newcomer('employee-mhn');
    const talker = await talk(house, 'directline', person);
    await toStory(talker);
    house.pass(1_000);
    await start([person], 5);
    expect(reading((await talker.press('report.next/story', { story: 'Före.' })).card)).not.toMatch(MARK);
    await talker.say('hjälp');
    await talker.press('exercise.answer/yes');
    await toStory(talker);
    house.pass(6 * 60_000);
    expect(reading((await talker.press('report.next/story', { story: 'Efter.' })).card)).not.toMatch(MARK);
  });
});

import { testApp, until, type House } from '../../helpers/app';
import { api, caseOf, listOf, report, talk, toStory } from '../../helpers/people';
import { reading, textOf } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

const PATH = '/api/boards/MHN/exercise';
const start = (people: readonly string[], minutes = 60) => api(house, 'coordinator-mhn', PATH, { minutes, people });
const numberOn = (card: Parameters<typeof textOf>[0]): string => textOf(card, 'caseNumber') ?? '';
const MARK = /Övning/;

describe('an exercise', () => {
  test('is started by a coordinator for so long, for the board’s own people, and ended', async () => {
    const person = house.newcomer('employee-mhn');
    expect((await start([person])).body).toMatchObject({ running: true, startedBy: { id: 'coordinator-mhn' }, people: [{ id: 'coordinator-mhn' }, { id: person, name: house.nameOf(person) }] });
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
    const talker = await talk(house, 'directline', person);
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

  test('is offered to nobody who takes no part in it', async () => {
    await start([]);
    const { card } = await report(await talk(house, 'directline', house.newcomer('employee-mhn')));
    expect(reading(card)).not.toMatch(MARK);
    expect((await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number'])).toContain(numberOn(card));
  });

  test('leaves 112 as it is', async () => {
    const person = house.newcomer('employee-mhn');
    await start([person]);
    const talker = await talk(house, 'directline', person);
    const { cards } = await talker.say('hjälp han har en kniv ring polisen');
    const emergency = cards.find((card) => (card['body'] as readonly { id?: string }[])[0]?.id === 'emergency');
    expect(reading(emergency!)).toMatch(/112/);
    expect(reading(emergency!)).not.toMatch(MARK);
  });

  test('ends for whoever says "this is real": the case becomes one, with dates and a new notice, and later reports are real', async () => {
    const person = house.newcomer('employee-mhn');
    const coordinator = await talk(house, 'teams', 'coordinator-mhn');
    await start([person]);
    const talker = await talk(house, 'directline', person);
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
    const talker = await talk(house, 'directline', person);
    await toStory(talker);
    const { cards } = await talker.press('Det här är verkligt', { story: 'Det här hände på riktigt.' });
    const story = cards.find((card) => JSON.stringify(card).includes('Det här hände på riktigt.'));
    expect(reading(story!)).not.toMatch(MARK);
    expect(reading((await talker.press('report.next/story', { story: 'Det här hände på riktigt.' })).card)).not.toMatch(MARK);
  });

  test('does not take what was begun before it or is sent after it', async () => {
    const person = house.newcomer('employee-mhn');
    const talker = await talk(house, 'directline', person);
    await toStory(talker);
    house.pass(1_000);
    await start([person], 5);
    expect(reading((await talker.press('report.next/story', { story: 'Före.' })).card)).not.toMatch(MARK);
    await toStory(talker);
    house.pass(6 * 60_000);
    expect(reading((await talker.press('report.next/story', { story: 'Efter.' })).card)).not.toMatch(MARK);
  });
});

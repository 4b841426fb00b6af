import { setTimeout as sleep } from 'node:timers/promises';
import { t } from '../../locales';
import { until } from '../helpers/app';
import { DirectLinePerson } from '../helpers/directLinePerson';
import type { JsonObject } from '../helpers/fakeConnector';
import { instances, inTurn, spread, teamsPersonOn, type Instance, type Instances } from '../helpers/instances';
import { liveEvents } from '../helpers/liveEvents';
import { CHANNELS, api, caseOf, listOf, report, toStory, type Channel } from '../helpers/people';
import { actionMeant, cardName, reading, textOf, valueIn, type Talker } from '../helpers/talker';
import type { TeamsPerson } from '../helpers/teamsPerson';

let all: Instances;
let houses: readonly [Instance, Instance, Instance];
beforeAll(async () => {
  all = await instances(3);
  houses = all.houses as unknown as [Instance, Instance, Instance];
}, 60_000);
afterAll(() => (all as Instances | undefined)?.dispose());

const newcomer = (): string => houses[0].newcomer('employee-mhn');

/** A person each of whose requests goes to another instance than the one before. */
const wandering = (channel: Channel, persona = newcomer(), next = inTurn(houses)): Promise<Talker> =>
  channel === 'teams' ? teamsPersonOn(houses[0], persona, next) : DirectLinePerson.arrive(spread(houses[0], next), persona);

const lines = async (house: Instance): Promise<readonly unknown[]> => (await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number']);

describe.each(CHANNELS)('a conversation in %s whose turns go to one instance after the other', (channel) => {
  test('leads through a report, what is added, and one’s own cases, to one case with one receipt', async () => {
    const person = await wandering(channel);
    const before = (await lines(houses[1])).length;
    const { card: receipt } = await report(person, { story: { story: 'Han hotade mig i går.' } });
    expect(cardName(receipt)).toBe('receipt');
    const number = textOf(receipt, 'caseNumber')!;
    await person.press('follow.start');
    await person.press('follow.save', { before: 'yes' });
    await person.forge({ a: 'follow.edit', number, step: 'more' });
    await person.press('follow.save', { more: 'Det var på torget.' });
    const { card: mine } = await person.say('mina ärenden');
    expect(reading(mine)).toContain(number);
    for (const house of houses) {
      expect(await lines(house)).toHaveLength(before + 1);
      const { answers } = await caseOf(house, 'coordinator-mhn', number);
      expect(answers.filter(({ id }) => ['story', 'before', 'more'].includes(id)).map(({ value }) => value)).toEqual(['Han hotade mig i går.', 'Ja', 'Det var på torget.']);
    }
    expect(person.standing.filter(({ card }) => cardName(card) === 'receipt').length).toBeLessThanOrEqual(1);
    if (channel === 'teams') expect(person.standing.filter(({ card }) => cardName(card)?.startsWith('step:'))).toHaveLength(1);
  });

  test('goes on from an answer that another instance gave, and what is thought of it counts wherever it is said', async () => {
    let at: Instance = houses[0];
    const person = await wandering(channel, newcomer(), () => at);
    const { card } = await person.say('Vilka fokusområden finns det?');
    expect(cardName(card)).toBe('answer');
    await Promise.all([houses[0].services.subjects.settle(), houses[0].services.givenAnswers.settle()]);
    const subject = jest.spyOn(houses[1].services.answerer, 'answer');
    at = houses[1];
    await person.say('och för förtroendevalda?');
    expect(subject.mock.calls.map(([, about]) => about.previous)).toEqual([expect.stringMatching(/./)]);
    subject.mockRestore();
    at = houses[2];
    const before = (await houses[0].services.feedback.list('MHN')).length;
    if (channel === 'directline') await person.forge(actionMeant(card, 'feedback.give/no')?.['data'] as JsonObject);
    else {
      const { user } = person as TeamsPerson;
      const message = user.messages.find(({ activity }) => activity['entities'] !== undefined)!.id;
      await user.send({ type: 'invoke', name: 'message/submitAction', replyToId: message, value: { actionName: 'feedback', actionValue: { reaction: 'dislike', feedback: '' } } });
    }
    const { body } = await api(houses[0], 'coordinator-mhn', '/api/guidance/feedback?board=MHN');
    expect(body['items']).toHaveLength(before + 1);
    expect(((body['items'] as readonly JsonObject[])[0]?.['passages'] as readonly unknown[]).length).toBeGreaterThan(0);
  });

  test('keeps words typed in the story whichever instance they reach', async () => {
    const person = await wandering(channel);
    await toStory(person);
    for (const words of ['ett till', 'två till', 'tre till']) await person.say(`och ${words}`);
    expect(valueIn((await person.say('fortsätt')).card, 'story')).toBe('och ett till\n\noch två till\n\noch tre till');
  });

  test('tells that words are gone which another instance held before the choice, and stores nothing of them', async () => {
    let at: Instance = houses[0];
    const person = await wandering(channel, newcomer(), () => at);
    await person.say('min chef hotade mig med Knriqborta');
    await person.press('safety.answer/no');
    at = houses[1];
    const { card } = await person.press('report.next/who');
    expect([cardName(card), valueIn(card, 'story')]).toEqual(['step:story', undefined]);
    expect(reading(card)).toContain(t('sv', 'talk.lost'));
    const sent = houses.flatMap(({ proxy }) => proxy.requests.map(({ body }) => body)).join('\n');
    expect(sent).not.toContain('Knriqborta');
    const { card: receipt } = await person.press('report.next/story', { story: 'Igen, från början.' });
    expect(cardName(receipt)).toBe('receipt');
  });

  test('sends one case where one card is pressed on all instances at once', async () => {
    const persona = newcomer();
    let at: Instance = houses[0];
    const person = await wandering(channel, persona, () => at);
    await toStory(person);
    const card = person.standing.at(-1)!;
    const action = { a: 'report.next', draft: ((JSON.stringify(card.card).match(/"draft":"([^"]+)"/) ?? [])[1] ?? ''), step: 'story', story: 'Samtidigt.' };
    const before = (await lines(houses[1])).length;
    const answers = await Promise.all(houses.map((house) => {
      at = house;
      return person.forge(action, card);
    }));
    expect(answers.some((answer) => cardName(answer.card) === 'receipt')).toBe(true);
    expect(await lines(houses[2])).toHaveLength(before + 1);
    const again = await person.forge(action, card);
    expect([cardName(again.card), (await lines(houses[0])).length]).toEqual(['receipt', before + 1]);
  });
});

test('free words that Teams delivers again, to another instance, are taken once', async () => {
  let at: Instance = houses[0];
  const person = await teamsPersonOn(houses[0], newcomer(), () => at);
  await toStory(person);
  await person.say('han sa det en gång');
  at = houses[1];
  const { status, messages } = await person.user.redeliver();
  expect([status, messages]).toEqual([200, []]);
  expect(valueIn((await person.say('fortsätt')).card, 'story')).toBe('han sa det en gång');
});

test('words delivered to two instances at once are taken once', async () => {
  let at: Instance = houses[0];
  const person = await teamsPersonOn(houses[0], newcomer(), () => at);
  await toStory(person);
  const first = person.say('bara en gång');
  at = houses[2];
  await Promise.all([first, person.user.redeliver()]);
  expect(valueIn((await person.say('fortsätt')).card, 'story')).toBe('bara en gång');
});

describe('a workspace on another instance', () => {
  const about = (events: readonly JsonObject[], number: string): readonly unknown[] => events.filter((event) => event['number'] === number).map(({ kind }) => kind);

  test('hears of each change within five seconds, of its kind, once', async () => {
    const elsewhere = await liveEvents(houses[2], 'coordinator-mhn');
    const there = await liveEvents(houses[0], 'coordinator-mhn');
    const barred = await liveEvents(houses[2], 'independent-mhn');
    // What was there before is not told as news of now: only what follows is counted.
    const person = await DirectLinePerson.arrive(houses[0], newcomer());
    const number = textOf((await report(person)).card, 'caseNumber')!;
    await until('the case elsewhere', () => about(elsewhere.events, number).includes('received'), 5_000);
    await sleep(50);
    const { version } = await caseOf(houses[1], 'coordinator-mhn', number);
    expect((await api(houses[1], 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version })).status).toBe(200);
    await until('the acknowledgement elsewhere', () => about(elsewhere.events, number).includes('acknowledged'), 5_000);
    await until('the acknowledgement at the first', () => about(there.events, number).includes('acknowledged'), 5_000);
    await sleep(4_500);
    for (const { events } of [elsewhere, there]) {
      expect(about(events, number).filter((kind) => kind === 'received')).toHaveLength(1);
      expect(about(events, number).filter((kind) => kind === 'acknowledged')).toHaveLength(1);
    }
    expect(about(barred.events, number)).toEqual([]);
    for (const stream of [elsewhere, there, barred]) stream.close();
  });
});

describe('nobody', () => {
  const place = { board: 'MHN', category: 'employee' };

  test('is heard by the instance that began the conversation, whichever one is asked', async () => {
    const person = await DirectLinePerson.arrive(spread(houses[0], inTurn(houses)), 'anonymous');
    await person.say('rapportera');
    await person.press('safety.answer/no', place);
    await person.say('Innan valet: han slog mig');
    const { card: story } = await person.press('report.next/who');
    expect(valueIn(story, 'story')).toBe('Innan valet: han slog mig');
    const { card } = await person.press('report.next/story', { story: 'Han slog mig.' });
    expect(cardName(card)).toBe('receipt');
    const code = textOf(card, 'receiptCode')!;
    const other = await DirectLinePerson.arrive(houses[2], 'anonymous');
    expect(reading((await other.say(code)).card)).toContain(textOf(card, 'caseNumber')!);
  });

  test('is told plainly when that instance is gone', async () => {
    const doomed = await all.join();
    let at: Instance = doomed;
    const person = await DirectLinePerson.arrive(spread(houses[0], () => at), 'anonymous');
    await person.say('rapportera');
    await doomed.stop();
    at = houses[0];
    await expect(person.say('är du kvar?')).rejects.toThrow(/404.*conversation_unknown/s);
    expect(cardName((await report(await DirectLinePerson.arrive(houses[0], 'anonymous'), { place })).card)).toBe('receipt');
  });
});

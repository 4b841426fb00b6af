import { t } from '../../locales';
import { api, CHANNELS, caseOf, listOf, talk, toStory, type Channel } from '../helpers/people';
import { instances, isWrite, teamsPersonOn, type Instance, type Instances } from '../helpers/instances';
import { cardName, reading, textOf, valueIn } from '../helpers/talker';

const STORY = 'Han hotade mig i dörren i går.';
const MORE = 'Han hotade mig i dörren i går. Han har en kniv.';

let all: Instances;
let one: Instance;
let other: Instance;
beforeAll(async () => {
  all = await instances(2);
  [one, other] = all.houses as [Instance, Instance];
}, 60_000);
afterAll(() => (all as Instances | undefined)?.dispose());
afterEach(() => {
  for (const { proxy } of all.houses) proxy.fault = () => undefined;
});

const stories = async (): Promise<number> => (await listOf(one, 'coordinator-mhn', '?limit=200')).length;
const questions = async (): Promise<number> => ((await api(one, 'coordinator-mhn', '/api/questions?limit=200')).body['items'] as readonly unknown[]).length;

/** Writes to these containers are refused at once. */
function failing(...containers: readonly string[]): void {
  one.proxy.fault = (request) => (isWrite(request, ...containers) ? { kind: 'status', status: 403 } : undefined);
}

/** Sends the report of somebody new while their state cannot be written. */
async function halfStored(channel: Channel) {
  const person = await talk(one, channel, one.newcomer('employee-mhn'));
  await toStory(person);
  const draft = person.standing.at(-1)!;
  failing('owners');
  const number = textOf((await person.press('report.next/story', { story: STORY }, draft)).card, 'caseNumber');
  one.proxy.fault = () => undefined;
  if (number === undefined) throw new Error('no receipt');
  return { person, draft, number };
}

describe('a report that is stored while its reporter’s state is not', () => {
  test.each(CHANNELS)('has its receipt all the same, and pressed again the same one, in %s', async (channel) => {
    const before = await stories();
    const { person, draft, number } = await halfStored(channel);
    expect(textOf((await person.press('report.next/story', { story: STORY }, draft)).card, 'caseNumber')).toBe(number);
    expect(await stories()).toBe(before + 1);
    expect(reading((await person.say('mina ärenden')).card)).toContain(number);
  }, 60_000);

  test('loses nothing of what is written into the same card afterwards, nor a name that is to be hidden now', async () => {
    const { person, draft, number } = await halfStored('directline');
    await person.press('report.back/story', {}, draft);
    await person.press('report.next/who', { visibility: 'hidden' });
    const { card } = await person.press('report.next/story', { story: MORE });
    expect([cardName(card), valueIn(card, 'more')]).toEqual(['step:more', MORE]);
    expect(reading(card)).toContain(t('sv', 'send.already'));
    await person.press('follow.save', {});
    const stored = await caseOf(one, 'coordinator-mhn', number);
    expect(stored.answers.map(({ value }) => value)).toEqual(expect.arrayContaining([STORY, MORE]));
    expect(stored.reporter).toMatchObject({ visibility: 'hidden' });
    expect(JSON.stringify(stored)).not.toContain(one.nameOf('employee-mhn'));
  }, 60_000);

  test('as an exercise is real when it is sent again after the person has said that it is', async () => {
    const person = one.newcomer('employee-mhn');
    await api(one, 'coordinator-mhn', '/api/boards/MHN/exercise', { minutes: 60, people: [person] });
    const talker = await talk(one, 'directline', person);
    await talker.press('exercise.answer/yes', {}, await talker.waitFor('invitation'));
    await toStory(talker);
    const draft = talker.standing.at(-1)!;
    failing('owners');
    const number = textOf((await talker.press('report.next/story', { story: STORY }, draft)).card, 'caseNumber');
    one.proxy.fault = () => undefined;
    expect(await one.services.cases.find(number!)).toMatchObject({ exercise: true });
    await talker.press('Det här är verkligt', { story: STORY }, draft);
    expect(textOf((await talker.press('report.next/story', { story: STORY })).card, 'caseNumber')).toBe(number);
    expect(await one.services.cases.find(number!)).not.toHaveProperty('exercise');
  }, 60_000);

  test('is shown, to be withdrawn, to one who wants to throw the draft away', async () => {
    const { person, draft, number } = await halfStored('directline');
    await person.press('report.cancel', { story: STORY }, draft);
    const { card } = await person.press('report.discard');
    expect([cardName(card), reading(card).includes(number)]).toEqual(['status', true]);
  }, 60_000);
});

test('a question that is stored while its sender’s state is not is one question, however often it is sent', async () => {
  const before = await questions();
  const person = await talk(one, 'directline', one.newcomer('employee-mhn'));
  await person.say('Hur många blåbär får man plocka i parken på tisdagar?');
  const card = person.standing.at(-1)!;
  let failed = 0;
  one.proxy.fault = (request) => (isWrite(request, 'owners') && failed++ < 1 ? { kind: 'race' } : undefined);
  await person.press('question.send', {}, card);
  failing('owners');
  await person.press('question.send', {}, card);
  one.proxy.fault = () => undefined;
  await person.press('question.send', {}, card);
  expect(await questions()).toBe(before + 1);
}, 60_000);

describe('words held for a report', () => {
  test('that lie on two instances are not passed off as all of them', async () => {
    let next: Instance = one;
    const person = await teamsPersonOn(one, one.newcomer('employee-mhn'), () => next);
    await person.say('min chef hotade mig');
    next = other;
    await person.say('sedan slog han mig');
    const { card } = await toStory(person);
    expect(valueIn(card, 'story')).toBe('sedan slog han mig');
    expect(reading(card)).toContain(t('sv', 'talk.lost'));
  }, 60_000);

  test('that were said to be gone do not come up in a later report', async () => {
    let next: Instance = one;
    const person = await teamsPersonOn(one, one.newcomer('employee-mhn'), () => next);
    await person.say('min chef hotade mig');
    next = other;
    const lost = await toStory(person);
    expect(reading(lost.card)).toContain(t('sv', 'talk.lost'));
    await person.press('report.next/story', { story: STORY });
    next = one;
    await person.say('rapportera');
    const { card } = await toStory(person);
    expect([cardName(card), valueIn(card, 'story')]).toEqual(['step:story', undefined]);
    expect(reading(card)).not.toContain(t('sv', 'talk.lost'));
  }, 60_000);
});

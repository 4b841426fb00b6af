import { setTimeout as sleep } from 'node:timers/promises';
import { t } from '../../../locales';
import type { Fault, RecordedRequest } from '../../helpers/cosmosProxy';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { instances, isWrite, type Instance, type Instances } from '../../helpers/instances';
import { CHANNELS, caseOf, listOf, talk, toStory, type Channel } from '../../helpers/people';
import { cardName, reading, textOf, valueIn, type Answer, type Seen, type Talker } from '../../helpers/talker';

const STORY = 'Han hotade mig i dörren i går.';

let all: Instances;
let house: Instance;
beforeAll(async () => {
  all = await instances(1);
  house = all.houses[0]!;
}, 60_000);
afterAll(() => (all as Instances | undefined)?.dispose());
afterEach(() => heal());

const heal = (): void => void (house.proxy.fault = () => undefined);
const numbers = async (): Promise<readonly unknown[]> => (await listOf(house, 'coordinator-mhn', '?limit=200')).map((row) => row['number']);
const numberIn = ({ card }: Answer): string | undefined => textOf(card, 'caseNumber');

/** The next `times` writes to each container go wrong in that way. */
function failWrites(fault: Fault, { times = 1, containers = [] }: { readonly times?: number; readonly containers?: readonly string[] } = {}): void {
  const failed = new Map<string, number>();
  house.proxy.fault = (request: RecordedRequest) => {
    const before = failed.get(request.container) ?? 0;
    if (!isWrite(request, ...containers) || request.container === 'leases' || before >= times) return undefined;
    failed.set(request.container, before + 1);
    return fault;
  };
}

/** What the person gets; undefined where the channel itself refused, which their client says and keeps the card. */
async function tried(press: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await press();
  } catch (error) {
    if (/: (502|503) /.test(String(error))) return undefined;
    throw error;
  }
}

const send = (person: Talker, card: Seen): Promise<Answer | undefined> => tried(() => person.press('report.next/story', { story: STORY, callback: '08-555 019 87' }, card));

/** A receipt is of a case that is stored; anything else says that it is not saved, and the card stands with all it needs. */
async function isHonest(person: Talker, card: Seen, answer: Answer | undefined): Promise<void> {
  const number = answer && numberIn(answer);
  if (number !== undefined) {
    expect((await caseOf(house, 'coordinator-mhn', number)).answers.find(({ id }) => id === 'story')?.value).toBe(STORY);
    return;
  }
  if (answer) {
    const said = { texts: answer.texts.filter((text) => text !== t('sv', 'wait.saving')), cards: answer.cards.map(cardName) };
    // What got no answer may have been stored: nobody is told that nothing was sent.
    expect([{ texts: [t('sv', 'error.notSaved')], cards: [] }, { texts: [t('sv', 'error.unknown')], cards: [] }]).toContainEqual(said);
  }
  expect(cardName(person.standing.find(({ id }) => id === card.id)?.card)).toBe('step:story');
}

/** Pressed again when all is well, the same card gives the one case. */
async function givesOneCase(person: Talker, card: Seen, answer: Answer | undefined, before: readonly unknown[]): Promise<string> {
  const again = await person.press('report.next/story', { story: STORY, callback: '08-555 019 87' }, card);
  const number = numberIn(again);
  if (number === undefined) throw new Error(`no receipt at the second press: ${reading(again.card)} ${again.texts.join()}`);
  if (answer && numberIn(answer) !== undefined) expect(number).toBe(numberIn(answer));
  expect((await numbers()).filter((one) => !before.includes(one))).toEqual([number]);
  return number;
}

const PASSING: readonly (readonly [string, Fault])[] = [
  ['too many requests', { kind: 'status', status: 429, retryAfterMs: 30 }],
  ['unavailable', { kind: 'status', status: 503 }],
  ['to be tried again', { kind: 'status', status: 449 }],
  ['timed out', { kind: 'status', status: 408 }],
  ['connection reset', { kind: 'reset' }],
  ['slow', { kind: 'slow', ms: 150 }],
  ['answer lost', { kind: 'lost' }],
  ['done, but said to have failed', { kind: 'done', status: 503 }],
  ['raced by another write', { kind: 'race' }],
];
/** Both channels reach the store the same way: what differs is what becomes of an answer that is late or lost. */
const ON_BOTH = ['answer lost', 'raced by another write'];
const everyWay = CHANNELS.flatMap((channel) => PASSING.filter(([name]) => channel === 'teams' || ON_BOTH.includes(name)).map(([name, fault]) => [name, channel, fault] as const));

describe.each(everyWay)('%s, at every write, in %s', (_name, channel, fault) => {
  test('lets a report through to one case and one receipt', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const before = await numbers();
    failWrites(fault);
    await person.say('rapportera');
    failWrites(fault);
    await person.press('safety.answer/no');
    failWrites(fault);
    const { card: story } = await person.press('report.next/who');
    expect(cardName(story)).toBe('step:story');
    const card = { ...person.standing.at(-1)! };
    failWrites(fault, { times: 2 });
    const answer = await send(person, card);
    heal();
    await isHonest(person, card, answer);
    expect(answer && numberIn(answer)).toBeDefined();
    await givesOneCase(person, card, answer, before);
  });
});

describe.each(CHANNELS)('an account that does not take the writes, in %s', (channel) => {
  test.each(['keys', 'identities', 'cases', 'owners', 'transcripts'].flatMap((container) => [['not carried out', container, { kind: 'status', status: 403 }], ['carried out, which nobody hears', container, { kind: 'done', status: 403 }]] as const))(
    '%s, for %s: the person is told the truth, keeps the card, and has one case in the end',
    async (_what, container, fault) => {
      const person = await talk(house, channel, house.newcomer('employee-mhn'));
      await toStory(person);
      const card = { ...person.standing.at(-1)! };
      const before = await numbers();
      failWrites(fault, { times: 100, containers: [container] });
      const answer = await send(person, card);
      heal();
      await isHonest(person, card, answer);
      await givesOneCase(person, card, answer, before);
    },
  );

  test('a step that was not saved is kept in the card, and pressed again goes on', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await person.say('rapportera');
    await person.press('safety.answer/no');
    const card = { ...person.standing.at(-1)! };
    failWrites({ kind: 'status', status: 403 }, { times: 100 });
    const answer = await tried(() => person.press('report.next/who', { visibility: 'hidden' }, card));
    heal();
    if (answer) expect(answer.texts).toEqual([t('sv', 'error.notSaved')]);
    expect(cardName(person.standing.find(({ id }) => id === card.id)?.card)).toBe('step:who');
    expect(cardName((await person.press('report.next/who', { visibility: 'hidden' }, card)).card)).toBe('step:story');
    const { card: who } = await person.press('report.back');
    expect(valueIn(who, 'visibility')).toBe('hidden');
  });

  test('what is added later is saved once, or comes back in the card', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await toStory(person);
    const number = numberIn(await person.press('report.next/story', { story: STORY }))!;
    await person.forge({ a: 'follow.edit', number, step: 'more' });
    const card = { ...person.standing.at(-1)! };
    failWrites({ kind: 'done', status: 403 }, { times: 100 });
    const answer = await tried(() => person.press('follow.save', { more: 'Det var på torget.' }, card));
    heal();
    if (answer) expect(answer.texts).toEqual([t('sv', 'error.notSaved')]);
    const there = person.standing.find(({ id }) => id === card.id)!;
    const { card: after } = await person.press('follow.save', { more: 'Det var på torget.' }, there);
    expect(cardName(after)).toMatch(/^(step:|summary)/);
    const { answers } = await caseOf(house, 'coordinator-mhn', number);
    expect(answers.filter(({ id }) => id === 'more').map(({ value }) => value)).toEqual(['Det var på torget.']);
  });
});

test('an anonymous report whose answer was lost gets a receipt code that works at the second press', async () => {
  const person = await DirectLinePerson.arrive(house, 'anonymous');
  await toStory(person, { place: { board: 'MHN', category: 'employee' } });
  const card = { ...person.standing.at(-1)! };
  const before = await numbers();
  failWrites({ kind: 'done', status: 403 }, { times: 100, containers: ['cases'] });
  const answer = await tried(() => person.press('report.next/story', { story: STORY }, card));
  heal();
  expect(answer && numberIn(answer)).toBeUndefined();
  const { card: receipt } = await person.press('report.next/story', { story: STORY }, card);
  const [number, code] = [textOf(receipt, 'caseNumber')!, textOf(receipt, 'receiptCode')!];
  expect((await numbers()).filter((one) => !before.includes(one))).toEqual([number]);
  const later = await DirectLinePerson.arrive(house, 'anonymous');
  expect(reading((await later.say(code)).card)).toContain(number);
});

describe('a total outage', () => {
  const ready = async (channel: Channel): Promise<{ readonly person: Talker; readonly card: Seen }> => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    await toStory(person);
    return { person, card: { ...person.standing.at(-1)! } };
  };

  test('shorter than the store’s patience is not noticed but for the wait', async () => {
    const both = await Promise.all(CHANNELS.map(ready));
    const before = await numbers();
    house.proxy.fault = () => ({ kind: 'reset' });
    const sending = both.map(({ person, card }) => send(person, card));
    await sleep(2_000);
    heal();
    const answers = await Promise.all(sending);
    for (const [index, { person, card }] of both.entries()) await isHonest(person, card, answers[index]);
    expect(new Set(answers.map((answer) => answer && numberIn(answer))).size).toBe(2);
    expect((await numbers()).length).toBe(before.length + 2);
  });

  test('longer than it: nothing is promised, everything is kept, and it is sent once when the account is back', async () => {
    const both = await Promise.all(CHANNELS.map(ready));
    const before = await numbers();
    // The transcript of the intranet’s conversation has a patience of its own, which would only take longer.
    house.proxy.fault = ({ container }) => (container === 'transcripts' ? undefined : { kind: 'status', status: 503 });
    const begun = Date.now();
    const answers = await Promise.all(both.map(({ person, card }) => send(person, card)));
    // Teams delivers again what has had no answer for 15 seconds.
    expect(Date.now() - begun).toBeLessThan(14_000);
    heal();
    for (const [index, { person, card }] of both.entries()) {
      expect(answers[index] && numberIn(answers[index])).toBeUndefined();
      await isHonest(person, card, answers[index]);
      expect(numberIn(await person.press('report.next/story', { story: STORY }, card))).toBeDefined();
    }
    expect((await numbers()).length).toBe(before.length + 2);
  }, 60_000);
});

import { isScheduled } from '../../../domain/notices';
import { t } from '../../../locales';
import { newNumber } from '../../../services/cases';
import { png } from '../../helpers/files';
import { testApp, until, type House } from '../../helpers/app';
import { liveEvents, type LiveEvents } from '../../helpers/liveEvents';
import { api, caseOf, listOf } from '../../helpers/people';
import { cardName, reading, textOf, textsOf } from '../../helpers/talker';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, reported, settled } from './scene';

const WORKERS = ['coordinator-mhn', 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn'] as const;
type Worker = (typeof WORKERS)[number];

/** Who reports, the answer to "is anybody who reads involved?", who is told, and who else may work it. */
const ROUTES: readonly (readonly [persona: string, involved: string, recipient: Worker, others: readonly Worker[]])[] = [
  ['employee-mhn', 'no', 'coordinator-mhn', ['deputy-mhn']],
  ['employee-mhn', 'reader', 'deputy-mhn', []],
  ['employee-mhn', 'deputy', 'coordinator-mhn', []],
  ['employee-mhn', 'line', 'independent-mhn', []],
  ['employee-mhn', 'unsaid', 'independent-mhn', []],
  ['other-mhn', 'reader', 'deputy-mhn', []],
  ['other-mhn', 'unsaid', 'independent-mhn', []],
  ['elected-mhn', 'no', 'elected-recipient-mhn', []],
  ['elected-mhn', 'reader', 'independent-mhn', []],
  ['elected-mhn', 'line', 'independent-mhn', []],
  ['elected-mhn', 'unsaid', 'independent-mhn', []],
  ['coordinator-mhn', 'no', 'deputy-mhn', []],
  ['coordinator-mhn', 'reader', 'independent-mhn', []],
  ['coordinator-mhn', 'line', 'independent-mhn', []],
  ['deputy-mhn', 'no', 'coordinator-mhn', []],
  ['deputy-mhn', 'reader', 'independent-mhn', []],
  ['independent-mhn', 'no', 'coordinator-mhn', ['deputy-mhn']],
  ['independent-mhn', 'line', 'elected-recipient-mhn', []],
];

/** A report that the worker does hear of: once it is heard, nothing from before is still on its way. */
const CONTROL: Readonly<Record<Worker, readonly [persona: string, involved: string]>> = {
  'coordinator-mhn': ['employee-mhn', 'no'],
  'deputy-mhn': ['employee-mhn', 'no'],
  'independent-mhn': ['employee-mhn', 'line'],
  'elected-recipient-mhn': ['elected-mhn', 'no'],
};

let house: House;
let chats: Readonly<Record<Worker, TeamsPerson>>;
let streams: Readonly<Record<Worker, LiveEvents>>;
/** Cases that must stay unknown to that worker to the end. */
const hidden: Readonly<Record<Worker, string[]>> = { 'coordinator-mhn': [], 'deputy-mhn': [], 'independent-mhn': [], 'elected-recipient-mhn': [] };

const each = async <T>(make: (worker: Worker) => Promise<T>): Promise<Record<Worker, T>> =>
  Object.fromEntries(await Promise.all(WORKERS.map(async (worker) => [worker, await make(worker)] as const))) as Record<Worker, T>;

beforeAll(async () => {
  house = await testApp();
  chats = await each((worker) => inTeams(house, worker));
  streams = await each((worker) => liveEvents(house, worker));
  const place = await inTeams(house, 'coordinator-mhn', { conversationType: 'channel', conversationId: '19:line@thread.tacv2;messageid=1' });
  await place.say('koppla');
});
afterAll(async () => {
  for (const worker of WORKERS) streams[worker].close();
  await house.dispose();
});

const PERSONS = ['employee-mhn', 'other-mhn', 'elected-mhn'];
const somebody = (persona: string): string => (PERSONS.includes(persona) ? house.newcomer(persona) : persona);

/** A whole report with a file in it, and one acknowledgement too many for whoever may not. */
async function caseFrom(persona: string, involved: string): Promise<{ readonly number: string; readonly file: string; readonly receipt: string }> {
  const { number, reporter, receipt } = await reported(house, somebody(persona), { who: { involved } });
  // Chosen, for a person with several cases is otherwise asked which one is meant.
  await reporter.press('follow.start');
  await reporter.sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: png('bild') }]);
  const file = (await house.services.cases.find(number))?.files[0]?.id ?? 'none';
  return { number, file, receipt: reading(receipt.card) };
}

const heard = (worker: Worker, number: string): Promise<boolean> => until(`an event about ${number}`, () => streams[worker].events.some((event) => event['number'] === number));

async function expectToWork(worker: Worker, number: string, file: string): Promise<void> {
  expect((await caseOf(house, worker, number)).number).toBe(number);
  expect((await listOf(house, worker, '?board=MHN&limit=200')).map((row) => row['number'])).toContain(number);
  expect((await listOf(house, worker, `?board=MHN&q=${number}`)).map((row) => row['number'])).toEqual([number]);
  expect((await fetch(`${house.url}/api/cases/${number}/files/${file}`, { headers: { authorization: `Bearer demo:${worker}` } })).status).toBe(200);
  await heard(worker, number);
}

/** By no way: list, search, filters, case, file, commands, live stream, chat, forged cards, "mina ärenden". */
async function expectNothing(worker: Worker, number: string, file: string, isReporter: boolean): Promise<void> {
  for (const query of ['?board=MHN&limit=200', `?board=MHN&q=${number}`, `?q=${number.toLowerCase()}`, '?board=MHN&status=received&limit=200', '?board=MHN&type=threat&limit=200', '?board=MHN&severity=high&limit=200']) {
    expect(JSON.stringify(await listOf(house, worker, query))).not.toContain(number);
  }
  expect(await api(house, worker, `/api/cases/${number}`)).toMatchObject({ status: 404, body: { code: 'case_not_found' } });
  expect(await api(house, worker, `/api/cases/${number}/files/${file}`)).toMatchObject({ status: 404, body: { code: 'case_not_found' } });
  for (const version of [1, 2, 3]) {
    const answer = await api(house, worker, `/api/cases/${number}/commands`, { command: 'acknowledge', version });
    expect(answer).toMatchObject(isReporter ? { status: 403, body: { code: 'forbidden' } } : { status: 404, body: { code: 'case_not_found' } });
  }
  const chat = chats[worker];
  expect(chat.standing.filter(({ card }) => JSON.stringify(card).includes(number))).toEqual([]);
  for (const data of [{ a: 'case.show', number }, { a: 'case.acknowledge', number, version: 2 }]) expect(textsOf((await chat.forge(data)).card)).toEqual([t('sv', 'notice.gone')]);
  const mine = reading((await chat.say('mina ärenden')).card);
  expect(mine.includes(number)).toBe(isReporter);
}

test.each(ROUTES)('%s answers “%s”: %s is told, and only they (and %p) hear of it', async (persona, involved, recipient, others) => {
  const { number, file, receipt } = await caseFrom(persona, involved);
  expect(receipt).toContain(house.nameOf(recipient));
  const notices = await settled(house, number);
  const people = notices.filter((notice) => !isScheduled(notice) && !notice.recipient.startsWith('place:')).map((notice) => [notice.recipient, notice.channel, notice.state]);
  expect(people).toEqual([[recipient, 'intranet', 'sent'], [recipient, 'teams', 'sent']]);
  // A channel is told only where the whole line may work the case.
  expect(notices.some((notice) => notice.recipient.startsWith('place:'))).toBe(involved === 'no' && others.length > 0);

  await noticeOf(chats[recipient], number);
  for (const worker of [recipient, ...others]) await expectToWork(worker, number, file);
  const outside = WORKERS.filter((worker) => worker !== recipient && !others.includes(worker));
  for (const worker of outside) await expectNothing(worker, number, file, persona === worker);

  const done = await api(house, recipient, `/api/cases/${number}/commands`, { command: 'acknowledge', version: 2 });
  expect(done.body).toMatchObject({ status: 'acknowledged', version: 3 });
  await settled(house, number);
  for (const worker of outside) hidden[worker].push(number);
});

test.each(WORKERS)('nothing of all these ever came to %s by itself: not over the live stream, not in Teams', async (worker) => {
  const [persona, involved] = CONTROL[worker];
  const control = await reported(house, house.newcomer(persona), { who: { involved } });
  await heard(worker, control.number);
  await settled(house, control.number);
  expect(hidden[worker].length).toBeGreaterThan(3);
  for (const number of hidden[worker]) {
    expect(streams[worker].text()).not.toContain(number);
    const names = chats[worker].standing.filter(({ card }) => JSON.stringify(card).includes(number)).map(({ card }) => cardName(card));
    // Their own reports they see as anybody sees theirs.
    expect(names.filter((name) => name !== 'mine')).toEqual([]);
  }
});

test('a person of the line who is told nothing finds out nothing by the number’s look either', async () => {
  const { number } = await caseFrom('employee-mhn', 'line');
  const coordinator = chats['coordinator-mhn'];
  for (const asked of [number, newNumber('MHN')]) expect(textsOf((await coordinator.say(asked)).card)).toEqual([t('sv', 'notice.gone')]);
  expect(textOf((await coordinator.forge({ a: 'mine.open', number })).card, 'stale')).toBe(t('sv', 'notice.gone'));
  for (const action of ['follow.start', 'follow.summary', 'withdraw.confirm', 'withdraw.ask']) {
    expect(JSON.stringify((await coordinator.forge({ a: action, number })).cards)).not.toMatch(/hotade|Återtaget/);
  }
  expect(await caseOf(house, 'independent-mhn', number)).toMatchObject({ status: 'received', version: 2 });
});

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { officeBoards } from '../../helpers/boards';
import { FakeConnector } from '../../helpers/fakeConnector';
import { caseOf } from '../../helpers/people';
import { textsOf } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson } from '../../helpers/teamsPerson';
import { work } from '../../helpers/working';
import { noticeOf, noticesIn, reportOf, settled } from './scene';

/** Outlives the houses, as Microsoft's does. */
let connector: FakeConnector;
let dataDir: string;
let house: House | undefined;

beforeAll(async () => {
  connector = await FakeConnector.start();
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-dates-'));
});
afterAll(async () => {
  await house?.stop();
  await connector.close();
  await rm(dataDir, { recursive: true, force: true });
});

const boards = officeBoards({ duty: false });

async function open(now: string): Promise<House> {
  await house?.stop();
  house = await testApp({ dataDir, boards, now });
  return house;
}

/** The persona in a chat that is the same before and after a restart. */
const inChat = (persona: string): Promise<TeamsPerson> => teamsPerson(house!, persona, { connector, conversationId: `a:chat-${persona}`, installed: true });

/** The headings of all that the person was told of the case. */
const headings = (person: TeamsPerson, number: string): readonly string[] => noticesIn(person, number).map(({ card }) => textsOf(card)[0] ?? '');

async function sweep(number: string): Promise<void> {
  await house!.services.dispatcher.sweep();
  await settled(house!, number);
}

const REMINDER = t('sv', 'notice.reminder.contact.title');
const OVERDUE = t('sv', 'notice.overdue.contact.title');

test('whoever has a case is reminded once and, when the day has passed, told once with the deputy; restarts change nothing', async () => {
  const first = await open('2026-11-23T10:00:00Z');
  const [coordinator, deputy] = [await inChat('coordinator-mhn'), await inChat('deputy-mhn')];
  const { number } = await reportOf(await inChat('employee-mhn.1'));
  await noticeOf(coordinator, number);
  first.setClock('2026-11-23T13:59:00Z');
  await sweep(number);
  expect(headings(coordinator, number)).toEqual([t('sv', 'notice.title')]);
  expect((await caseOf(first, 'coordinator-mhn', number)).notices.filter(({ about }) => about === 'reminder' || about === 'overdue')).toEqual([]);

  // Four staffed hours before, to the second: of the day in which the report came.
  await open('2026-11-23T14:01:00Z');
  const reminder = await noticeOf(coordinator, number, (card) => textsOf(card)[0] === REMINDER);
  expect(textsOf(reminder.card)[1]).toBe(t('sv', 'notice.reminder.contact', { time: 'måndag 23 november' }));
  await sweep(number);

  // At midnight, when the day has passed, nobody is there to be told.
  house!.setClock('2026-11-24T06:59:00Z');
  await sweep(number);
  expect([headings(coordinator, number), headings(deputy, number)]).toEqual([[t('sv', 'notice.title'), REMINDER], []]);

  await open('2026-11-24T07:00:00Z');
  for (const person of [coordinator, deputy]) await noticeOf(person, number, (card) => textsOf(card)[0] === OVERDUE);
  await sweep(number);
  await open('2026-11-24T09:00:00Z');
  await sweep(number);
  expect([headings(coordinator, number), headings(deputy, number)]).toEqual([[t('sv', 'notice.title'), REMINDER, OVERDUE], [OVERDUE]]);
  expect((await caseOf(house!, 'coordinator-mhn', number)).notices).toEqual(expect.arrayContaining([expect.objectContaining({ about: 'overdue', recipient: 'deputy-mhn', state: 'sent', attempts: 1 })]));
}, 60_000);

test('nobody is reminded of a contact that has been made, nor of a case that is closed', async () => {
  const here = await open('2026-11-25T10:00:00Z');
  const [coordinator, deputy] = [await inChat('coordinator-mhn'), await inChat('deputy-mhn')];
  const contacted = await reportOf(await inChat('employee-mhn.2'));
  const closed = await reportOf(await inChat('employee-mhn.3'));
  for (const { number } of [contacted, closed]) await noticeOf(coordinator, number);
  await work(here, 'coordinator-mhn', contacted.number, 'recordContact', { how: 'phone' });
  await work(here, 'coordinator-mhn', closed.number, 'acknowledge');
  await work(here, 'coordinator-mhn', closed.number, 'close', { outcome: 'noMeasures', told: 'Klart.', learnt: 'Inget.' });
  for (const at of ['2026-11-25T14:30:00Z', '2026-11-26T08:00:00Z', '2026-12-10T08:00:00Z']) {
    here.setClock(at);
    for (const { number } of [contacted, closed]) await sweep(number);
  }
  expect([headings(coordinator, contacted.number), headings(deputy, contacted.number)]).toEqual([[t('sv', 'notice.title')], []]);
  expect(headings(deputy, closed.number)).toEqual([]);
  expect(headings(coordinator, closed.number)).toHaveLength(1);

  // Twenty working days after the contact the reporter is to hear how it goes.
  const due = (await here.services.cases.find(contacted.number))?.clocks?.feedback?.due;
  here.setClock('2026-12-23T08:00:00Z');
  await sweep(contacted.number);
  expect(due).toBe('2026-12-23T22:59:00.000Z');
  expect(headings(coordinator, contacted.number)).toEqual([t('sv', 'notice.title'), t('sv', 'notice.reminder.feedback.title')]);
});

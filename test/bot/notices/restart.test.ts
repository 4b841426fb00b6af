import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testApp, type House, type HouseOptions } from '../../helpers/app';
import { officeBoards } from '../../helpers/boards';
import { FakeConnector } from '../../helpers/fakeConnector';
import { api, caseOf, listOf } from '../../helpers/people';
import { cardName } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson } from '../../helpers/teamsPerson';
import { noticeOf, noticesIn, reportOf, settled, stored, tried } from './scene';

/** Outlives the houses, as Microsoft's does. */
let connector: FakeConnector;
let dataDir: string;
let house: House | undefined;

beforeEach(async () => {
  connector = await FakeConnector.start();
  dataDir = await mkdtemp(join(tmpdir(), 'trygg-restart-'));
});
afterEach(async () => {
  await house?.stop();
  await connector.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(options: HouseOptions = {}): Promise<House> {
  await house?.stop();
  house = await testApp({ dataDir, ...options });
  return house;
}

/** The persona in a chat that is the same before and after a restart. */
const inChat = (persona: string, installed = true): Promise<TeamsPerson> => teamsPerson(house!, persona, { connector, conversationId: `a:chat-${persona}`, installed });

const sends = (): number => connector.received.filter(({ method, activity }) => method === 'POST' && JSON.stringify(activity).includes('"notice"')).length;

describe('what is queued when the application closes', () => {
  test('is sent once when it opens again', async () => {
    const first = await open({ now: '2026-11-23T09:00:00Z' });
    const coordinator = await inChat('coordinator-mhn');
    connector.misbehave({ kind: 'status', status: 503 }, { conversationId: coordinator.user.conversationId });
    const { number } = await reportOf(await inChat('employee-mhn'));
    await tried(first, number, 1);

    const second = await open({ now: '2026-11-23T09:01:00Z' });
    await noticeOf(coordinator, number);
    await settled(second, number);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
    expect((await caseOf(second, 'coordinator-mhn', number)).notices).toContainEqual(expect.objectContaining({ channel: 'teams', state: 'sent', attempts: 2 }));

    const third = await open({ now: '2026-11-23T10:00:00Z' });
    await third.services.dispatcher.sweep();
    await settled(third, number);
    expect(sends()).toBe(2);
  });

  test('waits for its time where that has not come', async () => {
    const boards = officeBoards({ duty: false });
    await open({ boards, now: '2026-11-23T22:00:00Z' });
    const coordinator = await inChat('coordinator-mhn');
    const { number } = await reportOf(await inChat('employee-mhn'));

    const night = await open({ boards, now: '2026-11-24T06:00:00Z' });
    await night.services.dispatcher.sweep();
    await settled(night, number);
    expect(sends()).toBe(0);

    const morning = await open({ boards, now: '2026-11-24T07:00:00Z' });
    await noticeOf(coordinator, number);
    await settled(morning, number);
    expect(sends()).toBe(1);
  });

  test('closes only when what is under way is recorded: it is not sent again', async () => {
    const first = await open();
    const coordinator = await inChat('coordinator-mhn');
    connector.misbehave({ kind: 'slow', ms: 800 }, { conversationId: coordinator.user.conversationId });
    const { number } = await reportOf(await inChat('employee-mhn'));
    expect((await stored(first, number)).find(({ id }) => id === 'new:teams')).toMatchObject({ state: 'queued' });
    while (sends() === 0) await new Promise((resume) => setTimeout(resume, 5));

    const second = await open({ now: '2026-11-23T10:00:00Z' });
    await second.services.dispatcher.sweep();
    expect(await settled(second, number)).toContainEqual(expect.objectContaining({ id: 'new:teams', state: 'sent', attempts: 1 }));
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });

  test('the case, its card and its acknowledgement go on as before', async () => {
    await open();
    const coordinator = await inChat('coordinator-mhn');
    const reporter = await inChat('employee-mhn');
    const { number } = await reportOf(reporter);
    const notice = await noticeOf(coordinator, number);

    const second = await open();
    expect((await listOf(second, 'coordinator-mhn')).map((row) => row['number'])).toEqual([number]);
    // The same chat, seen from the reopened house.
    const again = await inChat('coordinator-mhn', false);
    await again.press('Bekräfta', {}, notice);
    await reporter.waitFor('told');
    await settled(second, number);
    expect(reporter.standing.filter(({ card }) => cardName(card) === 'told')).toHaveLength(1);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });

  test('a connected channel stays connected, and an acknowledgement made while Teams was away reaches every card', async () => {
    const first = await open({ now: '2026-11-23T09:00:00Z' });
    const coordinator = await inChat('coordinator-mhn');
    const place = await teamsPerson(first, 'deputy-mhn', { connector, conversationType: 'groupChat', conversationId: '19:line@thread.v2', installed: true });
    await place.say('koppla');
    const { number } = await reportOf(await inChat('employee-mhn'));
    await noticeOf(coordinator, number);
    connector.misbehave({ kind: 'status', status: 500 }, { conversationId: coordinator.user.conversationId });
    await api(first, 'deputy-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 });
    await settled(first, number);

    const second = await open({ now: '2026-11-23T09:10:00Z' });
    await noticeOf(coordinator, number, (card) => JSON.stringify(card).includes(second.nameOf('deputy-mhn')));
    const next = await reportOf(await inChat('employee-mhn', false));
    await settled(second, next.number);
    expect(connector.messages('19:line@thread.v2').filter(({ card }) => cardName(card) === 'notice')).toHaveLength(2);
  });
});

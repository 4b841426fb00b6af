import { testApp, type House } from '../../helpers/app';
import { officeBoards } from '../../helpers/boards';
import { api, caseOf } from '../../helpers/people';
import { textsOf } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, noticesIn, reported, reportOf, settled, stored } from './scene';

let house: House;
afterEach(() => house.dispose());

const teamsState = async (number: string, worker = 'coordinator-mhn') => (await caseOf(house, worker, number)).notices.find(({ channel, about }) => channel === 'teams' && about === 'new');

describe('a recipient who adds the bot later', () => {
  beforeEach(async () => {
    house = await testApp();
  });

  test('gets what waited, each case once; what was acknowledged meanwhile waits no more', async () => {
    const waiting = [await reported(house), await reported(house), await reported(house)];
    const done = await reported(house);
    await api(house, 'deputy-mhn', `/api/cases/${done.number}/commands`, { command: 'acknowledge', version: 1 });
    for (const { number } of waiting) expect(await teamsState(number)).toMatchObject({ recipient: 'coordinator-mhn', state: 'noConversation', attempts: 0 });

    const coordinator = await inTeams(house, 'coordinator-mhn');
    for (const { number } of waiting) {
      await noticeOf(coordinator, number);
      await settled(house, number);
      expect(await teamsState(number)).toMatchObject({ state: 'sent', attempts: 1 });
    }
    await settled(house, done.number);
    await coordinator.say('hjälp');
    for (const { number } of waiting) expect(noticesIn(coordinator, number)).toHaveLength(1);
    expect(noticesIn(coordinator, done.number)).toEqual([]);
  });

  test('gets it as well by merely writing to the bot', async () => {
    const { number } = await reported(house);
    const coordinator = await teamsPerson(house, 'coordinator-mhn');
    await coordinator.say('hej');
    await noticeOf(coordinator, number);
  });

  test('gets no more than is theirs', async () => {
    const line = await reported(house);
    const secret = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'line' } });
    const deputys = await reported(house, house.newcomer('employee-mhn'), { who: { involved: 'reader' } });
    const everybody = [];
    for (const persona of ['coordinator-mhn', 'deputy-mhn', 'independent-mhn', 'elected-recipient-mhn', 'manager-mhn', 'coordinator-amn', 'central']) everybody.push(await inTeams(house, persona));
    const [coordinator, deputy, independent, ...others] = everybody;
    await noticeOf(coordinator!, line.number);
    await noticeOf(deputy!, deputys.number);
    await noticeOf(independent!, secret.number);
    for (const { number } of [line, secret, deputys]) await settled(house, number);
    const got = everybody.map((person) => [line, secret, deputys].map(({ number }) => noticesIn(person, number).length));
    expect(got).toEqual([[1, 0, 0], [0, 0, 1], [0, 1, 0], ...others.map(() => [0, 0, 0])]);
  });

  test('in a group or a channel has not added it for themselves', async () => {
    const { number } = await reported(house);
    for (const conversationType of ['groupChat', 'channel'] as const) await inTeams(house, 'coordinator-mhn', { conversationType });
    expect(await teamsState(number)).toMatchObject({ state: 'noConversation' });
    const after = await reported(house);
    expect(await teamsState(after.number)).toMatchObject({ state: 'noConversation' });
  });

  test('gets everything, however much it is', async () => {
    const reporter = await inTeams(house, house.newcomer('employee-mhn'));
    const numbers: string[] = [];
    for (let count = 0; count < 103; count += 1) numbers.push((await reportOf(reporter)).number);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    for (const number of numbers) await settled(house, number);
    const missing = [];
    for (const number of numbers) if ((await teamsState(number))?.state !== 'sent') missing.push(number);
    expect(missing).toEqual([]);
    expect(numbers.map((number) => noticesIn(coordinator, number).length)).toEqual(numbers.map(() => 1));
  });
});

describe('a recipient who has removed the bot', () => {
  beforeEach(async () => {
    house = await testApp();
  });

  test('has no conversation, which the case says; the workspace has it all the same', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    await coordinator.user.uninstall();
    const { number } = await reported(house);
    expect(await teamsState(number)).toMatchObject({ state: 'noConversation', attempts: 0 });
    expect((await caseOf(house, 'coordinator-mhn', number)).notices).toContainEqual(expect.objectContaining({ channel: 'intranet', state: 'sent' }));
    expect(noticesIn(coordinator, number)).toEqual([]);

    await coordinator.user.install();
    await noticeOf(coordinator, number);
  });

  test('while a notice waited for another try: nothing is sent any more, until they add it again', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    house.connector.misbehave({ kind: 'status', status: 500 }, { conversationId: coordinator.user.conversationId });
    const { number } = await reported(house);
    await settled(house, number);
    await coordinator.user.uninstall();
    house.pass(10_000);
    await house.services.dispatcher.sweep();
    await settled(house, number);
    expect(await teamsState(number)).toMatchObject({ state: 'noConversation' });
    expect(noticesIn(coordinator, number)).toEqual([]);

    await coordinator.user.install();
    await noticeOf(coordinator, number);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });

  test('and acknowledges in the workspace: the card in the old chat is left as it is', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number } = await reported(house);
    const { card } = await noticeOf(coordinator, number);
    await coordinator.user.uninstall();
    await api(house, 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 });
    const notices = await settled(house, number);
    expect(notices.find(({ about }) => about === 'copy')).toMatchObject({ state: 'noConversation' });
    expect(noticesIn(coordinator, number).map((seen) => textsOf(seen.card))).toEqual([textsOf(card)]);
  });
});

describe('a recipient who has moved to another chat', () => {
  test('gets notices in the newest one', async () => {
    house = await testApp();
    const old = await inTeams(house, 'coordinator-mhn');
    const now = await inTeams(house, 'coordinator-mhn');
    const { number } = await reported(house);
    await noticeOf(now, number);
    expect(noticesIn(old, number)).toEqual([]);
  });
});

describe('at night', () => {
  test('adding the bot brings nothing before the board opens', async () => {
    house = await testApp({ boards: officeBoards({ duty: false }), now: '2026-12-23T20:00:00Z' });
    const { number } = await reported(house);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    await settled(house, number);
    expect((await stored(house, number)).find(({ id }) => id === 'new:teams')).toMatchObject({ state: 'queued', nextAt: '2026-12-28T07:00:00.000Z' });
    expect(noticesIn(coordinator, number)).toEqual([]);
    house.setClock('2026-12-28T07:00:00Z');
    await house.services.dispatcher.sweep();
    await noticeOf(coordinator, number);
  });
});

import { t } from '../../../locales';
import { PUBLIC_URL, testApp, type House } from '../../helpers/app';
import { demoBoards } from '../../helpers/boards';
import { actionsOf } from '../../helpers/cardForm';
import type { Shown } from '../../helpers/fakeConnector';
import { api, caseOf } from '../../helpers/people';
import { cardName, reading, textOf, textsOf } from '../../helpers/talker';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { inTeams, reported, requestsTo, settled } from './scene';

const MHN = demoBoards().find(({ code }) => code === 'MHN')?.name.sv ?? '';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

/** What came by itself to the group or channel the person sits in; a channel gets new threads under its own id. */
function arrived(person: TeamsPerson): readonly Shown[] {
  const { conversationId } = person.user;
  const [channel = conversationId] = conversationId.split(';messageid=');
  return house.connector.messages(channel).filter(({ card }) => cardName(card) === 'notice');
}

async function connected(conversationType: 'groupChat' | 'channel' = 'channel', words = 'koppla', persona = 'coordinator-mhn'): Promise<TeamsPerson> {
  const person = await inTeams(house, persona, { conversationType });
  const { card } = await person.say(words);
  expect(reading(card)).toContain(t('sv', 'connect.done', { board: MHN }));
  return person;
}

describe('“koppla”', () => {
  test.each(['groupChat', 'channel'] as const)('a %s then hears that there is a new case, with a link, and nothing about it', async (conversationType) => {
    const place = await connected(conversationType);
    const { number } = await reported(house);
    const notices = await settled(house, number);
    expect(notices.filter(({ recipient }) => recipient.startsWith('place:')).map(({ state }) => state)).toContain('sent');
    const [notice, ...more] = arrived(place);
    expect(more).toEqual([]);
    const card = notice?.card ?? {};
    expect(textsOf(card)).toEqual([t('sv', 'notice.placeTitle'), t('sv', 'notice.place')]);
    expect(actionsOf(card)).toEqual([{ type: 'Action.OpenUrl', title: t('sv', 'notice.open'), url: `${PUBLIC_URL}/workspace` }]);
    expect(JSON.stringify(notice?.activity)).not.toMatch(/MHN-|hotade|Högt|kanariefågel/i);
    await place.say('koppla bort');
  });

  test('what comes of the case is not told there', async () => {
    const place = await connected();
    const { number } = await reported(house);
    await settled(house, number);
    await api(house, 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: 1 });
    await settled(house, number);
    expect(arrived(place)).toHaveLength(1);
    expect(requestsTo(house, place.user.conversationId).filter(({ method }) => method === 'PUT')).toEqual([]);
    await place.say('koppla bort');
  });

  test('the case tells its worker that a place was told, not which', async () => {
    const place = await connected();
    const { number } = await reported(house);
    await settled(house, number);
    const { notices } = await caseOf(house, 'coordinator-mhn', number);
    expect(notices.filter(({ recipient }) => recipient === 'place')).toEqual([expect.objectContaining({ about: 'new', channel: 'teams', state: 'sent', attempts: 1 })]);
    expect(JSON.stringify(notices)).not.toContain('thread');
    await place.say('koppla bort');
  });

  test('twice in the same place still makes one message a case; several places get one each', async () => {
    const first = await connected('channel');
    await first.say('koppla MHN');
    const second = await connected('groupChat', 'koppla mhn', 'deputy-mhn');
    const { number } = await reported(house);
    await settled(house, number);
    expect([arrived(first).length, arrived(second).length]).toEqual([1, 1]);
    for (const place of [first, second]) await place.say('koppla bort');
  });

  test('“koppla bort” ends it', async () => {
    const place = await connected('groupChat');
    const { card } = await place.say('koppla bort');
    expect(reading(card)).toContain(t('sv', 'connect.removed', { board: MHN }));
    const { number } = await reported(house);
    expect((await settled(house, number)).some(({ recipient }) => recipient.startsWith('place:'))).toBe(false);
    expect(arrived(place)).toEqual([]);
  });

  test('a channel is one place, whichever thread one writes in', async () => {
    const thread = (id: number): string => `19:one-channel@thread.tacv2;messageid=${id}`;
    const first = await inTeams(house, 'coordinator-mhn', { conversationType: 'channel', conversationId: thread(1) });
    const second = await inTeams(house, 'deputy-mhn', { conversationType: 'channel', conversationId: thread(2) });
    await first.say('koppla');
    await second.say('koppla');
    const told = await reported(house);
    await settled(house, told.number);
    expect(arrived(first)).toHaveLength(1);
    await second.say('koppla bort');
    const { number } = await reported(house);
    await settled(house, number);
    expect(arrived(first)).toHaveLength(1);
  });

  test('“koppla bort” also stops what waits to be sent', async () => {
    const place = await connected('groupChat');
    house.connector.misbehave({ kind: 'status', status: 500 }, { conversationId: place.user.conversationId });
    const { number } = await reported(house);
    expect((await settled(house, number)).find(({ recipient }) => recipient.startsWith('place:'))).toMatchObject({ state: 'queued', attempts: 1 });
    await place.say('koppla bort');
    house.pass(60_000);
    await house.services.dispatcher.sweep();
    expect((await settled(house, number)).find(({ recipient }) => recipient.startsWith('place:'))).toMatchObject({ state: 'noConversation' });
    expect(arrived(place)).toEqual([]);
  });

  test.each(['employee-mhn', 'manager-mhn', 'independent-mhn', 'elected-recipient-mhn', 'elected-mhn', 'safetyrep-mhn', 'central'])('is refused to %s', async (persona) => {
    for (const words of ['koppla', 'koppla MHN', 'koppla bort MHN']) {
      const person = await inTeams(house, persona, { conversationType: 'channel' });
      expect(reading((await person.say(words)).card)).toContain(t('sv', 'connect.refused'));
    }
    const { number } = await reported(house);
    expect((await settled(house, number)).some(({ recipient }) => recipient.startsWith('place:'))).toBe(false);
  });

  test('connects no other board than one’s own', async () => {
    const place = await inTeams(house, 'coordinator-amn', { conversationType: 'channel' });
    expect(reading((await place.say('koppla MHN')).card)).toContain(t('sv', 'connect.which', { board: 'AMN' }));
    expect(reading((await place.say('koppla')).card)).toContain('Arbetsmarknadsnämnden');
    const { number } = await reported(house);
    await settled(house, number);
    expect(arrived(place)).toEqual([]);
    const other = await reported(house, house.newcomer('employee-amn'));
    await settled(house, other.number);
    expect(arrived(place)).toHaveLength(1);
    await place.say('koppla bort');
  });

  test('in the personal chat it says where to write it', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    expect((await coordinator.say('koppla')).texts).toEqual([t('sv', 'connect.personal')]);
  });
});

describe('a case that is not for the whole line', () => {
  test.each([
    ['employee-mhn', 'reader', 'deputy-mhn'],
    ['employee-mhn', 'deputy', 'coordinator-mhn'],
    ['employee-mhn', 'line', 'independent-mhn'],
    ['employee-mhn', 'unsaid', 'independent-mhn'],
    ['elected-mhn', 'no', 'elected-recipient-mhn'],
    ['elected-mhn', 'reader', 'independent-mhn'],
  ])('from %s with “%s” is not told in any place, only to %s', async (persona, involved, recipient) => {
    const place = await connected();
    const { number } = await reported(house, house.newcomer(persona), { who: { involved } });
    const notices = await settled(house, number);
    expect([...new Set(notices.map((notice) => notice.recipient))]).toEqual([recipient]);
    expect(arrived(place)).toEqual([]);
    await place.say('koppla bort');
  });

  test('a coordinator’s own report is not told there either', async () => {
    const place = await connected();
    const { number, receipt } = await reported(house, 'coordinator-mhn');
    expect(textOf(receipt.card, 'whenRead')).toContain(house.nameOf('deputy-mhn'));
    await settled(house, number);
    expect(arrived(place)).toEqual([]);
    await place.say('koppla bort');
  });
});

import { t } from '../../../locales';
import { testApp, until, type House } from '../../helpers/app';
import { CANARY } from '../../helpers/cardRules';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { api, caseOf, talk } from '../../helpers/people';
import { cardName, reading, textOf, textsOf, titlesOf } from '../../helpers/talker';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { inTeams, noticeOf, noticesIn, reported, reportOf, requestsTo, settled } from './scene';

const NINE = '2026-11-23T08:00:00Z';
const AT_NINE = 'måndag 23 november kl. 09.00';

let house: House;
/** Their names, as the boards file has them. */
let COORDINATOR: string;
let DEPUTY: string;
beforeAll(async () => {
  house = await testApp();
  [COORDINATOR, DEPUTY] = [house.nameOf('coordinator-mhn'), house.nameOf('deputy-mhn')];
});
beforeEach(() => house.setClock(NINE));
afterAll(() => house.dispose());

const acknowledged = (name: string): string => t('sv', 'notice.acknowledged', { name, time: AT_NINE });

/** The card in the chat once it says so; the last change of it came over the wire as an update in place. */
async function broughtUpToDate(person: TeamsPerson, number: string): Promise<{ readonly card: Record<string, unknown>; readonly method: string | undefined }> {
  const { id } = await noticeOf(person, number, (card) => textOf(card, 'settled') !== undefined);
  // Whoever pressed sees it at once, before the chat's own copy is changed.
  const { method } = await until('the notice to be changed', () => requestsTo(house, person.user.conversationId).findLast(({ activityId }) => activityId === id));
  return { card: (await noticeOf(person, number, (card) => textOf(card, 'settled') !== undefined)).card, method };
}

const byApi = async (persona: string, number: string, version = 1) => api(house, persona, `/api/cases/${number}/commands`, { command: 'acknowledge', version });

describe('“Bekräfta”', () => {
  test.each(['invoke', 'submit'] as const)('puts who and when on the card, and takes the button away (%s)', async (via) => {
    const coordinator = await inTeams(house, 'coordinator-mhn', { via });
    const { number } = await reported(house);
    const { card } = await coordinator.press('Bekräfta', {}, await noticeOf(coordinator, number));
    expect(cardName(card)).toBe('notice');
    expect(textsOf(card)[0]).toBe('Ärendet är bekräftat');
    expect(textOf(card, 'settled')).toBe(acknowledged(COORDINATOR));
    expect(titlesOf(card)).toEqual(['Visa']);
    await settled(house, number);
    expect(noticesIn(coordinator, number)).toHaveLength(1);
    expect(await caseOf(house, 'deputy-mhn', number)).toMatchObject({ status: 'acknowledged', version: 2, may: expect.not.arrayContaining(['acknowledge']) });
  });

  test('in the workspace: the card in Teams is changed where it stands', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number } = await reported(house);
    const before = await noticeOf(coordinator, number);
    expect((await byApi('deputy-mhn', number)).status).toBe(200);
    const { card, method } = await broughtUpToDate(coordinator, number);
    expect(method).toBe('PUT');
    expect(textOf(card, 'settled')).toBe(acknowledged(DEPUTY));
    expect(titlesOf(card)).toEqual(['Visa']);
    expect(noticesIn(coordinator, number).map(({ id }) => id)).toEqual([before.id]);
    expect(JSON.stringify(requestsTo(house, coordinator.user.conversationId)).toLowerCase()).not.toContain(CANARY);
  });

  test('by a deputy who comes later says who was first, and changes nothing', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const deputy = await inTeams(house, 'deputy-mhn');
    const { number } = await reported(house);
    await coordinator.press('Bekräfta', {}, await noticeOf(coordinator, number));
    const { card } = await deputy.forge({ a: 'case.acknowledge', number, version: 1 });
    expect(textOf(card, 'note')).toBe(t('sv', 'case.alreadyAcknowledged', { name: COORDINATOR, time: AT_NINE }));
    expect(textOf(card, 'settled')).toBe(acknowledged(COORDINATOR));
    expect(await caseOf(house, 'deputy-mhn', number)).toMatchObject({ version: 2 });
  });

  test('twice by the same person is no news', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number } = await reported(house);
    const notice = await noticeOf(coordinator, number);
    await coordinator.press('Bekräfta', {}, notice);
    const { card } = await coordinator.press('Bekräfta', {}, notice);
    expect([textOf(card, 'note'), textOf(card, 'settled')]).toEqual([undefined, acknowledged(COORDINATOR)]);
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ version: 2 });
  });

  test('by two at once is one acknowledgement, and both cards tell the same', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const deputy = await inTeams(house, 'deputy-mhn');
    for (let round = 0; round < 10; round += 1) {
      const { number } = await reported(house);
      const notice = await noticeOf(coordinator, number);
      const answers = await Promise.all([coordinator.press('Bekräfta', {}, notice), deputy.forge({ a: 'case.acknowledge', number, version: 1 }), byApi('deputy-mhn', number)]);
      const { timeline } = await caseOf(house, 'coordinator-mhn', number);
      const [first, ...more] = timeline.filter(({ kind }) => kind === 'acknowledged').map(({ by }) => (by as { name: string }).name);
      expect(more).toEqual([]);
      expect(answers.slice(0, 2).map((answer) => 'card' in answer && textOf(answer.card, 'settled'))).toEqual([acknowledged(first ?? ''), acknowledged(first ?? '')]);
    }
  });

  test('on a card that shows an older version counts: the reporter had only added something', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number, reporter } = await reported(house);
    const notice = await noticeOf(coordinator, number);
    await reporter.press('follow.start');
    await reporter.press('follow.save', { type: 'threat' });
    const { card } = await coordinator.press('Bekräfta', {}, notice);
    expect(textOf(card, 'settled')).toBe(acknowledged(COORDINATOR));
    expect((await byApi('deputy-mhn', number, 1)).body).toMatchObject({ status: 409, code: 'stale_version' });
  });

  test('of a report that was withdrawn meanwhile says so', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number, reporter } = await reported(house);
    const notice = await noticeOf(coordinator, number);
    await reporter.press('withdraw.ask');
    await reporter.press('withdraw.confirm');
    const { card } = await coordinator.press('Bekräfta', {}, notice);
    expect([textsOf(card)[0], textOf(card, 'settled')]).toEqual([t('sv', 'notice.titleClosed'), t('sv', 'notice.withdrawn', { time: AT_NINE })]);
    expect((await broughtUpToDate(coordinator, number)).method).toBe('PUT');
  });

  test('while the notice is on its way: the card that arrives is brought up to date', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const serve = house.connector.misbehave({ kind: 'slow', ms: 400 }, { conversationId: coordinator.user.conversationId });
    const { number } = await reported(house);
    await until('the notice to be under way', () => requestsTo(house, coordinator.user.conversationId).some(({ activity }) => JSON.stringify(activity).includes(number)));
    expect((await byApi('deputy-mhn', number)).status).toBe(200);
    serve();
    expect(textOf((await broughtUpToDate(coordinator, number)).card, 'settled')).toBe(acknowledged(DEPUTY));
    expect(noticesIn(coordinator, number)).toHaveLength(1);
  });
});

describe('the reporter is told', () => {
  const TOLD = (number: string): readonly string[] => [t('sv', 'told.title'), t('sv', 'told.body', { name: COORDINATOR, number, time: AT_NINE })];

  test('in Teams, in the personal chat', async () => {
    const { number, reporter } = await reported(house, house.newcomer('employee-mhn'), { channel: 'teams' });
    await byApi('coordinator-mhn', number);
    expect(textsOf((await reporter.waitFor('told')).card)).toEqual(TOLD(number));
    const { card } = await reporter.press('mine.open');
    expect(textOf(card, 'stands')).toBe(t('sv', 'status.acknowledged', { name: COORDINATOR, time: AT_NINE }));
  });

  test('on the intranet, live, in the conversation where the report was made', async () => {
    const persona = house.newcomer('employee-mhn');
    const { number, reporter } = await reported(house, persona);
    const elsewhere = await DirectLinePerson.arrive(house, persona);
    const teams = await inTeams(house, persona);
    await byApi('coordinator-mhn', number);
    expect(textsOf((await reporter.waitFor('told')).card)).toEqual(TOLD(number));
    await settled(house, number);
    await elsewhere.say('hjälp');
    for (const other of [elsewhere, teams]) expect(other.standing.map(({ card }) => cardName(card))).not.toContain('told');
  });

  test('in the language of the report', async () => {
    const { number, reporter } = await reported(house, house.newcomer('employee-mhn'), { locale: 'en' });
    await byApi('coordinator-mhn', number);
    expect(reading((await reporter.waitFor('told')).card)).toContain('Monday 23 November at 09:00');
  });

  test('also where the name is hidden, though whoever acknowledged does not see who it is', async () => {
    const persona = house.newcomer('employee-mhn');
    const { number, reporter } = await reported(house, persona, { who: { visibility: 'hidden' } });
    const answer = await byApi('coordinator-mhn', number);
    expect(JSON.stringify(answer.body)).not.toContain(house.nameOf(persona));
    expect(answer.body['notices']).toEqual(expect.arrayContaining([expect.objectContaining({ about: 'told', recipient: 'reporter', channel: 'directline' })]));
    await reporter.waitFor('told');
  });

  test('once, with no word of the story', async () => {
    const { number, reporter } = await reported(house, house.newcomer('employee-mhn'), { channel: 'teams' });
    await Promise.all([byApi('coordinator-mhn', number), byApi('deputy-mhn', number)]);
    await reporter.waitFor('told');
    await settled(house, number);
    await house.services.dispatcher.sweep();
    await settled(house, number);
    const told = reporter.standing.filter(({ card }) => cardName(card) === 'told');
    expect(told).toHaveLength(1);
    expect(JSON.stringify(told).toLowerCase()).not.toContain(CANARY);
  });

  test('never when anonymous: nothing is queued, nothing comes', async () => {
    const nobody = await talk(house, 'directline', 'anonymous');
    await nobody.say('rapportera');
    await nobody.press('safety.answer/no', { board: 'MHN', category: 'employee' });
    await nobody.press('report.next/who');
    const receipt = await nobody.press('report.next/story', { story: 'Det hände något.' });
    const number = textOf(receipt.card, 'caseNumber') ?? '';
    const answer = await byApi('coordinator-mhn', number);
    expect(answer.body).toMatchObject({ status: 'acknowledged', reporter: { visibility: 'anonymous' } });
    expect((await settled(house, number)).map(({ about }) => about)).not.toContain('told');
    await nobody.say('hjälp');
    expect(nobody.standing.map(({ card }) => cardName(card))).not.toContain('told');
  });

  test('where a coordinator reports, it is the deputy who acknowledges', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const deputy = await inTeams(house, 'deputy-mhn');
    const { number } = await reportOf(coordinator);
    await deputy.press('Bekräfta', {}, await noticeOf(deputy, number));
    const { card } = await coordinator.waitFor('told');
    expect(reading(card)).toContain(DEPUTY);
    expect(noticesIn(coordinator, number).map((seen) => cardName(seen.card))).toEqual(['receipt', 'told']);
  });
});

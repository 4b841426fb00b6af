import { t } from '../../../locales';
import { PUBLIC_URL, testApp, until, type House } from '../../helpers/app';
import { CANARY, typedWords } from '../../helpers/cardRules';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { CHANNELS, api, caseOf, report, talk, type Channel, type ReportChoices } from '../../helpers/people';
import { cardName, reading, textOf, titlesOf, type Talker } from '../../helpers/talker';
import { teamsPerson, type TeamsPerson } from '../../helpers/teamsPerson';

const STORY = typedWords('Han hotade mig i går på torget.');

let house: House;
let coordinator: TeamsPerson;
beforeAll(async () => {
  house = await testApp();
  coordinator = await teamsPerson(house, 'coordinator-mhn', { installed: true });
});
afterAll(() => house.dispose());

async function reported(person: Talker, choices: ReportChoices = {}): Promise<string> {
  return textOf((await report(person, { story: { story: STORY }, ...choices })).card, 'caseNumber') ?? '';
}
/** The coordinator's card about that case. */
const arrived = (number: string) => coordinator.waitFor('notice', (card) => reading(card).includes(number));
const employee = (channel: Channel = 'teams'): Promise<Talker> => talk(house, channel, house.newcomer('employee-mhn'));
const notices = async (number: string, about: string, worker = 'coordinator-mhn') => (await caseOf(house, worker, number)).notices.filter((notice) => notice.about === about);
const acknowledgeByApi = async (persona: string, number: string) => api(house, persona, `/api/cases/${number}/commands`, { command: 'acknowledge', version: (await caseOf(house, persona, number)).version });

describe('the coordinator’s notice in Teams', () => {
  test('says number, severity and time, and nothing that anybody wrote', async () => {
    const number = await reported(await employee('directline'));
    const { card } = await arrived(number);
    expect(reading(card).split('\n')).toEqual([t('sv', 'notice.title'), `${t('sv', 'notice.number')}: ${number}`, `${t('sv', 'notice.severity')}: ${t('sv', 'severity.high')}`, `${t('sv', 'notice.received')}: måndag 23 november kl. 10.00`]);
    const sent = JSON.stringify(coordinator.user.messages.map(({ activity }) => activity));
    for (const secret of [CANARY, 'torget', house.nameOf('employee-mhn')]) expect(sent).not.toContain(secret);
    await until('the outcome', async () => (await notices(number, 'new')).some(({ channel, state, attempts }) => channel === 'teams' && state === 'sent' && attempts === 1));
  });

  test('is in the language the coordinator chose', async () => {
    await coordinator.say('english');
    const number = await reported(await employee());
    expect(reading((await arrived(number)).card)).toContain(t('en', 'notice.title'));
    await coordinator.say('svenska');
  });

  test('"Visa" shows the case, words inert, to whoever may see it', async () => {
    const number = await reported(await employee());
    const { cards } = await coordinator.press('case.show', {}, await arrived(number));
    const shown = cards.find((card) => cardName(card) === 'case');
    expect(reading(shown!)).toContain(STORY);
    expect(reading(shown!)).toMatch(new RegExp(`${house.nameOf('employee-mhn')} \\d`));
    expect(JSON.stringify(shown!['actions'])).toContain(`${PUBLIC_URL}/workspace#/cases/${number}`);
    expect((await caseOf(house, 'coordinator-mhn', number)).status).toBe('received');
  });

  test('shows nothing to somebody who got hold of the card', async () => {
    const number = await reported(await employee());
    for (const persona of ['employee-mhn', 'manager-mhn', 'safetyrep-mhn', 'independent-mhn', 'elected-recipient-mhn', 'central', 'coordinator-amn', 'deputy-amn']) {
      const other = await teamsPerson(house, persona, { installed: true });
      const answer = await other.forge({ a: 'case.show', number });
      expect(reading(answer.card)).toBe(t('sv', 'notice.gone'));
      expect(JSON.stringify(answer)).not.toContain(CANARY);
      await other.forge({ a: 'case.acknowledge', number, version: 1 });
    }
    expect((await caseOf(house, 'coordinator-mhn', number)).status).toBe('received');
  });
});

describe.each(CHANNELS)('acknowledging a report made in %s', (channel) => {
  test('is shown on the card with who and when, and told the reporter where the report was made', async () => {
    const person = await employee(channel);
    const number = await reported(person);
    const { card } = await coordinator.press('case.acknowledge', {}, await arrived(number));
    expect(cardName(card)).toBe('notice');
    expect(textOf(card, 'settled')).toBe(t('sv', 'notice.acknowledged', { name: house.nameOf('coordinator-mhn'), time: 'måndag 23 november kl. 10.00' }));
    expect(titlesOf(card)).toEqual([t('sv', 'notice.show')]);
    const told = await person.waitFor('told');
    expect(reading(told.card)).toContain(t('sv', 'told.body', { name: house.nameOf('coordinator-mhn'), number, time: 'måndag 23 november kl. 10.00' }));
    const seen = await caseOf(house, 'coordinator-mhn', number);
    expect(seen).toMatchObject({ status: 'acknowledged', may: [] });
    expect(seen.timeline.at(-1)).toMatchObject({ kind: 'acknowledged', by: { role: 'worker', name: house.nameOf('coordinator-mhn') } });
    expect(reading((await person.press('mine.open', {}, told)).card)).toContain(house.nameOf('coordinator-mhn'));
    await until('the outcome', async () => (await notices(number, 'told')).some(({ recipient, state }) => recipient === 'reporter' && state === 'sent'));
  });

  test('by the deputy in the workspace changes the coordinator’s card, and who was first is said to who comes second', async () => {
    const number = await reported(await employee(channel));
    const old = { ...(await arrived(number)) };
    expect((await acknowledgeByApi('deputy-mhn', number)).status).toBe(200);
    const { card } = await coordinator.waitFor('notice', (one) => reading(one).includes(number) && textOf(one, 'settled') !== undefined);
    expect(textOf(card, 'settled')).toContain(house.nameOf('deputy-mhn'));
    const late = await coordinator.press('case.acknowledge', {}, old);
    expect(textOf(late.card, 'note')).toBe(t('sv', 'case.alreadyAcknowledged', { name: house.nameOf('deputy-mhn'), time: 'måndag 23 november kl. 10.00' }));
    expect((await caseOf(house, 'coordinator-mhn', number)).timeline.filter(({ kind }) => kind === 'acknowledged')).toHaveLength(1);
  });

  test('at the same moment by two is done once, and the reporter hears it once', async () => {
    const person = await employee(channel);
    const number = await reported(person);
    const notice = await arrived(number);
    const deputy = await teamsPerson(house, 'deputy-mhn', { installed: true });
    const { version } = await caseOf(house, 'coordinator-mhn', number);
    await Promise.all([coordinator.press('case.acknowledge', {}, notice), deputy.forge({ a: 'case.acknowledge', number, version }), acknowledgeByApi('deputy-mhn', number)]);
    const first = (await caseOf(house, 'coordinator-mhn', number)).timeline.filter(({ kind }) => kind === 'acknowledged');
    expect(first).toHaveLength(1);
    await person.waitFor('told');
    await until('everything to be sent', async () => (await caseOf(house, 'coordinator-mhn', number)).notices.every(({ state }) => state !== 'queued'));
    expect(person.standing.filter(({ card }) => cardName(card) === 'told')).toHaveLength(1);
  });

  test('after something was added since the notice is no mistake', async () => {
    const person = await employee(channel);
    const number = await reported(person);
    const notice = await arrived(number);
    await person.press('follow.start');
    await person.press('follow.save', { before: 'yes' });
    await coordinator.press('case.acknowledge', {}, notice);
    expect((await caseOf(house, 'coordinator-mhn', number)).status).toBe('acknowledged');
  });
});

describe('an anonymous report', () => {
  test('is acknowledged like any other, and nobody is told, for nobody is known', async () => {
    const person = await DirectLinePerson.arrive(house, 'anonymous');
    const number = await reported(person, { place: { board: 'MHN', category: 'employee' } });
    const notice = await arrived(number);
    const { cards } = await coordinator.press('case.show', {}, notice);
    expect(cards.map(reading).join()).toContain(t('sv', 'case.reporterAnonymous'));
    await coordinator.press('case.acknowledge', {}, notice);
    await until('everything to be sent', async () => (await caseOf(house, 'coordinator-mhn', number)).notices.every(({ state }) => state !== 'queued'));
    expect(await notices(number, 'told')).toEqual([]);
    await person.say('mina ärenden');
    expect(person.standing.map(({ card }) => cardName(card))).not.toContain('told');
    expect(reading((await person.press('mine.open')).card)).toContain(house.nameOf('coordinator-mhn'));
  });
});

describe('a report with the name hidden', () => {
  test('is told its reporter all the same when it is acknowledged', async () => {
    const person = await employee();
    const number = await reported(person, { who: { visibility: 'hidden' } });
    await coordinator.press('case.acknowledge', {}, await arrived(number));
    expect(reading((await person.waitFor('told')).card)).toContain(house.nameOf('coordinator-mhn'));
  });
});

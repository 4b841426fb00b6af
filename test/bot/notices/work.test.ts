import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { boardsInTeams } from '../../helpers/boards';
import { actionMeant, cardName, reading, textOf, textsOf, titlesOf, type Talker } from '../../helpers/talker';
import type { TeamsPerson } from '../../helpers/teamsPerson';
import { typedWords } from '../../helpers/cardRules';
import { caseOf } from '../../helpers/people';
import { work } from '../../helpers/working';
import { inTeams, noticeOf, noticesIn, quiet, reported, settled, stored } from './scene';

const NINE = '2026-11-23T08:00:00Z';
const SECRET = typedWords('Det här får ingen annan läsa.');

let house: House;
beforeAll(async () => (house = await testApp({ boards: boardsInTeams(), now: NINE })));
afterAll(() => house.dispose());

const by = (persona: string, number: string, command: string, fields = {}) => work(house, persona, number, command, fields);

/** A case that has been acknowledged, whose reporter has heard that it was. */
async function begun(choices: Parameters<typeof reported>[2] = {}): Promise<{ readonly number: string; readonly reporter: Talker }> {
  const one = await reported(house, house.newcomer('employee-mhn'), choices);
  await by('coordinator-mhn', one.number, 'acknowledge');
  await one.reporter.waitFor('told');
  return one;
}

const toldOf = (reporter: Talker, title: Parameters<typeof t>[1]) => reporter.waitFor('told', (card) => textsOf(card)[0] === t('sv', title));
const heardOf = (person: TeamsPerson, number: string, title: Parameters<typeof t>[1]) => noticeOf(person, number, (card) => textsOf(card)[0] === t('sv', title));

describe('the reporter is told where the report was made, never in anybody’s words', () => {
  test.each(['directline', 'teams'] as const)('of a question, which is read where the case is opened (%s)', async (channel) => {
    const { number, reporter } = await begun({ channel });
    await by('coordinator-mhn', number, 'ask', { text: SECRET });
    const { card } = await toldOf(reporter, 'told.asked.title');
    expect(textsOf(card)).toEqual([t('sv', 'told.asked.title'), t('sv', 'told.asked', { number })]);
    expect(JSON.stringify(card)).not.toContain('ingen annan läsa');
    const opened = await reporter.press('mine.open', {}, await toldOf(reporter, 'told.asked.title'));
    expect(JSON.stringify(opened.card)).toContain('ingen annan läsa');
  });

  test('of word, of a manager who must know, of a moved date, of the closing and the reopening', async () => {
    const { number, reporter } = await begun();
    await by('coordinator-mhn', number, 'reply', { text: SECRET });
    await toldOf(reporter, 'told.informed.title');
    await by('coordinator-mhn', number, 'announceReferral', { reason: SECRET });
    await toldOf(reporter, 'told.referralAnnounced.title');
    await by('coordinator-mhn', number, 'moveDate', { clock: 'feedback', due: '2026-12-23', reason: SECRET });
    await toldOf(reporter, 'told.dateMoved.title');
    await by('coordinator-mhn', number, 'close', { outcome: 'measures', told: SECRET, learnt: SECRET });
    await toldOf(reporter, 'told.closed.title');
    await by('coordinator-mhn', number, 'reopen', { reason: SECRET });
    await toldOf(reporter, 'told.reopened.title');
    const cards = reporter.standing.filter(({ card }) => cardName(card) === 'told');
    expect(cards).toHaveLength(6);
    expect(JSON.stringify(cards)).not.toContain('ingen annan läsa');
  });

  test('each time a hidden name is seen; the second person is asked, and whoever asked hears the answer', async () => {
    const [coordinator, independent] = [await inTeams(house, 'coordinator-mhn'), await inTeams(house, 'independent-mhn')];
    const { number, reporter } = await begun({ who: { visibility: 'hidden' } });
    await by('coordinator-mhn', number, 'revealName', { reason: SECRET });
    const { card } = await heardOf(independent, number, 'notice.nameRequested.title');
    expect(actionMeant(card, t('sv', 'notice.openCase'))).toMatchObject({ type: 'Action.OpenUrl', url: expect.stringContaining(`/workspace#/cases/${number}`) });
    expect(JSON.stringify(card)).not.toContain('ingen annan läsa');
    await by('independent-mhn', number, 'approveName');
    await toldOf(reporter, 'told.nameRevealed.title');
    await heardOf(coordinator, number, 'notice.nameApproved.title');
  });
});

describe('the board’s people hear of what concerns them', () => {
  test('whoever has it of an answer at once, and of what is added after a while', async () => {
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number, reporter } = await begun();
    await reporter.press('mine.open');
    await reporter.press('dialogue.reply', { reply: SECRET });
    const { card } = await heardOf(coordinator, number, 'notice.replied.title');
    expect(titlesOf(card)).toEqual(['Visa', t('sv', 'notice.openCase')]);
    await reporter.press('follow.start');
    await reporter.sendFiles([{ name: 'bild.png', contentType: 'image/png', bytes: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') }]);
    await settled(house, number);
    expect(noticesIn(coordinator, number).map((seen) => textsOf(seen.card)[0])).not.toContain(t('sv', 'notice.added.title'));
    house.pass(10 * 60_000);
    await house.services.dispatcher.sweep();
    await heardOf(coordinator, number, 'notice.added.title');
  });

  test('a manager of what is referred, and whoever is to have it after a conflict, not whoever is out', async () => {
    const [manager, coordinator, deputy] = [await inTeams(house, 'manager-mhn'), await inTeams(house, 'coordinator-mhn'), await inTeams(house, 'deputy-mhn')];
    const { number } = await begun({ who: { visibility: 'coordinatorAndManager' } });
    await by('coordinator-mhn', number, 'refer', { to: 'manager-mhn' });
    const { card } = await heardOf(manager, number, 'notice.referred.title');
    expect(titlesOf(card)).toContain(t('sv', 'notice.openCase'));

    await settled(house, number);
    const before = noticesIn(coordinator, number).length;
    await by('coordinator-mhn', number, 'declareConflict');
    await heardOf(deputy, number, 'notice.assigned.title');
    await by('deputy-mhn', number, 'assess');
    await settled(house, number);
    expect(noticesIn(coordinator, number)).toHaveLength(before);
    expect((await stored(house, number)).filter(({ recipient, state }) => recipient === 'coordinator-mhn' && state === 'queued')).toEqual([]);
  });
});

test('the independent recipient hears who declared a conflict of somebody else, and is shown nothing of the case', async () => {
  const independent = await inTeams(house, 'independent-mhn');
  const { number } = await begun();
  await by('coordinator-mhn', number, 'declareConflict', { person: 'manager-mhn', reason: SECRET });
  const { card } = await heardOf(independent, number, 'notice.conflict.title');
  expect([textsOf(card)[1], titlesOf(card)]).toEqual([t('sv', 'notice.conflict', { name: house.nameOf('coordinator-mhn') }), []]);
  expect(reading(card)).not.toMatch(/ingen annan läsa|hotade/);
});

describe('aftercare', () => {
  test('asks on the day that was agreed; yes is told whoever is to call, and stop ends it', async () => {
    house.setClock(NINE);
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number, reporter } = await begun({ channel: 'teams' });
    await by('coordinator-mhn', number, 'agreeAftercare', { on: ['2026-11-25', '2026-11-27', '2026-12-02'], owner: 'coordinator' });
    house.setClock('2026-11-25T07:59:00Z');
    await quiet(house);
    expect(reporter.standing.map(({ card }) => cardName(card))).not.toContain('care');
    house.setClock('2026-11-25T08:00:00Z');
    await quiet(house);
    const asked = await reporter.waitFor('care');
    expect([textsOf(asked.card)[0], titlesOf(asked.card)]).toEqual([t('sv', 'told.care.title'), ['Ja', 'Nej', 'Sluta fråga']]);
    expect(textOf((await reporter.press('Ja', {}, asked)).card, 'care')).toBe(t('sv', 'told.care.saidYes'));
    await heardOf(coordinator, number, 'notice.careYes.title');
    const { version } = await caseOf(house, 'coordinator-mhn', number);
    await reporter.forge({ a: 'care.answer', number, on: '2026-11-25', answer: 'yes' });
    expect((await caseOf(house, 'coordinator-mhn', number)).version).toBe(version);

    house.setClock('2026-11-27T08:00:00Z');
    await quiet(house);
    await reporter.press('Sluta fråga', {}, await reporter.waitFor('care', (card) => titlesOf(card).includes('Ja')));
    house.setClock('2026-12-09T08:00:00Z');
    await quiet(house);
    expect(noticesIn(coordinator, number).map(({ card }) => textsOf(card)[0])).not.toContain(t('sv', 'notice.call.title'));
    expect(reporter.standing.filter(({ card }) => titlesOf(card).includes('Sluta fråga'))).toEqual([]);
  });

  test('silence for two working days makes it theirs to call', async () => {
    house.setClock('2026-12-09T09:00:00Z');
    const coordinator = await inTeams(house, 'coordinator-mhn');
    const { number, reporter } = await begun({ channel: 'teams' });
    await by('coordinator-mhn', number, 'agreeAftercare', { on: ['2026-12-11'], owner: 'coordinator' });
    house.setClock('2026-12-11T08:00:00Z');
    await quiet(house);
    await reporter.waitFor('care');
    house.setClock('2026-12-15T08:00:00Z');
    await quiet(house);
    expect(textsOf((await heardOf(coordinator, number, 'notice.call.title')).card)).toContain(t('sv', 'notice.call.silent'));
  });

  test('a question that nobody asked is no answer', async () => {
    const { number, reporter } = await begun({ channel: 'teams' });
    const { card } = await reporter.forge({ a: 'care.answer', number, on: '2026-12-11', answer: 'yes' });
    expect(textsOf(card)).toContain(t('sv', 'told.care.gone'));
  });

  test('a yes from before other days were agreed on asks again; “stop asking” holds at once', async () => {
    const { number, reporter } = await begun({ channel: 'teams' });
    await by('coordinator-mhn', number, 'agreeAftercare', { on: ['2026-12-21'], owner: 'coordinator' });
    const { version } = await caseOf(house, 'coordinator-mhn', number);
    await by('coordinator-mhn', number, 'agreeAftercare', { on: ['2026-12-21', '2026-12-28'], owner: 'coordinator' });
    const { card } = await reporter.forge({ a: 'care.answer', number, on: '2026-12-21', answer: 'yes', version });
    expect([cardName(card), textOf(card, 'meanwhile'), (await caseOf(house, 'coordinator-mhn', number)).version]).toEqual(['care', t('sv', 'meanwhile.care'), version + 1]);
    expect(textOf((await reporter.press('Ja')).card, 'care')).toBe(t('sv', 'told.care.saidYes'));
    const { card: stopped } = await reporter.forge({ a: 'care.answer', number, on: '2026-12-28', answer: 'stop', version });
    expect(textOf(stopped, 'care')).toBe(t('sv', 'told.care.saidStop'));
  });
});

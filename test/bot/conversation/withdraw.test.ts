import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { CHANNELS, api, caseOf, report, talk } from '../../helpers/people';
import { cardName, reading, textOf, titlesOf } from '../../helpers/talker';
import { work } from '../../helpers/working';
import { teamsPerson } from '../../helpers/teamsPerson';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

describe.each(CHANNELS)('taking a report back in %s', (channel) => {
  const reported = async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    return { person, number };
  };

  test('says what it means first, and nothing happens when it is kept', async () => {
    const { person, number } = await reported();
    const { version } = await caseOf(house, 'coordinator-mhn', number);
    const { card } = await person.press('withdraw.ask');
    expect(reading(card)).toContain(t('sv', 'withdraw.body', { number }));
    expect(reading(card)).toContain(t('sv', 'withdraw.danger'));
    const { card: kept } = await person.press('withdraw.keep');
    expect(reading(kept)).toContain(t('sv', 'withdraw.kept', { number }));
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ version, status: 'received' });
  });

  test('closes the case, which the worker sees with who and when, and keeps what was told', async () => {
    const { person, number } = await reported();
    await person.say('ta tillbaka');
    const { card } = await person.press('withdraw.confirm');
    expect(cardName(card)).toBe('status');
    expect(reading(card)).toContain(t('sv', 'withdraw.done', { number }));
    expect(titlesOf(card)).not.toContain(t('sv', 'receipt.withdraw'));
    const seen = await caseOf(house, 'coordinator-mhn', number);
    expect(seen).toMatchObject({ status: 'closed', may: expect.not.arrayContaining(['acknowledge', 'reopen']) });
    expect(seen.timeline.at(-1)).toMatchObject({ kind: 'withdrawn', by: { role: 'reporter' } });
    expect(seen.answers.map(({ id }) => id)).toContain('story');
    const command = await api(house, 'coordinator-mhn', `/api/cases/${number}/commands`, { command: 'acknowledge', version: seen.version });
    expect([command.status, command.body['code']]).toEqual([409, 'case_closed']);
  });

  test('on a card from before something happened shows that first; what the reporter is not told of stops nothing', async () => {
    const quiet = await reported();
    await quiet.person.press('withdraw.ask');
    await work(house, 'coordinator-mhn', quiet.number, 'setWorkplace', { workplace: 'Enheten' });
    expect(reading((await quiet.person.press('withdraw.confirm')).card)).toContain(t('sv', 'withdraw.done', { number: quiet.number }));

    const { person, number } = await reported();
    await person.press('withdraw.ask');
    await work(house, 'coordinator-mhn', number, 'acknowledge');
    const { card } = await person.press('withdraw.confirm');
    expect([cardName(card), textOf(card, 'meanwhile')]).toEqual(['withdraw', expect.stringContaining(t('sv', 'status.step.acknowledged.by', { name: house.nameOf('coordinator-mhn') }))]);
    expect(await caseOf(house, 'coordinator-mhn', number)).toMatchObject({ status: 'acknowledged', version: 2 });
    expect(reading((await person.press('withdraw.confirm')).card)).toContain(t('sv', 'withdraw.done', { number }));
  });

  test('twice says that it is closed', async () => {
    const { person, number } = await reported();
    await person.press('withdraw.ask');
    const ask = { ...person.standing.at(-1)! };
    await person.press('withdraw.confirm');
    const { card } = await person.press('withdraw.confirm', {}, ask);
    expect(reading(card)).toContain(t('sv', 'error.closed'));
    expect((await caseOf(house, 'coordinator-mhn', number)).timeline.filter((event) => event['kind'] === 'withdrawn')).toHaveLength(1);
    expect(reading((await person.say('ta tillbaka')).card)).toContain(t('sv', 'error.closed'));
  });

  test('without any report says so', async () => {
    const person = await talk(house, channel, house.newcomer('employee-mhn'));
    expect((await person.say('ta tillbaka')).cards).toHaveLength(1);
  });

  test('brings the coordinator’s card up to date', async () => {
    const coordinator = await teamsPerson(house, 'coordinator-mhn', { installed: true });
    const { person, number } = await reported();
    await coordinator.waitFor('notice', (card) => reading(card).includes(number));
    await person.press('withdraw.ask');
    await person.press('withdraw.confirm');
    const notice = await coordinator.waitFor('notice', (one) => reading(one).includes(number) && textOf(one, 'settled') !== undefined);
    const { card } = notice;
    expect(reading(card)).toContain(t('sv', 'notice.titleClosed'));
    expect(titlesOf(card)).not.toContain(t('sv', 'notice.acknowledge'));
    const { card: shown } = await coordinator.press('case.show', {}, notice);
    expect(reading(shown)).toContain(t('sv', 'notice.titleClosed'));
  });
});

import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { boardsInTeams } from '../../helpers/boards';
import { typedWords } from '../../helpers/cardRules';
import { openedRows, rawText } from '../../helpers/dump';
import { CHANNELS, api, caseOf, report, talk } from '../../helpers/people';
import { reading, textOf } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';

/** A name that stands in no other text. */
const NAME = 'Vendela Provkvist';
const boards = boardsInTeams().map((board) => ({ ...board, people: board.people.map((person) => (person.id === 'employee-mhn' ? { ...person, name: NAME } : person)) }));
const STORY = typedWords('Han hotade mig i går.');

let house: House;
beforeEach(async () => {
  house = await testApp({ boards });
});
afterEach(() => house.dispose());

const AAD = boards.flatMap((board) => board.people).find(({ id }) => id === 'employee-mhn')?.aadObjectId ?? '';

describe.each(CHANNELS)('a name hidden by its reporter in %s', (channel) => {
  async function hidden(visibility = 'hidden') {
    const coordinator = await teamsPerson(house, 'coordinator-mhn', { installed: true });
    const person = await talk(house, channel, 'employee-mhn');
    const { card } = await report(person, { who: { visibility }, story: { story: STORY } });
    return { person, coordinator, number: textOf(card, 'caseNumber') ?? '' };
  }

  test('is nowhere for the coordinator: notice, case in Teams, list, detail, a later answer', async () => {
    const { person, coordinator, number } = await hidden();
    await person.press('follow.start');
    await person.press('follow.save', { before: 'yes' });
    await coordinator.waitFor('notice');
    const shown = await coordinator.press('case.show');
    const card = shown.cards.find((one) => reading(one).includes(t('sv', 'case.title', { number })));
    expect(reading(card!)).toContain(t('sv', 'case.reporterHidden'));
    const detail = await api(house, 'coordinator-mhn', `/api/cases/${number}`);
    expect((detail.body as { reporter: object }).reporter).toEqual({ category: 'employee', forSomeoneElse: false, visibility: 'hidden' });
    const list = await api(house, 'coordinator-mhn', '/api/cases');
    await coordinator.press('case.acknowledge');
    const everything = JSON.stringify([detail, list, shown, coordinator.user.messages, house.connector.messages(coordinator.user.conversationId), await api(house, 'coordinator-mhn', `/api/cases/${number}`)]);
    for (const trace of [NAME, AAD, 'employee-mhn']) expect(everything).not.toContain(trace);
  });

  test('stands apart from the case in the store', async () => {
    const { number } = await hidden();
    await house.stop();
    const rows = await openedRows(house.dataDir);
    const traces = [NAME, AAD, 'employee-mhn'];
    for (const row of rows.filter(({ container }) => container === 'cases')) for (const trace of traces) expect(row.text).not.toContain(trace);
    const identities = rows.filter(({ container }) => container === 'identities');
    expect(identities).toHaveLength(1);
    expect(identities[0]?.text).toContain(number);
    expect(identities[0]?.text).toContain(NAME);
    expect(identities[0]?.text).not.toContain('kanarie');
    // And who has the files reads it nowhere.
    expect(await rawText(house.dataDir)).not.toContain(NAME);
    expect(rows.filter(({ text }) => text.includes(NAME)).map(({ container }) => container)).toEqual(['identities']);
  });

  test('is not in what the server logs', async () => {
    await hidden();
    expect(JSON.stringify(house.logged)).not.toContain(NAME);
  });

  test('is told the coordinator where it was not hidden', async () => {
    const { coordinator, number } = await hidden('coordinator');
    await coordinator.waitFor('notice');
    const shown = await coordinator.press('case.show');
    expect(shown.cards.map(reading).join('\n')).toContain(NAME);
    expect((await caseOf(house, 'coordinator-mhn', number)).reporter.name).toBe(NAME);
    // The notice itself tells nobody who looks over a shoulder.
    expect(reading((await coordinator.waitFor('notice')).card)).not.toContain(NAME);
  });
});

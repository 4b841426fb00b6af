import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { boardsInTeams } from '../../helpers/boards';
import { typedWords } from '../../helpers/cardRules';
import { DirectLinePerson } from '../../helpers/directLinePerson';
import { CHANNELS, api, caseOf, report, talk, type ReportChoices } from '../../helpers/people';
import { cardName, reading, textOf, titlesOf, type Talker } from '../../helpers/talker';
import { tryWork, work } from '../../helpers/working';

let house: House;
beforeAll(async () => {
  house = await testApp();
}, 60_000);
afterAll(() => house.dispose());

const COORDINATOR = 'coordinator-mhn';
const MORNING = '2026-11-23T09:00:00Z';
const SECRET = typedWords('Internt.');

async function reported(person: Talker, choices: ReportChoices = {}): Promise<string> {
  house.setClock(MORNING);
  return textOf((await report(person, choices)).card, 'caseNumber') ?? '';
}
const by = (key: Parameters<typeof t>[1], persona = COORDINATOR): string => t('sv', key, { name: house.nameOf(persona) });
const status = async (person: Talker, number: string): Promise<string> => reading((await person.say(number)).card);

describe.each(CHANNELS)('what a reporter sees of the case in %s', (channel) => {
  const somebody = (): Promise<Talker> => talk(house, channel, house.newcomer('employee-mhn'));

  test('is what has been done, by whom where that may be known, and nothing of the work’s own', async () => {
    const person = await somebody();
    const number = await reported(person);
    await work(house, COORDINATOR, number, 'acknowledge');
    await work(house, COORDINATOR, number, 'assess');
    await work(house, COORDINATOR, number, 'recordContact', { how: 'phone', note: SECRET });
    await work(house, COORDINATOR, number, 'setSeverity', { severity: 'low', reason: SECRET });
    await work(house, COORDINATOR, number, 'setWorkplace', { workplace: 'Hemlig enhet' });
    await work(house, COORDINATOR, number, 'addMeasure', { id: 'm1', what: SECRET, who: 'Åtgärdsägaren', due: '2026-12-01', prevention: 'social' });
    await work(house, COORDINATOR, number, 'addMeasure', { id: 'm2', what: SECRET, who: 'Åtgärdsägaren', due: '2026-12-01', prevention: 'social' });
    await work(house, COORDINATOR, number, 'completeMeasure', { measure: 'm1', effect: SECRET });
    await work(house, COORDINATOR, number, 'notePointedOut', { information: 'postponed', reason: SECRET });
    await work(house, COORDINATOR, number, 'reply', { text: typedWords('Vi har pratat med dem.') });
    const { card } = await person.say(number);
    const shown = reading(card);
    const told = ['status.step.received', 'status.step.assessing', 'status.step.measureDone'] as const;
    for (const key of told) expect(textOf(card, 'timeline')).toContain(t('sv', key));
    for (const key of ['status.step.acknowledged.by', 'status.step.contact.by', 'status.step.informed.by'] as const) expect(textOf(card, 'timeline')).toContain(by(key));
    expect(textOf(card, 'timeline')).toContain(`${t('sv', 'status.step.measure')} ${t('sv', 'status.step.times', { count: 2 })}`);
    expect(textOf(card, 'measures')).toBe(t('sv', 'status.measuresCount', { all: 2, done: 1 }));
    expect(textOf(card, 'dialogue')).toContain('Vi har pratat med dem.');
    for (const internal of ['Internt', 'Hemlig enhet', 'Åtgärdsägaren']) expect(shown).not.toContain(internal);

    await work(house, COORDINATOR, number, 'close', { outcome: 'measures', told: typedWords('Ni får larm.'), learnt: SECRET });
    const { card: closed } = await person.say(number);
    expect(textOf(closed, 'outcome')).toContain(typedWords('Ni får larm.'));
    expect(textOf(closed, 'outcome')).toContain(t('sv', 'status.outcome.measures'));
    expect(textOf(closed, 'stillHeard')).toContain(number);
    expect([reading(closed).includes('Internt'), titlesOf(closed).includes(t('sv', 'welcome.report'))]).toEqual([false, true]);
    await work(house, COORDINATOR, number, 'reopen', { reason: SECRET });
    const again = await status(person, number);
    expect([again.includes(t('sv', 'status.step.reopened')), again.includes('Internt'), again.includes('Ni får larm.')]).toEqual([true, false, false]);
  });

  test('is what comes next and by when, honestly said when it is late', async () => {
    const persona = house.newcomer('employee-mhn');
    const number = await reported(await talk(house, channel, persona));
    await work(house, COORDINATOR, number, 'acknowledge');
    const before = await (await talk(house, channel, persona)).say(number);
    expect(textOf(before.card, 'next')).toContain(t('sv', 'status.next.contact', { time: 'tisdag 24 november' }));
    expect(textOf(before.card, 'next')).toContain(t('sv', 'status.next.feedback', { time: 'måndag 7 december' }));
    house.setClock('2026-11-25T09:00:00Z');
    // Another day, another sign-in.
    const person = await talk(house, channel, persona);
    const late = await person.say(number);
    const phone = house.boards.find(({ code }) => code === 'MHN')?.phones.duty ?? '';
    expect(textOf(late.card, 'next')).toContain(t('sv', 'status.overdue.contact', { time: 'tisdag 24 november' }));
    expect(textOf(late.card, 'next')).toContain(t('sv', 'status.overdue.call', { phone }));
    expect(reading((await person.say('mina ärenden')).card)).toContain(t('sv', 'status.overdue.contact', { time: 'tisdag 24 november' }));
    await work(house, COORDINATOR, number, 'moveDate', { clock: 'contact', due: '2026-11-27', reason: SECRET });
    const moved = await person.say(number);
    expect(textOf(moved.card, 'next')).toContain(t('sv', 'status.next.contact', { time: 'fredag 27 november' }));
    expect(textOf(moved.card, 'timeline')).toContain(t('sv', 'status.step.dateMoved.contact', { time: 'fredag 27 november' }));
    expect(reading(moved.card)).not.toContain('Internt');
    await work(house, COORDINATOR, number, 'recordContact', { how: 'meeting' });
    expect(textOf((await person.say(number)).card, 'next')).not.toContain(t('sv', 'status.next.contact', { time: 'fredag 27 november' }));
  });

  test('tells that a manager must know, and why, before one does; and never who', async () => {
    const person = await somebody();
    const number = await reported(person);
    await work(house, COORDINATOR, number, 'acknowledge');
    expect((await tryWork(house, COORDINATOR, number, 'refer', { to: 'manager-mhn' })).status).toBe(409);
    await work(house, COORDINATOR, number, 'announceReferral', { reason: typedWords('Chefen äger arbetsmiljön.') });
    const first = await status(person, number);
    expect(first).toContain(t('sv', 'status.step.managerAnnounced'));
    expect(first).toContain(typedWords('Chefen äger arbetsmiljön.'));
    await work(house, COORDINATOR, number, 'refer', { to: 'manager-mhn', note: SECRET });
    const then = await status(person, number);
    expect([then.includes(t('sv', 'status.step.managerTold')), then.includes(house.nameOf('manager-mhn')), then.includes('Internt')]).toEqual([true, false, false]);
  });

  test('tells each time that a hidden name was seen: who, when and why', async () => {
    const person = await somebody();
    const number = await reported(person, { who: { visibility: 'hidden' } });
    await work(house, COORDINATOR, number, 'revealName', { reason: typedWords('Behöver ringa.') });
    expect(await status(person, number)).not.toContain('Behöver ringa');
    await work(house, 'deputy-mhn', number, 'approveName');
    const seen = await person.say(number);
    expect(textOf(seen.card, 'timeline')).toContain(by('status.step.nameSeen.by'));
    expect(reading(seen.card)).toContain(typedWords('Behöver ringa.'));
    expect(reading(seen.card)).not.toContain(house.nameOf('deputy-mhn'));

    const critical = await reported(person, { safety: 'yes', who: { visibility: 'hidden' }, story: { story: 'Han har en kniv och hotade att döda mig.' } });
    await work(house, 'deputy-mhn', critical, 'revealName', { reason: typedWords('Fara för livet.') });
    const at = await status(person, critical);
    expect(at).toContain(typedWords('Fara för livet.'));
    expect(at).toContain(t('sv', 'status.step.nameSeenAlone.by', { name: `${house.nameOf('deputy-mhn')} (${t('sv', 'role.deputy')})` }));
  });

  test('asks before IA holds anything of somebody hidden: who reads, what it would hold, yes or no', async () => {
    const person = await somebody();
    const number = await reported(person, { who: { visibility: 'hidden' } });
    await work(house, COORDINATOR, number, 'acknowledge');
    expect(titlesOf((await person.say(number)).card)).not.toContain(t('sv', 'status.ia.yes'));
    await work(house, COORDINATOR, number, 'transferToIa', { state: 'toDo', owner: 'coordinator' });
    const { card } = await person.say(number);
    expect(textOf(card, 'ia')).toContain(t('sv', 'status.ia.what'));
    const asked = { ...person.standing.findLast((one) => cardName(one.card) === 'status')! };
    const { card: no } = await person.press('ia.answer/no');
    expect(textOf(no, 'note')).toBe(t('sv', 'status.ia.saidNo'));
    const { card: yes } = await person.press('ia.answer/yes', {}, asked);
    expect(textOf(yes, 'note')).toBe(t('sv', 'status.ia.saidYes'));
    const { version } = await caseOf(house, COORDINATOR, number);
    await person.press('ia.answer/yes', {}, asked);
    expect(await caseOf(house, COORDINATOR, number)).toMatchObject({ version, ia: { consent: true } });
    // A yes is to what the card said; a no holds at once.
    await work(house, COORDINATOR, number, 'transferToIa', { state: 'failed', owner: 'coordinator', reason: SECRET });
    await person.press('ia.answer/no', {}, asked);
    expect(await caseOf(house, COORDINATOR, number)).toMatchObject({ version: version + 2, ia: { consent: false } });
    const { card: again } = await person.press('ia.answer/yes', {}, asked);
    expect([textOf(again, 'note'), (await caseOf(house, COORDINATOR, number)).version]).toEqual([t('sv', 'meanwhile.ia'), version + 2]);
    await person.press('ia.answer/yes');
    expect(await caseOf(house, COORDINATOR, number)).toMatchObject({ version: version + 3, ia: { consent: true } });
  });
});

describe('dates', () => {
  test('of contact are not promised to somebody whom nobody can reach', async () => {
    const person = await DirectLinePerson.arrive(house, 'anonymous');
    const number = await reported(person, { place: { board: 'MHN', category: 'employee' } });
    await work(house, COORDINATOR, number, 'acknowledge');
    const { card } = await person.say(number);
    expect(textOf(card, 'next')).toBe([t('sv', 'status.next'), t('sv', 'status.next.feedback', { time: 'måndag 7 december' })].join('\n'));
  });

  test('over HTTP stand with each of one’s own cases, with what is next and whether a question waits', async () => {
    const persona = house.newcomer('employee-mhn');
    const number = await reported(await talk(house, 'directline', persona));
    const own = async (): Promise<object> => ((await api(house, persona, '/api/my/cases')).body['items'] as readonly object[])[0]!;
    await work(house, COORDINATOR, number, 'acknowledge');
    expect(await own()).toMatchObject({ number, version: 2, nextStep: { step: 'contact', due: '2026-11-24T22:59:00.000Z', precision: 'day', overdue: false }, dates: { contact: '2026-11-24T22:59:00.000Z', feedback: '2026-12-07T22:59:00.000Z' }, questionWaits: false });
    await work(house, COORDINATOR, number, 'ask', { text: SECRET });
    expect(await own()).toMatchObject({ version: 3, nextStep: { step: 'answer', overdue: false }, questionWaits: true });
    expect(JSON.stringify(await own())).not.toContain('Internt');
    const answered = await api(house, persona, `/api/cases/${number}/commands`, { command: 'reply', version: 3, text: 'Svar' });
    expect(answered).toMatchObject({ status: 200, body: { number, version: 4 } });
    expect(await own()).toMatchObject({ version: 4, questionWaits: false });
    house.setClock('2026-11-25T09:00:00Z');
    expect(await own()).toMatchObject({ nextStep: { step: 'contact', overdue: true } });
    expect((await api(house, persona, `/api/cases/${number}/commands`, { command: 'reply', version: 3, text: 'Gammalt' })).body['code']).toBe('stale_version');
    expect((await api(house, persona, `/api/cases/${number}/commands`, { command: 'reply', version: 4, text: ' ' })).body['code']).toBe('command_invalid');
    await work(house, COORDINATOR, number, 'close', { outcome: 'noMeasures', told: 'Klart.', learnt: 'Inget.' });
    expect(await own()).toMatchObject({ status: 'closed', nextStep: null, dates: {}, questionWaits: false });
    expect((await api(house, persona, `/api/cases/${number}/commands`, { command: 'reply', version: 5, text: 'Sent' })).body['code']).toBe('case_closed');
  });
});

test('where a board has no duty phone no hour is promised and no number made up', async () => {
  const boards = boardsInTeams().map((board) => ({ ...board, phones: {} }));
  const quiet = await testApp({ boards });
  try {
    const person = await talk(quiet, 'directline', 'employee-mhn');
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    await work(quiet, COORDINATOR, number, 'acknowledge');
    quiet.pass(10 * 24 * 3_600_000);
    const later = await talk(quiet, 'directline', 'employee-mhn');
    expect(textOf((await later.say(number)).card, 'next')).toContain(t('sv', 'status.overdue.write'));
  } finally {
    await quiet.dispose();
  }
});

import { t } from '../../../locales';
import { testApp, type House } from '../../helpers/app';
import { caseOf, report, talk } from '../../helpers/people';
import { cardName, choicesOf, inputIds, reading, textOf, valueIn } from '../../helpers/talker';
import { teamsPerson } from '../../helpers/teamsPerson';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

describe('somebody in Teams whom the directory does not know', () => {
  const stranger = (aadObjectId: string | undefined = `unknown-${Math.random()}`) => teamsPerson(house, undefined, { aadObjectId, name: 'Någon Ny', installed: true });

  test('is asked for the board once, with the safety question, and is an employee', async () => {
    const person = await stranger();
    const { card } = await person.say('rapportera');
    expect(inputIds(card)).toEqual(['board']);
    expect(choicesOf(card, 'board')).toEqual(house.boards.map(({ code }) => code));
    await person.press('safety.answer/no', { board: 'AMN' });
    await person.press('report.next/who');
    const { card: receipt } = await person.press('report.next/story', { story: 'Något hände.' });
    const seen = await caseOf(house, 'coordinator-amn', textOf(receipt, 'caseNumber') ?? '');
    expect(seen.reporter).toMatchObject({ category: 'employee', name: 'Någon Ny' });
    const { card: next } = await person.say('rapportera');
    expect(inputIds(next)).toEqual([]);
    expect(reading(next)).toContain('Arbetsmarknadsnämnden');
  });

  test('is asked again when a forged card names a board there is not', async () => {
    const person = await stranger();
    const { card } = await person.say('rapportera');
    const data = (card['actions'] as readonly { data: object }[])[0]?.data;
    const { card: again } = await person.forge({ ...data, board: 'XYZ' });
    expect([cardName(again), textOf(again, 'error:board')]).toEqual(['step:safety', t('sv', 'board.required')]);
    await person.press('safety.answer/no', { board: 'MHN' });
    expect(cardName(person.standing.at(-1)!.card)).toBe('step:who');
  });

  test('is asked after the emergency card, where it was not answered before', async () => {
    const person = await stranger();
    const { card } = await person.say('rapportera');
    const yes = (card['actions'] as readonly { data: Record<string, string> }[]).find(({ data }) => data['answer'] === 'yes')?.data;
    expect(cardName((await person.forge({ ...yes })).card)).toBe('emergency');
    const { card: board } = await person.press('report.safe');
    expect(cardName(board)).toBe('step:board');
    expect(cardName((await person.press('board.save', { board: 'MHN' })).card)).toBe('step:safety');
    expect(cardName((await person.press('safety.answer/no')).card)).toBe('step:who');
  });

  test('sees nothing of anybody’s and can do nothing to it', async () => {
    const owner = await talk(house, 'teams', house.newcomer('employee-mhn'));
    const number = textOf((await report(owner)).card, 'caseNumber') ?? '';
    const person = await stranger('coordinator-mhn');
    const answer = await person.forge({ a: 'case.acknowledge', number, version: 1 });
    expect(reading(answer.card)).toBe(t('sv', 'notice.gone'));
    expect((await caseOf(house, 'coordinator-mhn', number)).status).toBe('received');
  });

  test('without an object id is somebody of their own', async () => {
    const person = await teamsPerson(house, undefined, { installed: true });
    await person.say('rapportera');
    await person.press('safety.answer/no', { board: 'MHN' });
    expect(cardName((await person.say('fortsätt')).card)).toBe('step:who');
    const other = await teamsPerson(house, undefined, { installed: true });
    expect(cardName((await other.say('fortsätt')).card)).toBe('nothing');
  });
});

describe('the board', () => {
  test('is changed by "byt nämnd", and remembered', async () => {
    const person = await talk(house, 'teams', house.newcomer('employee-mhn'));
    const { card } = await person.say('byt nämnd');
    expect([cardName(card), valueIn(card, 'board')]).toEqual(['step:board', 'MHN']);
    const { card: saved } = await person.press('board.save', { board: 'AMN' });
    expect(reading(saved)).toBe(t('sv', 'board.saved', { board: 'Arbetsmarknadsnämnden' }));
    const number = textOf((await report(person)).card, 'caseNumber') ?? '';
    expect(number).toMatch(/^AMN-/);
    await person.say('byt nämnd');
    await person.press('board.save', { board: 'MHN' });
    expect(textOf((await report(person)).card, 'caseNumber')).toMatch(/^MHN-/);
  });

  test('is changed inside a report, with what was filled in kept', async () => {
    const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
    await person.say('rapportera');
    await person.press('safety.answer/no');
    await person.press('report.next', { visibility: 'hidden' });
    await person.press('report.cancel', { story: 'Kvar' });
    await person.say('rapportera');
    await person.press('board.change');
    const { card } = await person.press('board.save', { board: 'AMN' });
    expect(cardName(card)).toBe('step:safety');
    const { card: who } = await person.press('safety.answer/no');
    expect(reading(who)).toContain(house.nameOf('coordinator-amn'));
    expect(valueIn(who, 'visibility')).toBe('hidden');
    const { card: story } = await person.press('report.next');
    expect(valueIn(story, 'story')).toBe('Kvar');
    const { card: receipt } = await person.press('+');
    expect(textOf(receipt, 'caseNumber')).toMatch(/^AMN-/);
  });

  test('has to be chosen: a forged empty answer asks again', async () => {
    const person = await talk(house, 'teams', house.newcomer('employee-mhn'));
    await person.say('byt nämnd');
    const { card } = await person.forge({ a: 'board.save' });
    expect(textOf(card, 'error:board')).toBe(t('sv', 'board.required'));
  });
});

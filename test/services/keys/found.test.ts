import { testApp, type House } from '../../helpers/app';
import { api, listOf, report, talk } from '../../helpers/people';
import { textOf } from '../../helpers/talker';

let house: House;
let number: string;
let secret: string;
beforeAll(async () => {
  house = await testApp();
  number = await told({ involved: 'no' }, 'Dnr 2026/118', 'Hen heter Bengt Åkesson-Lund och var med Siv Öberg, säger grannen.');
  secret = await told({ involved: 'reader' }, 'Dnr 2026/222', 'Det var Ture Sventon.');
});
afterAll(() => house.dispose());

/** A case whose story, linked matter and description are those. */
async function told(who: Readonly<Record<string, string>>, matter: string, description: string): Promise<string> {
  const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
  const made = textOf((await report(person, { who, story: { story: 'Han hotade mig vid Kungsträdgården.' } })).card, 'caseNumber')!;
  await person.forge({ a: 'follow.edit', number: made, step: 'person' });
  await person.press('follow.save', { matter, description });
  return made;
}

const find = async (persona: string, q: string): Promise<readonly unknown[]> => (await listOf(house, persona, `?q=${encodeURIComponent(q)}`)).map((row) => row['number']);

describe('a case is found', () => {
  test.each(['Dnr 2026/118', 'dnr 2026/118', '2026/118', ' 2026/118 ', 'Bengt', 'bengt', 'Åkesson-Lund', 'BENGT ÅKESSON-LUND', 'Siv Öberg', 'öberg'])('by a linked matter or a named person: %s', async (q) => {
    expect(await find('coordinator-mhn', q)).toEqual([number]);
  });

  test('by its number, which needs no hash', async () => {
    expect(await find('coordinator-mhn', number)).toEqual([number]);
  });

  test.each(['Kungsträdgården', 'hotade', 'grannen', '2026', '118', 'Beng', 'Siv Åkesson', '%', '*'])('not by a word of the story, a part of a word, or a pattern: %s', async (q) => {
    expect(await find('coordinator-mhn', q)).toEqual([]);
  });

  test('not by whoever is barred from it, nor from another board', async () => {
    expect(await find('coordinator-mhn', 'Sventon')).toEqual([]);
    expect(await find('deputy-mhn', 'Ture Sventon')).toEqual([secret]);
    for (const persona of ['coordinator-amn', 'independent-mhn', 'employee-mhn']) expect(await find(persona, 'Bengt')).toEqual([]);
  });

  test('no more by what has been taken away from it', async () => {
    const person = await talk(house, 'directline', house.newcomer('employee-mhn'));
    const made = textOf((await report(person)).card, 'caseNumber')!;
    const say = async (matter: string): Promise<void> => {
      await person.forge({ a: 'follow.edit', number: made, step: 'person' });
      await person.press('follow.save', { matter });
    };
    await say('Dnr 9/77');
    expect(await find('coordinator-mhn', '9/77')).toEqual([made]);
    await say('Dnr 9/78');
    expect(await find('coordinator-mhn', '9/77')).toEqual([]);
    expect(await find('coordinator-mhn', '9/78')).toEqual([made]);
  });

  test('together with other filters', async () => {
    const { body } = await api(house, 'coordinator-mhn', `/api/cases?q=${encodeURIComponent('2026/118')}&status=closed`);
    expect(body['items']).toEqual([]);
    const { body: open } = await api(house, 'coordinator-mhn', `/api/cases?q=${encodeURIComponent('2026/118')}&status=received`);
    expect(open['items']).toMatchObject([{ number }]);
  });
});

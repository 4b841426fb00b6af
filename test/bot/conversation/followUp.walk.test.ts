import { INCIDENT_TYPES, type IncidentType } from '../../../domain/board';
import { LOCALES } from '../../../domain/locale';
import { inputsOf } from '../../helpers/cardForm';
import { testApp, type House } from '../../helpers/app';
import { typedWords } from '../../helpers/cardRules';
import type { JsonObject } from '../../helpers/fakeConnector';
import { CHANNELS, caseOf, report, talk } from '../../helpers/people';
import { cardName, inputIds, reading, textOf, type Talker } from '../../helpers/talker';

let house: House;
beforeAll(async () => {
  house = await testApp();
});
afterAll(() => house.dispose());

interface Told {
  readonly id: string;
  readonly step: string;
  readonly question: string;
  readonly value: string;
}

const TEXTS: Readonly<Record<string, string>> = { 'Input.Date': '2026-11-20', 'Input.Time': '14:30' };
/** Choices that lead to further steps; every other one is the last offered. */
const LEADING: Readonly<Record<string, string>> = { channel: 'phone', protected: 'no' };

interface Choice {
  readonly title: string;
  readonly value: string;
}

/** What a person fills in: something in every field. */
function fillIn(card: JsonObject, type: IncidentType): { readonly typed: Record<string, string>; readonly told: readonly Told[] } {
  const step = String(cardName(card)).replace('step:', '');
  const typed: Record<string, string> = {};
  const told = inputsOf(card).map((input): Told => {
    const id = String(input['id']);
    const choices = (input['choices'] ?? []) as readonly Choice[];
    const wanted = id === 'type' ? type : LEADING[id];
    const chosen = choices.find(({ value }) => value === wanted) ?? choices.at(-1);
    const text = /Value$/.test(id) ? '2000' : typedWords(`svar på ${id}`).slice(0, Number(input['maxLength'] ?? 4000));
    typed[id] = chosen?.value ?? TEXTS[String(input['type'])] ?? text;
    return { id, step, question: String(input['label']), value: chosen?.title ?? typed[id] };
  });
  return { typed, told };
}

/** Goes through every step, and gives what was told and the steps there were. */
async function tellAll(person: Talker, type: IncidentType): Promise<{ readonly told: readonly Told[]; readonly steps: readonly string[]; readonly end: JsonObject }> {
  const told: Told[] = [];
  const steps: string[] = [];
  let { card } = await person.press('follow.start');
  for (let guard = 0; guard < 40 && String(cardName(card)).startsWith('step:'); guard++) {
    steps.push(String(cardName(card)).replace('step:', ''));
    expect(inputIds(card).length).toBeLessThanOrEqual(5);
    const filled = fillIn(card, type);
    told.push(...filled.told);
    ({ card } = await person.press('follow.save', filled.typed));
  }
  return { told, steps, end: card };
}

const OWN_STEPS: Readonly<Record<IncidentType, readonly string[]>> = {
  threat: ['threat'],
  violence: ['violence'],
  harassment: ['harassment'],
  undue_influence: ['influence'],
  bribery: ['bribe', 'bribeAfter'],
  vandalism: ['vandalism'],
  unclear: ['unclear'],
};

const scripts = INCIDENT_TYPES.flatMap((type, index) =>
  (['employee-mhn', 'elected-mhn', 'other-mhn'] as const).map((persona, at) => ({ type, persona, channel: CHANNELS[(index + at) % 2]!, locale: LOCALES[(index + at + (index % 3)) % 2]! })),
);

describe('every step, filled in to the end', () => {
  test.each(scripts)('$type by $persona in $channel ($locale) stands in the case with the questions as they were asked', async ({ type, persona, channel, locale }) => {
    const person = await talk(house, channel, house.newcomer(persona), locale);
    const number = textOf((await report(person, { story: { callback: '08-123 45 67' } })).card, 'caseNumber') ?? '';
    const { told, steps, end } = await tellAll(person, type);
    const worker = persona === 'elected-mhn' ? 'elected-recipient-mhn' : 'coordinator-mhn';
    const seen = await caseOf(house, worker, number);
    expect(cardName(end)).toBe('summary');
    expect(seen.type).toBe(type);
    const added = seen.answers.filter(({ step }) => step !== 'story' && step !== 'who').map(({ id, step, question, value }) => ({ id, step, question, value }));
    expect(added).toEqual(told);
    for (const { value, question } of told) expect(reading(end)).toContain(`${question}\n${value}`);
    // What belongs to other types is never asked; what belongs to who one is, only then.
    const foreign = Object.entries(OWN_STEPS).flatMap(([other, own]) => (other === type ? [] : own));
    expect(steps).toEqual(expect.arrayContaining([...OWN_STEPS[type], 'kind', 'about', 'whenWhere', 'how', 'phoneCall', 'person', 'after', 'support', 'more', 'files']));
    expect(steps.filter((step) => foreign.includes(step))).toEqual([]);
    expect(steps.includes('assignment')).toBe(persona === 'elected-mhn');
    expect(told.some(({ id }) => id === 'managerTold')).toBe(persona !== 'elected-mhn');
    expect(JSON.stringify(told)).not.toMatch(/parti|party/i);
    // One event a step, and the words stand in none of them.
    expect(seen.timeline.filter((event) => event['kind'] === 'added').map((event) => event['step'])).toEqual(steps.filter((step) => step !== 'files'));
    expect(JSON.stringify(seen.timeline)).not.toContain('svar på');
  });
});

describe('the steps that depend on how it happened', () => {
  test.each([['phone', 'phoneCall'], ['email', 'written'], ['sms', 'written'], ['letter', 'letter'], ['inPerson', 'threat']])('%s leads to %s', async (channel, step) => {
    const person = await talk(house, 'teams', house.newcomer('employee-mhn'));
    const number = textOf((await report(person, { story: { story: 'Han hotade mig i går.' } })).card, 'caseNumber') ?? '';
    await person.forge({ a: 'follow.edit', number, step: 'how' });
    const names = [cardName((await person.press('follow.save', { channel })).card)];
    names.push(cardName((await person.press('follow.skip')).card));
    expect(names).toContain(`step:${step}`);
    const others = ['phoneCall', 'written', 'letter'].filter((other) => other !== step).map((other) => `step:${other}`);
    expect(names.filter((name) => others.includes(String(name)))).toEqual([]);
  });
});

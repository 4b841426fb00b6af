import fc from 'fast-check';
import { INCIDENT_TYPES } from '../../domain/board';
import { neighbour, pick, validate, validateStory, visibleFields, visibleSteps } from '../../domain/forms/engine';
import { FOLLOW_UP, SHORT_REPORT } from '../../domain/forms/report';
import type { Field, FormContext, Step, Values } from '../../domain/forms/types';
import { LOCALES } from '../../domain/locale';
import { CATEGORIES } from '../../domain/routing';
import { lookup } from '../../locales';

const TODAY = '2026-11-23';
const steps: readonly Step[] = [...SHORT_REPORT.steps, ...FOLLOW_UP.steps];
const fields: readonly Field[] = steps.flatMap((step) => step.fields);
const context = (type: FormContext['type'], category: FormContext['category'] = 'employee'): FormContext => ({ type, category, locale: 'sv' });
const ids = (values: Values, about: FormContext): readonly string[] => visibleSteps(FOLLOW_UP, values, about).map((step) => step.id);

describe('the forms', () => {
  it.each(LOCALES)('have a text in %s for every step, field and option', (locale) => {
    const keys = [
      ...steps.flatMap((step) => [`step.${step.id}`, ...(step.intro ? [`step.${step.id}.intro`] : [])]),
      ...fields.flatMap((field) => [`field.${field.id}`, ...(field.options ?? []).map((option) => `option.${field.id}.${option}`)]),
    ];
    expect(keys.filter((key) => lookup(locale, key) === undefined)).toEqual([]);
  });

  it('ask at most five things a step, and demand nothing but a story or a number', () => {
    for (const step of steps) expect(step.fields.length).toBeLessThanOrEqual(5);
    expect(validateStory({})).toEqual([{ field: 'story', code: 'storyOrPhone' }]);
    expect(validateStory({ story: 'x' })).toEqual([]);
    expect(validateStory({ callback: '12345' })).toEqual([]);
    for (const step of steps) expect(validate(step.fields, {}, TODAY)).toEqual([]);
  });

  it.each([
    ['threat', 'threat'],
    ['violence', 'violence'],
    ['harassment', 'harassment'],
    ['undue_influence', 'influence'],
    ['bribery', 'bribe'],
    ['vandalism', 'vandalism'],
    ['unclear', 'unclear'],
  ] as const)('ask about %s in the step %s, and there only', (type, step) => {
    expect(ids({}, context(type))).toContain(step);
    for (const other of INCIDENT_TYPES.filter((one) => one !== type)) expect(ids({}, context(other))).not.toContain(step);
  });

  it('ask about the call, the message or the letter according to how it happened', () => {
    expect(ids({ channel: 'phone' }, context('threat'))).toContain('phoneCall');
    expect(ids({ channel: 'email' }, context('threat'))).toContain('written');
    expect(ids({ channel: 'letter' }, context('threat'))).toContain('letter');
    expect(ids({ channel: 'inPerson' }, context('threat'))).not.toContain('phoneCall');
  });

  it('ask an elected official about the assignment and never about a manager or a party', () => {
    expect(ids({}, context('threat', 'elected'))).toContain('assignment');
    expect(ids({}, context('threat'))).not.toContain('assignment');
    const support = FOLLOW_UP.steps.find((step) => step.id === 'support')!;
    expect(visibleFields(support, {}, context('threat', 'elected')).map((field) => field.id)).not.toContain('managerTold');
  });

  it('ask a protected person for no unit and no place', () => {
    const place = FOLLOW_UP.steps.find((step) => step.id === 'whenWhere')!;
    expect(visibleFields(place, { protected: 'yes' }, context('threat')).map((field) => field.id)).toEqual(['date', 'time', 'placeKind']);
  });

  it('lead from the first step to the last and back, for every type and person', () => {
    for (const type of INCIDENT_TYPES) {
      for (const category of CATEGORIES) {
        const about = context(type, category);
        const order = ids({}, about);
        order.forEach((id, at) => {
          expect(neighbour(id, 1, {}, about)?.id).toBe(order[at + 1]);
          expect(neighbour(id, -1, {}, about)?.id).toBe(order[at - 1]);
        });
      }
    }
  });
});

describe('what is filled in', () => {
  const field = (id: string): Field => fields.find((one) => one.id === id)!;
  it.each([
    ['date', '2026-02-30', 'badDate'],
    ['date', '2026-11-24', 'futureDate'],
    ['date', 'igår', 'badDate'],
    ['time', '25:00', 'badTime'],
    ['callback', 'ring', 'badPhone'],
    ['bribeValue', 'mycket', 'badAmount'],
    ['bribeValue', '-1', 'badAmount'],
    ['type', 'murder', 'badChoice'],
    ['threatAgainst', 'me,mars', 'badChoice'],
    ['story', 'x'.repeat(20_001), 'tooLong'],
  ])('%s = %s is refused: %s', (id, value, code) => {
    expect(validate([field(id)], { [id]: value }, TODAY)).toMatchObject([{ field: id, code }]);
  });

  it.each([
    ['date', TODAY],
    ['time', '14:30'],
    ['callback', '070-123 45 67 efter fyra'],
    ['bribeValue', '2 000'],
    ['threatAgainst', 'me,home'],
    ['story', 'x'.repeat(20_000)],
  ])('%s = %s is taken', (id, value) => {
    expect(validate([field(id)], { [id]: value }, TODAY)).toEqual([]);
  });

  it('is read without an accident, whatever a card sends', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...fields.map((one) => one.id)), fc.anything()), (input) => {
        const values = pick(fields, input);
        expect(Object.values(values).every((value) => value.trim().length > 0)).toBe(true);
        expect(() => validate(fields, values, TODAY)).not.toThrow();
      }),
    );
  });
});

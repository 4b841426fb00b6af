import { FOLLOW_UP } from './report';
import type { Field, FieldError, Form, FormContext, Step, Values, VisibleWhen } from './types';

function holdsFor(condition: VisibleWhen | undefined, values: Values, context: FormContext): boolean {
  if (!condition) return true;
  const value = condition.field === 'category' ? context.category : (values[condition.field] ?? '');
  return value.split(',').some((code) => condition.is.includes(code));
}

/** The steps asked of this person about this type, in order. */
export function visibleSteps(form: Form, values: Values, context: FormContext): readonly Step[] {
  return form.steps.filter(
    (step) =>
      (step.types === undefined || step.types.includes(context.type)) &&
      (step.categories === undefined || step.categories.includes(context.category)) &&
      holdsFor(step.visibleWhen, values, context),
  );
}

/** The fields of a step that are asked now. Protected identities are never asked for unit or place. */
export function visibleFields(step: Step, values: Values, context: FormContext): readonly Field[] {
  const sheltered = values['protected'] === 'yes';
  return step.fields.filter(
    (field) => holdsFor(field.visibleWhen, values, context) && !(sheltered && (field.id === 'unit' || field.id === 'placeName')),
  );
}

/** The follow-up step with that id, or undefined when this person is not asked it. */
export function followUpStep(id: string, values: Values, context: FormContext): Step | undefined {
  return visibleSteps(FOLLOW_UP, values, context).find((step) => step.id === id);
}

/** The step after (`+1`) or before (`-1`) the named one; undefined at either end. An id no longer visible starts anew. */
export function neighbour(id: string, direction: 1 | -1, values: Values, context: FormContext): Step | undefined {
  const steps = visibleSteps(FOLLOW_UP, values, context);
  const at = steps.findIndex((step) => step.id === id);
  if (at >= 0) return steps[at + direction];
  return direction === 1 ? afterHidden(id, steps) : undefined;
}

/** A step that an answer has just hidden still has its place in the order: go on from there. */
function afterHidden(id: string, steps: readonly Step[]): Step | undefined {
  const order = FOLLOW_UP.steps.map((step) => step.id);
  const place = order.indexOf(id);
  return steps.find((step) => order.indexOf(step.id) > place);
}

const isRealDate = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

type Check = (field: Field, value: string, today: string) => FieldError | undefined;

const tooLong: Check = (field, value) =>
  field.max !== undefined && value.length > field.max ? { field: field.id, code: 'tooLong', limit: field.max } : undefined;

const CHECKS: Readonly<Record<Field['kind'], Check>> = {
  text: tooLong,
  longText: tooLong,
  phone: (field, value, today) =>
    tooLong(field, value, today) ?? ((value.match(/\d/g) ?? []).length >= 5 ? undefined : { field: field.id, code: 'badPhone' }),
  date: (field, value, today) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || !isRealDate(value)) return { field: field.id, code: 'badDate' };
    return value > today ? { field: field.id, code: 'futureDate' } : undefined;
  },
  time: (field, value) => (/^([01]\d|2[0-3]):[0-5]\d$/.test(value) ? undefined : { field: field.id, code: 'badTime' }),
  amount: (field, value) => {
    const amount = Number(value.replace(/[\s\u00a0]/g, '').replace(',', '.'));
    const fits = Number.isFinite(amount) && amount >= 0 && amount <= (field.max ?? Number.MAX_SAFE_INTEGER);
    return fits ? undefined : { field: field.id, code: 'badAmount' };
  },
  choice: (field, value) => (field.options?.includes(value) ? undefined : { field: field.id, code: 'badChoice' }),
  many: (field, value) => (value.split(',').every((code) => field.options?.includes(code)) ? undefined : { field: field.id, code: 'badChoice' }),
};

/**
 * The values of these fields out of what a card sent: strings only, blank ones left out, line ends unified.
 * Whatever else the card holds is ignored.
 */
export function pick(fields: readonly Field[], input: Readonly<Record<string, unknown>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const field of fields) {
    const raw = input[field.id];
    if (typeof raw !== 'string' && typeof raw !== 'number') continue;
    const text = String(raw).replace(/\r\n?/g, '\n');
    if (/[^\s\p{Cc}\p{Cf}]/u.test(text)) values[field.id] = field.kind === 'longText' || field.kind === 'text' ? text : text.trim();
  }
  return values;
}

/** Every rule a step's values break. `today` is the local date, `YYYY-MM-DD`. An empty value breaks none. */
export function validate(fields: readonly Field[], values: Values, today: string): readonly FieldError[] {
  return fields.flatMap((field) => {
    const value = values[field.id];
    const error = value === undefined ? undefined : CHECKS[field.kind](field, value, today);
    return error ? [error] : [];
  });
}

/** The one rule of the short report: a story or a number to call. */
export function validateStory(values: Values): readonly FieldError[] {
  const given = (values['story'] ?? '').trim().length > 0 || (values['callback'] ?? '').trim().length > 0;
  return given ? [] : [{ field: 'story', code: 'storyOrPhone' }];
}

import type { Field, FieldError, Values } from '../domain/forms/types';
import type { Locale } from '../domain/locale';
import { lookup, t, type Params, type TextKey } from '../locales';
import type { Element, Json } from './types';

/** How a field is shown: the names it mentions, what is filled in, what is wrong. */
export interface FieldView {
  readonly locale: Locale;
  readonly names: Params;
  readonly values: Values;
  readonly errors: readonly FieldError[];
}

/** The question as it is asked. */
export function questionOf(locale: Locale, fieldId: string): string {
  return lookup(locale, `field.${fieldId}`) ?? fieldId;
}

/** A chosen option, or several with commas, as a person reads it. */
export function optionText(locale: Locale, fieldId: string, codes: string, names: Params = {}): string {
  return codes.split(',').map((code) => lookup(locale, `option.${fieldId}.${code}`, names) ?? code).join(', ');
}

function errorText(locale: Locale, error: FieldError): string {
  return t(locale, `error.field.${error.code}` satisfies TextKey, { limit: error.limit ?? '' });
}

function input(field: Field, view: FieldView): Element {
  const value = view.values[field.id] ?? field.preset;
  const common = { id: field.id, label: questionOf(view.locale, field.id), ...(value === undefined ? {} : { value }) };
  const limit = field.max === undefined ? {} : { maxLength: field.max };
  switch (field.kind) {
    case 'text':
      return { type: 'Input.Text', ...common, ...limit };
    case 'longText':
      return { type: 'Input.Text', ...common, ...limit, isMultiline: true };
    case 'phone':
      return { type: 'Input.Text', ...common, ...limit, style: 'tel' };
    case 'amount':
      return { type: 'Input.Text', ...common, maxLength: 20 };
    case 'date':
      return { type: 'Input.Date', ...common };
    case 'time':
      return { type: 'Input.Time', ...common };
    case 'choice':
    case 'many':
      return { type: 'Input.ChoiceSet', ...common, ...choiceStyle(field), wrap: true, choices: choices(field, view) };
  }
}

/** A few options stand open so that one tap chooses; many fold together. */
function choiceStyle(field: Field): { readonly [key: string]: Json } {
  if (field.kind === 'many') return { isMultiSelect: true };
  return { style: (field.options?.length ?? 0) <= 3 && field.preset !== undefined ? 'expanded' : 'compact' };
}

function choices(field: Field, view: FieldView): Json {
  return (field.options ?? []).map((code) => ({ title: optionText(view.locale, field.id, code, view.names), value: code }));
}

/** The inputs of some fields, each with its own message beneath it where something is wrong. */
export function fieldElements(fields: readonly Field[], view: FieldView): readonly Element[] {
  return fields.flatMap((field) => {
    const shown = [input(field, view)];
    for (const error of view.errors.filter((one) => one.field === field.id)) {
      shown.push({ type: 'TextBlock', id: `error:${field.id}`, text: errorText(view.locale, error), wrap: true, color: 'attention', spacing: 'small' });
    }
    return shown;
  });
}

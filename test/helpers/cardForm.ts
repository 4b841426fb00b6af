import type { JsonObject } from './fakeConnector';

/** What a client does with a card before it sends: finds the pressed action, gathers the inputs, holds their rules. */

/** Every object in the card that satisfies `wanted`, in reading order; fallbacks are not looked into. */
function within(node: unknown, wanted: (one: JsonObject) => boolean): JsonObject[] {
  if (Array.isArray(node)) return node.flatMap((one) => within(one, wanted));
  if (typeof node !== 'object' || node === null) return [];
  const one = node as JsonObject;
  const inner = Object.entries(one).flatMap(([key, value]) => (key === 'fallback' || key === 'data' ? [] : within(value, wanted)));
  return wanted(one) ? [one, ...inner] : inner;
}

const typeOf = (one: JsonObject): string => (typeof one['type'] === 'string' ? one['type'] : '');

/** The actions on the card, its sets' included. */
export function actionsOf(card: JsonObject): readonly JsonObject[] {
  return within(card, (one) => typeOf(one).startsWith('Action.'));
}

export function inputsOf(card: JsonObject): readonly JsonObject[] {
  return within(card, (one) => typeOf(one).startsWith('Input.'));
}

export function actionTitled(card: JsonObject, title: string): JsonObject | undefined {
  return actionsOf(card).find((action) => action['title'] === title);
}

/** The card's name in this product: the id of its first body element. */
export function cardName(card: JsonObject | undefined): string | undefined {
  const [first] = (card?.['body'] ?? []) as readonly JsonObject[];
  return first?.['id'] as string | undefined;
}

/**
 * The values a client sends: presets overlaid with what the person typed. What is empty is not sent at all.
 * @throws where a client would not send: an unknown input, a choice that is not offered, a required one left empty, too long a text.
 */
export function filledIn(card: JsonObject, typed: Readonly<Record<string, string>>): Record<string, string> {
  const inputs = inputsOf(card);
  const unknown = Object.keys(typed).find((id) => !inputs.some((input) => input['id'] === id));
  if (unknown !== undefined) throw new Error(`the card has no input ${unknown}; it has ${inputs.map((input) => String(input['id'])).join(', ')}`);
  const values: Record<string, string> = {};
  for (const input of inputs) {
    const id = String(input['id']);
    const value = typed[id] ?? preset(input);
    check(input, value);
    if (value !== undefined && value !== '') values[id] = value;
  }
  return values;
}

function preset(input: JsonObject): string | undefined {
  const value = input['value'] as string | undefined;
  if (typeOf(input) === 'Input.Toggle') return value ?? (input['valueOff'] as string | undefined) ?? 'false';
  return value;
}

function check(input: JsonObject, value: string | undefined): void {
  const refuse = (why: string): never => {
    throw new Error(`a client would not send ${String(input['id'])}: ${why}`);
  };
  if (input['isRequired'] === true && (value ?? '') === '') refuse('it is required');
  if (value === undefined || value === '') return;
  const { maxLength, choices, isMultiSelect } = input;
  if (typeof maxLength === 'number' && value.length > maxLength) refuse(`longer than ${maxLength}`);
  if (!Array.isArray(choices)) return;
  const offered = (choices as readonly JsonObject[]).map((choice) => choice['value']);
  const chosen = isMultiSelect === true ? value.split(',') : [value];
  if (!chosen.every((one) => offered.includes(one))) refuse(`${value} is not offered`);
}

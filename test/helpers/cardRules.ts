import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { actionsOf, inputsOf } from './cardForm';
import type { JsonObject } from './fakeConnector';

const SCHEMA_FILE = join(resolve(__dirname, '../..'), '..', 'shared', 'schemas', 'adaptive-card-1.5.0.json');

/** Stands in everything that tests type as a person, so that a card which shows it in the wrong place is caught. */
export const CANARY = 'kanariefågel';

/** Words as a person may type them: recognisable, and Markdown where a card were careless. */
export const typedWords = (words: string): string => `${words} [${CANARY}](https://ond.example) **${CANARY}**`;

/** Bytes of a card as we make it: what clients and connectors of every age still take. */
const CARD_BYTES = 28 * 1024;
/** Bytes of a card with what a person typed given back in its fields, which must not be cut: Teams' own limit for bots. */
const FILLED_BYTES = 100 * 1024;

interface Validators {
  /** Stops at the first fault: most cards have none, and to look for all of them takes several times as long. */
  readonly first: ValidateFunction;
  readonly all: ValidateFunction;
}

let validators: Validators | undefined;

/** Whether Microsoft's schema lies beside the checkout; without it cards are held to our own rules only. */
export const schemaIsThere = (): boolean => existsSync(SCHEMA_FILE);

function schema(): Validators | undefined {
  if (validators || !schemaIsThere()) return validators;
  // The file says draft-06; its `id` and `$schema` are older than what Ajv 8 takes, the rest it reads as it is.
  const { id: _id, $schema: _draft, ...rest } = JSON.parse(readFileSync(SCHEMA_FILE, 'utf8')) as JsonObject;
  const compiled = (allErrors: boolean): ValidateFunction => new Ajv({ strict: false, allErrors, validateFormats: false }).compile(rest);
  let all: ValidateFunction | undefined;
  validators = {
    first: compiled(false),
    get all() {
      return (all ??= compiled(true));
    },
  };
  return validators;
}

/** What the schema says against a card, `msteams` left out since it does not know it. */
export function schemaProblems(card: JsonObject): readonly string[] {
  const validate = schema();
  if (!validate) return [];
  const { msteams: _, ...plain } = card;
  if (validate.first(plain)) return [];
  validate.all(plain);
  return [...new Set((validate.all.errors ?? []).map((error) => `schema: ${error.instancePath} ${error.message ?? ''} ${JSON.stringify(error.params)}`))];
}

type Walk = (node: JsonObject) => void;

function walk(node: unknown, visit: Walk): void {
  if (Array.isArray(node)) for (const one of node) walk(one, visit);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  visit(node as JsonObject);
  for (const [key, value] of Object.entries(node)) if (key !== 'fallback' && key !== 'data') walk(value, visit);
}

function ids(card: JsonObject): readonly string[] {
  const found: string[] = [];
  walk(card['body'], (node) => {
    if (typeof node['id'] === 'string') found.push(node['id']);
  });
  return found;
}

/** Every text a client may read as Markdown or say aloud, or that a notification shows: ours alone. */
function ownTexts(card: JsonObject): readonly string[] {
  const texts: unknown[] = [card['speak'], card['fallbackText']];
  walk([card['body'], card['actions']], (node) => {
    if (node['type'] === 'TextBlock') texts.push(node['text']);
    if (Array.isArray(node['facts'])) for (const fact of node['facts'] as readonly JsonObject[]) texts.push(fact['title'], fact['value']);
    texts.push(node['label'], node['placeholder'], node['errorMessage'], node['title']);
    if (Array.isArray(node['choices'])) for (const choice of node['choices'] as readonly JsonObject[]) texts.push(choice['title'], choice['value']);
  });
  return texts.filter((text): text is string => typeof text === 'string');
}

function actionProblems(card: JsonObject, channel: 'teams' | 'directline'): readonly string[] {
  const actions = actionsOf(card);
  const positive = actions.filter((action) => action['style'] === 'positive').length;
  const wrong = channel === 'teams' ? 'Action.Submit' : 'Action.Execute';
  return [
    ...(positive > 1 ? [`${positive} positive actions`] : []),
    ...(inputsOf(card).length > 0 && positive !== 1 ? ['inputs but no positive action'] : []),
    ...actions.filter((action) => action['type'] === wrong).map((action) => `${wrong} in ${channel}: ${String(action['title'])}`),
    ...actions.filter((action) => channel === 'teams' && action['type'] === 'Action.Execute' && (action['fallback'] as JsonObject | undefined)?.['type'] !== 'Action.Submit').map((action) => `no fallback: ${String(action['title'])}`),
    ...actions.filter((action) => !action['title']).map(() => 'an action without a title'),
    // What a button sends is ids and codes: nothing that anybody wrote.
    ...actions.filter((action) => JSON.stringify(action['data'] ?? {}).includes(CANARY)).map((action) => `typed words in the data of ${String(action['title'])}`),
  ];
}

function sizeProblems(card: JsonObject): readonly string[] {
  const withoutTyped = JSON.stringify(card, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || (value as JsonObject)['type'] !== 'Input.Text') return value;
    const { value: _typed, ...rest } = value as JsonObject;
    return rest;
  });
  const sizes = [[Buffer.byteLength(withoutTyped), CARD_BYTES], [Buffer.byteLength(JSON.stringify(card)), FILLED_BYTES]] as const;
  return sizes.filter(([size, limit]) => size > limit).map(([size, limit]) => `${size} bytes where ${limit} fit`);
}

/** Everything that is wrong with a card, as it came over the wire. */
export function cardProblems(card: JsonObject, channel: 'teams' | 'directline'): readonly string[] {
  const all = ids(card);
  const [first] = (card['body'] ?? []) as readonly JsonObject[];
  return [
    ...schemaProblems(card),
    ...all.filter((id, index) => all.indexOf(id) !== index).map((id) => `the id ${id} is there twice`),
    ...inputsOf(card).filter((input) => !input['id'] || !input['label']).map((input) => `an input without id or label: ${JSON.stringify(input)}`),
    ...(first?.['id'] ? [] : ['the first body element has no id']),
    ...(card['version'] === '1.5' ? [] : ['not version 1.5']),
    ...(card['lang'] === 'sv' || card['lang'] === 'en' ? [] : ['no language']),
    ...actionProblems(card, channel),
    ...ownTexts(card).filter((text) => text.toLowerCase().includes(CANARY)).map((text) => `typed words as text of ours: ${text.slice(0, 80)}`),
    ...ownTexts(card).filter((text) => /\{\w+\}|undefined|\[object|NaN|Invalid Date/.test(text)).map((text) => `an unfinished text: ${text.slice(0, 120)}`),
    ...sizeProblems(card),
  ];
}

/** @throws with every rule the card breaks */
export function holdToRules(card: JsonObject, channel: 'teams' | 'directline'): JsonObject {
  const problems = cardProblems(card, channel);
  const [first] = (card['body'] ?? []) as readonly JsonObject[];
  if (problems.length > 0) throw new Error(`the card ${String(first?.['id'])} in ${channel} breaks the rules:\n  ${problems.join('\n  ')}`);
  return card;
}

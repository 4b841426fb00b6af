import { actionsOf, cardName, inputsOf } from './cardForm';
import type { JsonObject } from './fakeConnector';

/** A message with a card, as it stood when it was looked at: pressing one later presses a card that may have gone. */
export interface Seen {
  readonly id: string;
  readonly card: JsonObject;
}

/** What came of one thing a person did. */
export interface Answer {
  readonly texts: readonly string[];
  /** The cards that came or changed, the one that took a pressed card's place among them. */
  readonly cards: readonly JsonObject[];
  /** The card with the answer: the one in place of the pressed one, else the last; one that only tells of something may come at any time. */
  readonly card: JsonObject;
}

export interface FileToSend {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** A person in either channel: the same script of a conversation runs on both. */
export interface Talker {
  readonly channel: 'teams' | 'directline';
  /** The cards that stand in the conversation now, oldest first. */
  readonly standing: readonly Seen[];
  say(text: string): Promise<Answer>;
  /**
   * Presses a button by its title, by its action (`report.next`, `safety.answer/no`) or `+` for the positive one, with
   * what was typed into the card; on the last card that has it, or on that one.
   */
  press(what: string, typed?: Readonly<Record<string, string>>, on?: Seen): Promise<Answer>;
  /** Sends any data at all as a press of that card or the last one. */
  forge(data: JsonObject, on?: Seen): Promise<Answer>;
  sendFiles(files: readonly FileToSend[], text?: string): Promise<Answer>;
  /** A card of that name, already there or still to come. */
  waitFor(name: string, fits?: (card: JsonObject) => boolean): Promise<Seen>;
}

/** Of the cards that came, the one that answers. */
export const answering = (cards: readonly JsonObject[]): JsonObject => cards.findLast((card) => cardName(card) !== 'told') ?? cards.at(-1) ?? {};

const dataOf = (action: JsonObject): JsonObject => (action['data'] ?? {}) as JsonObject;

/** The action that is meant; undefined where the card has none such. */
export function actionMeant(card: JsonObject, what: string): JsonObject | undefined {
  const [name, detail] = what.split('/');
  return actionsOf(card).find((action) => {
    if (what === '+') return action['style'] === 'positive';
    if (action['title'] === what) return true;
    const data = dataOf(action);
    return data['a'] === name && (detail === undefined || Object.values(data).includes(detail));
  });
}

/** The last card standing that has the button, with the button. @throws when none has it */
export function findAction(standing: readonly Seen[], what: string, on?: Seen): { readonly seen: Seen; readonly action: JsonObject } {
  const seen = on ?? standing.findLast(({ card }) => actionMeant(card, what) !== undefined);
  const action = seen && actionMeant(seen.card, what);
  if (!seen || !action) {
    const last = on ?? standing.at(-1);
    const offered = last ? actionsOf(last.card).map((one) => `"${String(one['title'])}" (${String(dataOf(one)['a'])})`).join(', ') : 'no card';
    throw new Error(`no button "${what}" on ${String(cardName(last?.card))}: ${offered}`);
  }
  return { seen, action };
}

/** Every TextBlock and TextRun of a card, by id where it has one. */
export function textsOf(card: JsonObject): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const { type, text, facts } = node as JsonObject;
    if ((type === 'TextBlock' || type === 'TextRun') && typeof text === 'string') found.push(text);
    if (Array.isArray(facts)) for (const fact of facts as readonly JsonObject[]) found.push(`${String(fact['title'])}: ${String(fact['value'])}`);
    for (const [key, value] of Object.entries(node)) if (key !== 'fallback' && key !== 'data' && key !== 'actions') visit(value);
  };
  visit(card['body']);
  return found;
}

/** All a person reads on a card, as one text. */
export const reading = (card: JsonObject): string => textsOf(card).join('\n');

/** The text of the element with that id, its parts joined; undefined when there is none. */
export function textOf(card: JsonObject, id: string): string | undefined {
  let found: string | undefined;
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) visit(one);
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
    const element = node as JsonObject;
    if (element['id'] === id && typeof element['type'] === 'string') found ??= element['type'] === 'TextBlock' ? String(element['text']) : textsOf({ body: [element] }).join('\n');
    for (const [key, value] of Object.entries(node)) if (key !== 'fallback' && key !== 'data') visit(value);
  };
  visit(card['body']);
  return found;
}

/** What stands in an input now. */
export function valueIn(card: JsonObject, input: string): string | undefined {
  return inputsOf(card).find((one) => one['id'] === input)?.['value'] as string | undefined;
}

/** The choices an input offers, as codes. */
export function choicesOf(card: JsonObject, input: string): readonly string[] {
  const choices = inputsOf(card).find((one) => one['id'] === input)?.['choices'];
  return Array.isArray(choices) ? (choices as readonly JsonObject[]).map((choice) => String(choice['value'])) : [];
}

export const inputIds = (card: JsonObject): readonly string[] => inputsOf(card).map((input) => String(input['id']));
export const titlesOf = (card: JsonObject): readonly string[] => actionsOf(card).map((action) => String(action['title']));
export { cardName };

import { isRecord, parseJson } from '../shared/json';
import { session } from '../shared/storage';

/** What is typed and not yet sent. It survives a reload within the tab, and is in no other place. */
const PREFIX = 'trygg.draft:';
const COMPOSER = `${PREFIX}composer`;
const UNSENT = `${PREFIX}unsent:`;

export type Values = Readonly<Record<string, string>>;

const keyOf = (conversationId: string, activityId: string): string => `${PREFIX}${conversationId}:${activityId}`;

/** Values typed into a card's inputs, by the input's id. */
export function cardDraft(conversationId: string, activityId: string): Values {
  const json = parseJson(session.get(keyOf(conversationId, activityId)) ?? '');
  if (!isRecord(json)) return {};
  return Object.fromEntries(Object.entries(json).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

export function keepCardDraft(conversationId: string, activityId: string, values: Values): void {
  session.set(keyOf(conversationId, activityId), JSON.stringify(values));
}

export function dropCardDraft(conversationId: string, activityId: string): void {
  session.remove(keyOf(conversationId, activityId));
}

/**
 * What was typed into one card stands in another from now on. Where that one brings a text of its own (`texts`, by
 * the input's id), nothing of either is lost.
 */
export function moveCardDraft(conversationId: string, from: string, to: string, texts: Values): void {
  const values = cardDraft(conversationId, from);
  dropCardDraft(conversationId, from);
  if (Object.keys(values).length === 0) return;
  const both = Object.entries(values).map(([id, typed]) => [id, id in texts ? joined(typed, texts[id] ?? '') : typed]);
  keepCardDraft(conversationId, to, Object.fromEntries(both) as Values);
}

function joined(typed: string, brought: string): string {
  if (typed.includes(brought)) return typed;
  return brought.includes(typed) ? brought : `${typed}\n\n${brought}`;
}

/** The values that a card's own text fields come with, by the input's id. */
export function typedTexts(card: unknown): Values {
  if (Array.isArray(card)) return Object.assign({}, ...card.map(typedTexts)) as Values;
  if (!isRecord(card)) return {};
  const { type, id, value } = card;
  if (type === 'Input.Text' && typeof id === 'string') return { [id]: typeof value === 'string' ? value : '' };
  return typedTexts(Object.values(card));
}

export function composerDraft(): string {
  return session.get(COMPOSER) ?? '';
}

export function keepComposerDraft(text: string): void {
  if (text === '') session.remove(COMPOSER);
  else session.set(COMPOSER, text);
}

/** Words given to be sent that the server has not taken yet, by our own id of them. */
export function keepUnsent(clientActivityId: string, text: string): void {
  session.set(`${UNSENT}${clientActivityId}`, text);
}

export function dropUnsent(clientActivityId: string): void {
  session.remove(`${UNSENT}${clientActivityId}`);
}

export function unsent(): readonly { readonly clientActivityId: string; readonly text: string }[] {
  const keys = session.keys().filter((key) => key.startsWith(UNSENT));
  return keys.map((key) => ({ clientActivityId: key.slice(UNSENT.length), text: session.get(key) ?? '' }));
}

/** Forgets everything typed: another person sits down. */
export function dropAllDrafts(): void {
  for (const key of session.keys()) if (key.startsWith(PREFIX)) session.remove(key);
}

/** The card with the typed values put into its inputs. */
export function withValues(card: unknown, values: Values): unknown {
  if (Array.isArray(card)) return card.map((item: unknown) => withValues(item, values));
  if (!isRecord(card)) return card;
  const copy = Object.fromEntries(Object.entries(card).map(([key, value]) => [key, withValues(value, values)]));
  const { type, id } = card;
  const isInput = typeof type === 'string' && type.startsWith('Input.');
  return isInput && typeof id === 'string' && Object.hasOwn(values, id) ? { ...copy, value: values[id] } : copy;
}

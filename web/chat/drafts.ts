import { isRecord, parseJson } from '../shared/json';
import { session } from '../shared/storage';

/** What is typed and not yet sent. It survives a reload within the tab, and is in no other place. */
const PREFIX = 'trygg.draft:';
const COMPOSER = `${PREFIX}composer`;

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

export function composerDraft(): string {
  return session.get(COMPOSER) ?? '';
}

export function keepComposerDraft(text: string): void {
  if (text === '') session.remove(COMPOSER);
  else session.set(COMPOSER, text);
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

import type { Locale } from '../domain/locale';
import { t } from '../locales';
import type { AdaptiveCard, CardAction, Element, Json } from './types';

type Fields = { readonly [key: string]: Json | undefined };

/** Text of our own. Never put what a person wrote here: a TextBlock is Markdown. */
export function text(content: string, more: Fields = {}): Element {
  return { type: 'TextBlock', text: content, wrap: true, ...more };
}

/** A card's heading, which also names the card by its id. */
export function title(id: string, content: string, more: Fields = {}): Element {
  return text(content, { id, size: 'large', weight: 'bolder', style: 'heading', ...more });
}

/** Secondary text. */
export function quiet(content: string, more: Fields = {}): Element {
  return text(content, { isSubtle: true, size: 'small', ...more });
}

/** What a person wrote, letter for letter: a TextRun knows no Markdown, so nothing in it becomes a link or a picture. */
export function inert(content: string, more: Fields = {}): Element {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: content }], ...more };
}

/** A list of name and value. The values are ours (numbers, dates, words of the product), since facts are Markdown too. */
export function facts(rows: readonly (readonly [string, string])[], more: Fields = {}): Element {
  return { type: 'FactSet', facts: rows.map(([name, value]) => ({ title: name, value })), ...more };
}

export function container(items: readonly Element[], more: Fields = {}): Element {
  return { type: 'Container', items, ...more };
}

/** A button that sends `data` and what stands in the inputs. `secondary` ones do not demand that inputs be filled in. */
export function submit(label: string, data: Fields, kind: 'positive' | 'default' | 'destructive' = 'default', takesInputs = kind === 'positive'): CardAction {
  return {
    type: 'Action.Submit',
    title: label,
    data,
    ...(kind === 'default' ? {} : { style: kind }),
    ...(takesInputs ? {} : { associatedInputs: 'none' }),
  };
}

export function openUrl(label: string, url: string): CardAction {
  return { type: 'Action.OpenUrl', title: label, url };
}

/** A whole card. `heading` is what notifications and screen readers say: never anything a person wrote. */
export function card(locale: Locale, heading: string, body: readonly Element[], actions: readonly CardAction[] = []): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: locale,
    speak: heading,
    fallbackText: `${t(locale, 'bot.name')}: ${heading}`,
    body,
    ...(actions.length > 0 ? { actions } : {}),
  };
}

/** A short message with a heading, as a card so that it can stand in another card's place. */
export function message(locale: Locale, id: string, heading: string, lines: readonly string[], actions: readonly CardAction[] = []): AdaptiveCard {
  return card(locale, heading, [title(id, heading), ...lines.filter((line) => line.length > 0).map((line) => text(line))], actions);
}

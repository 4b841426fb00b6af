import en from '../../locales/web.en.json';
import sv from '../../locales/web.sv.json';
import { createTexts } from '../shared/i18n';
import { el } from './dom';

/** The page's own texts. What the bot says comes in its own language. */
export const texts = createTexts({ sv, en });

export type TextKey = keyof typeof sv;

/** An element whose text follows the language. */
export function said<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  key: TextKey,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
): HTMLElementTagNameMap[Tag] {
  return el(tag, { ...attributes, 'data-t': key }, texts.t(key));
}

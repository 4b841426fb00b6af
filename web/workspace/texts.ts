import en from '../../locales/workspace.en.json';
import sv from '../../locales/workspace.sv.json';
import { ApiError } from '../shared/api';
import { createTexts } from '../shared/i18n';
import { stringAt } from '../shared/json';
import type { ContactView } from './caseModel';
import { el } from './dom';
import { dayOf, deadlineText, exactText, localDay, whenText } from './times';

export type TextKey = keyof typeof sv;

/** The page's texts in the language of the moment. */
export const texts = createTexts({ sv, en });

/** The text of a key that came over the wire, or of `otherwise` where there is none for it. */
export function textOf(prefix: string, code: string, otherwise: TextKey, values: Readonly<Record<string, string>> = {}): string {
  const key = `${prefix}.${code}`;
  return texts.t(Object.hasOwn(sv, key) ? (key as TextKey) : otherwise, values);
}

/** "1 ärende", "3 ärenden". */
export function counted(one: TextKey, many: TextKey, count: number): string {
  return count === 1 ? texts.t(one) : texts.t(many, { count });
}

/** A point in time as people say it, now. */
export function when(iso: string): string {
  return whenText(iso, new Date(), texts.locale);
}

/** The same for something to be done by then: the end of a day is told as that day. */
export function deadline(iso: string): string {
  return deadlineText(iso, new Date(), texts.locale);
}

/** A local date (`YYYY-MM-DD`) as people say it. */
export function day(date: string): string {
  return dayOf(date, new Date(), texts.locale);
}

/** Whether a local date lies behind us. */
export function isPast(date: string): boolean {
  return date < localDay(new Date());
}

/** The local date of an instant, as a date field takes it. */
export function localDate(iso: string): string {
  const instant = new Date(iso);
  return Number.isNaN(instant.getTime()) ? '' : localDay(instant);
}

/** The whole date and time. */
export function exact(iso: string): string {
  return exactText(iso, texts.locale);
}

/** One of the board's contacts by name; empty where it has none. */
export function contactName(directory: readonly ContactView[], key: string): string {
  const name = directory.find((contact) => contact.key === key)?.name;
  return stringAt(name, texts.locale) ?? stringAt(name, 'sv') ?? '';
}

/** `<time>` with the words that people use, the exact time for machines, and on hover for people. */
export function timeElement(iso: string): HTMLTimeElement {
  return el('time', { datetime: iso, title: exactText(iso, texts.locale) }, when(iso));
}

/** Brings "i dag" and "i går" up to date where a page has stood open. */
export function refreshTimes(root: ParentNode): void {
  for (const time of root.querySelectorAll<HTMLTimeElement>('time[title]')) {
    const text = when(time.dateTime);
    if (time.textContent !== text) time.textContent = text;
  }
}

/** What went wrong and what to do, in the person's words. */
export function problemText(error: unknown): string {
  const { status } = error instanceof ApiError ? error : { status: -1 };
  if (status === 0) return texts.t('error.network');
  if (status === 401) return texts.t('error.signin');
  if (status === 403) return texts.t('error.forbidden');
  if (status === 404) return texts.t('case.notFound');
  if (status === 409 || status === 422) return texts.t('error.refused');
  if (status === 429) return texts.t('error.tooMany');
  return texts.t(status >= 500 ? 'error.server' : 'error.other');
}

/** Why a command was not carried out, by the code of the refusal. */
export function refusalText(error: ApiError): string {
  const key = `refused.${error.code}`;
  return Object.hasOwn(sv, key) ? texts.t(key as TextKey) : problemText(error);
}

import type { Locale } from '../domain/locale';
import answersEn from './answers.en.json';
import answersSv from './answers.sv.json';
import botEn from './bot.en.json';
import botSv from './bot.sv.json';
import formsEn from './forms.en.json';
import formsSv from './forms.sv.json';
import guidanceEn from './guidance.en.json';
import guidanceSv from './guidance.sv.json';
import handoverEn from './handover.en.json';
import handoverSv from './handover.sv.json';
import workEn from './work.en.json';
import workSv from './work.sv.json';

const swedish = { ...answersSv, ...botSv, ...formsSv, ...guidanceSv, ...handoverSv, ...workSv };
const texts: { readonly sv: typeof swedish; readonly en: typeof swedish } = { sv: swedish, en: { ...answersEn, ...botEn, ...formsEn, ...guidanceEn, ...handoverEn, ...workEn } };

/** Every text key of the Swedish files; a key that English lacks does not compile. */
export type TextKey = keyof typeof texts.sv;
export type Params = Readonly<Record<string, string | number>>;

/** The text in that language with `{name}` places filled in. Values are put in as they are: escape for the medium outside. */
export function t(locale: Locale, key: TextKey, params?: Params): string {
  return fill(texts[locale][key], params);
}

/** The text for a key put together from an id, or undefined where there is none: for hints that only some fields have. */
export function lookup(locale: Locale, key: string, params?: Params): string | undefined {
  const table: Readonly<Record<string, string>> = texts[locale];
  const text = table[key];
  return text === undefined ? undefined : fill(text, params);
}

function fill(text: string, params: Params | undefined): string {
  return params ? text.replace(/\{(\w+)\}/g, (place, name: string) => String(params[name] ?? place)) : text;
}

/** All texts of a language, for the tests that hold the languages against each other. */
export function allTexts(locale: Locale): Readonly<Record<string, string>> {
  return texts[locale];
}

import { local } from './storage';

export const LOCALES = ['sv', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

/** Texts by key, with `{name}` where a value is put in. Both languages have the same keys. */
export type Catalogue = Readonly<Record<string, string>>;

export interface Texts<Key extends string> {
  readonly locale: Locale;
  /** The text in the present language, placeholders filled. */
  t(key: Key, values?: Readonly<Record<string, string | number>>): string;
  /** Changes language: `<html lang>`, every element marked with `data-t` / `data-t-label`, then the listeners. */
  set(locale: Locale): void;
  onChange(listener: (locale: Locale) => void): void;
  /** Fills the marked elements under `root`: `data-t` text, `data-t-label` aria-label, `data-t-placeholder`. */
  fill(root: ParentNode): void;
}

const STORED = 'trygg.locale';

/** The language chosen before, else the browser's first that we have, else Swedish. */
export function initialLocale(): Locale {
  const stored = asLocale(local.get(STORED));
  if (stored !== undefined) return stored;
  const preferred = navigator.languages.map(asLocale).find((locale) => locale !== undefined);
  return preferred ?? 'sv';
}

/** `sv-SE` → `sv`; undefined for a language that we lack. */
export function asLocale(tag: string | undefined): Locale | undefined {
  const language = tag?.slice(0, 2).toLowerCase();
  return LOCALES.find((locale) => locale === language);
}

/** The two catalogues as one reader of texts; the locale is kept in localStorage for the next visit. */
export function createTexts<Sv extends Catalogue>(
  catalogues: { readonly sv: Sv; readonly en: { readonly [K in keyof Sv]: string } },
  locale: Locale = initialLocale(),
): Texts<keyof Sv & string> {
  const listeners: ((locale: Locale) => void)[] = [];
  let current = locale;

  const t: Texts<keyof Sv & string>['t'] = (key, values = {}) =>
    catalogues[current][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

  const known = (key: string | undefined): key is keyof Sv & string =>
    key !== undefined && Object.hasOwn(catalogues.sv, key);

  function fill(root: ParentNode): void {
    for (const element of root.querySelectorAll<HTMLElement>('[data-t], [data-t-label], [data-t-placeholder]')) {
      const { t: text, tLabel: label, tPlaceholder: placeholder } = element.dataset;
      if (known(text)) element.textContent = t(text);
      if (known(label)) element.setAttribute('aria-label', t(label));
      if (known(placeholder)) element.setAttribute('placeholder', t(placeholder));
    }
  }

  function set(next: Locale): void {
    current = next;
    local.set(STORED, next);
    document.documentElement.lang = next;
    fill(document);
    for (const listener of listeners) listener(next);
  }

  return {
    get locale() {
      return current;
    },
    t,
    set,
    fill,
    onChange: (listener) => void listeners.push(listener),
  };
}

/** A date and time as the city's clock shows it, in the given language. */
export function formatInstant(iso: string, locale: Locale): string {
  return new Intl.DateTimeFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/Stockholm',
  }).format(new Date(iso));
}

/** `1,4 MB`: 1 MB is a million bytes, as phones and computers show it. */
export function formatBytes(bytes: number, locale: Locale): string {
  const [value, unit] = bytes < 1000 ? [bytes, 'B'] : bytes < 1e6 ? [bytes / 1e3, 'kB'] : [bytes / 1e6, 'MB'];
  const digits = unit === 'MB' && value < 10 ? 1 : 0;
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value)} ${unit}`;
}

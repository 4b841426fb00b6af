import type { Locale } from '../../domain/locale';

const ZONE = 'Europe/Stockholm';
const DAY = 86_400_000;

type Day = 'today' | 'yesterday' | 'tomorrow';
const DAY_WORDS: Readonly<Record<Locale, Readonly<Record<Day, string>>>> = {
  sv: { today: 'i dag', yesterday: 'i går', tomorrow: 'i morgon' },
  en: { today: 'today', yesterday: 'yesterday', tomorrow: 'tomorrow' },
};

const tag = (locale: Locale): string => (locale === 'sv' ? 'sv-SE' : 'en-GB');

/** The city's calendar day of an instant, `YYYY-MM-DD`. */
export function localDay(instant: Date): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE, dateStyle: 'short' }).format(instant);
}

function clock(instant: Date, locale: Locale): string {
  const time = new Intl.DateTimeFormat(tag(locale), { timeZone: ZONE, hour: '2-digit', minute: '2-digit' }).format(instant);
  return locale === 'sv' ? `kl. ${time.replace(':', '.')}` : time;
}

function relativeDay(instant: Date, now: Date): Day | undefined {
  const day = localDay(instant);
  // Noon keeps clear of the hour that a day gains or loses when the clocks change.
  const noon = new Date(`${localDay(now)}T12:00:00Z`).getTime();
  const near: readonly (readonly [Day, number])[] = [['today', 0], ['yesterday', -DAY], ['tomorrow', DAY]];
  return near.find(([, offset]) => new Date(noon + offset).toISOString().slice(0, 10) === day)?.[0];
}

function date(instant: Date, now: Date, locale: Locale): string {
  const sameYear = localDay(instant).slice(0, 4) === localDay(now).slice(0, 4);
  const parts = sameYear ? ({ weekday: 'short' } as const) : ({ year: 'numeric' } as const);
  const text = new Intl.DateTimeFormat(tag(locale), { timeZone: ZONE, day: 'numeric', month: 'short', ...parts }).format(instant);
  return text.replace(',', '');
}

function dayText(instant: Date, now: Date, locale: Locale): string {
  const day = relativeDay(instant, now);
  return day === undefined ? date(instant, now, locale) : DAY_WORDS[locale][day];
}

/** A local date (`YYYY-MM-DD`) as people say it: `i dag`, `fre 3 juli`. Text that is none comes back as it is. */
export function dayOf(date: string, now: Date, locale: Locale): string {
  const noon = new Date(`${date}T12:00:00Z`);
  return Number.isNaN(noon.getTime()) ? date : dayText(noon, now, locale);
}

/**
 * An instant (ISO 8601) as people say it, on the city's clock: `i dag kl. 10.42`, `lör 21 nov. kl. 22.30`,
 * `21 nov. 2025 kl. 22.30`; in English `today, 10:42`. Text that is no instant comes back as it is.
 */
export function whenText(iso: string, now: Date, locale: Locale): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  const words = dayText(instant, now, locale);
  return locale === 'sv' ? `${words} ${clock(instant, locale)}` : `${words}, ${clock(instant, locale)}`;
}

/**
 * An instant by which something is to be done. One that is the last minute of a day is told as that day, since what
 * was promised was the day: `i dag`, `i morgon`, `mån 23 nov.`.
 */
export function deadlineText(iso: string, now: Date, locale: Locale): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime()) || !/23[.:]59/.test(clock(instant, locale))) return whenText(iso, now, locale);
  return dayText(instant, now, locale);
}

/** The whole date and time, for who wants it exact: `lördag 21 november 2026 22:30:05`. */
export function exactText(iso: string, locale: Locale): string {
  const instant = new Date(iso);
  if (Number.isNaN(instant.getTime())) return iso;
  return new Intl.DateTimeFormat(tag(locale), { timeZone: ZONE, dateStyle: 'full', timeStyle: 'medium' }).format(instant);
}

import type { Locale } from '../domain/locale';
import { TIME_ZONE } from '../domain/calendar';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale === 'sv' ? 'sv-SE' : 'en-GB', { timeZone: TIME_ZONE, ...options });
  formats.set(key, made);
  return made;
}

const DAY: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };
const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** `måndag 23 november`, as a person says it; Stockholm time. */
export function day(locale: Locale, instant: Date): string {
  return format(locale, DAY).format(instant).replace(/,/g, '');
}

/** `08.00` in Swedish, `08:00` in English. */
export function clock(locale: Locale, instant: Date): string {
  const written = format(locale, CLOCK).format(instant);
  return locale === 'sv' ? written.replace(':', '.') : written;
}

/** `måndag 23 november kl. 08.00`. */
export function dayAndClock(locale: Locale, instant: Date): string {
  return locale === 'sv' ? `${day(locale, instant)} kl. ${clock(locale, instant)}` : `${day(locale, instant)} at ${clock(locale, instant)}`;
}

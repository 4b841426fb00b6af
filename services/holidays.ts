import { createRequire } from 'node:module';
import type Holidays from 'date-holidays';
import type { IsHoliday } from '../domain/calendar';

/** `public` is a red day; `bank` is Midsummer's, Christmas and New Year's Eve, when Swedish offices are closed too. */
const CLOSED = new Set(['public', 'bank']);

function loadCalendar(): Holidays {
  // Loaded when first asked and not at start: the package holds every country and takes a fifth of a second.
  const Calendar = createRequire(__filename)('date-holidays') as typeof Holidays;
  return new Calendar('SE', { languages: ['sv'] });
}

/** Swedish holidays, a year at a time and kept once worked out. */
export function swedishHolidays(): IsHoliday {
  let calendar: Holidays | undefined;
  const years = new Map<string, ReadonlySet<string>>();
  const ofYear = (year: string): ReadonlySet<string> => {
    calendar ??= loadCalendar();
    const days = calendar.getHolidays(Number(year)).filter((holiday) => CLOSED.has(holiday.type));
    return new Set(days.map((holiday) => holiday.date.slice(0, 10)));
  };
  return (date) => {
    const year = date.slice(0, 4);
    const known = years.get(year) ?? ofYear(year);
    years.set(year, known);
    return known.has(date);
  };
}

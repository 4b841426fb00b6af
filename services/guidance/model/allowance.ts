import { throttle } from '../../throttle';

const HOUR_MS = 60 * 60_000;
/** All who are not signed in are nobody in particular, and share what so many people have. */
const NOBODIES = 5;
const NOBODY = '';

/** What one question may cost. */
export interface Allowance {
  /** True where a model may be asked for this question. It counts when it is first asked about, and once. */
  spend(): boolean;
}

/**
 * One person, or a program in one person's name, has no more than their share of what a model may cost.
 * @param perHour questions of one person within an hour; undefined is no limit
 * @param clock milliseconds
 * @param onSpent called where somebody has had theirs, at most once an hour: nobody's name is needed to know that it happens
 */
export function allowances(perHour: number | undefined, clock: () => number, onSpent: () => void): { of(asker: string | undefined): Allowance } {
  if (perHour === undefined) return { of: () => ({ spend: () => true }) };
  const told = throttle(1, HOUR_MS, clock);
  const persons = throttle(perHour, HOUR_MS, clock);
  const nobodies = throttle(perHour * NOBODIES, HOUR_MS, clock);
  const take = (asker: string | undefined): boolean => {
    const { waitMs } = asker === undefined ? nobodies.take(NOBODY) : persons.take(asker);
    if (waitMs > 0 && told.take(NOBODY).waitMs === 0) onSpent();
    return waitMs === 0;
  };
  return {
    of(asker) {
      let allowed: boolean | undefined;
      return { spend: () => (allowed ??= take(asker)) };
    },
  };
}

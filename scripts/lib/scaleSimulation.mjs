import { background } from './scaleBackground.mjs';
import { SURGE_HOUR, VISITS_BY_HOUR } from './scaleInputs.mjs';
import { ledger } from './scaleLedger.mjs';
import { seeded } from './scaleRandom.mjs';
import { oneCaseReturned, surge, visitsOfHour } from './scaleVisits.mjs';

const HOUR = 3_600;

function spread(seconds) {
  const sorted = Float64Array.from(seconds).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
  return { mean: sorted.reduce((total, one) => total + one, 0) / sorted.length, p50: at(0.5), p99: at(0.99), peak: at(1) };
}

/** Visits of one hour of the simulated day, of people who ask or who report. */
function perHour(inputs, hour, perPersonYear) {
  return ((inputs.people * perPersonYear) / 365) * inputs.busyDay * VISITS_BY_HOUR[hour];
}

/**
 * Plays a scenario second by second.
 * @param {object} inputs a scenario with the behaviour, see scaleInputs.mjs
 * @returns requests/s and computed RU/s, each `{mean, p50, p99, peak}` over the seconds; by container; of the largest board's
 *   cases; chat pages open at once; and what each cause takes of the whole
 */
export function simulate({ inputs, costs, rule, seed }) {
  const random = seeded(seed);
  const firstHour = inputs.hours === 24 ? 0 : SURGE_HOUR;
  const book = ledger(inputs.hours * HOUR, costs, inputs.hours === 24);
  const pollers = background({ inputs, firstHour, random, book });
  const context = { inputs, random, book, pollers, costs: { oneCase: oneCaseReturned(rule) } };
  for (let index = 0; index < inputs.hours; index += 1) {
    const hour = (firstHour + index) % 24;
    const from = index * HOUR;
    visitsOfHour({ from, perHour: perHour(inputs, hour, inputs.questionsPerPersonYear), reports: false, context });
    visitsOfHour({ from, perHour: perHour(inputs, hour, inputs.reportsPerPersonYear), reports: true, context });
  }
  surge(context);
  return {
    requestsPerSecond: spread(book.requests),
    requestUnitsPerSecond: spread(book.requestUnits),
    containers: Object.fromEntries(Object.entries(book.containers).map(([name, seconds]) => [name, spread(seconds)])),
    largestBoard: spread(book.largestBoard),
    openPages: spread(book.openPages),
    causes: book.causes,
  };
}

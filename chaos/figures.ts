import type { Books } from './books';
import type { Reading } from './check';
import type { ChaosConnector, Delivery } from './connector';
import type { Instance } from './instance';
import type { Place } from './account';
import type { Plan } from './plan';

export interface Figure {
  readonly chaos: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  /** Set where any other value is a failure. */
  readonly must?: number;
  /** Some of what is counted, for whoever looks into it. */
  readonly which?: readonly string[];
}

export interface Run {
  readonly plan: Plan;
  readonly books: Books;
  readonly reading: Reading;
  readonly connector: Pick<ChaosConnector, 'deliveries' | 'leaked' | 'troubles'>;
  readonly instances: readonly Pick<Instance, 'deaths' | 'failedStarts'>[];
  readonly place: Pick<Place, 'faults' | 'violations'>;
  readonly seconds: number;
}

const SHOWN = 20;

/** Everything that is counted over a run. */
export function figuresOf(run: Run): readonly Figure[] {
  const figure = (metric: string, value: number, unit: string): Figure => ({ chaos: run.plan.store, metric, value, unit });
  const some = (metric: string, which: readonly string[], unit: string): Figure => ({ ...figure(metric, which.length, unit), ...(which.length === 0 ? {} : { which: which.slice(0, SHOWN) }) });
  const none = (metric: string, which: readonly string[], unit: string): Figure => ({ ...some(metric, which, unit), must: 0 });
  const { books, connector, instances, place, plan, seconds } = run;
  const twice = seenTwice(run);
  const recoveries = recoveryTimes(run);
  const troubles = [...connector.troubles.values()].reduce((sum, count) => sum + count, 0);
  return [
    figure('rounds', plan.rounds, 'rounds'),
    figure('seed', plan.seed, ''),
    figure('duration', Math.round(seconds), 's'),
    figure('killed', instances.reduce((sum, { deaths }) => sum + deaths.size, 0), 'processes'),
    figure('reports', books.reports.length, 'reports'),
    figure('acknowledged', books.acknowledged.length, 'reports'),
    figure('sentAgain', books.resent, 'presses'),
    figure('connectorFaults', troubles, 'requests'),
    figure('storeFaults', place.faults, 'requests'),
    some('startsTriedAgain', instances.flatMap(({ failedStarts }) => failedStarts.map((said) => said.slice(0, 200))), 'starts'),
    figure('anonymousInterrupted', books.reports.filter(({ interrupted }) => interrupted).length, 'reports'),
    none('unanswered', books.reports.filter(({ numbers, interrupted }) => numbers.size === 0 && !interrupted).map(({ id }) => id), 'reports'),
    none('lost', lost(run), 'reports'),
    none('doubled', doubled(run), 'reports'),
    none('changedNumber', books.reports.filter(({ numbers }) => numbers.size > 1).map(({ id, numbers }) => `${id}: ${[...numbers].join(' ')}`), 'reports'),
    none('conversationsLost', books.lostConversations, 'requests'),
    none('notListedOnce', notListedOnce(run), 'cases'),
    none('unseen', unseen(run), 'notices'),
    none('notRecorded', notRecorded(run), 'notices'),
    { ...figure('leaked', connector.leaked, 'notices'), must: 0 },
    figure('seen', connector.deliveries.length, 'notices'),
    figure('seenTwiceExplained', twice.explained.length, 'notices'),
    none('seenTwiceUnexplained', twice.unexplained, 'notices'),
    none('acrossPartitions', place.violations, 'queries'),
    figure('recoveryMedian', middle(recoveries), 'ms'),
    figure('recoveryMax', Math.max(0, ...recoveries), 'ms'),
  ];
}

/** A receipt was seen, and the case cannot be read with its words. */
function lost({ books, reading }: Run): readonly string[] {
  const isThere = (number: string, words: string): boolean => reading.found.get(number)?.words === words;
  return books.acknowledged.flatMap(({ id, words, numbers }) => [...numbers].filter((number) => !isThere(number, words)).map((number) => `${id} ${number} ${reading.found.get(number)?.problem ?? ''}`.trim()));
}

/** The same words in more than one case. */
function doubled({ reading }: Run): readonly string[] {
  const numbers = new Map<string, string[]>();
  for (const [number, { words }] of reading.found) if (words !== undefined) numbers.set(words, [...(numbers.get(words) ?? []), number]);
  return [...numbers.values()].filter(({ length }) => length > 1).map((several) => several.join(' '));
}

function notListedOnce({ reading, books }: Run): readonly string[] {
  const times = new Map<string, number>();
  for (const number of reading.listed) times.set(number, (times.get(number) ?? 0) + 1);
  const all = new Set([...reading.listed, ...books.acknowledged.flatMap(({ numbers }) => [...numbers])]);
  return [...all].filter((number) => times.get(number) !== 1);
}

const everyCase = ({ reading }: Run): readonly string[] => [...new Set([...reading.listed, ...reading.found.keys()])];

function unseen(run: Run): readonly string[] {
  const seen = new Set(run.connector.deliveries.map(({ number }) => number));
  return everyCase(run).filter((number) => !seen.has(number));
}

/** A case whose notices do not all stand as sent, though everything has had time to settle. */
function notRecorded(run: Run): readonly string[] {
  return everyCase(run).filter((number) => run.reading.found.get(number)?.notices.some(({ state }) => state !== 'sent') !== false);
}

/** A notice that was seen again: because its sender did not learn that it was taken, or died before it could write that down. */
function seenTwice({ connector, instances }: Run): { readonly explained: readonly string[]; readonly unexplained: readonly string[] } {
  const deaths = new Map(instances.flatMap((instance) => [...instance.deaths]));
  const isExplained = (before: Delivery, again: Delivery): boolean => {
    const died = deaths.get(before.life);
    return before.withheld || (before.unrecordedAtDeath && died !== undefined && died >= before.at && died <= again.at);
  };
  const explained: string[] = [];
  const unexplained: string[] = [];
  for (const deliveries of byNumber(connector.deliveries).values()) {
    deliveries.slice(1).forEach((again, index) => {
      const before = deliveries[index];
      if (!before) return;
      (isExplained(before, again) ? explained : unexplained).push(`${again.number}: by ${before.life}, ${again.at - before.at} ms later by ${again.life}`);
    });
  }
  return { explained, unexplained };
}

/** From the death of the instance that had a report to the first sight of its notice, where that came later. */
function recoveryTimes({ books, connector, instances }: Run): readonly number[] {
  const deaths = new Map(instances.flatMap((instance) => [...instance.deaths]));
  const deliveries = byNumber(connector.deliveries);
  return books.acknowledged.flatMap(({ numbers, sent }) => {
    const seen = [...numbers].flatMap((number) => deliveries.get(number)?.[0]?.at ?? [])[0];
    const died = sent.flatMap(({ life }) => deaths.get(life) ?? []).filter((at) => seen !== undefined && at <= seen);
    const first = died.length === 0 ? undefined : Math.min(...died);
    return first === undefined || seen === undefined ? [] : [seen - first];
  });
}

function byNumber(deliveries: readonly Delivery[]): ReadonlyMap<string, readonly Delivery[]> {
  const found = new Map<string, Delivery[]>();
  for (const delivery of deliveries) found.set(delivery.number, [...(found.get(delivery.number) ?? []), delivery]);
  return found;
}

function middle(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

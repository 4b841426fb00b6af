import { Books } from '../../chaos/books';
import type { Found } from '../../chaos/check';
import type { Delivery } from '../../chaos/connector';
import { figuresOf, type Run } from '../../chaos/figures';
import { seeded } from '../../chaos/random';

const SENT: Found['notices'] = [{ channel: 'teams', state: 'sent', recipient: 'coordinator-mhn' }];
const DEATH = 5_000;

const delivery = (number: string, change: Partial<Delivery> = {}): Delivery => ({ number, at: 1_000, life: '1.1', withheld: false, unrecordedAtDeath: false, ...change });

interface Story {
  /** Words of a report, by the numbers on its receipts. */
  readonly receipts?: readonly (readonly [words: string, ...numbers: string[]])[];
  readonly cases?: Readonly<Record<string, Partial<Found>>>;
  readonly listed?: readonly string[];
  readonly deliveries?: readonly Delivery[];
}

/** What a run counts that went like this; all that is not said went well. */
function counted(story: Story): Readonly<Record<string, number>> {
  const books = new Books();
  for (const [words, ...numbers] of story.receipts ?? []) {
    const report = books.begin(words, words);
    for (const number of numbers) report.numbers.add(number);
  }
  const cases = story.cases ?? { A: { words: 'a' } };
  const run: Run = {
    plan: { store: 'sqlite', rounds: 1, seed: 1 },
    books,
    reading: { listed: story.listed ?? Object.keys(cases), found: new Map(Object.entries(cases).map(([number, found]) => [number, { words: undefined, notices: SENT, ...found }])) },
    connector: { deliveries: [...(story.deliveries ?? Object.keys(cases).map((number) => delivery(number)))], leaked: 0, troubles: new Map() },
    instances: [{ deaths: new Map([['1.1', DEATH]]), failedStarts: [] }],
    place: { faults: 0, violations: [] },
    seconds: 1,
  };
  return Object.fromEntries(figuresOf(run).flatMap(({ metric, value, must }) => (must === undefined || value === must ? [] : [[metric, value]])));
}

describe('what a chaos run counts as amiss', () => {
  test('nothing, where each report with a receipt is a case that was told of once', () => {
    expect(counted({ receipts: [['a', 'A']] })).toEqual({});
  });

  test('a receipt whose case is gone, or holds other words', () => {
    expect(counted({ receipts: [['a', 'A'], ['b', 'B']], deliveries: [delivery('A'), delivery('B')] })).toEqual({ lost: 1, notListedOnce: 1 });
    expect(counted({ receipts: [['a', 'A']], cases: { A: { words: 'b' } } })).toEqual({ lost: 1 });
  });

  test('two cases with the same words, and a receipt that changed its number', () => {
    const cases = { A: { words: 'a' }, B: { words: 'a' } };
    expect(counted({ receipts: [['a', 'A']], cases })).toEqual({ doubled: 1 });
    expect(counted({ receipts: [['a', 'A', 'B']], cases })).toEqual({ doubled: 1, changedNumber: 1 });
  });

  test('a case that the list does not show, or shows twice', () => {
    expect(counted({ receipts: [['a', 'A']], listed: [] })).toEqual({ notListedOnce: 1 });
    expect(counted({ receipts: [['a', 'A']], listed: ['A', 'A'] })).toEqual({ notListedOnce: 1 });
  });

  test('a notice that nobody saw, or that stands as unsent', () => {
    expect(counted({ deliveries: [] })).toEqual({ unseen: 1 });
    expect(counted({ cases: { A: { words: 'a', notices: [{ channel: 'teams', state: 'queued', recipient: 'coordinator-mhn' }] } } })).toEqual({ notRecorded: 1 });
  });

  test('a notice seen twice, unless its sender did not learn that it was taken, or died before that was written down', () => {
    const twice = (first: Partial<Delivery>, at = DEATH + 1_000): Readonly<Record<string, number>> => counted({ deliveries: [delivery('A', first), delivery('A', { at, life: '1.2' })] });
    const amiss = { seenTwiceUnexplained: 1 };
    expect(twice({})).toEqual(amiss);
    expect(twice({ withheld: true })).toEqual({});
    expect(twice({ unrecordedAtDeath: true })).toEqual({});
    expect(twice({ unrecordedAtDeath: true }, DEATH - 1_000)).toEqual(amiss);
    expect(twice({ unrecordedAtDeath: true, life: '2.1' })).toEqual(amiss);
  });
});

test('the same seed makes the same choices, and each part has its own', () => {
  const choices = (seed: number, stream: string): readonly number[] => {
    const random = seeded(seed, stream);
    return Array.from({ length: 50 }, () => random.between(0, 99));
  };
  expect(choices(1, 'killer')).toEqual(choices(1, 'killer'));
  expect(choices(1, 'killer')).not.toEqual(choices(2, 'killer'));
  expect(choices(1, 'killer')).not.toEqual(choices(1, 'store'));
  expect(Math.min(...choices(1, 'killer'))).toBeGreaterThanOrEqual(0);
  expect(Math.max(...choices(1, 'killer'))).toBeLessThanOrEqual(99);
});

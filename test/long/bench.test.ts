import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished, ROOT, type Outcome } from '../scripts/fixture';

interface Figure {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline?: number;
  readonly ratio?: number;
}

/** Every figure that is promised, with what it is held against where it is a ratio. */
const FIGURES: Readonly<Record<string, { readonly unit: string; readonly ratio: boolean }>> = {
  'start readyz': { unit: 'ms', ratio: false },
  'start startScript.readyz': { unit: 'ms', ratio: false },
  'memory idle': { unit: 'MB', ratio: false },
  'page firstLoad': { unit: 'bytes', ratio: true },
  'page firstLoadAgainstMinimal': { unit: 'bytes', ratio: true },
  'turns echo': { unit: 'turns/s', ratio: false },
  'turns echo.clientCpu': { unit: 'share of a core', ratio: false },
  'turns question': { unit: 'turns/s', ratio: true },
  'turns reportStep': { unit: 'turns/s', ratio: true },
  'submit rate': { unit: 'turns/s', ratio: true },
  'submit p50': { unit: 'ms', ratio: false },
  'submit p99': { unit: 'ms', ratio: false },
  'submitSlowDisk rate': { unit: 'turns/s', ratio: true },
  'submitSlowDisk p50': { unit: 'ms', ratio: false },
  'submitSlowDisk p99': { unit: 'ms', ratio: false },
  'submitSlowDiskWhileAsked rate': { unit: 'turns/s', ratio: true },
  'submitSlowDiskWhileAsked p50': { unit: 'ms', ratio: false },
  'submitSlowDiskWhileAsked p99': { unit: 'ms', ratio: false },
  'submitSlowDiskWhileAsked question.p50': { unit: 'ms', ratio: false },
  'submitSlowDiskWhileAsked question.p99': { unit: 'ms', ratio: false },
  'store caseBytes': { unit: 'bytes', ratio: false },
  'store rate': { unit: 'writes/s', ratio: false },
  'store p99': { unit: 'ms', ratio: false },
  'storeSlowDisk rate': { unit: 'writes/s', ratio: true },
  'storeSlowDisk p99': { unit: 'ms', ratio: false },
  'encryption submit': { unit: 'turns/s', ratio: true },
  'encryption submit.cpu': { unit: 'ms', ratio: true },
  'notices queuedWhileDown': { unit: 'notices', ratio: false },
  'notices triedWhileDown': { unit: 'requests', ratio: false },
  'notices delivered': { unit: 'notices', ratio: true },
  'notices lost': { unit: 'notices', ratio: false },
  'notices seenTwice': { unit: 'notices', ratio: false },
  'notices wrongInLedger': { unit: 'notices', ratio: false },
  'notices mostInASecond': { unit: 'requests', ratio: false },
  'notices allDelivered': { unit: 's', ratio: false },
  'notices rate': { unit: 'notices/s', ratio: false },
  'notices memory.most': { unit: 'MB', ratio: true },
  'size cases': { unit: 'cases', ratio: true },
  'size file': { unit: 'MB', ratio: true },
  ...Object.fromEntries(['submit', 'followUpStep', 'list', 'listFiltered', 'openCase'].flatMap((turn) => [[`size ${turn}.rate`, { unit: 'turns/s', ratio: true }], [`size ${turn}.p50`, { unit: 'ms', ratio: true }]])),
  'guidance passages': { unit: 'passages', ratio: false },
  'guidance build': { unit: 'ms', ratio: true },
  'guidance buildAgainstFts5': { unit: 'ms', ratio: true },
  'guidance build.longestWait': { unit: 'ms', ratio: false },
  'guidance memory': { unit: 'MB', ratio: false },
  'guidance query.p50': { unit: 'ms', ratio: true },
  'guidance queryAgainstFts5.p50': { unit: 'ms', ratio: true },
  'guidance query.p99': { unit: 'ms', ratio: false },
  'guidance answer.p50': { unit: 'ms', ratio: false },
  'guidance answer.p99': { unit: 'ms', ratio: false },
  'lists cases': { unit: 'cases', ratio: false },
  ...Object.fromEntries(['list', 'listFiltered', 'listNeeds', 'listDays', 'listPlace', 'search', 'searchFiltered', 'openCase'].flatMap((asked) => ['p50', 'p99'].map((share) => [`lists ${asked}.${share}`, { unit: 'ms', ratio: false }]))),
};

/** What must not be, and is counted. */
const NONE = ['notices lost', 'notices seenTwice', 'notices wrongInLedger'];

/** What is asked of Cosmos DB at the most: by a turn, by sending a report, by a list. */
const TURN = { writes: 2, pointReads: 3, queries: 0 };
const BUDGETS: Readonly<Record<string, { readonly writes: number; readonly pointReads: number; readonly queries: number }>> = {
  ...Object.fromEntries(
    ['teams', 'directline'].flatMap((channel) =>
      ['question', 'report', 'step.safety', 'step.who', 'followUp.start', 'followUp.step', 'mine', 'case.show', 'acknowledge'].map((turn) => [`${channel}.${turn}`, TURN]),
    ),
  ),
  // A notice with buttons is sent in Teams only; a coordinator on the intranet works in the workspace.
  'directline.case.show': { ...TURN, pointReads: 4 },
  'directline.acknowledge': { ...TURN, pointReads: 4 },
  // The channels that the board has connected are asked for now and then.
  'teams.submit': { writes: 5, pointReads: 3, queries: 1 },
  'directline.submit': { writes: 5, pointReads: 3, queries: 1 },
  ...Object.fromEntries(['api.list', 'api.list.needs', 'api.list.filtered', 'api.search'].map((asked) => [asked, { writes: 0, pointReads: 0, queries: 1 }])),
  'api.case': { writes: 0, pointReads: 3, queries: 0 },
  fetch: { writes: 0, pointReads: 1, queries: 0 },
};

describe('npm run bench -- --quick --json', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'trygg-bench-test-'));
  let outcome: Outcome;

  beforeAll(async () => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts', 'bench.mjs'), '--quick', '--json'], { cwd: ROOT, env: { ...process.env, TMPDIR: temporary } });
    outcome = await finished(child);
  }, 240_000);
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  const all = (): readonly Figure[] => outcome.stdout.trim().split('\n').map((line) => JSON.parse(line) as Figure);

  const figures = (): readonly Figure[] => all().filter(({ bench }) => bench !== 'cosmos');
  const counted = (metric: string): number => all().find((figure) => figure.bench === 'cosmos' && figure.metric === metric)?.value ?? NaN;

  it('ends well and prints JSON alone', () => {
    expect(outcome.code === 0 ? '' : outcome.stderr).toBe('');
    expect(() => figures()).not.toThrow();
  });

  it('prints every figure once', () => {
    expect(figures().map(({ bench, metric }) => `${bench} ${metric}`).sort()).toEqual(Object.keys(FIGURES).sort());
  });

  it('prints positive numbers in their units, a ratio with what it is a ratio to', () => {
    for (const { bench, metric, value, unit, baseline, ratio } of figures()) {
      if (NONE.includes(`${bench} ${metric}`)) continue;
      const expected = FIGURES[`${bench} ${metric}`];
      const positive = [value, ...(expected?.ratio === true ? [baseline, ratio] : [])].every((number) => number !== undefined && number > 0);
      expect({ bench, metric, unit, positive, hasRatio: ratio !== undefined }).toEqual({ bench, metric, unit: expected?.unit, positive: true, hasRatio: expected?.ratio });
      // Figures are printed with four digits that tell, whatever their size.
      if (ratio !== undefined && baseline !== undefined) expect(value / baseline / ratio).toBeCloseTo(1, 2);
    }
  });

  it('delivers every notice that waited while Teams was down, once, and at most 50 a second', () => {
    const notice = (metric: string): Figure | undefined => figures().find((figure) => figure.bench === 'notices' && figure.metric === metric);
    expect(NONE.map((name) => notice(name.slice('notices '.length))?.value)).toEqual([0, 0, 0]);
    expect(notice('delivered')).toMatchObject({ ratio: 1 });
    expect(notice('mostInASecond')?.value).toBeLessThanOrEqual(50);
  });

  it.each(Object.entries(BUDGETS))('counts no more requests than promised: %s', (what, most) => {
    for (const [kind, limit] of Object.entries(most)) expect(counted(`${what}.${kind}`)).toBeLessThanOrEqual(limit);
    expect(counted(`${what}.bytes`)).toBeGreaterThan(0);
  });

  it('counts the same however many cases there are, and no query across partitions', () => {
    for (const kind of ['writes', 'pointReads', 'documents']) expect(counted(`mostDifference.${kind}`)).toBe(0);
    // Ids of conversations differ a little in length.
    expect(counted('mostDifference.bytes')).toBeLessThan(1000);
    expect(counted('queriesAcrossPartitions')).toBe(0);
  });

  it('leaves no folder behind', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { finished, ROOT, type Outcome } from './fixture';

interface Spread {
  readonly mean: number;
  readonly p50: number;
  readonly p99: number;
  readonly peak: number;
}

interface Played {
  readonly requestsPerSecond: Spread;
  readonly requestUnitsPerSecond: Spread;
  readonly largestBoard: Spread;
  readonly causes: Readonly<Record<string, { readonly requests: number; readonly requestUnits: number }>>;
  readonly storage: { readonly total: number; readonly attachments: number };
}

interface Result {
  readonly requestUnits: string;
  readonly operations: Readonly<Record<string, { readonly requests: readonly { readonly kind: string }[] }>>;
  readonly scenarios: Readonly<Record<string, Played>>;
}

const BY_ITSELF = ['sweeps for notices', 'leases', 'polls of open workspaces', 'lists of cases'];

const scale = async (...args: string[]): Promise<Outcome> => finished(spawn(process.execPath, [join(ROOT, 'scripts', 'scale.mjs'), ...args], { cwd: ROOT }));

async function surge(...args: string[]): Promise<Played> {
  const { stdout, stderr } = await scale('--json', '--scenario', 'surge', ...args);
  expect(stderr).toBe('');
  return (JSON.parse(stdout) as Result).scenarios['surge']!;
}

const requests = ({ causes }: Played, chosen: (cause: string) => boolean): number =>
  Object.entries(causes).reduce((total, [cause, one]) => total + (chosen(cause) ? one.requests : 0), 0);
const ofPeople = (played: Played): number => requests(played, (cause) => !BY_ITSELF.includes(cause));
const blocks = (text: string): readonly string[] => text.match(/<!-- scale:(\w+) -->[\s\S]*?<!-- \/scale:\1 -->/g) ?? [];

describe('npm run scale', () => {
  it('prints the tables that docs/scale.md has today', async () => {
    const printed = blocks((await scale()).stdout);
    const documented = blocks(readFileSync(join(ROOT, 'docs', 'scale.md'), 'utf8'));
    expect(printed.length).toBeGreaterThan(8);
    expect([...documented].sort()).toEqual([...printed].sort());
  });

  describe('with --json', () => {
    let result: Result;

    beforeAll(async () => {
      result = JSON.parse((await scale('--json')).stdout) as Result;
    });

    it('prints JSON alone, every scenario in it, with request units labelled as computed', () => {
      expect(result.requestUnits).toBe('computed');
      expect(Object.keys(result.scenarios)).toEqual(['cityLow', 'cityHigh', 'swedenLow', 'swedenHigh', 'surge']);
      for (const { requestUnitsPerSecond: units } of Object.values(result.scenarios)) {
        expect([units.p50, units.p99, units.peak]).toEqual([units.p50, units.p99, units.peak].sort((a, b) => a - b));
        expect(units.p50).toBeGreaterThan(0);
      }
    });

    it('counts no more requests than a turn, a submit and a list may make', () => {
      const count = (operation: string, ...kinds: string[]): number => result.operations[operation]!.requests.filter(({ kind }) => kinds.includes(kind)).length;
      for (const turn of ['intranetTurn', 'teamsTurn', 'teamsQuestion']) {
        expect(count(turn, 'read')).toBeLessThanOrEqual(3);
        expect(count(turn, 'create', 'replace', 'upsert')).toBeLessThanOrEqual(2);
        expect(count(turn, 'query')).toBe(0);
      }
      expect(count('submit', 'create', 'replace', 'upsert')).toBeLessThanOrEqual(5);
      expect(result.operations['listCases']!.requests).toHaveLength(1);
    });
  });

  it('gives the same for the same seed, and something else for another', async () => {
    const [one, again, other] = await Promise.all([surge('--seed', '7'), surge('--seed', '7'), surge('--seed', '8')]);
    expect(again).toEqual(one);
    expect(other).not.toEqual(one);
  });

  it('counts about twice the requests for twice the people, and stores twice as much', async () => {
    const [one, two] = await Promise.all([surge('--people', '50000'), surge('--people', '100000')]);
    expect(ofPeople(two) / ofPeople(one)).toBeGreaterThan(1.8);
    expect(ofPeople(two) / ofPeople(one)).toBeLessThan(2.2);
    expect(two.storage.total / one.storage.total).toBeCloseTo(2, 6);
  });

  it('counts what runs by itself by boards and intervals, not by people', async () => {
    const [one, boards, seldom] = await Promise.all([surge(), surge('--boards', '40'), surge('--sweep-seconds', '60')]);
    const sweeps = (played: Played): number => requests(played, (cause) => cause === 'sweeps for notices');
    expect(sweeps(one)).toBe((20 * 3_600) / 15);
    expect(sweeps(boards)).toBe(2 * sweeps(one));
    expect(sweeps(seldom)).toBe(sweeps(one) / 4);
  });

  it('shows the heat of a large board when more of an event belongs to it', async () => {
    const [spread, hot] = await Promise.all([surge('--surge-largest-board-share', '0.1'), surge('--surge-largest-board-share', '1')]);
    expect(hot.largestBoard.mean).toBeGreaterThan(2 * spread.largestBoard.mean);
  });

  it.each([
    [['--people', 'many'], '--people must be a whole number above 0, not "many"'],
    [['--surge-reports=-1'], '--surge-reports must be a number, 0 or more'],
    [['--scenario', 'moon'], '--scenario must be one of cityLow'],
    [['--write', '--people', '1'], '--write is for all scenarios'],
  ])('refuses %j in a sentence', async (args, sentence) => {
    const { code, stdout, stderr } = await scale(...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(sentence);
  });
});

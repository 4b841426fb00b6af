import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from '../../chaos/figures';
import { finished, ROOT, type Outcome } from '../scripts/fixture';

const ROUNDS = 3;
const STORES = ['sqlite', 'cosmos'] as const;
/** What must not happen once. */
const NEVER = ['unanswered', 'lost', 'doubled', 'changedNumber', 'conversationsLost', 'notListedOnce', 'unseen', 'notRecorded', 'leaked', 'seenTwiceUnexplained', 'acrossPartitions'];

describe('npm run chaos -- --json, a few rounds', () => {
  const temporary = mkdtempSync(join(tmpdir(), 'trygg-chaos-test-'));
  const runs = new Map<string, Promise<Outcome>>();
  const children: ChildProcess[] = [];

  // Side by side: on the shared store most of the time goes into waiting until a dead instance's claims have run out.
  beforeAll(() => {
    for (const store of STORES) {
      const args = [join(ROOT, 'scripts', 'chaos.mjs'), '--store', store, '--rounds', String(ROUNDS), '--json'];
      const child = spawn(process.execPath, args, { cwd: ROOT, env: { ...process.env, TMPDIR: temporary } });
      children.push(child);
      runs.set(store, finished(child));
    }
  });
  afterAll(() => {
    for (const child of children) child.kill();
    rmSync(temporary, { recursive: true, force: true });
  });

  it.each(STORES)('%s: killed again and again, nothing that got a receipt is lost, doubled, untold or told twice without a reason', async (store) => {
    const { code, stdout, stderr } = await runs.get(store)!;
    expect(stderr).toBe('');
    const figures = stdout.trim().split('\n').map((line) => JSON.parse(line) as Figure);
    const value = (metric: string): number | undefined => figures.find((one) => one.metric === metric)?.value;
    expect(figures.filter(({ must }) => must !== undefined).map(({ metric }) => metric)).toEqual(NEVER);
    expect(figures.filter(({ must, value: counted }) => must !== undefined && counted !== must)).toEqual([]);
    expect(code).toBe(0);
    expect(figures.every(({ chaos }) => chaos === store)).toBe(true);
    expect(value('killed')).toBe(ROUNDS);
    expect(value('acknowledged')).toBeGreaterThanOrEqual(ROUNDS);
    expect(value('sentAgain')).toBeGreaterThan(0);
    expect(value('seen')).toBeGreaterThanOrEqual(value('acknowledged')!);
    expect((value('storeFaults') ?? 0) > 0).toBe(store === 'cosmos');
  }, 300_000);

  it('leaves no folder behind', () => {
    expect(readdirSync(temporary)).toEqual([]);
  });
});

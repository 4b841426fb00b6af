import fc from 'fast-check';
import { testStore, type TestStore } from '../helpers/store';
import { World, type Manner } from './dispatcherWorld';

type Step =
  | { readonly kind: 'arrive' | 'sweep' | 'acknowledge' | 'pause' | 'resume' | 'die'; readonly who: number }
  | { readonly kind: 'answer'; readonly manner: Manner }
  | { readonly kind: 'pass'; readonly ms: number };

const who = fc.nat({ max: 2 });
const STEP: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('arrive' as const), who }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('sweep' as const), who }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('answer' as const), manner: fc.constantFrom<Manner>('ok', 'slow', 'slow', 'throttled', 'unavailable', 'blocked', 'hang') }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 9_000, 20_000, 24_000, 46_000, 120_000) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('acknowledge' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('pause' as const), who }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('resume' as const), who }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('die' as const), who }) },
);

let opened: TestStore;
let world: World;
beforeEach(() => {
  // Claims go by the machine's clock.
  jest.spyOn(Date, 'now').mockImplementation(() => world.now);
});
afterEach(() => jest.restoreAllMocks());

/** One step, begun; it may wait for something that only a later step brings. */
async function take(step: Step): Promise<void> {
  if (step.kind === 'pass') await world.pass(step.ms);
  else if (step.kind === 'answer') world.script1(step.manner);
  else if (step.kind === 'pause') world.pause(step.who);
  else if (step.kind === 'resume') world.resume(step.who);
  else if (step.kind === 'die') world.die(step.who);
  else {
    const process = world.processes[step.who];
    if (process?.state !== 'running') return;
    const work = step.kind === 'arrive' ? world.arrive(process) : step.kind === 'sweep' ? process.dispatcher.sweep() : world.acknowledge(process, world.numbers.length - 1);
    work.catch((error: unknown) => world.broken.push(`${step.kind}: ${String(error)}`));
  }
}

/** Everybody who is only standing still goes on, one more comes, and time passes until nothing is left to send. */
async function settle(): Promise<void> {
  world.noMoreTrouble();
  world.processes.forEach((_, index) => world.resume(index));
  world.start();
  await world.quiet();
  for (let round = 0; round < 12; round += 1) {
    await world.pass(20_000);
    await world.pass(16 * 60_000);
    await Promise.all(world.running().map(({ dispatcher }) => dispatcher.sweep()));
    await world.quiet();
    if ((await world.notices()).every(({ notice }) => notice.state !== 'queued')) break;
  }
}

async function play(steps: readonly (readonly [Step, boolean])[]): Promise<void> {
  opened = await testStore();
  world = new World(opened.store, 3);
  try {
    await world.connect();
    for (const [step, waits] of steps) {
      await take(step);
      if (waits) await world.quiet();
    }
    await settle();
    const left = await world.notices();
    expect(left.filter(({ notice: { state, reason } }) => state !== 'sent' && !(state === 'failed' && reason === 'blocked'))).toEqual([]);
    expect(left.filter(({ name, notice }) => notice.state === 'sent' && world.deliveries(name) === 0)).toEqual([]);
    expect(world.broken).toEqual([]);
    expect(world.tooOften()).toEqual([]);
  } finally {
    world.processes.forEach((_, index) => world.die(index));
    await opened.dispose();
  }
}

test('whatever dies, pauses or refuses: every notice is sent, once unless its sender died or stood still, and never by two at once', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.tuple(STEP, fc.boolean()), { minLength: 5, maxLength: 25 }), play), { numRuns: 40 });
}, 120_000);

test('one sweep sends all that waits, however many pages it is, each once, and leaves what came meanwhile to the next', async () => {
  opened = await testStore();
  world = new World(opened.store, 1, 5);
  try {
    await world.connect();
    for (let count = 0; count < 40; count += 1) {
      world.script1('throttled');
      await world.arrive(world.processes[0]!);
    }
    await world.quiet();
    world.die(0);
    await world.pass(60_000);
    const next = world.processes[world.start()]!;
    await next.dispatcher.sweep();
    await world.quiet();
    const all = (await world.notices()).filter(({ notice }) => notice.about === 'new');
    expect(all.map(({ notice, name }) => [notice.state, world.deliveries(name)])).toEqual(Array.from({ length: 40 }, () => ['sent', 1]));
    expect(world.broken).toEqual([]);
  } finally {
    await opened.dispose();
  }
});

test('one that stood still over its claim undoes nothing that was recorded meanwhile', () =>
  play([
    [{ kind: 'answer', manner: 'hang' }, true],
    [{ kind: 'arrive', who: 0 }, true],
    [{ kind: 'pause', who: 0 }, true],
    [{ kind: 'pass', ms: 46_000 }, true],
    [{ kind: 'sweep', who: 1 }, true],
    [{ kind: 'resume', who: 0 }, true],
    [{ kind: 'pass', ms: 120_000 }, true],
    [{ kind: 'sweep', who: 0 }, true],
    [{ kind: 'sweep', who: 1 }, true],
  ]));

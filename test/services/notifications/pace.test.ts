import { pace, type Pace } from '../../../bot/channels/teams/pace';

let limit: Pace;
let start: number;
beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] });
  start = Date.now();
  limit = pace(() => Date.now());
});
afterEach(() => jest.useRealTimers());

/** Asks so often, and gives the milliseconds after which each went. */
function asked(count: number, kind: 'reply' | 'notice', patienceMs?: number): readonly number[] {
  const went: number[] = [];
  for (let index = 0; index < count; index += 1) void limit.take(kind, patienceMs).then((goes) => goes && went.push(Date.now() - start));
  return went;
}

/** The most of them within any second. */
const mostInASecond = (times: readonly number[]): number => Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));

const pass = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

test('notices go at an even pace, never more than 50 in any second', async () => {
  const went = asked(200, 'notice');
  await pass(6_000);
  expect(went).toHaveLength(200);
  expect(mostInASecond(went)).toBeLessThanOrEqual(50);
  expect(went.at(-1)! / 1000).toBeGreaterThan(4);
  expect(went.at(-1)! / 1000).toBeLessThan(6.5);
});

test('replies and notices together are never more than 50 in any second, after a pause either', async () => {
  const all = [asked(60, 'notice'), asked(120, 'reply')];
  await pass(10_000);
  all.push(asked(100, 'reply'), asked(100, 'notice'));
  await pass(20_000);
  const went = all.flat();
  expect(went).toHaveLength(380);
  expect(mostInASecond(went)).toBeLessThanOrEqual(50);
});

test('what a person waits for goes before notices', async () => {
  const notices = asked(400, 'notice');
  await pass(1_000);
  const before = notices.length;
  const replies = asked(40, 'reply');
  await pass(1_000);
  expect(replies).toHaveLength(40);
  expect(notices.length - before).toBeLessThanOrEqual(12);
  expect(Math.max(...replies)).toBeLessThan(2_000);
});

test('a notice whose turn does not come is given back, and takes nobody’s place', async () => {
  const patient = asked(1_000, 'reply');
  const given = limit.take('notice', 2_000);
  await pass(2_100);
  expect(await given).toBe(false);
  await pass(30_000);
  expect(patient).toHaveLength(1_000);
  expect(await limit.take('notice', 2_000)).toBe(true);
});

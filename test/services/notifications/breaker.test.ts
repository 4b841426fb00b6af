import { breaker, type Breaker } from '../../../services/notifications/breaker';

let now: number;
let routes: Breaker;
beforeEach(() => {
  now = 0;
  routes = breaker(() => now);
});

const fail = (times: number, route = 'email'): void => {
  for (let count = 0; count < times; count += 1) routes.record(route, false);
};

test('one or two that fail keep nobody away', () => {
  fail(2);
  expect(routes.waitFor('email')).toBe(0);
});

test('three in a row do for a while, then one finds out, then longer and longer up to a minute', () => {
  fail(3);
  expect(routes.waitFor('email')).toBe(5_000);
  now = 5_000;
  expect(routes.waitFor('email')).toBe(0);
  expect(routes.waitFor('email')).toBe(5_000);
  fail(1);
  expect(routes.waitFor('email')).toBe(10_000);
  fail(10);
  expect(routes.waitFor('email')).toBe(60_000);
});

test('one that works lets all through again', () => {
  fail(5);
  routes.record('email', true);
  expect(routes.waitFor('email')).toBe(0);
  fail(2);
  expect(routes.waitFor('email')).toBe(0);
});

test('a board’s system that is away keeps nobody from another board’s', () => {
  fail(3, 'webhook:MHN');
  expect([routes.waitFor('webhook:AMN'), routes.waitFor('email')]).toEqual([0, 0]);
});

import { waits } from '../../bot/waits';

describe('what a turn waits for', () => {
  it('is given up when something newer of that person’s has come, however long that still waits for its turn', () => {
    const all = waits();
    const first = all.begin('a');
    expect(first.wait.newer.aborted).toBe(false);
    const [second, third] = [all.announce('a'), all.announce('a')];
    expect(first.wait.newer.aborted).toBe(true);
    first.end();
    second();
    expect(all.begin('a').wait.newer.aborted).toBe(true);
    third();
    third();
    expect(all.begin('a').wait.newer.aborted).toBe(false);
  });

  it('is nobody else’s concern', () => {
    const all = waits();
    const mine = all.begin('a');
    all.announce('b')();
    all.begin('b').end();
    expect(mine.wait.newer.aborted).toBe(false);
  });

  it('lasts no longer than a channel waits', () => {
    const before = performance.now();
    expect(waits(200).begin('a').wait.until).toBeGreaterThanOrEqual(before + 200);
    expect(waits().begin('a').wait.until).toBeLessThan(performance.now() + 15_000);
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { held } from '../../services/held';

describe('words held in memory', () => {
  it('are gone when their time is over, though nobody asks for them again', async () => {
    const words = held<string>(40);
    words.put('a', 'the first');
    await wait(25);
    words.put('b', 'the second');
    expect([words.size, words.peek('a')]).toEqual([2, 'the first']);
    await wait(150);
    expect(words.size).toBe(0);
  });

  it('go with whoever wrote them, and nobody else’s', () => {
    const words = held<{ readonly actor: string }>();
    for (const actor of ['one', 'other', 'one']) words.put(String(words.size), { actor });
    words.forget(({ actor }) => actor === 'one');
    expect([words.size, words.peek('1')]).toEqual([1, { actor: 'other' }]);
  });

  it('are the newest where there are too many', () => {
    const words = held<number>(1_000, 2);
    for (const one of [1, 2, 3]) words.put(String(one), one);
    expect([words.peek('1'), words.peek('2'), words.peek('3')]).toEqual([undefined, 2, 3]);
  });
});

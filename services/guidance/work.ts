import { setImmediate as othersFirst } from 'node:timers/promises';

/** How long others wait at the most: a turn's own work takes as long. */
const SLICE_MS = 8;

/** A long computation in small steps: done beside everything else, or at once by whoever cannot wait for the rest of it. */
export class Work<T> {
  private result: { readonly value: T } | undefined;

  /** @param steps gives way after each, none longer than a few milliseconds */
  constructor(private readonly steps: Generator<void, T>) {}

  /** Does what is left, now. */
  finish(): T {
    for (;;) {
      const done = this.step();
      if (done) return done.value;
    }
  }

  /** Does what is left, a slice at a time, and lets others go in between. */
  async finishSlowly(): Promise<T> {
    for (;;) {
      const until = performance.now() + SLICE_MS;
      while (performance.now() < until) {
        const done = this.step();
        if (done) return done.value;
      }
      await othersFirst();
    }
  }

  private step(): { readonly value: T } | undefined {
    if (this.result) return this.result;
    const { done, value } = this.steps.next();
    return done === true ? (this.result = { value }) : undefined;
  }
}

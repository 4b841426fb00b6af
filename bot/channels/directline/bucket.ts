import { Problem } from '../../../http/problem';

/** Token bucket on the machine's own steady clock, so that a clock set for a demo does not stop it. */
export class Bucket {
  private tokens: number;
  private filledAt = performance.now();

  constructor(
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.tokens = burst;
  }

  /** Takes one. @throws Problem 429 `rate_limited` with the seconds to wait. */
  take(): void {
    const now = performance.now();
    this.tokens = Math.min(this.burst, this.tokens + ((now - this.filledAt) / 1000) * this.perSecond);
    this.filledAt = now;
    if (this.tokens < 1) throw new Problem(429, 'rate_limited', Math.max(1, Math.ceil((1 - this.tokens) / this.perSecond)));
    this.tokens -= 1;
  }
}

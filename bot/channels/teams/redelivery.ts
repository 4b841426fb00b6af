import type { Answer } from './answer';

interface Kept {
  readonly answer: Answer;
  readonly until: number;
}

export interface RedeliveryLimits {
  readonly redeliveryMs: number;
  readonly redeliveryEntries: number;
  readonly redeliveryCharacters: number;
}

/**
 * Teams sends an activity again when it got no answer in 15 s. Whoever brings a known key gets the first one's
 * answer, waiting for it where it is still being made; nothing is done a second time.
 */
export class Redelivery {
  /** As many as requests being served; never evicted, for a slow turn is the very one that is redelivered. */
  private readonly underWay = new Map<string, Promise<Answer>>();
  /** In order of arrival, so the first is the oldest. */
  private readonly kept = new Map<string, Kept>();
  private characters = 0;
  private readonly sweeper: NodeJS.Timeout;

  constructor(
    private readonly limits: RedeliveryLimits,
    private readonly now: () => number = Date.now,
  ) {
    this.sweeper = setInterval(() => this.dropExpired(), Math.min(60_000, limits.redeliveryMs)).unref();
  }

  /** `run` must not reject: what it could not do is an answer too, and holds for the redelivered one. */
  once(key: string, run: () => Promise<Answer>): Promise<Answer> {
    const kept = this.kept.get(key);
    if (kept !== undefined && kept.until > this.now()) return Promise.resolve(kept.answer);
    const waiting = this.underWay.get(key);
    if (waiting !== undefined) return waiting;
    const first = run().then((answer) => this.settle(key, answer));
    this.underWay.set(key, first);
    return first;
  }

  close(): void {
    clearInterval(this.sweeper);
    this.kept.clear();
    this.characters = 0;
  }

  private settle(key: string, answer: Answer): Answer {
    this.underWay.delete(key);
    this.drop(key);
    // Nothing was done, so the redelivered one may try.
    if (answer.status >= 500) return answer;
    this.kept.set(key, { answer, until: this.now() + this.limits.redeliveryMs });
    this.characters += size(answer);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.limits.redeliveryEntries && this.characters <= this.limits.redeliveryCharacters) break;
      this.drop(oldest);
    }
    return answer;
  }

  private dropExpired(): void {
    const now = this.now();
    for (const [key, { until }] of this.kept) {
      if (until > now) return;
      this.drop(key);
    }
  }

  private drop(key: string): void {
    const kept = this.kept.get(key);
    if (kept === undefined) return;
    this.kept.delete(key);
    this.characters -= size(kept.answer);
  }
}

function size(answer: Answer): number {
  return answer.body?.length ?? 0;
}

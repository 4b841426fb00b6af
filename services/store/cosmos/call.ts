import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SharedOptions } from '@azure/cosmos';
import { StoreUnavailable, type Container } from '../ports';
import { sessionToken } from '../session';
import { inAttempt } from './attempt';
import { OutcomeUnknown } from './errors';
import { failureOf, type Failure } from './failures';
import type { Meter, Operation } from './meter';
import type { CosmosOperation } from './requestUnits';

export interface CallSettings {
  readonly meter: Meter;
  /** Time limit of one attempt, in milliseconds. */
  readonly attemptMs: number;
}

export interface AttemptOptions {
  readonly kind: CosmosOperation['kind'];
  /** Lets the SDK ask for a query plan: maintenance across partitions. */
  readonly plans?: boolean;
  readonly indexedPaths?: number;
}

type Answer<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'answer'; readonly status: 404 | 409 | 412 } | { readonly kind: 'unclear' };

const FIRST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 1_000;
/** So many replicas may lag behind the token before a read is content with what one of them has. */
const SESSION_TRIES = 3;

/** One call of the port on one document or page: attempts until one is answered, within a time limit for all. */
export class Call {
  #attempts = 0;
  #unclear = false;
  #session = 0;

  /** @param deadline milliseconds since the process started, as `performance.now()` gives them */
  constructor(
    readonly settings: CallSettings,
    readonly operation: Operation,
    readonly container: Container,
    readonly deadline: number,
  ) {}

  /** Whether an attempt to write may have been carried out without an answer. */
  get unclear(): boolean {
    return this.#unclear;
  }

  /** For what may be asked twice: undefined where the account says that it is not there. @throws {StoreUnavailable} */
  async read<T extends object>(options: AttemptOptions, attempt: (options: SharedOptions) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const answer = await this.#once(options, attempt);
      if (answer.kind === 'done') return answer.value;
      if (answer.kind === 'answer') return undefined;
    }
  }

  /**
   * For what changes something. `unclear`: no answer came, and the caller has to look before it tries again.
   * @throws {StoreUnavailable} when the time is over or no attempt can help
   */
  async write<T extends object>(options: AttemptOptions, attempt: (options: SharedOptions) => Promise<T>): Promise<Answer<T>> {
    return this.#once(options, attempt);
  }

  /** Attempts until an answer comes or one may have been lost. */
  async #once<T extends object>(options: AttemptOptions, attempt: (options: SharedOptions) => Promise<T>): Promise<Answer<T>> {
    for (;;) {
      const { value, error } = await this.#attempt(options, attempt);
      if (value !== undefined) return { kind: 'done', value };
      const failure = failureOf(error);
      if (failure.kind === 'answer') return failure;
      const lost = failure.kind === 'again' && failure.unclear && options.kind !== 'read' && options.kind !== 'query';
      if (lost) this.#unclear = true;
      await this.#wait(failure, error);
      if (lost) return { kind: 'unclear' };
    }
  }

  async #attempt<T extends object>(
    { kind, plans = false, indexedPaths = 0 }: AttemptOptions,
    attempt: (options: SharedOptions) => Promise<T>,
  ): Promise<{ value?: T; error?: unknown }> {
    const { meter, attemptMs } = this.settings;
    const token = this.container === 'owners' && this.#session === 0 ? sessionToken() : undefined;
    const record = (traffic: Parameters<typeof meter.traffic>[3]) => meter.traffic(this.operation, this.container, kind, traffic, indexedPaths);
    const left = this.deadline - performance.now();
    this.#attempts += 1;
    try {
      const value = await inAttempt(
        { timeoutMs: Math.max(1, Math.min(attemptMs, left)), withoutPlans: !plans, withoutSession: this.#session >= SESSION_TRIES, container: this.container, record },
        () => attempt(token === undefined ? {} : { sessionToken: token }),
      );
      return isRefusal(value) ? { error: { code: value.statusCode, substatus: 'substatus' in value ? value.substatus : undefined } } : { value };
    } catch (error) {
      return { error };
    }
  }

  async #wait(failure: Exclude<Failure, { kind: 'answer' }>, cause: unknown): Promise<void> {
    if (failure.kind === 'hopeless' || (failure.kind === 'malformed' && !this.#usedToken())) throw this.#failed(cause);
    this.settings.meter.retry(this.operation, this.container);
    if (failure.kind !== 'again') {
      this.#session += 1;
      if (this.#session === 1) return;
    }
    const wait = failure.kind === 'again' && failure.afterMs !== undefined ? failure.afterMs + randomInt(FIRST_WAIT_MS) : backoff(this.#attempts);
    if (performance.now() + wait >= this.deadline) throw this.#failed(cause);
    await sleep(wait);
  }

  #usedToken(): boolean {
    return this.container === 'owners' && this.#session === 0 && sessionToken() !== undefined;
  }

  #failed(cause: unknown): StoreUnavailable {
    this.settings.meter.failure(this.operation, this.container);
    const message = `${this.operation} ${this.container}: the account gave no usable answer`;
    return this.#unclear ? new OutcomeUnknown(message, { cause }) : new StoreUnavailable(message, { cause });
  }
}

/** The SDK gives an answer of 404 to a point read back without throwing. */
const isRefusal = (value: object): value is { statusCode: number } => 'statusCode' in value && typeof value.statusCode === 'number' && value.statusCode >= 400;

/** Twice as long each time, between a half and the whole of it at random, so that callers do not come back together. */
function backoff(attempts: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempts);
  return longest / 2 + randomInt(longest / 2);
}

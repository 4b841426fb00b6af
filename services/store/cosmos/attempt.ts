import { AsyncLocalStorage } from 'node:async_hooks';
import type { Container } from '../ports';

/** What one request was and brought. */
export interface Traffic {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Documents in a query's page. */
  readonly documents: number;
  /** Request units that the account reports. */
  readonly charge: number;
}

/** What the transport must know of the attempt whose requests it carries; the SDK has no way to hand it on. */
export interface Attempt {
  readonly container: Container;
  readonly timeoutMs: number;
  /** Refuses the SDK's question for a query plan; default. */
  readonly withoutPlans?: boolean;
  /** Sends no session token at all. */
  readonly withoutSession?: boolean;
  record(traffic: Traffic): void;
}

const running = new AsyncLocalStorage<Attempt>();

export const currentAttempt = (): Attempt | undefined => running.getStore();

export const inAttempt = <T>(attempt: Attempt, work: () => Promise<T>): Promise<T> => running.run(attempt, work);

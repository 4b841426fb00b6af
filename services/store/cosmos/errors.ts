import { StoreUnavailable } from '../ports';

export type CosmosOpenCode = 'cosmos_not_set_up' | 'cosmos_denied' | 'cosmos_unreachable' | 'cosmos_other_partition_key';

/** The database cannot be used as it is; the message says what to do. */
export class CosmosOpenError extends Error {
  override readonly name = 'CosmosOpenError';
  constructor(
    readonly code: CosmosOpenCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * No answer came in time, and what was asked for may have been written all the same. Whoever tries again must be able to
 * recognise what it wrote itself: create under an id that was fixed before, or read first.
 */
export class OutcomeUnknown extends StoreUnavailable {
  readonly code = 'outcome_unknown';
}

/** No whole answer came. It has no `code`: by that the SDK would know a broken connection, and repeat reads by itself. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor(
    /** As Node names it, or `timeout`. */
    readonly reason: string,
    /** Whether the request can have reached the account. */
    readonly sent: boolean,
  ) {
    super(`no answer from the account: ${reason}`);
  }
}

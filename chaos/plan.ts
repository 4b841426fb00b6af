export type StoreKind = 'sqlite' | 'cosmos';

export interface Plan {
  readonly store: StoreKind;
  readonly rounds: number;
  readonly seed: number;
}

/** What one store's run looks like. Times in milliseconds, shares from 0 to 1. */
export interface Setting {
  readonly instances: number;
  /** People who report at the same time, one report after the other. */
  readonly inTeams: number;
  readonly onIntranet: number;
  /** Between two things that one person does. */
  readonly pause: readonly [number, number];
  /** How long after the start of a round the kill comes, at most. */
  readonly killWithin: number;
  /** How long everything may take to settle when nobody is killed any more. */
  readonly settleMs: number;
}

/** A claim and a lease last 45 s on a shared store and a sweep comes every 15 s; a failed notice waits up to 40 s. */
export const SETTINGS: Readonly<Record<StoreKind, Setting>> = {
  sqlite: { instances: 1, inTeams: 10, onIntranet: 4, pause: [20, 250], killWithin: 1_800, settleMs: 120_000 },
  cosmos: { instances: 3, inTeams: 5, onIntranet: 3, pause: [100, 800], killWithin: 1_500, settleMs: 180_000 },
};

/** Of requests to the connector: notices go wrong more often than replies, which a person waits for. */
export const CONNECTOR_FAULTS = { notice: 0.1, reply: 0.02 } as const;
/** Of requests to the account. */
export const STORE_FAULTS = 0.015;
/** After which a client gives a turn up and sends it again, as Teams does. */
export const TURN_MS = 15_000;

/** The board whose cases are counted, and who is told of them. */
export const BOARD = 'MHN';
export const COORDINATOR = 'coordinator-mhn';
/** Stands in all that people write, so that a notice which shows a word of it is found. */
export const MARK = 'kanariefågel';

/** Teams sends a message again after 15 s without an answer; what is left is for the store and the way back. */
const PATIENCE_MS = 9_000;

/** For how long a turn's dialogue may wait for something slow. */
export interface Wait {
  /** Aborted when the same person has done something newer. */
  readonly newer: AbortSignal;
  /** Until when anything may be waited for, by the machine's steady clock in ms. */
  readonly until: number;
}

export interface Waits {
  /**
   * Something of that person's has come that will get its turn later: what their turn under way still waits for is given
   * up. Call the result when its turn begins, or will never come; again is no error.
   */
  announce(actorId: string): () => void;
  /** A turn has come; what those before it wait for is given up. `end` it when it is over. */
  begin(actorId: string): { readonly wait: Wait; readonly end: () => void };
}

/** One person's turns run one after another: so that none of them waits long for an older one's model, the older one is told. */
export function waits(patienceMs = PATIENCE_MS): Waits {
  const last = new Map<string, AbortController>();
  const announced = new Map<string, number>();
  const count = (actorId: string, by: number): void => {
    const left = (announced.get(actorId) ?? 0) + by;
    if (left > 0) announced.set(actorId, left);
    else announced.delete(actorId);
  };
  return {
    announce(actorId) {
      last.get(actorId)?.abort();
      count(actorId, 1);
      let over = false;
      return () => {
        if (over) return;
        over = true;
        count(actorId, -1);
      };
    },
    begin(actorId) {
      last.get(actorId)?.abort();
      const own = new AbortController();
      // Those announced wait for this one.
      if (announced.has(actorId)) own.abort();
      last.set(actorId, own);
      const end = (): void => {
        if (last.get(actorId) === own) last.delete(actorId);
      };
      return { wait: { newer: own.signal, until: performance.now() + patienceMs }, end };
    },
  };
}

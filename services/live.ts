import type { CaseSummary } from './cases/documents';

/** Something about a case that an open workspace shows at once. */
export interface CaseChange {
  readonly case: CaseSummary;
  readonly kind: string;
}

/** Tells whoever listens in this process that a case changed. Listeners check access themselves, for each change. */
export interface Live {
  publish(change: CaseChange): void;
  subscribe(listener: (change: CaseChange) => void): () => void;
  /** How many listen now. */
  readonly listeners: number;
}

export function live(): Live {
  const listeners = new Set<(change: CaseChange) => void>();
  return {
    publish(change) {
      for (const listener of listeners) listener(change);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get listeners() {
      return listeners.size;
    },
  };
}

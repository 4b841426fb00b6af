import type { Container } from '../ports';
import type { Traffic } from './attempt';
import { computeRequestUnits, type CosmosOperation } from './requestUnits';

/** Sums since opening of one operation on one container, named `<operation> <container>`: `read cases`. */
export interface OperationCounts {
  readonly requests: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly documents: number;
  /** As the account reports them; a stand-in reports 1 for everything. */
  readonly requestUnits: number;
  /** Computed from Microsoft's published figures: no measurement. */
  readonly computedRequestUnits: number;
  /** Requests made again after one that failed. */
  readonly retries: number;
  /** Calls that failed in the end. */
  readonly failures: number;
}

export type Operation = 'read' | 'create' | 'match' | 'upsert' | 'remove' | 'query' | 'list' | 'scan';
export type Counts = Readonly<Record<string, OperationCounts>>;

const NOTHING: OperationCounts = { requests: 0, bytesSent: 0, bytesReceived: 0, documents: 0, requestUnits: 0, computedRequestUnits: 0, retries: 0, failures: 0 };

export class Meter {
  readonly #counts = new Map<string, OperationCounts>();

  counts(): Counts {
    return Object.fromEntries(this.#counts);
  }

  /** @param indexedPaths values of the document written that are indexed */
  traffic(operation: Operation, container: Container, kind: CosmosOperation['kind'], traffic: Traffic, indexedPaths: number): void {
    const { bytesSent, bytesReceived, documents, charge } = traffic;
    const found = kind === 'read' && traffic.status === 200 ? 1 : documents;
    const done = traffic.status >= 200 && traffic.status < 300;
    const bytes = kind === 'read' || kind === 'query' ? bytesReceived : bytesSent;
    this.#add(operation, container, {
      requests: 1,
      bytesSent,
      bytesReceived,
      documents: found,
      requestUnits: charge,
      computedRequestUnits: computeRequestUnits({ kind, bytes: done ? bytes : 0, returned: documents, indexedPaths: done ? indexedPaths : 0 }),
    });
  }

  retry(operation: Operation, container: Container): void {
    this.#add(operation, container, { retries: 1 });
  }

  failure(operation: Operation, container: Container): void {
    this.#add(operation, container, { failures: 1 });
  }

  #add(operation: Operation, container: Container, more: Partial<OperationCounts>): void {
    const name = `${operation} ${container}`;
    const sums = { ...(this.#counts.get(name) ?? NOTHING) };
    for (const field of FIELDS) sums[field] += more[field] ?? 0;
    this.#counts.set(name, sums);
  }
}

const FIELDS = ['requests', 'bytesSent', 'bytesReceived', 'documents', 'requestUnits', 'computedRequestUnits', 'retries', 'failures'] as const;

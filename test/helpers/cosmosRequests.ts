import type { IncomingMessage } from 'node:http';
import { LAYOUTS } from '../../services/store/cosmos/layout';

export type RequestKind = 'point read' | 'query' | 'create' | 'replace' | 'upsert' | 'delete' | 'other';

/** One request as it went over the wire. */
export interface RecordedRequest {
  readonly kind: RequestKind;
  readonly method: string;
  readonly path: string;
  /** '' where it is about none. */
  readonly container: string;
  /** The partition key header as sent. */
  readonly partitionKey: string | undefined;
  readonly sessionToken: string | undefined;
  readonly body: string;
  readonly bytesSent: number;
  /** 0 until answered, and where the answer was not handed on. */
  status: number;
  bytesReceived: number;
  documents: number;
}

const QUERY_TYPE = 'application/query+json';

export function recorded(incoming: IncomingMessage, body: Buffer): RecordedRequest {
  const path = incoming.url ?? '';
  return {
    kind: kindOf(incoming, path),
    method: incoming.method ?? '',
    path,
    container: /\/colls\/([^/]+)/.exec(path)?.[1] ?? '',
    partitionKey: header(incoming, 'x-ms-documentdb-partitionkey'),
    sessionToken: header(incoming, 'x-ms-session-token'),
    body: body.toString(),
    bytesSent: body.length,
    status: 0,
    bytesReceived: 0,
    documents: 0,
  };
}

function kindOf(incoming: IncomingMessage, path: string): RequestKind {
  if (!/\/docs(\/|$)/.test(path)) return 'other';
  if (header(incoming, 'content-type') === QUERY_TYPE || header(incoming, 'x-ms-documentdb-isquery') !== undefined) return 'query';
  if (header(incoming, 'x-ms-documentdb-is-upsert')) return 'upsert';
  const kinds: Partial<Record<string, RequestKind>> = { GET: 'point read', POST: 'create', PUT: 'replace', DELETE: 'delete' };
  return kinds[incoming.method ?? ''] ?? 'other';
}

/** Why a request may not be made by a running server: it would look at every partition, or at more than its own. */
export function violation({ kind, container, partitionKey, body }: RecordedRequest): string | undefined {
  if (kind !== 'query') return undefined;
  if (partitionKey === undefined) return `a query of ${container} without x-ms-documentdb-partitionkey`;
  const layout = Object.entries(LAYOUTS).find(([name]) => name === container)?.[1];
  return layout && !body.includes(`c.${layout.partition} = @`) ? `a query of ${container} that does not filter by ${layout.partition}` : undefined;
}

const header = (incoming: IncomingMessage, name: string): string | undefined => {
  const value = incoming.headers[name];
  return Array.isArray(value) ? value[0] : value;
};

import { setTimeout as sleep } from 'node:timers/promises';
import type { CosmosProxy, RecordedRequest } from '../../test/helpers/cosmosProxy';

/** What one thing that somebody did asked of Cosmos DB. `bytes`: bodies both ways. */
export interface Cost {
  readonly what: string;
  readonly writes: number;
  readonly pointReads: number;
  readonly queries: number;
  readonly documents: number;
  readonly bytes: number;
  /** Bytes of each document as it was written. */
  readonly written: readonly { readonly container: string; readonly bytes: number }[];
}

const QUIET_MS = 25;
const PATIENCE_MS = 20_000;

/** Nothing is on its way, and nothing has come for a moment: notices are told, and the next turn begins alone. */
export async function quiet({ requests }: CosmosProxy): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  let seen = -1;
  while (performance.now() < end) {
    const settled = requests.every(({ status }) => status !== 0);
    if (settled && requests.length === seen) return;
    seen = requests.length;
    await sleep(QUIET_MS);
  }
  throw new Error('Cosmos DB is asked without end');
}

/** Does it and counts what it asked; what runs by itself, and notices sent because of it, are apart. */
export async function costOf<T>(proxy: CosmosProxy, what: string, act: () => Promise<T>): Promise<{ readonly answer: T; readonly costs: readonly Cost[] }> {
  await quiet(proxy);
  proxy.forget();
  const answer = await act();
  const during = proxy.requests.length;
  await quiet(proxy);
  const { own, notices } = apart(proxy.requests.filter((one) => !byItself(one)), proxy.requests[during - 1]);
  const { turn, fetched } = withoutFetch(own);
  const further = { [`${what}.notices`]: notices, fetch: fetched };
  return { answer, costs: [summed(what, turn), ...Object.entries(further).flatMap(([name, requests]) => (requests.length > 0 ? [summed(name, requests)] : []))] };
}

const WRITES: readonly string[] = ['create', 'replace', 'upsert', 'delete'];

/** Leases and announcements, and what instances ask now and then: what is due, what has changed. */
function byItself({ container, kind, body }: RecordedRequest): boolean {
  return container === 'leases' || (kind === 'query' && container === 'cases' && /ORDER BY [^"]*(nextNoticeAt|changedAt)/.test(body));
}

/**
 * Sending notices begins with reading the case that the turn has just written, and goes on beside the turn; of what
 * comes later, only the transcript of the person who speaks is still the turn's.
 */
function apart(requests: readonly RecordedRequest[], last: RecordedRequest | undefined) {
  const written = requests.findIndex(({ kind, container }) => container === 'cases' && WRITES.includes(kind));
  const begins = requests.findIndex(({ kind, container }, index) => written >= 0 && index > written && kind === 'point read' && container === 'cases');
  const speaks = requests.find(({ container }) => container === 'owners' || container === 'transcripts')?.partitionKey;
  const ends = last === undefined ? -1 : requests.indexOf(last);
  const isOwn = (one: RecordedRequest, index: number): boolean => (begins < 0 || index < begins ? true : one.container === 'transcripts' && one.partitionKey === speaks && (ends < 0 || index <= ends));
  return { own: requests.filter(isOwn), notices: requests.filter((one, index) => !isOwn(one, index)) };
}

/** On the intranet the answer is fetched by a request of its own, which looks whether another instance has said more. */
function withoutFetch(own: readonly RecordedRequest[]): { readonly turn: readonly RecordedRequest[]; readonly fetched: readonly RecordedRequest[] } {
  const said = own.findLastIndex(({ kind, container }) => container === 'transcripts' && kind === 'create');
  const fetched = said < 0 ? [] : own.slice(said + 1).filter(({ kind, container }) => container === 'transcripts' && kind === 'point read');
  return { turn: own.filter((one) => !fetched.includes(one)), fetched };
}

function summed(what: string, requests: readonly RecordedRequest[]): Cost {
  const count = (fits: (one: RecordedRequest) => boolean): number => requests.filter(fits).length;
  return {
    what,
    writes: count(({ kind }) => WRITES.includes(kind)),
    pointReads: count(({ kind }) => kind === 'point read'),
    queries: count(({ kind }) => kind === 'query'),
    documents: requests.reduce((sum, { documents }) => sum + documents, 0),
    bytes: requests.reduce((sum, { bytesSent, bytesReceived }) => sum + bytesSent + bytesReceived, 0),
    written: requests.filter(({ kind }) => WRITES.includes(kind)).map(({ container, bytesSent }) => ({ container, bytes: bytesSent })),
  };
}

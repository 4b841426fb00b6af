import type { Request, Response, Server } from 'restify';
import type { Services } from '../services';

interface Metric {
  readonly name: string;
  readonly help: string;
  readonly value: (counts: Costs[string]) => number;
}
type Costs = ReturnType<Services['costs']>;

const STORE: readonly Metric[] = [
  { name: 'trygg_store_requests_total', help: 'Requests to Azure Cosmos DB.', value: (counts) => counts.requests },
  { name: 'trygg_store_sent_bytes_total', help: 'Bytes sent to it.', value: (counts) => counts.bytesSent },
  { name: 'trygg_store_received_bytes_total', help: 'Bytes received from it.', value: (counts) => counts.bytesReceived },
  { name: 'trygg_store_documents_total', help: 'Documents returned.', value: (counts) => counts.documents },
  { name: 'trygg_store_request_units_total', help: 'Request units as the account reports them.', value: (counts) => counts.requestUnits },
  { name: 'trygg_store_request_units_computed_total', help: "Request units computed from Microsoft's published figures: no measurement.", value: (counts) => counts.computedRequestUnits },
  { name: 'trygg_store_retries_total', help: 'Requests made again after one that failed.', value: (counts) => counts.retries },
  { name: 'trygg_store_failures_total', help: 'Calls that failed in the end.', value: (counts) => counts.failures },
];

/** `GET /metrics`: counts since the start, as Prometheus reads them. Nothing in them is about a person. */
export function metrics({ costs, dispatcher }: Pick<Services, 'costs' | 'dispatcher'>): { register(server: Server): void } {
  return {
    register(server) {
      server.get('/metrics', async (_request: Request, response: Response) => {
        const text = [...storeLines(costs()), ...noticeLines(dispatcher.stats()), ''].join('\n');
        response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' });
        response.end(text);
        await Promise.resolve();
      });
    },
  };
}

function storeLines(costs: Costs): readonly string[] {
  const operations = Object.entries(costs);
  if (operations.length === 0) return [];
  return STORE.flatMap(({ name, help, value }) => [...head(name, help), ...operations.map(([operation, counts]) => `${name}{operation="${operation}"} ${value(counts)}`)]);
}

function noticeLines({ sent, failed, takenOver }: ReturnType<Services['dispatcher']['stats']>): readonly string[] {
  const name = 'trygg_notices_total';
  return [
    ...head(name, 'Attempts to deliver a notice that ended for good; taken_over: sendings whose instance was gone, which may be seen twice.'),
    `${name}{outcome="sent"} ${sent}`,
    `${name}{outcome="failed"} ${failed}`,
    `${name}{outcome="taken_over"} ${takenOver}`,
  ];
}

const head = (name: string, help: string): readonly string[] => [`# HELP ${name} ${help}`, `# TYPE ${name} counter`];

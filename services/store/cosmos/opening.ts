import { setTimeout as sleep } from 'node:timers/promises';
import type { Container } from '../ports';
import { inAttempt } from './attempt';
import { CosmosOpenError, NoAnswer } from './errors';
import { partitionKey } from './layout';
import type { Documents } from './points';

interface Wanted {
  readonly endpoint: string;
  readonly database: string;
  readonly containers: readonly Container[];
}

const SETUP = 'run "npm run trygg -- cosmos:setup" once, with an account key';

const TRIES = 6;
const WAIT_MS = 100;

/** A request that is refused or breaks is no reason not to start; an account that cannot be reached at all is told of at once. */
export async function patiently(work: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await work();
      return;
    } catch (error) {
      if (tries === TRIES || !isPassing(error)) throw error;
      await sleep(WAIT_MS * tries);
    }
  }
}

function isPassing(error: unknown): boolean {
  if (!(error instanceof CosmosOpenError) || error.code !== 'cosmos_unreachable') return false;
  return !(error.cause instanceof NoAnswer) || (error.cause.sent && error.cause.reason !== 'timeout');
}

/**
 * Looks whether everything is there, and thereby lets the SDK know the partition keys, which it would ask for later.
 * @throws {CosmosOpenError}
 */
export async function checkContainers(documents: Documents, wanted: Wanted, timeoutMs: number): Promise<void> {
  await Promise.all(wanted.containers.map((container) => checkContainer(documents, wanted, container, timeoutMs)));
}

async function checkContainer(documents: Documents, wanted: Wanted, container: Container, timeoutMs: number): Promise<void> {
  const reading = inAttempt({ container, timeoutMs, record: () => undefined }, () => documents.container({ container }).read());
  const { resource } = await reading.catch((error: unknown) => Promise.reject(openError(error, wanted, container)));
  if (!samePartitionKey(container, resource?.partitionKey?.paths ?? [])) throw otherPartitionKey(wanted.database, container);
}

export const samePartitionKey = (container: Container, paths: readonly string[]): boolean => paths.join() === partitionKey(container).paths.join();

export const otherPartitionKey = (database: string, container: Container): CosmosOpenError =>
  new CosmosOpenError(
    'cosmos_other_partition_key',
    `container "${container}" in database "${database}" has another partition key than ${partitionKey(container).paths.join(', ')}. A container's key cannot be changed: choose another COSMOS_DATABASE, or move what is in it.`,
  );

/** What an error means for whoever starts the server or sets the database up. */
export function openError(error: unknown, { endpoint, database }: Omit<Wanted, 'containers'>, container?: Container): CosmosOpenError {
  const code = statusOf(error);
  const options = { cause: error };
  const what = container === undefined ? `database "${database}"` : `container "${container}" in database "${database}"`;
  if (code === 404) return new CosmosOpenError('cosmos_not_set_up', `${what} is not at ${endpoint}: ${SETUP}.`, options);
  if (code === 401 || code === 403) {
    return new CosmosOpenError('cosmos_denied', `${endpoint} does not let us at ${what}: check COSMOS_KEY, or the data-plane role of the managed identity, and the account's firewall.`, options);
  }
  const why = error instanceof NoAnswer ? error.reason : code === undefined ? errorName(error) : `status ${code}`;
  return new CosmosOpenError('cosmos_unreachable', `${endpoint} gives no usable answer (${why}): check COSMOS_ENDPOINT and the network.`, options);
}

const errorName = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');

function statusOf(error: unknown): number | undefined {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'number' ? code : undefined;
}

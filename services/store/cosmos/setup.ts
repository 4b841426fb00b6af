import type { ContainerDefinition, ContainerRequest, Database } from '@azure/cosmos';
import type { Container } from '../ports';
import { connect, type Account } from './client';
import { defaultTtl, indexingPolicy, partitionKey } from './layout';
import { openError, otherPartitionKey, samePartitionKey } from './opening';

export interface CosmosSetupOptions extends Account {
  readonly database: string;
  readonly containers: readonly Container[];
  /** Autoscale limit that the database's containers share, in RU/s; absent: what the account gives, as serverless ones must. */
  readonly maxThroughput?: number;
}

/** Names, in the order asked for; the database's is `database <name>`. */
export interface CosmosSetup {
  readonly made: readonly string[];
  /** Were there with another indexing policy or TTL, and have ours now. */
  readonly changed: readonly string[];
  readonly found: readonly string[];
}

type Outcome = keyof CosmosSetup;

/**
 * Makes the database and its containers where they are missing; run again, it changes nothing. Needs an account key: the
 * data-plane roles of a managed identity may not create any.
 * @throws {CosmosOpenError} above all where a container is there with another partition key
 */
export async function setupCosmos(options: CosmosSetupOptions): Promise<CosmosSetup> {
  const connection = await connect(options);
  try {
    const outcomes = await steps(connection.client.databases, options).catch((error: unknown) => Promise.reject(asOpenError(error, options)));
    const named = (wanted: Outcome): string[] => outcomes.filter(([, outcome]) => outcome === wanted).map(([name]) => name);
    return { made: named('made'), changed: named('changed'), found: named('found') };
  } finally {
    connection.close();
  }
}

async function steps(databases: { createIfNotExists: Database['client']['databases']['createIfNotExists'] }, { database: name, containers, maxThroughput }: CosmosSetupOptions): Promise<[string, Outcome][]> {
  const throughput = maxThroughput === undefined ? {} : { maxThroughput };
  const { database, statusCode } = await databases.createIfNotExists({ id: name, ...throughput });
  const outcomes: [string, Outcome][] = [[`database ${name}`, statusCode === 201 ? 'made' : 'found']];
  for (const container of containers) outcomes.push([container, await ensureContainer(database, container)]);
  return outcomes;
}

async function ensureContainer(database: Database, container: Container): Promise<Outcome> {
  const wanted = { id: container, partitionKey: partitionKey(container), indexingPolicy: indexingPolicy(container), ...defaultTtl(container) } satisfies ContainerRequest;
  const { container: there, resource, statusCode } = await database.containers.createIfNotExists(wanted);
  if (statusCode === 201) return 'made';
  if (!samePartitionKey(container, resource?.partitionKey?.paths ?? [])) throw otherPartitionKey(database.id, container);
  if (resource && comparable(resource) === comparable(wanted)) return 'found';
  // Of the key, not even the version may be another.
  await there.replace({ ...wanted, ...(resource?.partitionKey && { partitionKey: resource.partitionKey }) });
  return 'changed';
}

/** What we decide of a definition, without what the account adds (the excluded `_etag`, defaults, other orders). */
function comparable({ indexingPolicy: policy, defaultTtl: ttl }: ContainerDefinition): string {
  const paths = (policy?.includedPaths ?? []).map(({ path }) => path).sort();
  const composites = (policy?.compositeIndexes ?? []).map((fields) => fields.map(({ path, order }) => `${path} ${order}`).join()).sort();
  const excludesAll = (policy?.excludedPaths ?? []).some(({ path }) => path === '/*');
  return JSON.stringify([policy?.indexingMode, paths, composites, excludesAll, ttl ?? null]);
}

const asOpenError = (error: unknown, options: CosmosSetupOptions): Error => (error instanceof Error && error.name === 'CosmosOpenError' ? error : openError(error, options));

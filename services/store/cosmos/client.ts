import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { MeteredHttp } from './http';

export interface Account {
  /** `https://<account>.documents.azure.com` */
  readonly endpoint: string;
  /** Absent: the managed identity, or whatever else DefaultAzureCredential finds. */
  readonly key?: string;
}

export interface Connection {
  readonly client: CosmosClient;
  close(): void;
}

/**
 * A client that makes one request for one operation and never tries again on its own. Without endpoint discovery it
 * neither asks for the account's regions nor repeats reads elsewhere: the endpoint's name leads to the region that
 * writes, and follows it when the account fails over.
 */
export async function connect({ endpoint, key }: Account): Promise<Connection> {
  const httpClient = new MeteredHttp();
  const client = new CosmosClient({
    endpoint,
    ...(key === undefined ? { aadCredentials: await managedIdentity() } : { key }),
    httpClient,
    consistencyLevel: 'Session',
    connectionPolicy: {
      enableEndpointDiscovery: false,
      enableBackgroundEndpointRefreshing: false,
      useMultipleWriteLocations: false,
      retryOptions: { maxRetryAttemptCount: 0, fixedRetryIntervalInMilliseconds: 0, maxWaitTimeInSeconds: 0 },
    },
  });
  return {
    client,
    close() {
      client.dispose();
      httpClient.close();
    },
  };
}

/** Loaded only where it is used: it takes a second to start and drags much in. */
async function managedIdentity(): Promise<NonNullable<CosmosClientOptions['aadCredentials']>> {
  const { DefaultAzureCredential } = await import('@azure/identity');
  return new DefaultAzureCredential();
}

import type { Reader } from './reader';

/** An account of Azure Cosmos DB and a database in it. Without a key the machine's managed identity signs in. */
export interface CosmosAccount {
  readonly endpoint: string;
  readonly key?: string;
  readonly database: string;
}

export type StoreSettings =
  /** `commitDelayMs` slows every commit down, for benchmarks. */
  | { readonly kind: 'sqlite'; readonly commitDelayMs: number }
  /** `keys` is where the wrapped data keys lie: an account of their own has a backup retention of its own. */
  | ({ readonly kind: 'cosmos'; readonly keys: CosmosAccount } & CosmosAccount);

export type AttachmentSettings =
  | { readonly kind: 'files' }
  /** Without a connection string the machine's managed identity signs in at the endpoint. */
  | { readonly kind: 'blob'; readonly connectionString?: string; readonly endpoint?: string; readonly container: string };

const KEY_BYTES = 32;

/** Where documents are kept. */
export function readStore(read: Reader): StoreSettings {
  const commitDelayMs = read.integer('STORE_COMMIT_DELAY_MS', 0, 0, 1000);
  if (read.oneOf('STORE', ['sqlite', 'cosmos'], 'sqlite') === 'sqlite') return { kind: 'sqlite', commitDelayMs };
  const endpoint = read.address('COSMOS_ENDPOINT');
  if (endpoint === undefined) read.problem('COSMOS_ENDPOINT', 'is needed when STORE is cosmos: the address of the account, such as https://trygg.documents.azure.com');
  const account = { endpoint: endpoint ?? '', ...withKey(read.text('COSMOS_KEY')), database: read.text('COSMOS_DATABASE') ?? 'trygg' };
  const keysEndpoint = read.address('COSMOS_KEYS_ENDPOINT');
  const keysKey = read.text('COSMOS_KEYS_KEY') ?? (keysEndpoint === undefined ? account.key : undefined);
  return {
    kind: 'cosmos',
    ...account,
    keys: { endpoint: keysEndpoint ?? account.endpoint, ...withKey(keysKey), database: read.text('COSMOS_KEYS_DATABASE') ?? `${account.database}-keys` },
  };
}

const withKey = (key: string | undefined): { readonly key?: string } => (key === undefined ? {} : { key });

/** Where files are kept. */
export function readAttachments(read: Reader): AttachmentSettings {
  if (read.oneOf('ATTACHMENTS', ['files', 'blob'], 'files') === 'files') return { kind: 'files' };
  const connectionString = read.text('BLOB_CONNECTION_STRING');
  const endpoint = read.address('BLOB_ENDPOINT');
  if (connectionString === undefined && endpoint === undefined) read.problem('BLOB_ENDPOINT', 'or BLOB_CONNECTION_STRING is needed when ATTACHMENTS is blob');
  return {
    kind: 'blob',
    container: read.text('BLOB_CONTAINER') ?? 'trygg',
    ...(connectionString === undefined ? {} : { connectionString }),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** The master key, 32 bytes, written in Base64 or hexadecimal. Never repeated in a message. */
export function readDataKey(read: Reader): Buffer | undefined {
  const value = read.text('DATA_KEY');
  if (value === undefined) return undefined;
  const bytes = /^[0-9a-f]{64}$/i.test(value) ? Buffer.from(value, 'hex') : Buffer.from(value, 'base64');
  if (bytes.length === KEY_BYTES && (bytes.toString('hex') === value.toLowerCase() || sameBase64(bytes, value))) return bytes;
  read.problem('DATA_KEY', 'must be 32 bytes in Base64 (44 characters) or hexadecimal (64). Make one with: openssl rand -base64 32');
  return undefined;
}

const sameBase64 = (bytes: Buffer, value: string): boolean => bytes.toString('base64').replace(/=+$/, '') === value.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '');

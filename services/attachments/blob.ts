import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { Pieces } from './pieces';
import { BlobExists, BlobsUnavailable, isBlobId, requireBlobId, type BlobStore } from './ports';

/** Either a connection string, or an endpoint (`https://<account>.blob.core.windows.net`) and the machine's own identity. */
export interface BlobPlace {
  readonly connectionString?: string | undefined;
  readonly endpoint?: string | undefined;
  readonly container: string;
}

/** Tries at 0, ½ and 2 seconds: an account that moves house is back by then, and a person still waits. */
const RETRIES = { maxTries: 4, retryDelayInMs: 500, maxRetryDelayInMs: 4_000 };
/** One request with all its tries; the library's own time-out asks the service to hurry and does not stop waiting. */
const ANSWER_MS = 20_000;
/** What is in memory of a file on its way there. */
const BLOCK_BYTES = 1024 * 1024;

/**
 * Keeps files as block blobs named by their id in a container that is there.
 * @throws {BlobsUnavailable}
 */
export async function openBlobContainer(place: BlobPlace): Promise<BlobStore> {
  const container = await clientOf(place);
  await answered('look for the container', (abortSignal) => container.getProperties({ abortSignal }));
  return new Blobs(container);
}

/** Makes the container where there is none: for whoever sets the installation up, never for a running server. @returns whether it was made */
export async function createBlobContainer(place: BlobPlace): Promise<boolean> {
  const container = await clientOf(place);
  return (await answered('create the container', (abortSignal) => container.createIfNotExists({ abortSignal }))).succeeded;
}

/** @throws {BlobsUnavailable} */
async function clientOf({ connectionString, endpoint, container }: BlobPlace) {
  // Loaded only where it is used: it would cost every embedded installation memory and time at start.
  const { BlobServiceClient } = await import('@azure/storage-blob');
  const options = { retryOptions: RETRIES };
  try {
    if (connectionString !== undefined) return BlobServiceClient.fromConnectionString(connectionString, options).getContainerClient(container);
    if (endpoint === undefined) throw new TypeError('neither a connection string nor an endpoint');
    const { DefaultAzureCredential } = await import('@azure/identity');
    return new BlobServiceClient(endpoint, new DefaultAzureCredential(), options).getContainerClient(container);
  } catch (error) {
    // The library's message may hold what it could not read, which is a secret.
    throw new BlobsUnavailable('blob_settings_invalid', error instanceof TypeError ? error.message : 'the connection string or endpoint cannot be read');
  }
}

type ContainerClient = Awaited<ReturnType<typeof clientOf>>;
type BlockBlobClient = ReturnType<ContainerClient['getBlockBlobClient']>;

class Blobs implements BlobStore {
  constructor(private readonly container: ContainerClient) {}

  async put(id: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    requireBlobId(id);
    const blob = this.container.getBlockBlobClient(id);
    const { blocks, upload } = await stageAll(blob, source);
    const conditions = { ifNoneMatch: '*' };
    try {
      await asked((abortSignal) => blob.commitBlockList(blocks, { abortSignal, conditions, metadata: { upload } }));
    } catch (error) {
      if (statusOf(error) !== 409 && statusOf(error) !== 412) throw unavailable('put a file', error);
      if (!(await this.isOurs(blob, upload))) throw new BlobExists(id);
    }
  }

  async replace(id: string, source: AsyncIterable<Uint8Array>): Promise<void> {
    requireBlobId(id);
    const blob = this.container.getBlockBlobClient(id);
    const { blocks, upload } = await stageAll(blob, source);
    await answered('replace a file', (abortSignal) => blob.commitBlockList(blocks, { abortSignal, metadata: { upload } }));
  }

  async open(id: string): Promise<Readable | undefined> {
    if (!isBlobId(id)) return undefined;
    const stop = new AbortController();
    // Until the answer begins: how long its bytes then take is the reader's matter.
    const late = setTimeout(() => stop.abort(), ANSWER_MS);
    try {
      const { readableStreamBody: body } = await this.container.getBlobClient(id).download(0, undefined, { abortSignal: stop.signal, maxRetryRequests: 3 });
      if (!(body instanceof Readable)) throw new BlobsUnavailable('blob_unavailable', 'open a file: an answer without bytes');
      return body;
    } catch (error) {
      if (codeOf(error) === 'BlobNotFound') return undefined;
      throw unavailable('open a file', error);
    } finally {
      clearTimeout(late);
    }
  }

  async remove(id: string): Promise<void> {
    if (!isBlobId(id)) return;
    await answered('remove a file', (abortSignal) => this.container.getBlobClient(id).deleteIfExists({ abortSignal, deleteSnapshots: 'include' }));
  }

  async *ids(): AsyncIterable<string> {
    try {
      for await (const { name } of this.container.listBlobsFlat()) if (isBlobId(name)) yield name;
    } catch (error) {
      throw unavailable('list the files', error);
    }
  }

  /** Whether the blob that stands in the way was made by this very upload, whose answer was lost. */
  private async isOurs(blob: BlockBlobClient, upload: string): Promise<boolean> {
    const { metadata } = await answered('look at a file', (abortSignal) => blob.getProperties({ abortSignal }));
    return metadata?.['upload'] === upload;
  }
}

/**
 * Sends a stream block by block; none shows until the list is committed, and the service forgets those that never are.
 * Each block's name holds the upload's, so that two uploads of one id cannot mix theirs.
 */
async function stageAll(blob: BlockBlobClient, source: AsyncIterable<Uint8Array>): Promise<{ readonly blocks: string[]; readonly upload: string }> {
  const upload = randomBytes(12).toString('hex');
  const blocks: string[] = [];
  const stage = async (bytes: Buffer): Promise<void> => {
    const name = Buffer.from(`${upload}-${String(blocks.length).padStart(7, '0')}`).toString('base64');
    await answered('send a block', (abortSignal) => blob.stageBlock(name, bytes, bytes.length, { abortSignal }));
    blocks.push(name);
  };
  const pieces = new Pieces(BLOCK_BYTES);
  for await (const bytes of source) {
    for (const piece of pieces.add(bytes)) await stage(piece);
  }
  const last = pieces.rest();
  if (last.length > 0) await stage(last);
  return { blocks, upload };
}

const asked = <T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T> => ask(AbortSignal.timeout(ANSWER_MS));

async function answered<T>(what: string, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  try {
    return await asked(ask);
  } catch (error) {
    throw unavailable(what, error);
  }
}

const statusOf = (error: unknown): number | undefined => (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : undefined);
const codeOf = (error: unknown): string | undefined => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined);

/** The library's errors hold the request with its credentials, so only the codes go on. */
function unavailable(what: string, error: unknown): BlobsUnavailable {
  if (error instanceof BlobsUnavailable) return error;
  const code = codeOf(error) ?? (error instanceof Error ? error.name : 'unknown');
  const message = `${what}: ${code}${statusOf(error) === undefined ? '' : ` (${statusOf(error)})`}`;
  return new BlobsUnavailable(code === 'ContainerNotFound' ? 'blob_container_missing' : 'blob_unavailable', message);
}

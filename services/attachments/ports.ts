import type { Readable } from 'node:stream';

/**
 * Where the bytes of files lie: a folder, or a container of Azure Blob Storage. What is put in is kept as it is;
 * `sealed.ts` has encrypted it before. Ids are 32 hexadecimal digits; under anything else nothing is found or removed.
 */
export interface BlobStore {
  /**
   * Stores a stream under an id and answers when it is durable; when the source fails nothing is left of it.
   * @throws {BlobExists} when the id is taken; what is there stays as it is
   */
  put(id: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** As {@link put}, in the place of what is there, all at one moment: until then, and on any error, the old is kept. */
  replace(id: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes; undefined where there are none of that id. */
  open(id: string): Promise<Readable | undefined>;
  /** Absent is no error. */
  remove(id: string): Promise<void>;
  /** All ids there are, ascending, for moving house. */
  ids(): AsyncIterable<string>;
}

const ID = /^[0-9a-f]{32}$/;

/** Whether something may be an id. Ids come from addresses too, and name files. */
export const isBlobId = (id: string): boolean => ID.test(id);

/** @throws TypeError for what is no id: ours alone are put, so this is a mistake in the program */
export function requireBlobId(id: string): void {
  if (!isBlobId(id)) throw new TypeError('not an id of a file');
}

export class BlobExists extends Error {
  override readonly name = 'BlobExists';
  readonly code = 'file_exists';
  constructor(id: string) {
    super(`there is a file ${id} already`);
  }
}

/** The place for files cannot be used. The message names the request and the answer's code, never an address or a key. */
export class BlobsUnavailable extends Error {
  override readonly name = 'BlobsUnavailable';
  constructor(
    readonly code: 'blob_settings_invalid' | 'blob_container_missing' | 'blob_unavailable',
    message: string,
  ) {
    super(message);
  }
}

export interface StoredFile {
  /** 32 hexadecimal digits, not guessable. */
  readonly id: string;
  /** Of the bytes as given, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: number;
}

/** Files that came with reports, sealed with the data key of their case. */
export interface AttachmentStore {
  /**
   * Seals and stores a stream and answers when it is durable; at no time is more than a few chunks in memory.
   * @param internalId of the case (`Case.key`), which the file is bound to
   * @throws {AttachmentRefused} `file_too_large` above `limitBytes`, `file_empty`; then, as on any other error, nothing is left
   */
  put(internalId: string, source: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredFile>;
  /**
   * The file's bytes as they were given; undefined where there is none of that id, or the case's key is gone. The stream
   * fails where the bytes are not what was stored for that case under that id.
   */
  open(internalId: string, id: string): Promise<Readable | undefined>;
  /** Absent is no error. */
  remove(id: string): Promise<void>;
}

export class AttachmentRefused extends Error {
  override readonly name = 'AttachmentRefused';
  constructor(readonly code: 'file_too_large' | 'file_empty' | 'file_type') {
    super(code);
  }
}

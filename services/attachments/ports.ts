import type { Readable } from 'node:stream';

/**
 * Where the bytes of files lie: a folder, or a container of Azure Blob Storage. What is put in is kept as it is;
 * `sealed.ts` has encrypted it before.
 */
export interface BlobStore {
  /** Stores a stream under an id and answers when it is durable; when the source fails nothing is left of it. */
  put(id: string, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The bytes; undefined where there are none of that id. */
  open(id: string): Promise<Readable | undefined>;
  /** Absent is no error. */
  remove(id: string): Promise<void>;
  /** All ids there are, for moving house. */
  ids(): AsyncIterable<string>;
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
  constructor(readonly code: 'file_too_large' | 'file_empty') {
    super(code);
  }
}

/**
 * What the port calls an etag: the one of Cosmos DB, and what a later conditional write must know without reading first.
 */
export interface Version {
  /** As Cosmos DB gave it. */
  readonly etag: string;
  /** Ids of the last writes of the document, newest first. */
  readonly writes: readonly string[];
  /** Milliseconds since 1970. */
  readonly expiresAt?: number | undefined;
}

const SEPARATOR = '~';

export const encodeVersion = ({ etag, writes, expiresAt }: Version): string =>
  [etag, writes.join('.'), ...(expiresAt === undefined ? [] : [String(expiresAt)])].join(SEPARATOR);

/** Never fails: what we did not give out is an etag that matches nothing. */
export function decodeVersion(text: string): Version {
  const [etag = '', writes = '', expiresAt] = text.split(SEPARATOR);
  return { etag, writes: writes === '' ? [] : writes.split('.'), ...(expiresAt === undefined ? {} : { expiresAt: Number(expiresAt) }) };
}

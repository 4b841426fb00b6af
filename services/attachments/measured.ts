import { createHash } from 'node:crypto';
import { AttachmentRefused, type StoredFile } from './ports';

export interface Measured {
  readonly bytes: AsyncIterable<Uint8Array>;
  /** What went through; once, when all has. */
  result(): Omit<StoredFile, 'id'>;
}

/** Counts and hashes a stream on its way. It fails with {@link AttachmentRefused} above the limit, or where nothing comes. */
export function measured(source: AsyncIterable<Uint8Array>, limitBytes: number): Measured {
  const hash = createHash('sha256');
  let bytes = 0;
  async function* through(): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      bytes += chunk.byteLength;
      if (bytes > limitBytes) throw new AttachmentRefused('file_too_large');
      hash.update(chunk);
      yield chunk;
    }
    if (bytes === 0) throw new AttachmentRefused('file_empty');
  }
  return { bytes: through(), result: () => ({ sha256: hash.digest('hex'), bytes }) };
}

import { Transform } from 'node:stream';
import { CHUNK_BYTES, HEADER_BYTES, TAG_BYTES, chunksAfter, newHeader, type Bound, type Chunks } from './format';
import { Pieces } from './pieces';

/** Seals a stream as it comes; one chunk is in memory. */
export async function* sealing(dataKey: Buffer, bound: Bound, source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  const header = newHeader();
  yield header;
  const chunks = chunksAfter(header, dataKey, bound);
  const pieces = new Pieces(CHUNK_BYTES);
  for await (const bytes of source) {
    for (const piece of pieces.add(bytes)) yield chunks.seal(piece, false);
  }
  yield chunks.seal(pieces.rest(), true);
}

/**
 * Opens what {@link sealing} has sealed. Gives out no byte that is not authenticated; where the end is missing it has
 * given out what came before, and fails with SealBroken in the place of ending.
 */
export function opening(dataKey: Buffer, bound: Bound): Transform {
  const pieces = new Pieces(HEADER_BYTES, CHUNK_BYTES + TAG_BYTES);
  let chunks: Chunks | undefined;
  const take = (piece: Buffer, last: boolean): Buffer => {
    if (chunks) return chunks.open(piece, last);
    chunks = chunksAfter(piece, dataKey, bound);
    return last ? chunks.open(Buffer.alloc(0), true) : Buffer.alloc(0);
  };
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      try {
        for (const piece of pieces.add(bytes)) this.push(take(piece, false));
        done();
      } catch (error) {
        done(asError(error));
      }
    },
    flush(done) {
      try {
        done(null, take(pieces.rest(), true));
      } catch (error) {
        done(asError(error));
      }
    },
  });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

import { open } from 'node:fs/promises';
import { SourceProblem } from './problem';

/** So little, since many files are read side by side. */
const CHUNK = 65_536;

/**
 * The bytes of a file, which may have grown since it was looked at: no more than `limit` are ever read.
 * @throws SourceProblem `unreadable`, or `too_large` where there are more
 */
export async function bytesOf(path: string, limit: number): Promise<Buffer> {
  try {
    const file = await open(path);
    try {
      const chunks: Buffer[] = [];
      for (let size = 0; size <= limit; ) {
        const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK), 0, CHUNK, null);
        if (bytesRead === 0) return Buffer.concat(chunks);
        chunks.push(buffer.subarray(0, bytesRead));
        size += bytesRead;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw SourceProblem.from('unreadable', error);
  }
  throw new SourceProblem('too_large', `more than ${limit / 1_000_000} MB; that is as much as is read`);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from './digest';
import { isMissing, writeDurably } from './disk';
import { MovingError } from './errors';
import type { Part } from './folder';

/** Writes lines of JSON as the next part of a kind, durable when it resolves; one that is there was left by a process that died. */
export async function writePart(dir: string, kind: string, index: number, lines: readonly string[]): Promise<Part> {
  const name = `${kind}-${String(index + 1).padStart(6, '0')}.jsonl`;
  const text = lines.map((line) => `${line}\n`).join('');
  await writeDurably(join(dir, name), (file) => file.writeFile(text));
  return { name, sha256: sha256(text), entries: lines.length };
}

/** The entries of a part, once it is sure that they are what was written. @throws {MovingError} `export_damaged` */
export async function readPart(dir: string, part: Part): Promise<readonly unknown[]> {
  const path = join(dir, part.name);
  const bytes = await readFile(path).catch((error: unknown) => {
    if (isMissing(error)) throw new MovingError('export_damaged', `${path} is missing`);
    throw error;
  });
  if (sha256(bytes) !== part.sha256) throw new MovingError('export_damaged', `${path} is not what was exported`);
  return bytes.toString().split('\n').filter((line) => line !== '').map((line): unknown => JSON.parse(line));
}
